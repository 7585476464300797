"""The pipeline: a project's folder in, a site folder or problems out. Decides nothing; calls each stage once."""

import datetime
import functools
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from disan import pages
from disan.build import checks, output, processes, records, rendering, site_files, up_to_date
from disan.build.again import Again
from disan.build.checks import Checked, Text
from disan.build.content import Content, addresses_of, around, base_path, compiled_folders, read
from disan.build.memory import Memory
from disan.build.output import Stage
from disan.build.rendering import Progress, Rendered
from disan.build.store import DamagedError, stamps
from disan.build.up_to_date import Asked, BuildReport
from disan.content import misplaced, province, settings
from disan.content.catalogue import together
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.core.addresses import Addresses
from disan.core.problems import Position, Problem, stops
from disan.drawing import share_cards
from disan.pages import Plan
from disan.pages.making import Surroundings
from disan.render import Renderer
from disan.render.folders import template_folders

__all__ = ["BuildReport", "Content", "base_path", "build", "read"]


class _Project(NamedTuple):
    """What a build is asked for: see `build`."""

    root: Path
    site: Path | None
    asked: Asked
    kinds: Sequence[type[Record]]
    strict: bool
    jobs: int
    trust: bool
    progress: Progress


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
    progress: Progress = lambda _done, _whole: None,
) -> BuildReport:
    """Builds the project below `root` into `site`; with `site` None everything is checked and nothing written below `root`.

    It works in as many processes as `jobs` says, or as there are cores. What the last build knew is used where it still holds; without
    `trust` no file is taken to be unchanged for its stamp alone.
    """
    asked = up_to_date.asked(root, site, today, base_url)
    project = _Project(root, site, asked, kinds, strict, processes.possible(jobs), trust, progress)
    try:
        return _remembering(project)
    except DamagedError:  # Something kept is lost that a page needs now: the next attempt begins with nothing.
        return _remembering(project, new=True)


def _remembering(project: _Project, *, new: bool = False) -> BuildReport:
    """Builds with what the last build left, or as if there had been none."""
    kept = project.root / ".cache"
    with Stage(kept if project.site else None, project.site) as stage:
        memory = Memory.of(kept, stage.folder, lasting=project.site is not None and project.kinds is KINDS, new=new)
        try:
            return _built(project, stage, memory, kept if project.site else stage.folder)
        finally:
            memory.close()


def _built(project: _Project, stage: Stage, memory: Memory, cache: Path) -> BuildReport:
    root = project.root
    began = stamps.now(stage.folder)
    last = memory.seen("inputs")
    seen = stamps.look(up_to_date.folders(root, template_folders(root)), last, began, trust=project.trust)
    version = up_to_date.version(seen, project.kinds)
    if memory.fits(version):
        stage.before = memory.seen("outputs")
    planned, problems = _planned(project, seen, last, memory, cache)
    if planned is None:
        return BuildReport(tuple(problems), stopped=True)
    content, found, plans, renderer = planned
    templates = up_to_date.winning(seen, template_folders(root))
    rendered = rendering.rendered(plans, renderer, templates, memory, stage, project.jobs, project.progress)
    problems += rendered.problems
    site_files.put_share_cards(
        root, content, {page.card for page in rendered.made if page.card}, templates(share_cards.TEMPLATE), stage, cache
    )
    problems += site_files.put(root, content, plans, found.known, renderer, stage, version)
    problems += checks.links(*_to_check(rendered, stage, memory), _texts(content), _excused(content))
    problems += checks.references(content.catalogue, content.articles)
    if not stops(problems):
        problems += checks.printed(content.ledger, stage.digests)
    problems += _foreign(stage, root)
    report = BuildReport(
        tuple(problems), stops(problems, strict=project.strict), *_counts(plans), read=found.read, rendered=len(rendered.made)
    )
    if project.site is None or report.stopped:
        memory.commit()
        return report
    published = output.publish(stage, project.site)
    report = report.with_published(published.written, published.removed)
    _remember(project, memory, cache, rendered, stage, seen, report)
    return report


def _planned(
    project: _Project, seen: stamps.Snapshot, last: stamps.Snapshot, memory: Memory, cache: Path
) -> tuple[tuple[Content, records.Records, list[Plan], Renderer] | None, list[Problem]]:
    """The content, its records, the plan of every page and what renders them; None where the settings or their province cannot be read."""
    again, asked = Again(memory, seen), project.asked
    chosen, problems = again(
        "settings", [project.root / settings.FILE], [asked.base_url], lambda: settings.read(project.root, asked.base_url, project.kinds)
    )
    known, unusable = province.read(project.root, chosen.province) if chosen else (None, [])
    if chosen is None or known is None:
        return None, [*problems, *unusable]
    folders, where = template_folders(project.root), addresses_of(chosen)
    renderer = _renderer(folders, where, up_to_date.state(seen, folders), cache if project.site else None)
    surroundings = Surroundings(project.root, cache, chosen, known, where, project.asked.year)
    of_records = [pages.template_of(kind) for kind in project.kinds]
    found = records.ready(surroundings, project.kinds, seen, last, memory, project.jobs, lambda: renderer.prepare(of_records))
    catalogue, between = together(project.kinds, found.items, known, found.unread)
    content, others = around(project.root, chosen, catalogue, cache, again, found.claims)
    plans = [plan for language in chosen.languages for plan in pages.plans(content.view(language, project.asked.year, memory))]
    return (content, found, plans, renderer), [
        *problems,
        *found.problems,
        *between,
        *misplaced.problems(project.root, project.kinds),
        *others,
    ]


@functools.lru_cache(maxsize=1)
def _renderer(folders: tuple[Path, ...], addresses: Addresses, _state: str, cache: Path | None) -> Renderer:
    """The renderer of the last build again, while a preview builds one after the other and the templates stay as they were."""
    return Renderer(folders, addresses.link, compiled_folders(folders, cache))


def _remember(
    project: _Project, memory: Memory, cache: Path, rendered: Rendered, stage: Stage, seen: stamps.Snapshot, report: BuildReport
) -> None:
    made = {page.plan.path: (page.row, (page.facts.links, page.facts.anchors)) for page in rendered.made}
    symbols = {page.plan.path: page.symbol for page in rendered.made if page.symbol}
    memory.leave_pages(made, symbols, rendered.gone, rendered.recipes)
    left = stage.left()
    stamps.outlast(cache, (left.stamps[name] for name in stage.files))
    memory.leave({"inputs": seen, "outputs": left}, up_to_date.Last(project.asked, up_to_date.installed(), report))


def _counts(plans: Sequence[Plan]) -> tuple[int, int]:
    """Pages, and codes that open one."""
    codes = sum(1 for plan in plans if plan.twins or plan.path.startswith("/Q/"))
    return sum(1 for plan in plans if not plan.path.startswith("/Q/")), codes


def _to_check(rendered: Rendered, stage: Stage, memory: Memory) -> tuple[Iterable[Checked], Collection[str], checks.Anchors]:
    """The pages whose links are to be looked at: those made now, and where anything that others may lead to is gone, all."""
    made = {page.plan.path: page for page in rendered.made}

    def anchors(path: str, otherwise: str) -> Collection[str]:
        if path in made:
            return made[path].facts.anchors
        kept = memory.facts(path)
        return kept[1] if kept else (otherwise,)

    fresh = [Checked(page.plan.path, page.plan.origin, page.facts.links) for page in rendered.made]
    if not (stage.before.digests.keys() - stage.digests.keys()) and not any(_lost_anchors(page, memory) for page in rendered.made):
        return fresh, stage.digests, anchors
    kept = memory.all_facts()
    old = [Checked(plan.path, plan.origin, kept[plan.path][0]) for plan in rendered.standing if plan.path in kept]
    return [*fresh, *old], stage.digests, anchors


def _lost_anchors(page: rendering.Page, memory: Memory) -> bool:
    before = memory.facts(page.plan.path)
    return before is not None and not set(before[1]) <= set(page.facts.anchors)


def _texts(content: Content) -> Callable[[str], Iterable[Text]]:
    """What an editor typed into the file that a page is made of."""

    def typed(origin: str) -> Iterable[Text]:
        item = content.catalogue.by_reference.get("/".join(origin.split("/")[1:3]))
        if item:
            yield from ((each.body_source, each.body) for each in item.entry.editions.values() if each.body_source.file == origin)
        for versions in content.articles.values():
            yield from ((each.source, each.body) for each in versions.values() if each.source.file == origin)

    return typed


def _excused(content: Content) -> Callable[[str], bool]:
    """Paths of records that could not be read, and recordings: what is wrong with those has been told at its own place."""
    slugs = {reference.partition("/")[2] for reference in content.catalogue.unread}
    return lambda path: path.startswith("/sounds/") or path.rstrip("/").rpartition("/")[2] in slugs


def _foreign(stage: Stage, root: Path) -> list[Problem]:
    """Files at our names that no build of ours wrote: they are somebody's work, so the build stops before them."""
    site = stage.site
    if site is None or not site.is_dir():
        return []
    shown = site.relative_to(root).as_posix() if site.is_relative_to(root) else site.name
    return [Problem("foreign-file", Position(f"{shown}/{name}")) for name in output.foreign(stage.files, site)]
