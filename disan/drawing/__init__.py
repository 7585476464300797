"""Everything that is drawn: covers, charts, the province, QR symbols, typeset pages, pictures made ready, share cards.

Seeds, figures, addresses, texts and originals go in; SVG markup, PDF, PNG and picture files come out. It chooses no words and knows no
record.
"""
