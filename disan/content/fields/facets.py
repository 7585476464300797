"""By what readers look for records: what a field says of it, and what a value says of itself. Knows no record and no page."""

from functools import cached_property

from msgspec import Struct

from disan.core import text
from disan.core.strings import NO_WORDS, Words


class Grouping(Struct, frozen=True, dict=True):
    """How records are looked for by a field: the facet's name, and the heading above the records of a value, which stands for {value}.

    A value says itself what it is looked for by (`terms`), as a choice does; of others it is the field's `value`, wherever the field says
    something: a switch that is on, a number that is given. A field that names records has those looked for by the record that names them.
    Fields of the same name are one facet.
    """

    name: Words
    heading: Words = NO_WORDS
    value: Words = NO_WORDS

    @cached_property
    def identifier(self) -> str:
        """What the facet is called in every language."""
        return text.slug(self.name.en)


class Term(Struct, frozen=True):
    """One value of a facet: its name in every language, its label in one, and its place among the others."""

    identifier: str
    label: str
    order: int = 0
