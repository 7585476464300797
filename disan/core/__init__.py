"""What everything else stands on: problems as values, the sentences of the interface, plain text, addresses, printed codes.

Texts and values go in, texts and values come out. It knows no file of a project, no record and no page.
"""
