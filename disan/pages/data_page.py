"""The page that explains the files of data: what is in each, how large it is, what its columns mean, how to cite. A view in, a plan out."""

import functools
from collections.abc import Iterable, Mapping, Sequence

from disan.content.record import Record
from disan.core import text
from disan.pages import licences, status
from disan.pages.data_context import ColumnLine, ColumnTable, DataLine, DataPage
from disan.pages.frames import frame
from disan.pages.open_data import columns, describing, files, rows
from disan.pages.open_data.columns import DataColumn
from disan.pages.open_data.files import DataFile
from disan.pages.parts import Link, Said
from disan.pages.plan import Plan
from disan.pages.view import View

_NOTES = ("reviewed", "points", "dates", "numbers", "lists", "formulas")


def plan(view: View) -> Plan:
    """The page in the view's language; it changes with the data."""
    paths = {language: view.page("data", language) for language in view.settings.languages}
    made = files.files(view)
    shows = [(file.path, file.digest) for file in made]
    return view.plan(paths[view.language], paths, "data.html", functools.partial(_page, view, paths, made), shows=shows)


def _page(view: View, paths: Mapping[str, str], made: Sequence[DataFile]) -> DataPage:
    strings, settings = view.strings, view.settings
    title, lead = strings.say("data.title"), strings.say("data.lead")
    about = view.articles.get("about")
    of_kinds = [file for file in made if file.kind]
    return DataPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=lead,
        count=strings.count("data.records", len(view.catalogue.items)),
        files=tuple(_line(view, file) for file in made if not file.kind),
        of_kinds=tuple(_line(view, file) for file in of_kinds),
        others=tuple(_others(view)),
        columns=tuple(_tables(view, of_kinds)),
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


def _others(view: View) -> Iterable[DataLine]:
    """Tables that other pages explain: figures of campaigns, printed codes."""
    for kind, path in files.others(view).items():
        yield DataLine(path.removeprefix(files.FOLDER), path, view.strings.say("data.files.figures", kind=kind), "")
    if view.ledger.rows:
        path = f"/{status.ORIGIN.removeprefix('content/')}"
        yield DataLine(path.lstrip("/"), path, view.strings.say("data.files.plaques"), "")


def _tables(view: View, of_kinds: Iterable[DataFile]) -> Iterable[ColumnTable]:
    """The columns that every table of records has, then those of each kind."""
    common = (*rows.leading(view.settings.languages), *columns.columns(Record, view.settings.languages))
    yield _table(view, view.strings.say("data.common"), common)
    known = {column.name for column in common}
    for file in of_kinds:
        own = [column for column in file.columns if column.name not in known]
        if own and file.kind:
            yield _table(view, view.strings.of(file.kind.plural), own)


def _table(view: View, title: str, shown: Iterable[DataColumn]) -> ColumnTable:
    lines = tuple(ColumnLine(each.name, _meaning(view, each), view.strings.say(f"data.types.{each.type}")) for each in shown)
    return ColumnTable(title, view.strings.count("data.columns", len(lines)), lines)


def _meaning(view: View, column: DataColumn) -> str:
    label = text.capital(view.strings.of(column.label))
    ending = next((each for each in ("first", "last", "least", "most", "bounds") if column.name.endswith(f"_{each}")), "")
    if ending:
        return view.strings.say(f"data.ends.{ending}", label=label)
    return view.strings.say("data.in_language", label=label, language=column.language) if column.language else label
