"""A record's page, which stands at its code's address too. A view and a record in, a plan out."""

import functools
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from disan.content.catalogue import Item
from disan.content.record import Record, SourceNote
from disan.content.record.entry import Edition, Entry
from disan.core import addresses as places
from disan.ledger.dates import written
from disan.pages import (
    bodies,
    cards,
    citing,
    directions,
    dublin_core,
    embeds,
    facts,
    fillings,
    linked_data,
    locations,
    maps,
    messages,
    neighbours,
    observations,
    offline_list,
    phases,
    route_files,
    sequences,
)
from disan.pages.contexts import OwnPage, RecordPage
from disan.pages.frames import frame
from disan.pages.language_view import LanguageView
from disan.pages.parts import Link, PictureShown, Property, Said, SourceLine, SymbolDrawing
from disan.pages.phase_parts import ActionShown
from disan.pages.plan import Plan, digest
from disan.pages.view import View

WORDS_A_MINUTE = 200
"""Silent reading of Vietnamese, by the syllables that spaces part: a careful reader's pace."""


def plan(view: View, item: Item) -> Plan:
    """The record's page in the view's language; in the first language it stands at its code's address too."""
    path, language = view.path(item), view.language if view.language in item.outline.translated else view.default
    near = neighbours.near(view, item)
    shown = (" ".join(view.card_digests(each)) for each in _others(view, item))
    besides = (" ".join(neighbours.shows(view, near)), *sequences.shows(view, item), *view.wanted(item))
    dates = view.record_dates.get(item.reference)
    return Plan(
        path,
        (places.file(path),),
        template_of(item.kind),
        functools.partial(page, view, item),
        view.language,
        f"{item.path}/index.{language}.md",
        digest([view.digest, view.own_digest(item), *shown, *besides, *fillings.shows(view, item.outline.gathers), dates]),
        view.summaries[item.reference].editions[view.language].share,
        places.code_files(item.code) if item.code and view.language == view.default else (),
        functools.partial(_paths, view, item),
        {**route_files.beside(view, item), **embeds.beside(view, item)},
        sequences.together(view, item),
        written(dates.changed) if dates else "",
    )


def _paths(view: View, item: Item) -> dict[str, str]:
    return {language: view.path(item, language) for language in view.settings.languages}


def template_of(kind: type[Record]) -> str:
    """The template of a kind of record."""
    return f"kinds/{kind.__name__.lower()}.html"


def _others(view: View, item: Item) -> Iterator[Sequence[Item]]:
    """The records that its page shows, place by place: one that moves from the nearest to the related is shown elsewhere."""
    yield view.catalogue.parts(item)
    yield cards.related(view, item)
    following = cards.following(view, item)
    yield [following] if following else []
    yield view.catalogue.named(item)
    yield from view.catalogue.claims(item).values()


def page(view: View, item: Item) -> RecordPage:
    """What the record's template is given."""
    return with_offline_list(view, whole(view, item, view.own_page(item)))


def with_offline_list(view: View, page: RecordPage) -> RecordPage:
    """The same page with its list of what to keep, which holds for its code's address too."""
    code_path = places.code_path(page.own.code) if page.own.code else ""
    return replace(page, frame=replace(page.frame, keep=offline_list.listed(view.addresses, offline_list.of_record(page, code_path))))


def whole(view: View, item: Item, own: OwnPage, arrival: str = "") -> RecordPage:
    """The record's page: what is its own, and its neighbours. `arrival` tells why a moved code leads here."""
    about = frame(
        view, own.title.text, own.description, _paths(view, item), own.symbol, article=True, share=own.share, origin=own.origin, kept=False
    )
    told = (*own.facts, *facts.claims(view, item))
    following, rows = cards.following(view, item), facts.filled(view, told, lambda named: view.card(named).title)
    on_route, besides = sequences.parted(item, rows)
    remaining = phases.left(own.phases, view.today)
    open_for = tuple(itertools.takewhile(lambda each: each.open, remaining))
    return RecordPage(
        own=own,
        frame=about,
        facts=besides,
        phases=remaining,
        actions=own.actions if open_for else (),
        open_until=open_for[-1].until if open_for else 0,
        dates=citing.dates(view, item),
        citation=citing.citation(view, item, own.title),
        embed=embeds.offered(view, item),
        json_ld=linked_data.json_ld(view, item, own.properties),
        body=bodies.filled(view, own.body),
        near=neighbours.shown(view, neighbours.near(view, item)),
        parts=tuple(view.card(each) for each in view.catalogue.parts(item)),
        related=tuple(view.card(each) for each in cards.related(view, item)),
        route=sequences.route(view, item, on_route),
        passages=sequences.passages(view, item),
        following=view.card(following) if following else None,
        arrival=arrival,
        wanted=view.wanted(item),
        moves=tuple(each for each in about.alternates if not each.current and each.language in item.outline.translated),
    )


def own_page(view: LanguageView, entry: Entry, points: maps.Points, terms: Iterable[Property], *, happens: bool) -> OwnPage:
    """All of the page that no other record changes: `points` (decimal degrees) and `terms` are its own; `happens` if it has occasions."""
    edition = entry.editions[view.language]
    record = edition.record
    shown, kicker = symbol(view, entry), cards.kicker(view, entry)
    return OwnPage(
        kind=entry.kind.folder,
        kind_link=Link(Said(view.strings.of(entry.kind.plural)), view.listing(entry.kind)),
        kicker=kicker,
        title=view.title(entry),
        title_note=view.said(edition, "title_note", record.title_note) if record.title_note else None,
        other_names=record.other_names,
        summary=view.said(edition, "summary", record.summary) if record.summary else None,
        cover=view.cover(entry),
        badge=cards.badge(view, entry),
        places=tuple(locations.place_lines(view, entry)),
        code=record.code or "",
        code_address=shown.address,
        notice=cards.notice(view, entry),
        sights=facts.sights(view, entry),
        figures=facts.figures(view, entry),
        observations=observations.of_edition(view, edition),
        facts=facts.table(view, entry),
        body=bodies.ready(view, edition.body, beside(view, entry, edition)),
        body_language="" if edition.body_language == view.language else edition.body_language,
        chapters=bodies.chapters(edition.body),
        reading_time=reading_time(view, edition),
        untranslated=bool(edition.untranslated) or edition.body_language != view.language,
        pictures=gallery(view, entry, edition),
        sound=view.sound(entry, record.sound.file) if record.sound else "",
        sound_credit=f"{record.sound.credit} ({record.sound.licence})" if record.sound else "",
        disagreements=tuple(view.said(edition, "disagreements", each) for each in record.disagreements),
        sources=tuple(source_line(view, edition, each) for each in record.sources),
        reviewed=record.reviewed.formatted(view.strings) if record.reviewed else "",
        way=directions.way(entry, view.gazetteer),
        locator=maps.locator(view, entry, points),
        report=report(view, entry, shown.address),
        calendar=view.calendar_file(view.path(entry)) if happens else "",
        when=record.when(view.strings),
        phases=phases.shown(view, record),
        actions=phases.actions(view, record),
        properties=linked_data.properties(view, entry),
        terms=dublin_core.of_head(terms, linked_data.plaque(view, record.code or "")),
        description=_description(view, entry),
        symbol=shown,
        share=view.share(record.title, _share_kicker(view, entry, kicker), entry),
        origin=edition.body_source.file,
    )


def _description(view: LanguageView, entry: Entry) -> str:
    record = entry.editions[view.language].record
    kind = view.strings.of(entry.kind.name)
    site = view.settings.name.of(view.language)
    return record.summary or view.strings.say("shown.description", title=record.title, kind=kind, site=site)


def _share_kicker(view: LanguageView, entry: Entry, kicker: str) -> str:
    """What sort of place it is, and where."""
    places = [cards.commune_name(view, unit) for unit in entry.communes[:1]]
    return " · ".join([kicker, *places])


def reading_time(view: LanguageView, edition: Edition) -> str:
    """How long the text takes to read, in words; empty without a text."""
    minutes = math.ceil(edition.body.words / WORDS_A_MINUTE)
    return view.strings.count("page.minutes", minutes) if minutes else ""


def symbol(view: LanguageView, entry: Entry) -> SymbolDrawing:
    """The record's QR code: its code's address, or while it has none its page's."""
    code = entry.record.code
    address = view.addresses.plaque(places.code_path(code)) if code else view.addresses.absolute(view.path(entry))
    return view.symbol_of(f"{entry.reference}.{view.language}", address)


def beside(view: LanguageView, entry: Entry, edition: Edition) -> bodies.TextFiles:
    """The pictures and sounds beside a record."""
    described = {picture.file: picture for picture in edition.record.pictures}

    def picture(name: str) -> PictureShown | None:
        return view.picture(entry, described[name], edition) if name in described else None

    return bodies.TextFiles(picture, lambda name: view.sound(entry, name))


def gallery(view: LanguageView, entry: Entry, edition: Edition) -> tuple[PictureShown, ...]:
    """The record's pictures that its text does not show."""
    in_text = bodies.named(edition.body)
    left = (each for each in edition.record.pictures if each.file not in in_text)
    return tuple(ready for each in left if (ready := view.picture(entry, each, edition)))


def source_line(view: LanguageView, edition: Edition, source: SourceNote) -> SourceLine:
    """A source as a reader sees it: its title, else its host."""
    host = (urlsplit(source.url).hostname or "").removeprefix("www.") if source.url else ""
    title = view.said(edition, "sources", source.title) if source.title else Said(host)
    return SourceLine(title, source.url or "", host, view.said(edition, "sources", source.note) if source.note else None)


def report(view: LanguageView, entry: Entry, address: str) -> tuple[ActionShown, ...]:
    """Ways to report a mistake, with the record named."""
    title, say = entry.editions[view.language].record.title, view.strings.say
    subject = say("shown.report_subject", title=title, code=entry.record.code or entry.reference)
    return messages.ways(view, subject, say("shown.report_text", address=address))
