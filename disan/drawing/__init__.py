"""Everything that is drawn: covers, charts, the province, QR symbols, typeset pages, pictures and recordings made ready, share
cards.

Seeds, figures, addresses, texts and originals go in; SVG markup, PDF, PNG, picture and sound files come out. It chooses no words
and knows no record.
"""
