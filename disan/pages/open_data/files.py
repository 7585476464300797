"""The files of data below /data/: each joined of rows that were made when the records were read. A view in, makers of files out.

How many bytes a file has is known before it is made, so that the page that explains them can say so.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from disan.content.record import Record
from disan.core import listeners
from disan.core.strings import Strings, load
from disan.pages import figure_tables
from disan.pages.open_data import columns, describing, place_history
from disan.pages.open_data.columns import DataColumn
from disan.pages.open_data.rows import FORMS, leading
from disan.pages.plan import digest
from disan.pages.view import View

FOLDER = "/data/"
_MARK = b"\xef\xbb\xbf"
"""The sign at the beginning by which Excel knows UTF-8."""
_NAMESPACES = (
    ("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
)
_MEDIA = {"json": "application/json", "csv": "text/csv", "geojson": "application/geo+json", "xml": "application/xml"}


Rows = Callable[[str, Sequence[str]], Iterable[bytes]]
"""Gives the rows of records, by their references, in the files of a form."""


class DataFile(Struct, frozen=True):
    """A file of data: its site path, what it is, a digest of all that it is made of, its bytes once made, its rows and columns.

    `key` names among the strings what is in it; `kind` is that of all its records, where it is of one.
    """

    path: str
    key: str
    digest: str
    size: int
    make: Callable[[Rows], bytes]
    rows: int
    columns: tuple[DataColumn, ...] = ()
    kind: type[Record] | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.removeprefix(FOLDER)


def files(view: View) -> tuple[DataFile, ...]:
    """Every file, the same in every language's view."""
    joined = tuple(_joined(view))
    places = place_history.content(view)
    made = DataFile(f"{FOLDER}places.json", "places", digest([places.hex()]), len(places), lambda _: places, len(view.gazetteer.units))
    package = describing.package(view, [_resource(view, each) for each in (*joined, made)])
    told = DataFile(f"{FOLDER}datapackage.json", "datapackage", digest([package.hex()]), len(package), lambda _: package, 0)
    return (*joined, made, told)


def _joined(view: View) -> Iterator[DataFile]:
    """The files that have a row of each record, or of each record of a kind."""
    json, table, of_kind, geojson, dublin_core = FORMS
    languages, told = view.settings.languages, describing.described(view)
    every = [item.reference for item in view.catalogue.items]
    head = leading(languages)
    common = (*head, *columns.columns(Record, languages))
    yield _file(view, json, json, "json", every, _opened(told, "records"), b",\n", b"\n]}\n")
    yield _file(view, table, table, "csv", every, _header(common), b"", b"", common)
    yield _file(view, geojson, geojson, "geojson", every, _opened({"type": "FeatureCollection", **told}, "features"), b",\n", b"\n]}\n")
    yield _file(view, dublin_core, dublin_core, "dublin_core", every, _root(view), b"", b"</records>\n")
    for kind in view.catalogue.shown_kinds:
        own = (*common, *columns.own(kind, languages))
        some = [item.reference for item in view.catalogue.of(kind)]
        name = f"records-{kind.folder}.csv"
        yield _file(view, of_kind, name, "kind", some, _header(own), b"", b"", own, kind)


def _file(
    view: View,
    form: str,
    name: str,
    key: str,
    chosen: Sequence[str],
    head: bytes,
    between: bytes,
    tail: bytes,
    shown: tuple[DataColumn, ...] = (),
    kind: type[Record] | None = None,
) -> DataFile:
    known = [view.summaries[reference].exported for reference in chosen]
    size = len(head) + len(tail) + len(between) * max(0, len(chosen) - 1) + sum(each.sizes[form] for each in known if each)
    made_of = digest([form, head.hex(), *(each.digest for each in known if each)])
    make = functools.partial(_join, form, chosen, head, between, tail)
    return DataFile(f"{FOLDER}{name}", key, made_of, size, make, len(chosen), shown, kind)


def _join(form: str, chosen: Sequence[str], head: bytes, between: bytes, tail: bytes, rows: Rows) -> bytes:
    return b"".join((head, between.join(rows(form, chosen)), tail))


def _opened(told: Mapping[str, Any], name: str) -> bytes:
    """The beginning of JSON whose last member is a list."""
    return f'{listeners.json(told).removesuffix("}")},"{name}":[\n'.encode()


def _header(shown: Sequence[DataColumn]) -> bytes:
    return _MARK + listeners.csv([[column.name for column in shown]]).encode()


def _root(view: View) -> bytes:
    """The beginning of the file of Dublin Core: its first record tells of the whole."""
    names = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES)
    told = describing.described(view)
    lines = [f'<dc:title xml:lang="{language}">{listeners.xml(each)}</dc:title>' for language, each in told["title"].items()]
    lines += [f"<dc:identifier>{listeners.xml(each)}</dc:identifier>" for each in told["explained"].values()]
    lines += [
        f'<dc:description xml:lang="{language}">{listeners.xml(each)}</dc:description>' for language, each in told["citation"].items()
    ]
    lines += [f"<dc:date>{told['date']}</dc:date>"] if "date" in told else []
    lines += [f"<dc:rights>{listeners.xml(each)}</dc:rights>" for each in told.get("licence", {}).values()]
    lines += [f"<dc:contributor>{listeners.xml(told['program'])}</dc:contributor>", "<dc:type>Dataset</dc:type>"]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<records {names}>", "<oai_dc:dc>", *lines, "</oai_dc:dc>", ""]).encode()


def _resource(view: View, file: DataFile) -> dict[str, Any]:
    ending = file.name.rpartition(".")[2]
    title = what(load(view.default), file)
    told: dict[str, Any] = {
        "name": file.name.rpartition(".")[0].replace("_", "-") + ("" if ending == "csv" else f"-{ending}"),
        "path": file.name,
    }
    told |= {"title": title, "format": ending, "mediatype": _MEDIA[ending], "encoding": "utf-8", "bytes": file.size}
    if not file.columns:
        return told
    fields = [{"name": each.name, "type": each.type, "title": _labelled(each)} for each in file.columns]
    return {"profile": "tabular-data-resource", **told, "schema": {"fields": fields, "primaryKey": "record", "missingValues": [""]}}


def what(strings: Strings, file: DataFile) -> str:
    """What a file has, in words."""
    key = f"data.files.{file.key}"
    return strings.say(key, kind=strings.of(file.kind.plural)) if file.kind else strings.say(key)


def _labelled(column: DataColumn) -> str:
    label = " / ".join((column.label.vi, column.label.en))
    return f"{label} ({column.language})" if column.language else label


def others(view: View) -> dict[str, str]:
    """What else stands there: the site paths of the figures of kinds that have any, by the name of the kind."""
    found = ((kind, figure_tables.path(view, kind)) for kind in view.catalogue.shown_kinds)
    return {view.strings.of(kind.plural): path for kind, path in found if path}
