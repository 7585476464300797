"""A record as schema.org JSON-LD, of what its fields say of themselves: first its own, then the records that it names."""

from collections.abc import Iterable, Sequence

from disan.content.catalogue import Item
from disan.content.fields.about import About
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.model import Model
from disan.content.fields.plain import reference
from disan.content.record import schema
from disan.content.record.entry import Entry
from disan.core import listeners
from disan.pages import facts
from disan.pages.language_view import LanguageView
from disan.pages.parts import Property, Thing
from disan.pages.view import View

_UNMARKED = str.maketrans("", "", "~?%")
"""What EDTF says of certainty has no place in a date of schema.org (ISO 8601)."""


def properties(view: LanguageView, entry: Entry) -> tuple[Property, ...]:
    """What the record's fields say in the view's language."""
    return _properties(view, entry.editions[view.language].record)


def _properties(view: LanguageView, model: Model) -> tuple[Property, ...]:
    return tuple(_property(view, model, name, said) for name, said in schema.members(type(model)) if _tells(model, name, said))


def _tells(model: Model, name: str, said: About) -> bool:
    """Whether a field has a property and a value for it: tables that are no things and have no words, such as pictures, have none."""
    inner = type(model).fields[name].inside(Model)
    return bool(said.schema_org) and getattr(model, name) not in (None, ()) and (not inner or bool(inner.schema_org) or _worded(inner))


def _worded(cls: type[Model]) -> bool:
    return hasattr(cls, "formatted")


def _property(view: LanguageView, model: Model, name: str, said: About) -> Property:
    field, value = type(model).fields[name], getattr(model, name)
    inner = field.inside(Model)
    if inner and inner.schema_org:
        things = tuple(Thing(inner.schema_org, _properties(view, each)) for _, each in schema.each(value, ()))
        return Property(said.schema_org, things=things)
    if field.read_by(reference):
        return Property(said.schema_org, targets=tuple(target for _, target in schema.each(value, ())))
    if isinstance(value, Coordinates):
        return Property(said.schema_org, point=value)
    told = facts.texts(view, value, said)
    if said.thing:
        return Property(said.schema_org, things=tuple(Thing(said.thing, (Property("name", (each,)),)) for each in told))
    exact = str(getattr(value, "edtf", "")).translate(_UNMARKED)
    return Property(said.schema_org, (exact,) if exact else told)


def json_ld(view: View, item: Item, own: tuple[Property, ...]) -> str:
    """The record as schema.org JSON-LD; `<` is escaped so that it cannot end its element."""
    url = view.addresses.absolute(view.path(item))
    values = {"@context": "https://schema.org", "@type": item.kind.schema_org, "url": url, "inLanguage": view.language, **_said(view, own)}
    return listeners.json(values)


def _said(view: View, own: Iterable[Property]) -> dict[str, object]:
    """Properties with their values, one that has several as a list."""
    shown = ((each.name, _shown(view, each)) for each in own)
    return {name: values[0] if len(values) == 1 else values for name, values in shown if values}


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
