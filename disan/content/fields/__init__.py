"""The domain's types: what a value in a record may be. Text as typed goes in, frozen values come out.

Every scalar arrives as text (see `source`); each type reads it, or refuses it by a rule's name (`errors`). A `model` is a set of
fields of such types. A value that is shown to readers has `formatted(strings)`. Nothing here knows which record a value belongs to.
"""
