"""By what records are looked for, and where each value leads: what a record says by itself, then all records together.

A view in, facets out. It knows no kind: classes say by what their records are looked for (`About.facet`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from disan.content.catalogue import Item, grouped
from disan.content.fields.facets import Grouping, Term
from disan.content.record import Record, schema
from disan.content.record.entry import Entry
from disan.content.record.location import DISTRICTS, districts
from disan.core import text
from disan.core.strings import Strings, load
from disan.pages import cards
from disan.pages.language_view import LanguageView

if TYPE_CHECKING:  # The view has them worked out once.
    from disan.pages.view import View

Terms = Mapping[str, list[tuple[Item, Term]]]
"""The values of a facet by their identifiers, with the records that have them."""


class FacetValue(Struct, frozen=True):
    """A value that records are looked for by: its name in every language, its label, the site path at which they stand, the records.

    `paths` are that path in each language, and `heading` stands above them there, where the page is the facet's own; else both are empty.
    """

    identifier: str
    label: str
    path: str
    items: tuple[Item, ...]
    heading: str = ""
    paths: Mapping[str, str] = {}


class Facet(Struct, frozen=True):
    """A facet, and its values in an order that makes sense; `path` is where all of them are listed, or empty."""

    identifier: str
    label: str
    values: tuple[FacetValue, ...]
    path: str = ""


def own(view: LanguageView, entry: Entry) -> Iterator[tuple[str, Term]]:
    """What a record says by itself of what it is looked for by: facets by name, each with a term. Its kind and communes are known."""
    places = {grouping: place for place, grouping in enumerate(schema.facets(entry.kind))}
    for grouping, value in schema.facet_values(entry.record):
        yield from ((grouping.identifier, term) for term in _terms(view.strings, grouping, value, places[grouping]))
    for name in districts(entry.places, view.gazetteer):
        yield DISTRICTS.identifier, Term(text.slug(name), name)


def _terms(strings: Strings, grouping: Grouping, value: Any, place: int) -> tuple[Term, ...]:
    if grouping.value.vi:
        return (Term(text.slug(grouping.value.en), strings.of(grouping.value), place),)
    found: tuple[Term, ...] = value.terms(strings)
    return found


def facets(view: "View") -> tuple[Facet, ...]:
    """Every facet that has a value: the kinds, what kinds say of their own, places, other records, what any record may have."""
    common = {each.identifier: each for each in schema.facets(Record)}
    of_kinds = {each.identifier: each for kind in view.catalogue.shown_kinds for each in schema.facets(kind)}
    own, terms = [each for name, each in of_kinds.items() if name not in common], _by_term(view)
    found = [_kinds(view), *(_of_terms(view, each, terms) for each in own), _communes(view), _of_terms(view, DISTRICTS, terms)]
    found += [*_naming(view), *(_of_terms(view, each, terms) for each in common.values())]
    return tuple(each for each in found if each.values)


def _by_term(view: "View") -> Mapping[str, Terms]:
    found: dict[str, dict[str, list[tuple[Item, Term]]]] = {}
    for item in view.catalogue.items:
        for facet, term in view.edition(item).facets:
            found.setdefault(facet, {}).setdefault(term.identifier, []).append((item, term))
    return found


def _of_terms(view: "View", grouping: Grouping, terms: Mapping[str, Terms]) -> Facet:
    """A facet whose values have pages of its own."""
    found = terms.get(grouping.identifier, {})
    firsts = sorted((pairs[0][1] for pairs in found.values()), key=lambda term: (term.order, text.collation_key(term.label)))
    paths = {each: _paths(view, grouping, found, each) for each in view.settings.languages}
    values = (
        _value(
            view, grouping, term, tuple(item for item, _ in found[term.identifier]), {each: paths[each][term.identifier] for each in paths}
        )
        for term in firsts
    )
    return Facet(grouping.identifier, view.strings.of(grouping.name), tuple(values))


def _value(view: "View", grouping: Grouping, term: Term, items: tuple[Item, ...], paths: Mapping[str, str]) -> FacetValue:
    key = f"facets.{grouping.identifier}.{term.identifier}"
    worded = view.strings.say(key) if view.strings.has(key) else view.strings.of(grouping.heading).format(value=term.label)
    return FacetValue(term.identifier, text.capital(term.label), paths[view.language], items, text.capital(worded), paths)


def _paths(view: "View", grouping: Grouping, found: Terms, language: str) -> Mapping[str, str]:
    """The site path of each value's page in a language: by its label there, and where that has no letters of its own by its name too."""
    labels = {identifier: _label(view, grouping, identifier, pairs[0][0], language) for identifier, pairs in found.items()}
    alike, facet = Counter(map(text.slug, labels.values())), load(language).of(grouping.name)
    alone = {each for each, count in alike.items() if each and count == 1}
    named = ((identifier, label if text.slug(label) in alone else f"{label} {identifier}") for identifier, label in labels.items())
    return {identifier: view.browse(facet, name, language) for identifier, name in named}


def _label(view: "View", grouping: Grouping, identifier: str, item: Item, language: str) -> str:
    """A value's label in a language, as a record that has it calls it there."""
    known = view.summaries[item.reference].editions[language].facets
    return next(each.label for facet, each in known if (facet, each.identifier) == (grouping.identifier, identifier))


def _kinds(view: "View") -> Facet:
    values = ((kind, view.catalogue.of(kind)) for kind in view.catalogue.shown_kinds)
    made = (FacetValue(kind.folder, view.strings.of(kind.plural), view.listing(kind), items) for kind, items in values)
    return Facet("kind", view.strings.say("facets.kind"), tuple(made))


def _communes(view: "View") -> Facet:
    found = grouped((code, item) for item in view.catalogue.items for code in item.outline.communes)
    units = cards.in_order(view.gazetteer.unit(code) for code in found)
    made = (FacetValue(each.code, text.capital(cards.commune_name(view, each)), view.commune(each), found[each.code]) for each in units)
    return Facet("commune", view.strings.say("facets.commune"), tuple(made), view.page("communes"))


def _naming(view: "View") -> Iterator[Facet]:
    """Facets whose values are records: those that name others in a field that says so."""
    for kind in view.catalogue.shown_kinds:
        for name, said in schema.members(kind):
            if said.facet and name in schema.claiming(kind):
                yield Facet(said.facet.identifier, view.strings.of(said.facet.name), tuple(_named(view, kind, name)), view.listing(kind))


def _named(view: "View", kind: type[Record], name: str) -> Iterator[FacetValue]:
    """The records of a kind that name others in a field, by title, each with those."""
    for item in view.catalogue.of(kind):
        targets = dict.fromkeys(target for field, target in item.outline.claims if field == name)
        items = tuple(found for each in targets if (found := view.catalogue.by_reference.get(each)))
        if items:
            yield FacetValue(item.reference, view.row(item).title.text, view.path(item), items)
