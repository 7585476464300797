"""What a record is looked for by, of the record alone: one record in a language in, the words beside its title out."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from disan.content.gazetteer import FormerUnit, Match
from disan.content.record import schema
from disan.content.record.entry import Entry
from disan.content.record.location import Located
from disan.core import text
from disan.pages import facts
from disan.pages.language_view import LanguageView


class FormerPlace(Struct, frozen=True, array_like=True):
    """A name of before, as a source has it, with its district or ""."""

    name: str
    district: str


class Sought(Struct, frozen=True):
    """The words by which readers look for a record, beside its title, its kind and today's communes; none says what the title says.

    It is `settled` where its former places say to which unit of just before the change it belonged: then the other units that its
    commune was made of are none of its names.
    """

    names: tuple[str, ...]
    subjects: tuple[str, ...]
    """What the texts of its fields name: the people honoured there, a writer's works."""
    villages: tuple[str, ...]
    """Villages, and places that are none of the province's units."""
    places: tuple[FormerPlace, ...]
    settled: bool
    lead: str


def sought(view: LanguageView, entry: Entry) -> Sought:
    """What a record is looked for by in the view's language."""
    record = entry.editions[view.language].record
    titles = {_words(record.title), _words(entry.record.title)}
    former = [each for each in entry.places if each.match and not _is_of_today(each.match)]
    unknown = [", ".join(filter(None, (each.place.name, each.place.district))) for each in entry.places if not each.match]

    def untold(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(each for each in dict.fromkeys(names) if not any(_words(each) in title for title in titles))

    return Sought(
        names=untold(record.other_names),
        subjects=untold(_subjects(view, entry)),
        villages=untold([*(each.place.village for each in entry.places if each.place.village), *unknown]),
        places=tuple(dict.fromkeys(FormerPlace(each.place.name, each.place.district or _district(each)) for each in former)),
        settled=any(each.match and each.match.former and each.match.former.code for each in former),
        lead=record.summary or "",
    )


def _words(name: str) -> str:
    return f" {text.slug(name)} ".replace("-", " ")


def _subjects(view: LanguageView, entry: Entry) -> Iterator[str]:
    for name, said in schema.members(entry.kind):
        if said.sought:
            yield from facts.texts(view, getattr(entry.editions[view.language].record, name), said)


def _is_of_today(match: Match) -> bool:
    return match.former is None and match.certain


def _district(place: Located) -> str:
    former: FormerUnit | None = place.match.former if place.match else None
    return former.district if former else ""
