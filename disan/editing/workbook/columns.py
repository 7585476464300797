"""The columns of a kind's workbook, made of its class: one for each value that a cell can hold. A class in, columns out.

Pictures, recordings and text have no columns: what a workbook does not show it never changes. A record that another names is shown by
its title with its folder behind it, "Đền Củi (relics/den-cui)": whichever of the two an editor types is understood.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.dates import When
from disan.content.fields.model import Model
from disan.content.fields.plain import reference
from disan.content.record import Picture, Record, Sound, schema
from disan.core.strings import Words, load

FOLDER = "folder"
"""The key of the column that says which record a row is."""
CODE = "code"
EXPORTED = "exported"
"""The key of the column that says what a row was exported from (see `merging`)."""
_BESIDE = (Picture, Sound)
"""What stands in files beside the record."""
_FOLDER_BEHIND = re.compile(r".*\(([a-z]+/[a-z0-9-]+)\)")


class RecordNames(Struct, frozen=True, dict=True):
    """The titles of records by reference, such as relics/den-cui."""

    titles: Mapping[str, str]

    def label(self, reference: str) -> str:
        """The title with the reference behind it; the reference alone where no record has it."""
        return f"{self.titles[reference]} ({reference})" if reference in self.titles else reference

    def reference(self, label: str) -> str:
        """The record that a cell means: what stands behind a title, or the only one of that title; else the words as they are."""
        behind = _FOLDER_BEHIND.fullmatch(label)
        return behind[1] if behind else self._by_title.get(label.casefold(), label)

    @functools.cached_property
    def _by_title(self) -> Mapping[str, str]:
        often = Counter(title.casefold() for title in self.titles.values())
        return {title.casefold(): name for name, title in self.titles.items() if often[title.casefold()] == 1}


class Column(Struct, frozen=True):
    """A column: where its value stands in a record's data, what it is called, what may be chosen. `listed`: a line of the cell an item."""

    path: tuple[str | int, ...]
    label: Words
    help: Words
    choices: tuple[tuple[str, str], ...] = ()
    """What may be chosen: as the workbook says it, and as a record's file has it."""
    listed: bool = False
    required: bool = False
    dated: bool = False
    """Whether its values are dates."""
    long: bool = False
    """Whether its text may be a sentence or more."""
    names: RecordNames | None = None
    """What the records are called that its values name; None where they name none."""

    @property
    def key(self) -> str:
        """The column's technical name, counted from 1: "places.1.name"."""
        return ".".join(str(step + 1) if isinstance(step, int) else step for step in self.path)

    @property
    def field(self) -> str:
        """The record's field that it belongs to."""
        return str(self.path[0])

    def to_cell(self, stored: str) -> str:
        """A stored value as the workbook says it."""
        if self.names:
            return self.names.label(stored)
        return next((label for label, value in self.choices if _same(stored, label) or _same(stored, value)), stored)

    def from_cell(self, shown: str) -> str:
        """A cell's value as a record's file has it."""
        if self.names:
            return self.names.reference(shown)
        return next((value for label, value in self.choices if _same(shown, label) or _same(shown, value)), shown)


def columns(kind: type[Record], counts: Mapping[str, int], names: RecordNames) -> tuple[Column, ...]:
    """The columns of a kind; `counts` tells of a field how many items its longest list has, `names` what other records are called."""
    folder = Column((FOLDER,), _said("sheet.folder"), _said("sheet.folder_help"))
    shown = (each for each in schema.members(kind) if kind.fields[each[0]].inside(Model) not in _BESIDE)
    exported = Column((EXPORTED,), _said("sheet.exported"), _said("sheet.exported_help"))
    return (folder, exported, *(column for name, said in shown for column in _columns(kind, name, said, counts, names)))


def _said(key: str) -> Words:
    return Words(load("vi").say(key), load("en").say(key))


def _columns(kind: type[Record], name: str, said: About, counts: Mapping[str, int], names: RecordNames) -> Iterator[Column]:
    field = kind.fields[name]
    inner, listed = field.inside(Model), field.listed
    if inner is None:
        named = names if field.read_by(reference) else None
        yield Column(
            (name,), said.label, said.help, _choices(field), listed, field.required, field.inside(When) is not None, said.long, named
        )
    elif not listed:
        yield from _inside((name,), inner, said.label, names)
    else:
        for index in range(max(counts.get(name, 0), said.columns)):
            yield from _inside((name, index), inner, Words(f"{said.label.vi} {index + 1}", f"{said.label.en} {index + 1}"), names)


def _inside(path: tuple[str | int, ...], cls: Any, label: Words, names: RecordNames) -> Iterator[Column]:
    for name, said in schema.members(cls):
        field = cls.fields[name]
        if field.inside(Model) is None:
            called = Words(f"{label.vi}: {said.label.vi}", f"{label.en}: {said.label.en}")
            dated, named = field.inside(When) is not None, names if field.read_by(reference) else None
            yield Column((*path, name), called, said.help, _choices(field), field.listed, dated=dated, names=named)


def _choices(field: Any) -> tuple[tuple[str, str], ...]:
    """The members of a choice, or yes and no."""
    chosen = field.inside(Choice)
    if chosen is not None:
        return tuple((member.label.vi, member.identifier) for member in chosen)
    answers = (load("vi").say("shown.yes"), load("vi").say("shown.no"))
    return tuple((answer, answer.lower()) for answer in answers) if field.inside(bool) else ()


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
