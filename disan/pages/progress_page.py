"""The page on how far digitisation has come, for each kind that the settings follow. A view in, a plan out."""

import functools
from collections import Counter
from collections.abc import Mapping, Sequence

from disan.content.record import Record
from disan.core import text
from disan.pages import bodies, cards, maps, progress, wanted_pages
from disan.pages.frames import frame
from disan.pages.parts import Fact, FactValue, Link, Said
from disan.pages.plan import Plan
from disan.pages.progress_context import BenchmarkShown, KindProgress, Lacking, ProgressBar, ProgressPage
from disan.pages.view import View

ORIGIN = "content/site.yml"


def page(view: View) -> Plan:
    """The page in the view's language."""
    paths = {language: view.page("progress", language) for language in view.settings.languages}
    kinds = progress.followed(view.catalogue, view.settings)
    told = [(item.outline.empty, item.outline.translated) for kind in kinds for item in view.catalogue.of(kind)]
    beside = (view.catalogue.by_reference.get(name.partition("#")[0]) for _, name in view.settings.benchmarks.figures)
    links = (view.register_link(kind) for kind in kinds)
    shows = [view.digest_of_all, wanted_pages.counts(view), *told, *links, *view.card_digests(each for each in beside if each)]
    return view.plan(view.page("progress"), paths, "progress.html", functools.partial(_page, view, paths, kinds), ORIGIN, shows=shows)


def _page(view: View, paths: Mapping[str, str], kinds: Sequence[type[Record]]) -> ProgressPage:
    named = progress.called(kinds, view.strings)
    title, lead = view.strings.say("progress.title", kinds=named), view.strings.say("progress.lead", kinds=named)
    return ProgressPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=lead,
        wanted=wanted_pages.links(view),
        kinds=tuple(_of_kind(view, progress.progress(view.catalogue, kind, view.settings), alone=len(kinds) == 1) for kind in kinds),
    )


def _of_kind(view: View, found: progress.Progress, *, alone: bool) -> KindProgress:
    strings = view.strings
    complete = sum(not standing.lacks for standing in found.records)
    communes = {code for standing in found.records for code in standing.item.outline.communes}
    counts = (("progress.complete", complete), ("shown.communes", len(communes)))
    return KindProgress(
        title="" if alone else strings.of(found.kind.plural),
        total=progress.said(found, strings),
        benchmark=_benchmark(view, found.kind),
        register=view.register_link(found.kind),
        figures=tuple(Fact(name, strings.say(name), (FactValue(strings.number(number)),)) for name, number in counts),
        province=maps.province(view, maps.commune_dots(view, view.catalogue.of(found.kind))) if view.mapped else None,
        communes=_communes(view, found.kind),
        fields=_fields(view, found),
        records=_records(view, found),
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


def _fields(view: View, found: progress.Progress) -> tuple[ProgressBar, ...]:
    whole = max(1, len(found.records))
    labels = progress.labels(found.kind, view.strings)
    bars = (ProgressBar(labels[name], count, whole, f"{round(100 * count / whole)}%") for name, count in found.filled.items())
    return tuple(sorted(bars, key=lambda bar: -bar.count))


def _records(view: View, found: progress.Progress) -> tuple[Lacking, ...]:
    labels = progress.labels(found.kind, view.strings)
    return tuple(
        Lacking(
            Link(view.row(standing.item).title, view.path(standing.item)),
            ", ".join(labels[name].lower() for name in standing.lacks) or view.strings.say("progress.nothing"),
            view.edit(file),
        )
        for standing, (file, _, _) in zip(found.records, progress.lines(found), strict=True)
    )
