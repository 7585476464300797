"""The page on how far the houses' digitisation has come. A view in, a plan out."""

from collections import Counter
from collections.abc import Mapping

from disan.content.kinds.house import House
from disan.core import text
from disan.pages import cards, maps, progress
from disan.pages.frames import frame
from disan.pages.parts import Fact, FactValue, Link
from disan.pages.plan import Plan
from disan.pages.progress_context import Lacking, ProgressBar, ProgressPage
from disan.pages.view import View

ORIGIN = "content/site.yml"


def page(view: View) -> Plan:
    """The page in the view's language."""
    paths = {language: view.page("progress", language) for language in view.settings.languages}
    told = [(item.outline.empty, item.outline.translated) for item in view.catalogue.of(House)]
    return view.plan(view.page("progress"), paths, "progress.html", lambda: _page(view, paths), ORIGIN, shows=[view.digest_of_all, *told])


def _page(view: View, paths: Mapping[str, str]) -> ProgressPage:
    strings = view.strings
    found = progress.progress(view.catalogue, view.settings.house_target, view.settings.languages)
    count, whole = len(found.records), found.target or len(found.records)
    said = strings.say("progress.of", count=strings.number(count), whole=strings.number(whole))
    title, lead = strings.say("progress.title"), strings.say("progress.lead")
    complete = sum(not standing.lacks for standing in found.records)
    return ProgressPage(
        frame=frame(view, title, lead, paths, view.own_symbol(paths[view.language])),
        title=title,
        lead=lead,
        total=ProgressBar(strings.say("progress.published"), min(count, whole), whole, said),
        figures=tuple(
            Fact(name, strings.say(f"progress.{name}"), (FactValue(strings.number(number)),))
            for name, number in (("published", count), ("to_go", max(0, whole - count)), ("complete", complete))
        ),
        province=maps.province(view, maps.commune_dots(view, view.catalogue.of(House))) if view.mapped else None,
        communes=_communes(view),
        fields=_fields(view, found),
        records=_records(view, found),
    )


def _communes(view: View) -> tuple[ProgressBar, ...]:
    """How many houses each commune of today has, the most first; those whose commune is not known at the end."""
    named: Counter[str] = Counter()
    for item in view.catalogue.of(House):
        units = view.catalogue.communes(item)
        name = cards.commune_name(view, units[0]) if units else ""
        named[name[:1].upper() + name[1:]] += 1
    unknown = named.pop("", 0)
    most = max([*named.values(), unknown], default=1)
    ordered = sorted(named.items(), key=lambda each: (-each[1], text.collated(each[0])))
    ordered += [(view.strings.say("shown.unknown"), unknown)] if unknown else []
    return tuple(ProgressBar(name, count, most, view.strings.number(count)) for name, count in ordered)


def _fields(view: View, found: progress.Progress) -> tuple[ProgressBar, ...]:
    whole = max(1, len(found.records))
    bars = (ProgressBar(_label(view, name), count, whole, f"{round(100 * count / whole)} %") for name, count in found.filled.items())
    return tuple(sorted(bars, key=lambda bar: -bar.count))


def _records(view: View, found: progress.Progress) -> tuple[Lacking, ...]:
    return tuple(
        Lacking(
            Link(view.listed(standing.item).title, view.path(standing.item)),
            ", ".join(_label(view, name).lower() for name in standing.lacks) or view.strings.say("progress.nothing"),
            view.edit(file),
        )
        for standing, (file, _, _) in zip(found.records, progress.lines(found), strict=True)
    )


def _label(view: View, name: str) -> str:
    if name == progress.TRANSLATION:
        return view.strings.say("progress.translation")
    return view.strings.of(progress.labels(House)[name])
