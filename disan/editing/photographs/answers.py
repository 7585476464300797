"""What editors say of photographs in the workbook. Its rows in; answers, and every problem at its cell, out. Opens no photograph."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from disan.content.fields.coordinates import Coordinates
from disan.content.fields.errors import RefusedError
from disan.core import text
from disan.core.problems import Problem, Value
from disan.editing.photographs.model import Candidate
from disan.editing.photographs.table import (
    ACCEPTED,
    CONSENT,
    COVER,
    CREDIT,
    FILE,
    LICENCE,
    POINT,
    RECORD,
    USE,
    Consent,
    YesOrNo,
)
from disan.editing.workbook import Column, Given, WorkbookRow, damage
from disan.editing.workbook.columns import EXPORTED

Meant = TypeVar("Meant")


class Wish(Struct, frozen=True):
    """What is to become of a photograph: its record, whether it is used there, as its cover, described so, and the point to take over.

    `cells` are the row's, by which problems are told; `alt` has the description by language.
    """

    cells: Mapping[str, Given]
    file: str
    digest: str
    reference: str
    used: bool
    alt: Mapping[str, str]
    credit: str
    licence: str
    cover: bool
    point: Coordinates | None

    def problem(self, rule: str, key: str = FILE, /, **values: Value) -> Problem:
        """A problem with one of its cells."""
        return self.cells[key].problem(rule, **values)


class Answers(Struct, frozen=True):
    """What a workbook asks for, and how many photographs it does not use, or says nothing of."""

    wishes: tuple[Wish, ...]
    refused: int
    open: int


def read(rows: Sequence[WorkbookRow], columns: Sequence[Column], candidates: Sequence[Candidate]) -> tuple[Answers, list[Problem]]:
    """The answers of all rows, and all that is wrong with them."""
    titles = {each.reference: each.title for each in candidates}
    problems: list[Problem] = []
    wishes: list[Wish] = []
    uses: list[YesOrNo | None] = []
    for row in rows:
        cells = {column.key: row.cells.get(column.key) or Given("", row.cells[FILE].at) for column in columns}
        sheet = _AnsweredRow(cells, {column.key: column for column in columns})
        use = sheet.read(USE, YesOrNo.read)
        wish = sheet.wish(use, titles)
        problems += sheet.problems
        uses.append(use)
        wishes += [wish] if wish else []
    return Answers(tuple(wishes), uses.count(YesOrNo.NO), uses.count(None)), problems


class _AnsweredRow:
    """A row while it is read, and what is found wrong with it."""

    def __init__(self, cells: Mapping[str, Given], columns: Mapping[str, Column]) -> None:
        self._cells, self._columns = cells, columns
        self.problems: list[Problem] = []

    def read(self, key: str, reader: Callable[[object], Meant]) -> Meant | None:
        """A cell's value; None for an empty one, or one that is told."""
        given = self._cells[key]
        try:
            return reader(given.text) if given.text else None
        except RefusedError as error:
            label = self._columns[key].label
            self.problems += [given.problem(each.rule, **{"label": label, "key": label, **each.values}) for each in error.faults]
            return None

    def wish(self, use: YesOrNo | None, titles: Mapping[str, str]) -> Wish | None:
        """What the row asks for; None where it asks for nothing, or is wrong."""
        accepted = self.read(ACCEPTED, YesOrNo.read) is YesOrNo.YES
        described = [key for key in self._cells if key.startswith("alt.")]
        if use is None and not self.problems and any(self._cells[key].text for key in (*described, COVER, CONSENT)):
            self._tell("photo-unanswered", USE)
        if use is not YesOrNo.YES and not accepted:
            return None
        wish = Wish(
            cells=self._cells,
            file=self._cells[FILE].text,
            digest=self._cells[EXPORTED].text,
            reference=self._reference(titles),
            used=use is YesOrNo.YES,
            alt={key.removeprefix("alt."): self._line(key) for key in described},
            credit=self._line(CREDIT),
            licence=self._line(LICENCE),
            cover=self.read(COVER, YesOrNo.read) is YesOrNo.YES,
            point=self._point() if accepted else None,
        )
        if wish.used:
            self._check_use()
        return None if self.problems else wish

    def _reference(self, titles: Mapping[str, str]) -> str:
        names, given = self._columns[RECORD].names, self._cells[RECORD]
        assert names
        reference = names.reference(given.text)
        if reference not in titles:
            near = text.nearest(given.text, titles.values()) if given.text else None
            self._tell("photo-no-record", RECORD, nearest=near or "", reason="" if given.text else "empty")
        return reference

    def _line(self, key: str) -> str:
        given = self._cells[key]
        self.problems += [found] if (found := damage.problem(given)) else []
        return " ".join(given.text.split())

    def _point(self) -> Coordinates | None:
        if not self._cells[POINT].text:
            self._tell("sheet-missing", POINT, reason="photo")
        return self.read(POINT, Coordinates.read)

    def _check_use(self) -> None:
        """A photograph is used once it is described, credited, licensed, and nobody in it minds."""
        for key, column in self._columns.items():
            if column.required and key != USE and not self._cells[key].text:
                self._tell("sheet-missing", key, reason="photo")
        if self.read(CONSENT, Consent.read) is Consent.REFUSED:
            self._tell("photo-consent", CONSENT)

    def _tell(self, rule: str, key: str, **values: Value) -> None:
        self.problems.append(self._cells[key].problem(rule, **{"label": self._columns[key].label, **values}))
