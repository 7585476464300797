"""A choice from a closed list: stored as its identifier, accepted as that or as its label in any of the languages."""

import functools
from collections.abc import Iterable
from enum import Enum
from typing import Self

from disan.content.fields.errors import refused
from disan.content.fields.facets import Term
from disan.core import text
from disan.core.strings import Strings, Words


class Choice(Enum):
    """A closed list; members are written `NAME = "identifier", "nhãn", "label"`."""

    identifier: str
    label: Words

    def __new__(cls, identifier: str, vi: str, en: str) -> Self:
        member = object.__new__(cls)
        member._value_ = identifier
        member.identifier = identifier
        member.label = Words(vi, en)
        return member

    def formatted(self, strings: Strings) -> str:
        """The choice's label."""
        return strings.of(self.label)

    def terms(self, strings: Strings) -> tuple[Term, ...]:
        """What it is looked for by, in the list's order."""
        return (Term(self.identifier, self.formatted(strings), list(type(self)).index(self)),)

    @classmethod
    def read(cls, value: object) -> Self:
        """The member that an identifier or a label names; refuses the rest with the nearest member."""
        typed = str(value)
        member = cls._by_name().get(" ".join(typed.split()).casefold())
        if member is not None:
            return member
        names = {name: member for member in cls for name in (member.identifier, member.label.vi, member.label.en)}
        near = text.nearest(typed, names) or _within(typed, names) or _around(typed, names)
        raise refused(
            "unknown-choice",
            value=typed,
            nearest=names[near].label if near else None,
            choices=Words(_listed(m.label.vi for m in cls), _listed(m.label.en for m in cls)),
        )

    @classmethod
    @functools.cache
    def _by_name(cls) -> dict[str, Self]:
        """Every name of a member as names are compared; of two alike the first holds."""
        names = [(name, member) for member in cls for name in (member.identifier, member.label.vi, member.label.en)]
        return {text.normalized(name).casefold(): member for name, member in reversed(names)}


def _within(typed: str, names: Iterable[str]) -> str | None:
    """The longest name that stands in what was typed: "di tích cấp tỉnh" means "tỉnh"."""
    words = f" {text.folded(typed)} "
    return max((name for name in names if f" {text.folded(name)} " in words), key=len, default=None)


def _around(typed: str, names: Iterable[str]) -> str | None:
    """The shortest name in which what was typed stands: "đền" means "đền, miếu"."""
    words = f" {text.folded(typed)} "
    return min((name for name in names if words in f" {text.folded(name).replace(',', '')} "), key=len, default=None)


def _listed(labels: Iterable[str]) -> str:
    """The labels in one line, told apart also where some have commas in them."""
    every = list(labels)
    return ("; " if any("," in each for each in every) else ", ").join(every)
