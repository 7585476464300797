"""The site as seen in one language: its records, articles and printed codes, and the plan of any page that shows them."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Protocol

from msgspec.structs import replace

from disan.content.catalogue import Item, grouped
from disan.content.record import Record, schema
from disan.content.register import ListedName, PublishedList, Register
from disan.content.settings import FILE
from disan.core import addresses as places
from disan.ledger import EMPTY, Ledger
from disan.ledger.model import RecordDates
from disan.pages import facets, phases, wanted
from disan.pages.contexts import Context, OwnPage
from disan.pages.facets import Facet
from disan.pages.frame_parts import Frame
from disan.pages.language_view import CatalogueView
from disan.pages.occasion_parts import OccasionShown
from disan.pages.open_data.data_file import DataFile
from disan.pages.parts import Card, Link, ListRow, Said
from disan.pages.plan import Plan, digest
from disan.pages.sequence_parts import OwnStep
from disan.pages.summary import ArticleText, EditionSummary, RecordSummary
from disan.pages.timeline_parts import TimeShown
from disan.pages.wanted import Places, Question


class RecordPages(Protocol):
    """What was made of each record by itself, by its reference and the language; LookupError where there is no such record."""

    def card(self, reference: str, language: str) -> Card:
        """How other pages show it."""

    def own_page(self, reference: str, language: str) -> OwnPage:
        """Its own page."""


class View(CatalogueView, frozen=True, eq=False, dict=True, kw_only=True):
    """One language's view of the site. `articles` are the texts that are no records, by name, in this language."""

    summaries: Mapping[str, RecordSummary]
    pages: RecordPages
    articles: Mapping[str, ArticleText] = {}
    ledger: Ledger = EMPTY
    register: Register | None = None
    record_dates: Mapping[str, RecordDates] = {}
    """When each record was published and changed, by its reference; nothing of one of which nobody knows."""
    today: datetime.date
    """The day of the build."""

    def card(self, item: Item) -> Card:
        """How this page shows another record."""
        card = self.pages.card(item.reference, self.language)
        return replace(card, phases=phases.left(card.phases, self.today)) if card.phases else card

    def own_page(self, item: Item) -> OwnPage:
        """A record's own page."""
        return self.pages.own_page(item.reference, self.language)

    def row(self, item: Item) -> ListRow:
        """How this page shows a record among many."""
        row = self.edition(item).row
        return replace(row, phases=phases.left(row.phases, self.today)) if row.phases else row

    def steps(self, item: Item) -> list[OwnStep]:
        """The steps of a record that is a route through others, those that lead to no record and have no words left out."""
        steps = self.edition(item).steps
        return [each for each in steps if each.words.text or each.target in self.catalogue.by_reference]

    @cached_property
    def routes_through(self) -> Mapping[str, tuple[tuple[Item, int], ...]]:
        """For each record on a route the routes, and the place of its step in each; in order of the catalogue."""
        routes = (item for kind in self.catalogue.shown_kinds if schema.sequences(kind) for item in self.catalogue.of(kind))
        return grouped((step.target, (route, place)) for route in routes for place, step in enumerate(self.steps(route)) if step.target)

    def own_digest(self, item: Item) -> str:
        """What decides about a record's own page."""
        return self._decided(item, self.edition(item).own_page)

    def card_digests(self, items: Iterable[Item]) -> list[str]:
        """What decides about a page that shows these records' cards."""
        return [self._decided(item, self.edition(item).card) for item in items]

    def row_digests(self, items: Iterable[Item]) -> list[str]:
        """What decides about a page that lists these records, or names them."""
        return [self._decided(item, self.edition(item).row_digest) for item in items]

    def edition(self, item: Item) -> EditionSummary:
        """What is known of a record in this language."""
        return self.summaries[item.reference].editions[self.language]

    def weight(self, item: Item) -> int:
        """Bytes of HTML that a record's row takes at most, in any language: lists are cut alike in all of them."""
        return max(each.weight for each in self.summaries[item.reference].editions.values())

    def _decided(self, item: Item, shown: str) -> str:
        """What decides about showing a record: the digest of what is `shown`, all that the catalogue knows of it, and the phase that it
        is in; of the day pages know no more."""
        known = self.edition(item).row.phases
        return f"{shown} {item.digest} {len(phases.left(known, self.today)) if known else ''}"

    @cached_property
    def digest(self) -> str:
        """Of what every page of this language depends on."""
        articles = [(name, self.articles[name].title) for name in ("about", "editing") if name in self.articles]
        kinds = [kind.folder for kind in self.catalogue.shown_kinds]
        there = (self.mapped, bool(self.occasions), bool(self.timed), [(each.asked.what, each.kind.folder) for each in self.questions[:1]])
        return digest([self.language, self.settings, self.addresses, articles, kinds, there, self.gazetteer.digest])

    @cached_property
    def digest_of_all(self) -> str:
        """Of what a page depends on that may list any record, and any printed code. One that shows cards depends on those besides."""
        ledger = (self.ledger.rows, self.ledger.retirements, self.ledger.checks, self.ledger.installed)
        return digest([self.digest, ledger, self.year, *self.row_digests(self.catalogue.items)])

    def plan(
        self,
        path: str,
        paths: Mapping[str, str],
        template: str,
        context: Callable[[], Context],
        origin: str = FILE,
        *,
        shows: Iterable[object] | None = None,
        listed: bool = True,
    ) -> Plan:
        """A page that is no record's. `paths` are the page's own in each language; `listed`, whether search engines are told of it.

        `shows` is what it depends on beside what all pages do; left out, on what lists show of every record, and on every printed code.
        """
        decided = digest([self.digest_of_all] if shows is None else [self.digest, *shows])
        names = (lambda: paths) if listed else None
        return Plan(path, (places.file(path),), template, context, self.language, origin, decided, self.site_card, (), names)

    @cached_property
    def site_card(self) -> str:
        """The site path of the share card of pages that have none of their own; empty where the settings want none."""
        card = self.share(self.settings.name.of(self.language), "")
        return card.path if card else ""

    @cached_property
    def data_files(self) -> tuple[DataFile, ...]:
        """The files of data, the same in each language's view."""
        from disan.pages.open_data import files  # They tell what this view has.

        return files.files(self)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What readers are asked for, with the records that lack it."""
        return wanted.questions(self.catalogue)

    @cached_property
    def question_paths(self) -> tuple[str, ...]:
        """The site path of the first page of each question."""
        return tuple(self.asking(each.asked, each.kind) for each in self.questions)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """By what records are looked for."""
        return facets.facets(self)

    @cached_property
    def facets_of(self) -> Mapping[str, tuple[str, ...]]:
        """For each record the paths of the values by which it is looked for."""
        found = grouped((item.reference, value.path) for facet in self.facets for value in facet.values for item in value.items)
        return {item.reference: found.get(item.reference, ()) for item in self.catalogue.items}

    @cached_property
    def asked_at(self) -> Places:
        """Where each record stands on the pages that ask for what it lacks."""
        from disan.pages import wanted_pages  # It shows what this view has.

        return wanted_pages.asked_at(self)

    def wanted(self, item: Item) -> tuple[Link, ...]:
        """Where readers are asked for what a record lacks, each at its place on the pages of that question."""
        asked = wanted.lacks(item.kind, item.outline.empty)
        return tuple(Link(Said(self.strings.of(each.what)), self.asked_at[item.reference][each]) for each in asked)

    @cached_property
    def mapped(self) -> bool:
        """Whether there is a map: where nobody knows the place of a single record it would be an empty one."""
        return any(item.outline.points for item in self.catalogue.items)

    @cached_property
    def occasions(self) -> tuple[tuple[Item, OccasionShown], ...]:
        """What happens at records on known days; where nothing does there is no calendar."""
        editions = ((item, self.summaries[item.reference].editions[self.language]) for item in self.catalogue.items)
        return tuple((item, each) for item, edition in editions for each in edition.occasions)

    @cached_property
    def timed(self) -> tuple[tuple[Item, TimeShown], ...]:
        """The records that have a time in history; where none has there is no timeline."""
        return tuple((item, time) for item in self.catalogue.items if (time := self.edition(item).time))

    @cached_property
    def dated(self) -> tuple[Item, ...]:
        """The records of which it is known when they changed, the last changed first."""
        known = [(self.record_dates[item.reference], item) for item in self.catalogue.items if item.reference in self.record_dates]
        known.sort(key=lambda each: (each[0].changed, each[0].published), reverse=True)
        return tuple(item for _, item in known)

    @cached_property
    def unwritten(self) -> tuple[tuple[PublishedList, ListedName], ...]:
        """What the register names and has no page yet."""
        return self.register.left(self.catalogue.by_reference) if self.register else ()

    def register_link(self, kind: type[Record]) -> Link | None:
        """The link to what published lists name and has no record of this kind yet, with how many; None where there is nothing."""
        if not (self.register and self.unwritten and self.register.kind == kind.folder):
            return None
        count = self.strings.number(len(self.unwritten))
        title = self.strings.say("register.link", title=self.register.title.of(self.language), count=count)
        return Link(Said(title), self.page("register"))

    def where(self, occasion: OccasionShown) -> Said | None:
        """Where something happens, in the words of its record, else by the title of the record that it names."""
        named = self.catalogue.by_reference.get(occasion.at)
        return occasion.where or (self.row(named).title if named else None)

    @cached_property
    def frame(self) -> Frame:
        """What pages have about them, of a page that is nowhere."""
        from disan.pages import frames  # It shows what this view has.

        return frames.of_no_page(self)
