"""What a post may show of a record beside its title: a figure of its text, a quotation, its lead. A view and a record in, values out.

Only what the record itself says, in its order; nothing is summed up or shortened.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from msgspec import Struct

from disan.content import markdown
from disan.content.blocks.figures import ChartBlock, NumbersBlock
from disan.content.blocks.words import QuoteBlock
from disan.content.record.block import Block
from disan.content.record.entry import Entry
from disan.content.record.observation import Observation, observations
from disan.core.strings import Strings
from disan.pages.language_view import CatalogueView

_BREAK, _TAG = re.compile(r"<br ?/?>\n?"), re.compile(r"<[^>]*>")
Sort = Literal["number", "quote", "lead"]


class Highlight(Struct, frozen=True):
    """What a picture shows large, in lines that stay lines, and what stands below it: what a number counts, who spoke."""

    sort: Sort
    lines: tuple[str, ...]
    below: str = ""

    def told(self, strings: Strings) -> str:
        """It in a sentence of a post."""
        words = "\n".join(self.lines)
        if self.sort == "number":
            return f"{words} {self.below}"
        return strings.say("social.quotation", words=words, speaker=self.below) if self.sort == "quote" else words


class FigureShown(Struct, frozen=True):
    """A figure of a chart: its label, its value, and the value as the language writes it."""

    label: str
    value: float
    shown: str


class ChartShown(Struct, frozen=True):
    """A chart of a record's text: what it is of, its figures, and where they are from."""

    title: str
    figures: tuple[FigureShown, ...]
    source: str


def highlights(view: CatalogueView, entry: Entry, wanted: str = "") -> tuple[Highlight, ...]:
    """All that a post may show of a record in the view's language, first what is `wanted`, then figures, quotations, the lead."""
    edition = entry.editions[view.language]
    lead = "" if "summary" in edition.untranslated else edition.record.summary
    found = (*_numbers(view, entry), *_quotations(view, entry), *([Highlight("lead", (lead,))] if lead else []))
    return tuple(sorted(found, key=lambda each: each.sort != wanted))


def charts(view: CatalogueView, entry: Entry) -> Iterator[ChartShown]:
    """The charts of a record's text."""
    for part, block in _blocks(view, entry, ChartBlock):
        rows = block.numbers(view.strings, _figures(view, (name for _, name in block.figures())))
        figures = tuple(FigureShown(row.label, value.middle, row.shown) for value, row in rows)
        if figures:
            yield ChartShown(part.title, figures, block.source or "")


def _numbers(view: CatalogueView, entry: Entry) -> Iterator[Highlight]:
    for _, block in _blocks(view, entry, NumbersBlock):
        for row in block.data(view.strings, _figures(view, (name for _, name in block.figures()))).rows:
            yield Highlight("number", (row.shown,), " · ".join(filter(None, (row.unit, row.label))))


def _quotations(view: CatalogueView, entry: Entry) -> Iterator[Highlight]:
    for part, block in _blocks(view, entry, QuoteBlock):
        yield Highlight("quote", _lines(view, part.content), ", ".join(filter(None, (block.speaker, block.role))))


Shown = TypeVar("Shown", bound=Block)


def _blocks(view: CatalogueView, entry: Entry, cls: type[Shown]) -> Iterator[tuple[markdown.BlockPart, Shown]]:
    """The blocks of a class in a record's text; none where the text is in another language."""
    edition = entry.editions[view.language]
    for part in edition.body.every() if edition.body_language == view.language else ():
        if isinstance(part, markdown.BlockPart) and isinstance(part.fields, cls):
            yield part, part.fields


def _figures(view: CatalogueView, names: Iterable[str]) -> Mapping[str, Observation]:
    """The figures of records that a text names (`figures/2023#members`), by name, as far as they are there."""
    found: dict[str, Observation] = {}
    for name in names:
        reference, _, measure = name.partition("#")
        if target := view.catalogue.by_reference.get(reference):
            said = observations(target.entry.editions[view.language].record)
            found.update((name, each) for each in said if each.measure == measure)
    return found


def _lines(view: CatalogueView, text: markdown.Prose) -> tuple[str, ...]:
    """A text without its markup; a line that was broken stays one."""
    written = "".join(part if isinstance(part, str) else _named(view, part) for part in text.parts)
    lines = (" ".join(html.unescape(_TAG.sub("", line)).split()) for line in _BREAK.split(written))
    return tuple(line for line in lines if line)


def _named(view: CatalogueView, part: markdown.Part) -> str:
    """The words of a link."""
    if not isinstance(part, markdown.ReferencePart):
        return ""
    if figure := _figures(view, [part.name]).get(part.name):
        return html.escape(part.label or figure.formatted(view.strings))
    target = view.catalogue.by_reference.get(part.target)
    return html.escape(part.label or (view.title(target.entry).text if target else ""))
