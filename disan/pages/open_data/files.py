"""The files of data below /data/: each joined of rows that were made when the records were read. A view in, makers of files out.

How many bytes a file has is known before it is made, so that the page that explains them can say so.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.record import Record
from disan.core import listeners
from disan.core.strings import Strings, load
from disan.pages.open_data import columns, describing, figures, place_history, printed
from disan.pages.open_data.columns import DataColumn
from disan.pages.open_data.data_file import FOLDER, DataFile, Rows
from disan.pages.open_data.rows import FORMS, leading
from disan.pages.plan import digest
from disan.pages.view import View

_NAMESPACES = (
    ("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
)
_MEDIA = {"json": "application/json", "csv": "text/csv", "geojson": "application/geo+json", "xml": "application/xml"}


class FileFrame(Struct, frozen=True):
    """What stands around rows in a file."""

    head: bytes
    between: bytes = b""
    tail: bytes = b""

    def size(self, rows: Sequence[int]) -> int:
        """The bytes of a file with rows that have so many."""
        return len(self.head) + sum(rows) + len(self.between) * max(0, len(rows) - 1) + len(self.tail)

    def join(self, form: str, chosen: Sequence[str], rows: Rows) -> bytes:
        """The file of a form with the rows of the records that are chosen."""
        return b"".join((self.head, self.between.join(rows(form, chosen)), self.tail))


def files(view: View) -> tuple[DataFile, ...]:
    """Every file, the same in every language's view; the last one describes the others."""
    told = (*_of_records(view), *_of_kinds(view), *_beside_records(view))
    package = describing.package(view, [_resource(view, each) for each in told])
    return (*told, _ready("datapackage.json", "datapackage", package, 0))


def figures_path(view: View, kind: type[Record]) -> str:
    """The site path of the table of a kind's figures, the same in all languages; empty where there are none to put into it."""
    return f"{FOLDER}{kind.folder}.csv" if _figures(view, view.catalogue.of(kind)) else ""


def _of_records(view: View) -> Iterator[DataFile]:
    """The files that have a row of each record."""
    json, table, _, geojson, dublin_core, _ = FORMS
    told, items = describing.described(view), view.catalogue.items
    common = (*leading(view.settings.languages), *columns.columns(Record, view.settings.languages))
    features = {"type": "FeatureCollection", **told}
    yield _joined(view, json, "json", json, items, FileFrame(_opened(told, "records"), b",\n", b"\n]}\n"))
    yield _joined(view, table, "csv", table, items, FileFrame(columns.header(common)), common)
    yield _joined(view, geojson, "geojson", geojson, items, FileFrame(_opened(features, "features"), b",\n", b"\n]}\n"))
    yield _joined(view, dublin_core, "dublin_core", dublin_core, items, FileFrame(_root(view), tail=b"</records>\n"))


def _of_kinds(view: View) -> Iterator[DataFile]:
    """The tables of each kind: of its records, and of their figures."""
    _, _, of_kind, _, _, of_figures = FORMS
    languages = view.settings.languages
    for kind in view.catalogue.shown_kinds:
        items = view.catalogue.of(kind)
        own = (*leading(languages), *columns.columns(Record, languages), *columns.own(kind, languages))
        yield replace(_joined(view, of_kind, "kind", f"records-{kind.folder}.csv", items, FileFrame(columns.header(own)), own), kind=kind)
        if path := figures_path(view, kind):
            told = figures.shown(kind, languages)
            made = _joined(view, of_figures, "figures", path.removeprefix(FOLDER), items, FileFrame(columns.header(told)), told)
            yield replace(made, kind=kind, rows=_figures(view, items), unique=())


def _beside_records(view: View) -> Iterator[DataFile]:
    """What belongs to no record alone: the communes, and the printed codes where there are any."""
    yield _ready("places.json", "places", place_history.content(view), len(view.gazetteer.units))
    if rows := view.ledger.rows:
        made = _ready("plaques.csv", "plaques", printed.content(view), len(rows))
        yield replace(made, columns=printed.COLUMNS, unique=("code", "batch"))


def _figures(view: View, items: Iterable[Item]) -> int:
    """How many figures records have."""
    known = (view.summaries[item.reference].exported for item in items)
    return sum(each.figures for each in known if each)


def _joined(
    view: View, form: str, key: str, name: str, items: Iterable[Item], frame: FileFrame, shown: tuple[DataColumn, ...] = ()
) -> DataFile:
    """A file of the rows that records have in a form, one of each."""
    known = ((item.reference, view.summaries[item.reference].exported) for item in items)
    found = {reference: each for reference, each in known if each and form in each.sizes}
    made_of = digest([form, frame.head.hex(), *(each.digest for each in found.values())])
    size = frame.size([each.sizes[form] for each in found.values()])
    make = functools.partial(frame.join, form, tuple(found))
    return DataFile(f"{FOLDER}{name}", key, made_of, size, make, len(found), shown, (columns.RECORD.name,) if shown else ())


def _ready(name: str, key: str, content: bytes, rows: int) -> DataFile:
    """A file that is made already."""
    return DataFile(f"{FOLDER}{name}", key, digest([content.hex()]), len(content), lambda _: content, rows)


def _opened(told: Mapping[str, Any], name: str) -> bytes:
    """The beginning of JSON whose last member is a list."""
    return f'{listeners.json(told).removesuffix("}")},"{name}":[\n'.encode()


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
    schema: dict[str, Any] = {"fields": fields, **({"primaryKey": file.unique} if file.unique else {})}
    return {"profile": "tabular-data-resource", **told, "schema": schema | {"missingValues": [""]}}


def what(strings: Strings, file: DataFile) -> str:
    """What a file has, in words."""
    key = f"data.files.{file.key}"
    return strings.say(key, kind=strings.of(file.kind.plural)) if file.kind else strings.say(key)


def _labelled(column: DataColumn) -> str:
    label = " / ".join((column.label.vi, column.label.en))
    return f"{label} ({column.language})" if column.language else label
