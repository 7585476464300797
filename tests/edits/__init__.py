"""What editors and designers do to a project, one edit after another, for tests of building again.

A project's content goes in as a frozen value; the content after an edit comes out, and is written to the disk as an editor would: only what
differs, a renamed folder by renaming it. All of it is test data.
"""
