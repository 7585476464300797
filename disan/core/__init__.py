"""What everything else stands on: problems as values, the sentences of the interface, plain text, addresses, printed codes, the door to
the disk, the words for other programs.

Texts, values and paths go in; texts, values, bytes and names come out. It knows no record and no page.
"""
