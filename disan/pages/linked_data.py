"""A record as schema.org JSON-LD, of what its fields say of themselves: first its own, then the records that it names."""

import json
from collections.abc import Iterator

from disan.content.catalogue import Item
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.model import Model
from disan.content.record import Record, schema
from disan.content.record.entry import Entry
from disan.pages import facts
from disan.pages.language_view import LanguageView
from disan.pages.parts import Property
from disan.pages.view import View


def properties(view: LanguageView, entry: Entry) -> tuple[Property, ...]:
    """What the record's fields say in the view's language."""
    return tuple(_properties(view, entry))


def _properties(view: LanguageView, entry: Entry) -> Iterator[Property]:
    record = entry.editions[view.language].record
    for name, said in schema.members(entry.kind):
        value = getattr(record, name)
        if not said.schema_org or value is None or value == () or _wordless(entry.kind, name):
            continue
        if name in schema.referring(entry.kind):
            yield Property(said.schema_org, targets=tuple(target for _, target in schema.named(record, name)))
        elif isinstance(value, Coordinates):
            yield Property(said.schema_org, point=value)
        else:
            yield Property(said.schema_org, tuple(getattr(value, "edtf", each) for each in facts.texts(view, value, said)))


def _wordless(kind: type[Record], name: str) -> bool:
    """Whether a field holds tables that have no words of their own, such as pictures."""
    inner = kind.fields[name].inside(Model)
    return inner is not None and not hasattr(inner, "formatted")


def json_ld(view: View, item: Item, own: tuple[Property, ...]) -> str:
    """The record as schema.org JSON-LD; `<` is escaped so that it cannot end its element."""
    url = view.addresses.absolute(view.path(item))
    values: dict[str, object] = {"@context": "https://schema.org", "@type": item.kind.schema_org, "url": url, "inLanguage": view.language}
    for each in own:
        if shown := _shown(view, each):
            values[each.name] = shown[0] if len(shown) == 1 else shown
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _shown(view: View, each: Property) -> list[object]:
    if each.point:
        return [{"@type": "GeoCoordinates", "latitude": each.point.latitude, "longitude": each.point.longitude}]
    found = (view.catalogue.by_reference.get(target) for target in each.targets)
    return [*each.texts, *(_named(view, item) for item in found if item)]


def _named(view: View, item: Item) -> dict[str, str]:
    """Another record as it is called: its type, its title, the address of its page."""
    return {"@type": item.kind.schema_org, "name": view.card(item).title.text, "url": view.addresses.absolute(view.path(item))}
