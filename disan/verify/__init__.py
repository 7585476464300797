"""Whether printed codes still open, on a built site or a live one, and what is left behind when a site moves.

The ledger, the records and a site go in; findings, messages to those who watch, or a folder of forwarding pages,
come out. It mends nothing and prints nothing.
"""
