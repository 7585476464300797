"""The page on how far digitisation has come, for each kind that the settings follow. A view in, a plan out."""

import functools
from collections import Counter
from collections.abc import Iterator, Sequence

from disan.content.record import Record
from disan.core import text
from disan.core.strings import load
from disan.pages import bodies, cards, maps, paging, progress, wanted_pages
from disan.pages.paging import ListPage
from disan.pages.parts import Fact, FactValue, Link, Said
from disan.pages.plan import Plan
from disan.pages.progress import Progress, Standing
from disan.pages.progress_context import BenchmarkShown, KindOverview, KindProgress, Lacking, ProgressBar, ProgressPage
from disan.pages.view import View

ORIGIN = "content/site.yml"
_BAR, _LINE = 150, 250
"""Bytes of HTML of a bar or of a dot on the map, and of what stands around a record's title and its lacks, at most."""


def plans(view: View) -> Iterator[Plan]:
    """The pages in the view's language: how far each kind has come, then what each record lacks."""
    paths = {language: view.page("progress", language) for language in view.settings.languages}
    found = tuple(progress.progress(view.catalogue, kind, view.settings) for kind in progress.followed(view.catalogue, view.settings))
    sections = [paging.section(each.kind.folder, view.strings.of(each.kind.plural), each.records) for each in found]
    beside = _BAR * sum(len(each.filled) + 2 * min(each.count, len(view.gazetteer.units)) for each in found)
    made, shows = functools.partial(_page, view, found), functools.partial(_shows, view, found)
    pages = paging.cut(sections, functools.partial(_weight, view), beside)
    yield from paging.plans(view, paths, pages, None, made, shows, "progress.html", ORIGIN)


def _weight(view: View, standing: Standing) -> int:
    """Bytes of HTML that a record's lines take at most, in any language."""
    labels = (progress.labels(standing.item.kind, load(language)) for language in view.settings.languages)
    lacks = max(sum(len(each[name].encode()) + 2 for name in standing.lacks) for each in labels)
    return _LINE + view.weight(standing.item) + lacks + len(view.settings.repository or "")


def _shows(view: View, found: Sequence[Progress], list_page: ListPage[Standing]) -> Iterator[object]:
    """What decides about a page: of all records for the first, of its own for the others."""
    if list_page.number == 1:
        quoted = (view.catalogue.by_reference.get(name.partition("#")[0]) for _, name in view.settings.benchmarks.figures)
        yield from (view.digest_of_all, wanted_pages.counts(view), *view.card_digests(each for each in quoted if each))
        yield from (view.register_link(each.kind) for each in found)
        yield from (each.filled for each in found)
    for section in list_page.sections:
        yield from (section.title, *view.row_digests(each.item for each in section.lines), *(each.lacks for each in section.lines))


def _page(view: View, found: Sequence[Progress], list_page: ListPage[Standing]) -> ProgressPage:
    named, first = progress.called([each.kind for each in found], view.strings), list_page.number == 1
    title, lead = view.strings.say("progress.title", kinds=named), view.strings.say("progress.lead", kinds=named)
    lines = {each.anchor: each.lines for each in list_page.sections}
    kinds = (_of_kind(view, each, lines.get(each.kind.folder, ()), first=first, alone=len(found) == 1) for each in found)
    return ProgressPage(
        frame=list_page.frame(view, title, lead, ORIGIN),
        title=title,
        lead=lead,
        wanted=wanted_pages.links(view) if first else (),
        kinds=tuple(each for each in kinds if each.overview or each.records),
        pages=list_page.links,
    )


def _of_kind(view: View, found: Progress, lines: Sequence[Standing], *, first: bool, alone: bool) -> KindProgress:
    title = "" if alone else view.strings.of(found.kind.plural)
    return KindProgress(title, _overview(view, found) if first else None, _records(view, found.kind, lines))


def _overview(view: View, found: Progress) -> KindOverview:
    strings = view.strings
    complete = sum(not standing.lacks for standing in found.records)
    communes = {code for standing in found.records for code in standing.item.outline.communes}
    counts = (("progress.complete", complete), ("shown.communes", len(communes)))
    return KindOverview(
        total=progress.said(found, strings),
        benchmark=_benchmark(view, found.kind),
        register=view.register_link(found.kind),
        figures=tuple(Fact(name, strings.say(name), (FactValue(strings.number(number)),)) for name, number in counts),
        province=maps.province(view, maps.commune_dots(view, view.catalogue.of(found.kind))) if view.mapped else None,
        communes=_communes(view, found.kind),
        fields=_fields(view, found),
    )


def _benchmark(view: View, kind: type[Record]) -> BenchmarkShown | None:
    reference, _, measure = view.settings.benchmarks.of(kind.folder).partition("#")
    quoted = bodies.quoted_figure(view, reference, measure)
    if quoted is None:
        return None
    each, path, language = quoted
    own = view.card(view.catalogue.by_reference[reference]).observations
    label = ", ".join(part for part in (each.observation.label, own.period if own else "") if part)
    return BenchmarkShown(Link(Said(each.shown, language), path), Said(label, language))


def _communes(view: View, kind: type[Record]) -> tuple[ProgressBar, ...]:
    """How many of a kind's records each commune of today has, the most first; those whose commune is not known at the end."""
    named: Counter[str] = Counter()
    for item in view.catalogue.of(kind):
        units = view.catalogue.communes(item)
        name = cards.commune_name(view, units[0]) if units else ""
        named[text.capital(name)] += 1
    unknown = named.pop("", 0)
    most = max([*named.values(), unknown], default=1)
    ordered = sorted(named.items(), key=lambda each: (-each[1], text.collation_key(each[0])))
    ordered += [(view.strings.say("shown.unknown"), unknown)] if unknown else []
    return tuple(ProgressBar(name, count, most, view.strings.number(count)) for name, count in ordered)


def _fields(view: View, found: Progress) -> tuple[ProgressBar, ...]:
    whole = max(1, len(found.records))
    labels = progress.labels(found.kind, view.strings)
    bars = (ProgressBar(labels[name], count, whole, f"{round(100 * count / whole)}%") for name, count in found.filled.items())
    return tuple(sorted(bars, key=lambda bar: -bar.count))


def _records(view: View, kind: type[Record], lines: Sequence[Standing]) -> tuple[Lacking, ...]:
    labels = progress.labels(kind, view.strings)
    return tuple(
        Lacking(
            Link(view.row(standing.item).title, view.path(standing.item)),
            ", ".join(labels[name].lower() for name in standing.lacks) or view.strings.say("progress.nothing"),
            view.edit(standing.file),
        )
        for standing in lines
    )
