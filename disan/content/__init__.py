"""What editors write, read: sources, fields, Markdown, kinds of records, blocks, settings, places, and the catalogue of all records.

A project's folder goes in; frozen records, linked with each other, and problems with their places come out. It knows no page, no template
and no printed plaque.
"""
