"""A record's rows in every file of data, made once when it is read: later builds join them. A record by itself in, bytes out."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from disan.content.record import Record
from disan.content.record.entry import Entry
from disan.content.record.observation import observations
from disan.core import listeners, text
from disan.core.listeners import Cell
from disan.core.strings import Words
from disan.pages import cards, gallery, linked_data
from disan.pages.language_view import LanguageView
from disan.pages.open_data import columns, figures, values
from disan.pages.open_data.columns import DataColumn
from disan.pages.open_data.exported import Exported
from disan.pages.open_data.values import BETWEEN, Views
from disan.pages.parts import Property
from disan.pages.plan import value_digest

FORMS = ("records.json", "records.csv", "records-of-a-kind.csv", "records.geojson", "oai_dc.xml", "figures-of-a-kind.csv")
"""The files that are made of rows of records: one of each, but for the last, which has a row of each figure."""
_ELEMENTS = {"alternative": "title", "abstract": "description", "spatial": "coverage", "temporal": "coverage", "issued": "date"}
_ELEMENTS |= dict.fromkeys(("isPartOf", "hasPart", "references"), "relation")
"""The fifteen elements of Dublin Core that the terms refine (DCMI Metadata Terms, section 3)."""
_WORDLESS = ("identifier", "date", "source", "rights", "language")
"""Those whose values are in no language."""


class BesideFields(Struct, frozen=True):
    """What is said of a record beside its fields, with the columns that say it."""

    values: Mapping[str, Any]
    cells: Mapping[str, Cell]


@functools.cache
def leading(languages: tuple[str, ...]) -> tuple[DataColumn, ...]:
    """The columns that stand before those of fields, the same in every table."""
    return (
        columns.RECORD,
        DataColumn("kind", Words("Loại", "Kind")),
        DataColumn("plaque", Words("Địa chỉ của mã trên biển", "Address of the plaque's code")),
        *columns.worded("url", Words("Địa chỉ trang", "Address of the page"), languages),
        DataColumn("commune_codes", Words("Mã xã, phường ngày nay", "Codes of the communes of today")),
        *columns.worded("communes", Words("Xã, phường ngày nay", "Communes of today"), languages),
        DataColumn("is_reviewed", Words("Đã được duyệt hay chưa", "Whether it has been reviewed"), "boolean"),
    )


def rows(views: Views, entry: Entry, terms: Mapping[str, Sequence[Property]]) -> dict[str, bytes]:
    """The record's rows, by those forms in which it has any; `terms` are those of Dublin Core in each language."""
    address = functools.partial(_address, next(iter(views.values())), entry)
    models = {language: values.addressed(entry.editions[language].record, address) for language in views}
    languages, known = tuple(views), _known(views, entry)
    missing = {language: entry.editions[language].untranslated for language in views}
    told = values.told(views, models, missing)
    cells = {**known.cells, **told.cells}
    value = {**known.values, "fields": told.values}
    common = _line(cells, (*leading(languages), *columns.columns(Record, languages)))
    own = columns.own(entry.kind, languages)
    made = {
        "records.json": listeners.json(value),
        "records.csv": common,
        "records-of-a-kind.csv": f"{common.removesuffix(listeners.CRLF)},{_line(cells, own)}" if own else common,
        "records.geojson": listeners.json(_feature(entry, known, models)),
        "oai_dc.xml": _dublin_core(views, entry, terms),
        "figures-of-a-kind.csv": listeners.csv(figures.rows(entry, languages)),
    }
    return {form: row.encode() for form, row in made.items() if row}


def exported(entry: Entry, made: Mapping[str, bytes]) -> Exported:
    """What later builds know of rows without reading them."""
    reviewed = entry.record.reviewed.date.latest.isoformat() if entry.record.reviewed else ""
    sizes = {form: len(row) for form, row in made.items()}
    return Exported(value_digest(*made.values()), sizes, reviewed, len(observations(entry.record)))


def _line(cells: Mapping[str, Cell], shown: tuple[DataColumn, ...]) -> str:
    return listeners.csv([[cells.get(column.name, "") for column in shown]])


def _known(views: Views, entry: Entry) -> BesideFields:
    first = next(iter(views.values()))
    urls = {language: view.addresses.absolute(view.path(entry)) for language, view in views.items()}
    units = entry.communes
    named = {language: [text.capital(cards.commune_name(view, unit)) for unit in units] for language, view in views.items()}
    plaque = linked_data.plaque(first, entry.record.code) if entry.record.code else ""
    reviewed = entry.record.reviewed is not None
    said = {"record": entry.reference, "kind": entry.kind.folder} | ({"plaque": plaque} if plaque else {})
    communes = [{"code": unit.code, **{each: named[each][place] for each in views}} for place, unit in enumerate(units)]
    cells: dict[str, Cell] = {
        **said,
        **{f"url_{language}": url for language, url in urls.items()},
        "commune_codes": BETWEEN.join(unit.code for unit in units),
        **{f"communes_{language}": BETWEEN.join(each) for language, each in named.items()},
        "is_reviewed": "true" if reviewed else "false",
    }
    return BesideFields({**said, "url": urls, "communes": communes, "is_reviewed": reviewed}, cells)


def _address(view: LanguageView, entry: Entry, file: str) -> str:
    """Where a picture or a recording beside the record stands on the site; empty where it cannot be shown."""
    name = entry.file(file)
    path = gallery.path(view.gallery[name]) if name in view.gallery else view.sound(entry, file)
    return view.addresses.absolute(path) if path else ""


def _feature(entry: Entry, known: BesideFields, models: Mapping[str, Record]) -> dict[str, Any]:
    """A feature of GeoJSON (RFC 7946): its point is the record's own or none; those of its communes are told as such."""
    own = entry.record.coordinates
    point = {"type": "Point", "coordinates": [own.longitude, own.latitude]} if own else None
    title = {language: model.title for language, model in models.items()}
    communes = [{"code": unit.code, "coordinates": [unit.longitude, unit.latitude]} for unit in entry.communes]
    told = {"title": title, **known.values, "points_of_communes_not_of_the_record": communes}
    return {"type": "Feature", "id": entry.reference, "geometry": point, "properties": told}


def _dublin_core(views: Views, entry: Entry, terms: Mapping[str, Sequence[Property]]) -> str:
    """A record of unqualified Dublin Core (oai_dc, version 2002-12-19): only the fifteen elements, in any order, each with its language."""
    said: dict[tuple[str, str], str] = {("identifier", entry.reference): ""}
    for language, view in views.items():
        settings, url = view.settings, view.addresses.absolute(view.path(entry))
        publisher = Property("publisher", (settings.keeper.of(language),) if settings.keeper else ())
        rights, page = Property("rights", (settings.licence,) if settings.licence else ()), Property("identifier", (url,))
        for each in (*terms[language], publisher, rights, page, Property("language", (language,))):
            name = _ELEMENTS.get(each.name, each.name)
            marked = name not in _WORDLESS and not each.targets
            for value in (*each.texts, *each.targets):  # What is not translated stands once, in the language that it is in.
                said.setdefault((name, value), f' xml:lang="{language}"' if marked else "")
    lines = (f"<dc:{name}{marked}>{listeners.xml(value)}</dc:{name}>" for (name, value), marked in said.items())
    return "\n".join(["<oai_dc:dc>", *lines, "</oai_dc:dc>", ""])
