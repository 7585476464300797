"""Whether printed codes still open, on a built site or a live one; what is left behind when a site moves, and what is handed over with it.

The ledger, the records and a site go in; findings, messages to those who watch, a folder of forwarding pages, or an archive come out.
It mends nothing.
"""
