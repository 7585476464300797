"""The ways in which editors write: workbooks, browser forms, schemas for editor programs, new records, codes given, photographs received,
originals shrunk.

Kinds of records and a project's folder go in; files for editors, changes of content/ and summaries come out. It knows no page.
"""
