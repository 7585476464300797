"""The page that explains the files of data: what is in each, how large it is, what its columns mean, how to cite. A view in, a plan out."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from disan.content.record import Record
from disan.core import text
from disan.pages import licences
from disan.pages.data_context import ColumnLine, ColumnTable, DataGroup, DataLine, DataPage
from disan.pages.frames import frame
from disan.pages.open_data import columns, describing, files, rows
from disan.pages.open_data.columns import DataColumn
from disan.pages.open_data.data_file import DataFile
from disan.pages.parts import Link, Said
from disan.pages.plan import Plan
from disan.pages.view import View

_GROUPS = {
    "whole": ("json", "csv", "geojson", "dublin_core"),
    "by_kind": ("kind",),
    "beside": ("figures", "plaques", "places", "datapackage"),
}
"""The headings, and what files are below each by the keys of what they have."""
_ENDS = ("first", "last", "least", "most", "bounds")
_NOTES = ("reviewed", "points", "dates", "numbers", "lists", "files", "formulas")


def plan(view: View) -> Plan:
    """The page in the view's language; it changes with the data."""
    paths = {language: view.page("data", language) for language in view.settings.languages}
    made = view.data_files
    shows = [(file.path, file.digest) for file in made]
    return view.plan(paths[view.language], paths, "data.html", functools.partial(_page, view, paths, made), shows=shows)


def _page(view: View, paths: Mapping[str, str], made: Sequence[DataFile]) -> DataPage:
    strings, settings = view.strings, view.settings
    title, lead = strings.say("data.title"), strings.say("data.lead")
    about = view.articles.get("about")
    return DataPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=lead,
        count=strings.count("data.records", len(view.catalogue.items)),
        groups=tuple(_groups(view, made)),
        columns=tuple(_tables(view, made)),
        notes=tuple(strings.say(f"data.notes.{each}") for each in _NOTES),
        citation=describing.citation(view, view.language),
        licence=settings.licence or "",
        licence_address=licences.address(settings.licence or ""),
        about=Link(Said(about.title), view.page("about")) if about else None,
    )


def _line(view: View, file: DataFile) -> DataLine:
    size = megabytes(view, file.size)
    told = view.strings.count("data.rows", file.rows, size=size) if file.rows else size
    return DataLine(file.name, file.path, files.what(view.strings, file), told)


def megabytes(view: View, size: int) -> str:
    """Bytes in words: thousands, or millions to a tenth."""
    strings = view.strings
    if size < 1_000_000:
        return strings.say("data.kilobytes", number=strings.number(max(1, round(size / 1000))))
    return strings.say("data.megabytes", number=strings.number(round(size / 1_000_000, 1)))


def _groups(view: View, made: Sequence[DataFile]) -> Iterator[DataGroup]:
    """The files below their headings."""
    for heading, keys in _GROUPS.items():
        yield DataGroup(view.strings.say(f"data.{heading}"), tuple(_line(view, file) for file in made if file.key in keys))


def _tables(view: View, made: Iterable[DataFile]) -> Iterator[ColumnTable]:
    """The columns that every table of records has, those that a kind's has besides, then those of other tables."""
    common = (*rows.leading(view.settings.languages), *columns.columns(Record, view.settings.languages))
    yield _table(view, view.strings.say("data.common"), common)
    for file in made:
        if file.key == "kind" and file.kind and file.columns != common:
            yield _table(view, view.strings.of(file.kind.plural), [each for each in file.columns if each not in common])
    for file in made:
        if file.columns and file.key in _GROUPS["beside"]:
            yield _table(view, file.name, file.columns)


def _table(view: View, title: str, shown: Iterable[DataColumn]) -> ColumnTable:
    lines = tuple(ColumnLine(each.name, _meaning(view, each), view.strings.say(f"data.types.{each.type}")) for each in shown)
    return ColumnTable(title, view.strings.count("data.columns", len(lines)), lines)


def _meaning(view: View, column: DataColumn) -> str:
    label = text.capital(view.strings.of(column.label))
    ending = column.name.rpartition("_")[2]
    if ending in _ENDS:
        return view.strings.say(f"data.ends.{ending}", label=label)
    if column.of_files:
        return view.strings.say("data.of_files", label=label)
    if not column.language:
        return label
    return view.strings.say("data.in_language", label=label, language=view.strings.called(column.language))
