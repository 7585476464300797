"""What is printed: plaques, posters, handouts, booklets, newsletters, field sheets, sheets of plain text; posts for social networks.

Records, settings and an order go in; verified print files, and rows for the ledger, come out. It renders no page of the site.
"""
