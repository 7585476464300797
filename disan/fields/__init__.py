"""The domain's types: what a value in a record may be. Text as typed goes in, frozen values come out.

Every scalar arrives as text (see `source`); each type reads it, or raises a pydantic error whose type is the rule's name.
A value that is shown to readers has `shown(strings)`. Nothing here knows which record a value belongs to.
"""
