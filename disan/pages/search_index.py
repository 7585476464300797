"""The index that the search reads, one a language: names of records and communes in, two small JSON files out.

The first file holds every name; the leads, which weigh as much again, stand in the second, asked for where names answer too little.
What stands in many places is said once, in a table, and meant by its number. `templates/assets/search.js` reads both.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from disan.content.catalogue import Item, grouped
from disan.content.gazetteer import Unit
from disan.core import text
from disan.ledger.model import Retirement
from disan.pages import cards
from disan.pages.facets import Facet
from disan.pages.plan import digest
from disan.pages.search_parts import (
    IndexedCode,
    IndexedCommune,
    IndexedFacet,
    IndexedKind,
    IndexedRecord,
    IndexedValue,
    SearchIndex,
    SearchLeads,
)
from disan.pages.sought import FormerPlace
from disan.pages.view import View

_NAMES, _LEADS = "index.json", "leads.json"


def path(view: View, language: str | None = None) -> str:
    """The site path of the index in a language, else the view's."""
    return f"{view.page('search', language)}{_NAMES}"


def files(view: View) -> Mapping[str, Callable[[], bytes]]:
    """The files of the index by their site paths, each made when it is asked for."""
    leads = f"{view.page('search')}{_LEADS}"
    return {path(view): functools.partial(_names, view, leads), leads: functools.partial(_leads, view)}


def decided(view: View) -> str:
    """A digest of all that the files say: it changes only when one of them would, or the site's settings do."""
    told = ((item.reference, item.digest, view.edition(item).sought_digest, _finding(view, item)) for item in view.catalogue.items)
    return digest([view.digest, view.ledger.retirements, *told])


def _names(view: View, leads: str) -> bytes:
    return msgspec.json.encode(index(view, leads))


def _leads(view: View) -> bytes:
    return msgspec.json.encode(SearchLeads(_order(view), tuple(view.edition(item).sought.lead for item in view.catalogue.items)))


def _order(view: View) -> str:
    return digest([item.reference for item in view.catalogue.items])


class _Numbered(dict[str, int]):
    """Texts by their numbers, in the order in which they were first named."""

    def of(self, word: str) -> int:
        return self.setdefault(word, len(self))


class _Tables:
    """What stands in many records: said once, in the order in which it is first named."""

    def __init__(self, view: View) -> None:
        self.labels, self.districts = _Numbered(), _Numbered()
        self.places: dict[FormerPlace, int] = {}
        self.communes = {unit.code: number for number, unit in enumerate(view.gazetteer.today())}
        self.kinds = {kind: number for number, kind in enumerate(view.catalogue.shown_kinds)}
        of_facets = (value for facet in view.facets for value in facet.values)
        self.values = grouped((item.reference, number) for number, value in enumerate(of_facets) for item in value.items)
        self.records = {item.reference: number for number, item in enumerate(view.catalogue.items)}

    def place(self, former: FormerPlace) -> int:
        if former.district:
            self.districts.of(former.district)
        return self.places.setdefault(former, len(self.places))

    @property
    def named_places(self) -> tuple[tuple[str, int], ...]:
        return tuple((each.name, self.districts.get(each.district, -1)) for each in self.places)


def index(view: View, leads: str) -> SearchIndex:
    """The index in the view's language; `leads` is the site path of the other file."""
    tables = _Tables(view)
    communes = tuple(_commune(view, tables, unit) for unit in view.gazetteer.today())
    records = tuple(_record(view, tables, item) for item in view.catalogue.items)
    return SearchIndex(
        base=view.addresses.base_path,
        leads=view.addresses.link(leads),
        order=_order(view),
        kinds=tuple(IndexedKind(view.strings.of(kind.name), view.listing(kind)) for kind in tables.kinds),
        labels=tuple(tables.labels),
        districts=tuple(tables.districts),
        places=tables.named_places,
        province=view.gazetteer.name,
        communes=communes,
        facets=tuple(IndexedFacet(each.identifier, each.label, tuple(_values(each))) for each in view.facets),
        records=records,
        retired=tuple(_retired(view, tables, view.ledger.retirements)),
    )


def _commune(view: View, tables: _Tables, unit: Unit) -> IndexedCommune:
    made_of = tuple(tables.place(FormerPlace(each.full, each.district)) for each in view.gazetteer.made_of(unit))
    shown, vietnamese = cards.commune_name(view, unit), f"{unit.kind} {unit.name}"
    return IndexedCommune(unit.name, shown, view.commune(unit), made_of, "" if shown == vietnamese else vietnamese, unit.point)


def _values(facet: Facet) -> Iterator[IndexedValue]:
    """A facet's values; a heading and a path for those that are found as themselves, not as a commune or a record."""
    for each in facet.values:
        own = bool(each.heading)
        yield IndexedValue(each.identifier, each.label, each.heading if own else "", each.path if own else "")


def _record(view: View, tables: _Tables, item: Item) -> IndexedRecord:
    edition = view.edition(item)
    row, sought = edition.row, edition.sought
    slug = view.path(item).rstrip("/").rpartition("/")[2]
    labels = filter(None, (row.kicker, row.badge.text if row.badge else ""))
    return IndexedRecord(
        kind=tables.kinds[item.kind],
        title=row.title.text,
        original=item.title if item.title != row.title.text else "",
        slug="" if slug == text.slug(item.title) else slug,
        code=item.code,
        labels=tuple(tables.labels.of(label) for label in labels if label != view.strings.of(item.kind.name)),
        communes=tuple(tables.communes[code] for code in item.outline.communes),
        made_of=0 if sought.settled else 1,
        places=tuple(tables.place(former) for former in sought.places),
        values=tuple(tables.values.get(item.reference, ())),
        finding=tuple(tables.records[name] for name in _finding(view, item)),
        villages=sought.villages,
        names=sought.names,
        subjects=sought.subjects,
        language=row.title.language,
        stands=int(item.outline.stands),
        point=item.outline.points[0] if item.outline.pinpointed else (),
    )


def _finding(view: View, item: Item) -> Sequence[str]:
    """Those of the records linked with this one by whose titles it is looked for, by their references."""
    known = view.catalogue.by_reference
    return [name for name in view.catalogue.linked[item.reference] if known[name].kind.finds_others]


def _retired(view: View, tables: _Tables, retirements: Iterable[Retirement]) -> Iterator[IndexedCode]:
    for each in retirements:
        target = view.catalogue.by_code.get(each.target)
        title = each.titles.get(view.language) or each.titles.get("vi", "")
        yield IndexedCode(each.code, tables.records[target.reference] if target else -1, title)
