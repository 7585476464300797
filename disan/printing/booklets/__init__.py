"""Booklets: a record, or a commune with all its records, as a PDF to print and an EPUB to read on a phone, both of the same text.

A view and what is asked for go in; booklets, and of each two files whose codes were read back, come out. It names no kind of record and
renders no page of the site; the parts of pages that it shows are those of the site's templates but where `templates/booklets/` has its own.
"""
