"""The pipeline: a project's folder in, a site folder or problems out. Decides nothing; calls each stage once."""

import contextlib
import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import msgpack
from msgspec.structs import replace

from disan.build import checks, committed, limits, output, site_files, snapshot, up_to_date
from disan.build import full_text as indexes
from disan.build.cache import Cache, OpenCache
from disan.build.checks import Text
from disan.build.output import Stage
from disan.build.reading import Reading, Task, read
from disan.build.rendering import Progress, Site
from disan.build.snapshot import NOTHING, Stamp
from disan.build.up_to_date import CACHE, LAST, SNAPSHOTS, BuildReport, Last, OwnFiles
from disan.content import articles, domain
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.content.settings import FILE
from disan.core import processes
from disan.core.problems import Position, Problem, stops
from disan.ledger import git
from disan.pages import Plan, calendar_files, embeds, feed_files
from disan.pages.summary import Mention
from disan.pages.view import View
from disan.render import Renderer
from disan.render.folders import program_templates, template_folders

__all__ = ["BuildReport", "build"]


def build(
    root: Path,
    site: Path | None,
    today: datetime.date,
    *,
    base_url: str | None = None,
    strict: bool = False,
    kinds: Sequence[type[Record]] = KINDS,
    jobs: int | None = None,
    trust: bool = True,
    share_cards: bool = True,
    exports_anew: bool = True,
    full_text: bool = False,
    progress: Progress = lambda _done, _whole: None,
    cache: OpenCache | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> BuildReport:
    """Builds the project below `root` into `site`; with `site` None everything is checked and nothing written below `root`.

    It works in as many processes as `jobs` says, or as there are cores. What earlier builds computed is used where it still holds;
    without `trust` no file is taken to be unchanged for its stamp alone. Without `share_cards` those that are not there are not drawn,
    without `exports_anew` files of data that are there stay as they are;
    with `full_text` the index for searching whole texts follows, where the extra is installed. A `cache` that is given stays open.
    Where another build of the site is at work it is told to be `waiting`, and waits.
    """
    brought = committed.problems(root, [CACHE, *committed.below(root, site)])
    if stops(brought):
        return BuildReport(tuple(brought), stopped=True)
    committed.remove_links(root / CACHE)
    kept, opened = root / CACHE, cache or OpenCache()
    with contextlib.ExitStack() as ending:
        if site:
            ending.enter_context(output.turn(kept, site, waiting))
        stage = ending.enter_context(Stage(kept if site else None, site))
        began = snapshot.now(stage.folder)
        with contextlib.closing(Cache.read_only(kept)) as last:
            before = last.last(SNAPSHOTS, "inputs")
        folders = up_to_date.folders(root, template_folders(root))
        seen = snapshot.look(folders, before or OwnFiles.seen, began, trust=trust)
        if before is None:
            OwnFiles.seen = seen.below([up_to_date.PROGRAM, program_templates()])
        asked = up_to_date.asked(root, site, today, base_url, share_cards=share_cards, exports_anew=exports_anew)
        task = Task(root, asked, kinds, processes.possible(jobs), seen, up_to_date.version(seen, kinds), full_text)
        if cache is None:
            ending.callback(opened.close)
        values = opened.of(kept, task.version, lasting=site is not None and kinds is KINDS)
        stage.before = values.last(SNAPSHOTS, "outputs") or NOTHING
        report = _built(task, values, stage, progress, brought, strict=strict)
        values.commit()
        return report


def _built(task: Task, cache: Cache, stage: Stage, progress: Progress, brought: Iterable[Problem], *, strict: bool) -> BuildReport:
    kept = task.root / CACHE
    pictures = kept if stage.folder.parent == kept else stage.folder
    reading, problems = read(task, cache, pictures)
    if reading is None:
        return BuildReport(tuple(problems), stopped=True)
    project, records, plans = reading.project, reading.records, reading.plans()
    renderer = Renderer(template_folders(task.root), project.addresses.link)
    site = Site(plans, renderer, task.templates, cache, stage)
    cache.commit()
    site.render(task.jobs, progress)
    site_files.put_share_cards(task.root, plans, stage, pictures, task.jobs, drawing=task.asked.share_cards)
    copies = [copy for each in reading.articles.values() for copy in each.copies]
    calendars = [plan for view in reading.views.values() for plan in calendar_files.plans(view)]
    feeds = [plan for view in reading.views.values() for plan in feed_files.plans(view)]
    problems += site_files.put(
        project, plans, records.summaries, calendars, feeds, copies, task.seen, renderer, stage, task.version, task.jobs
    )
    data = reading.views[project.settings.languages[0]].data_files
    site_files.put_data(data, records.rows, stage, task.version, anew=task.asked.exports_anew)
    problems += [*brought, *site.problems]
    problems += _checked(task, reading, site, stage, stopped=stops(problems))
    past = git.of(task.root)
    problems += list(limits.problems(task.root, stage.sizes(), task.seen, past.size() if past else 0, problems))
    stopped = stops(problems, strict=strict)
    report = BuildReport(tuple(problems), stopped, *_counts(plans), read=records.read, rendered=site.rendered)
    if stage.site is None or stopped:
        return report
    published = output.publish(stage, stage.site)
    searched = _searched(reading)
    told = indexes.put(searched, stage.site, stage.folder, up_to_date.program(task.seen)) if task.full_text else ()
    indexes.note_absence(reading.views, stage.site)
    report = replace(report, problems=(*problems, *told), written=published.written, removed=published.removed)
    _keep(task, cache, site, stage, report, indexes.stamps(searched, stage.site, made=task.full_text and not told))
    return report


def _searched(reading: Reading) -> Mapping[str, View]:
    """The languages whose whole texts shall be searchable."""
    return indexes.wanted(reading.views) if reading.project.settings.full_text else {}


def _checked(task: Task, reading: Reading, site: Site, stage: Stage, *, stopped: bool) -> Iterable[Problem]:
    """What only the whole site shows."""
    catalogue = reading.project.catalogue
    told = [mention for each in reading.articles.values() for text in each.texts.values() for mention in text.mentions]
    told += [Mention(name, Position(FILE), "") for _, name in reading.project.settings.benchmarks.figures]
    yield from checks.links(site, stage.digests, _texts(reading), _excused(catalogue.unread))
    yield from checks.mentions(told, catalogue.by_reference, catalogue.figures)
    yield from domain.problems(task.root, FILE, reading.project.settings.domain, task.asked.today)
    if not stopped:
        yield from checks.printed(reading.project.ledger, stage.digests)
    yield from _foreign(stage, task.root, indexes.foreign(_searched(reading), stage.site) if stage.site and task.full_text else ())


def _keep(task: Task, cache: Cache, site: Site, stage: Stage, report: BuildReport, beside: Mapping[str, Stamp]) -> None:
    """Keeps what the next build goes by; the build has ended well. `beside` are stamps of what it put into the site unstaged."""
    left = stage.left()
    left = replace(left, stamps={**left.stamps, **beside})
    snapshot.outlast(stage.folder, (left.stamps[name] for name in stage.files))
    site.keep()
    for name, seen in (("inputs", task.seen), ("outputs", left)):
        cache.put(SNAPSHOTS, name, "", msgpack.encode(seen))
    cache.put(LAST, "", "", msgpack.encode(Last(task.asked, up_to_date.installed(), report)))


def _counts(plans: Sequence[Plan]) -> tuple[int, int]:
    """Pages, cards for other sites apart, and codes that open one."""
    codes = sum(1 for plan in plans if plan.twins or plan.path.startswith("/Q/"))
    return sum(1 for plan in plans if not plan.path.startswith("/Q/") and plan.template != embeds.TEMPLATE), codes


def _texts(reading: Reading) -> Callable[[str], Iterable[Text]]:
    """What an editor typed into the file that a page is made of, read again: it is asked for where a link is dead."""
    root, languages = reading.around.root, reading.around.settings.languages

    def typed(origin: str) -> Iterable[Text]:
        item = reading.project.catalogue.by_reference.get("/".join(origin.split("/")[1:3]))
        if item:
            yield from ((each.body_source, each.body) for each in item.entry.editions.values() if each.body_source.file == origin)
        for name in articles.NAMES:
            versions, _ = articles.read(root, name, languages)
            yield from ((each.source, each.body) for each in versions.values() if each.source.file == origin)

    return typed


def _excused(unread: Iterable[str]) -> Callable[[str], bool]:
    """Paths of records that could not be read, and recordings: what is wrong with those has been told at its own place."""
    slugs = {reference.partition("/")[2] for reference in unread}
    return lambda path: path.startswith("/sounds/") or path.rstrip("/").rpartition("/")[2] in slugs


def _foreign(stage: Stage, root: Path, others: Iterable[str]) -> list[Problem]:
    """Files at our names that no build of ours wrote: they are somebody's work, so the build stops before them."""
    site = stage.site
    if site is None or not site.is_dir():
        return []
    shown = site.relative_to(root).as_posix() if site.is_relative_to(root) else site.name
    return [Problem("foreign-file", Position(f"{shown}/{name}")) for name in (*output.foreign(stage.files, site), *others)]
