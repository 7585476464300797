"""The figures of a kind's records as a table for spreadsheets and programs, beside its listing. A view in, makers of CSV out.

UTF-8 with a mark, commas, CRLF (RFC 4180), so that Excel reads Vietnamese; no cell is taken for a formula.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from disan.content.fields.numbers import Quantity
from disan.content.record import Record
from disan.content.record.entry import Entry
from disan.content.record.observation import Observation, observations
from disan.core import listeners
from disan.core.strings import load
from disan.pages.view import View


def path(view: View, kind: type[Record]) -> str:
    """The table's site path, the same in all languages; empty where there are no figures to put into it."""
    return f"/data/{kind.folder}.csv" if any(item.outline.meanings for item in view.catalogue.of(kind)) else ""


def beside(view: View, kind: type[Record]) -> Mapping[str, Callable[[], bytes]]:
    """The table by its site path, once for all languages."""
    table = path(view, kind) if view.language == view.default else ""
    return {table: functools.partial(_made, view, kind)} if table else {}


def _made(view: View, kind: type[Record]) -> bytes:
    return figures((item.entry for item in view.catalogue.of(kind)), view.settings.languages)


def figures(entries: Iterable[Entry], languages: Sequence[str]) -> bytes:
    """A row a figure, the records in their order; words stand once in each language.

    `value` is as the first language writes it, without the unit. `least` and `most` are plain numbers, as far as the source sets a bound:
    more than 400 has no most, nearly 400 no least; "about" stands in `bounds` where both are only that.
    """
    rows = [row for entry in entries for row in _rows(entry, languages)]
    return listeners.csv([tuple(rows[0]), *(tuple(row.values()) for row in rows)]).encode("utf-8-sig")


def _rows(entry: Entry, languages: Sequence[str]) -> Iterator[dict[str, str]]:
    compared_by = entry.kind.compared_by
    period = {compared_by: getattr(entry.record, compared_by).edtf} if compared_by else {}
    editions = {language: observations(entry.editions[language].record) for language in languages}
    for place, own in enumerate(observations(entry.record)):
        said = {language: each[place] for language, each in editions.items()}
        yield {
            **period,
            "record": entry.reference,
            "measure": own.measure,
            **_words("label", said),
            "value": own.value.formatted(load(languages[0])),
            **_bounds(own.value),
            **_words("unit", said),
            **_words("note", said),
            "source": _source(entry, own),
        }


def _words(name: str, said: dict[str, Observation]) -> dict[str, str]:
    return {f"{name}_{language}": getattr(each, name) or "" for language, each in said.items()}


def _bounds(value: Quantity) -> dict[str, str]:
    return {
        "least": "" if value.qualifier == "nearly" else f"{value.low:.15g}",
        "most": "" if value.qualifier == "over" else f"{value.high:.15g}",
        "bounds": "about" if value.qualifier == "about" else "",
    }


def _source(entry: Entry, own: Observation) -> str:
    named = entry.record.sources[own.source - 1 : own.source] if own.source else ()
    return "".join(source.url or source.title or "" for source in named)
