"""A record as schema.org JSON-LD, of what its fields say of themselves: its own, then the records that it names or that tell of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.fields.about import About
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.model import Model
from disan.content.fields.plain import code, reference
from disan.content.gazetteer import Unit
from disan.content.record import Picture, Place, Sound, schema, vocabulary
from disan.content.record.entry import Edition, Entry
from disan.core import addresses as places
from disan.core import listeners, text
from disan.ledger.dates import written
from disan.pages import cards, facts, licences
from disan.pages.language_view import LanguageView
from disan.pages.parts import Property, Thing
from disan.pages.view import View

_UNMARKED = str.maketrans("", "", "~?%")
"""What EDTF says of certainty has no place in a date of schema.org (ISO 8601)."""


def properties(view: LanguageView, entry: Entry) -> tuple[Property, ...]:
    """What the record's fields say in the view's language, and what is said of its page: a place has no language, its page has."""
    edition = entry.editions[view.language]
    own = _properties(view, edition.record, entry.kind.schema_org_common)
    return (*own, *_beside(view, entry, edition), Property("mainEntityOfPage", things=(_page(view, entry),)))


def _properties(view: LanguageView, model: Model, common: Mapping[str, str]) -> tuple[Property, ...]:
    named = ((name, common.get(name) or said.schema_org, said) for name, said in schema.members(type(model)))
    return tuple(_property(view, model, name, called, said) for name, called, said in named if called and _tells(model, name))


def _tells(model: Model, name: str) -> bool:
    """Whether a field has a value that can be told alone: tables that are no things and have no words, such as pictures, have none."""
    inner = type(model).fields[name].inside(Model)
    return getattr(model, name) not in (None, ()) and (not inner or bool(inner.schema_org) or hasattr(inner, "formatted"))


def _property(view: LanguageView, model: Model, name: str, called: str, said: About) -> Property:
    field, value = type(model).fields[name], getattr(model, name)
    inner = field.inside(Model)
    if inner and inner.schema_org:
        return Property(called, things=tuple(Thing(inner.schema_org, _properties(view, each, {})) for _, each in schema.each(value, ())))
    if field.read_by(reference):
        return Property(called, targets=tuple(target for _, target in schema.each(value, ())))
    if isinstance(value, Coordinates):
        return Property(called, point=value)
    told = (plaque(view, value),) if field.read_by(code) else facts.texts(view, value, said)
    if said.thing:
        return Property(called, things=tuple(Thing(said.thing, (Property("name", (each,)),)) for each in told))
    return Property(called, (exact,) if (exact := date(value)) else told)


def plaque(view: LanguageView, code: str) -> str:
    """The address that a code's plaque leads to, by which the record is known for good."""
    return view.addresses.lowered_plaque(places.code_path(code))


def date(value: Any) -> str:
    """A date as ISO 8601 has it; empty for what is none."""
    return str(getattr(value, "edtf", "")).translate(_UNMARKED)


def _beside(view: LanguageView, entry: Entry, edition: Edition) -> Iterator[Property]:
    """Where the record is, by the communes of today, and the files that stand for it: its picture, its recording."""
    for name, said in schema.members(entry.kind):
        called = entry.kind.schema_org_common.get(name) or said.schema_org
        value = getattr(entry.record, name) if called else None
        if not value:
            continue
        if entry.kind.fields[name].inside(Place) and entry.communes:
            yield Property(called, things=tuple(_commune(view, unit) for unit in entry.communes))
        elif isinstance(value, Picture) and (shown := view.picture(entry, getattr(edition.record, name), edition)):
            file = _file(view, shown.path, shown.credit, shown.licence)
            yield Property(called, things=(Thing("ImageObject", (*file, Property("caption", (shown.alt.text,)))),))
        elif isinstance(value, Sound) and (path := view.sound(entry, value.file)):
            yield Property(called, things=(Thing("AudioObject", _file(view, path, value.credit, value.licence)),))


def _commune(view: LanguageView, unit: Unit) -> Thing:
    province = Thing("AdministrativeArea", (Property("name", (view.gazetteer.name,)),))
    name, url = text.capital(cards.commune_name(view, unit)), view.addresses.absolute(view.commune(unit))
    return Thing(
        "AdministrativeArea", (Property("name", (name,)), Property("url", (url,)), Property("containedInPlace", things=(province,)))
    )


def _file(view: LanguageView, path: str, credit: str, licence: str) -> tuple[Property, ...]:
    url = Property("contentUrl", (view.addresses.absolute(path),))
    return (url, Property("creditText", (credit,)), _licence(licence))


def _licence(name: str) -> Property:
    """A licence by its address, or by its name, where it has none that is known."""
    known = licences.address(name)
    return Property("license", (known,)) if known else Property("license", things=(Thing("CreativeWork", (Property("name", (name,)),)),))


def _page(view: LanguageView, entry: Entry) -> Thing:
    name, home = view.settings.name.of(view.language), view.addresses.absolute(view.home())
    site = Thing("WebSite", (Property("name", (name,)), Property("url", (home,))))
    told = [Property("inLanguage", (view.language,)), Property("isPartOf", things=(site,))]
    if entry.record.reviewed:
        told.append(Property("lastReviewed", (date(entry.record.reviewed.date),)))
    if view.settings.licence:
        told.append(_licence(view.settings.licence))
    return Thing("WebPage", tuple(told))


def json_ld(view: View, item: Item, own: tuple[Property, ...]) -> str:
    """The record as schema.org JSON-LD; `<` is escaped so that it cannot end its element."""
    url = view.addresses.absolute(view.path(item))
    told = _said(view, (*_dated(view, item, tuple(_fitting(view, item, own))), *_told_by_others(view, item)))
    return listeners.json({"@context": "https://schema.org", "@type": item.kind.schema_org, "url": url, **told})


def _fitting(view: View, item: Item, own: Iterable[Property]) -> Iterator[Property]:
    """The properties without a whole that is another sort of thing: what is written of a temple is no part of it."""
    common = item.kind.schema_org_common
    for each in own:
        found = [view.catalogue.by_reference.get(target) for target in each.targets]
        if each.name != common.get("part_of") or all(whole and whole.kind.schema_org_common is common for whole in found):
            yield each


def _dated(view: View, item: Item, own: Sequence[Property]) -> Iterator[Property]:
    """The properties with when the page was published and changed; what is a work itself says so too, but for what its fields say."""
    known = view.record_dates.get(item.reference)
    dates = (Property("datePublished", (written(known.published),)), Property("dateModified", (written(known.changed),))) if known else ()
    for each in own:
        page = each.name == "mainEntityOfPage"
        things = (replace(thing, properties=(*thing.properties, *dates)) for thing in each.things)
        yield replace(each, things=tuple(things)) if page else each
    if item.kind.schema_org_common is vocabulary.WORK:
        yield from (each for each in dates if each.name not in {said.name for said in own})


def _told_by_others(view: View, item: Item) -> Iterator[Property]:
    """The records that tell of this one, by what the field in which they name it says of the other side."""
    for (kind, name), items in view.catalogue.claims(item).items():
        if inverse := dict(schema.members(kind))[name].schema_org_inverse:
            yield Property(inverse, targets=tuple(each.reference for each in items))


def _said(view: View, own: Iterable[Property]) -> dict[str, object]:
    """Properties with their values, one that has several as a list."""
    shown: dict[str, list[object]] = {}
    for each in own:
        shown.setdefault(each.name, []).extend(_shown(view, each))
    return {name: values[0] if len(values) == 1 else values for name, values in shown.items() if values}


def _shown(view: View, each: Property) -> list[object]:
    if each.point:
        return [{"@type": "GeoCoordinates", "latitude": each.point.latitude, "longitude": each.point.longitude}]
    found = (view.catalogue.by_reference.get(target) for target in each.targets)
    things = [{"@type": thing.type, **_said(view, thing.properties)} for thing in each.things]
    if things and things[0]["@type"] == "ListItem":
        return [_item_list(things)]
    return [*each.texts, *things, *(_named(view, item) for item in found if item)]


def _item_list(items: Sequence[dict[str, object]]) -> dict[str, object]:
    """Items of a list as schema.org wants them: with their places, in an ItemList."""
    return {"@type": "ItemList", "itemListElement": [each | {"position": place} for place, each in enumerate(items, 1)]}


def _named(view: View, item: Item) -> dict[str, str]:
    """Another record as it is called: its type, its title, the address of its page."""
    return {"@type": item.kind.schema_org, "name": view.card(item).title.text, "url": view.addresses.absolute(view.path(item))}
