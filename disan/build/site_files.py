"""Everything of a site that is no page: drawn covers, pictures, recordings, share cards, assets, the exports, the forms.

What was read, plans and the stage go in; files are staged, and what is wrong with the forms' package comes out.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from disan import ledger
from disan.build import exports
from disan.build.exports import calendars as calendar_files
from disan.build.exports import feeds as atom_files
from disan.build.exports import offline
from disan.build.output import MadeFile, Stage, put_made
from disan.build.project import Project
from disan.build.snapshot import Snapshot
from disan.content.settings import Settings
from disan.core import addresses, files, listeners
from disan.core.problems import Problem
from disan.core.strings import load
from disan.drawing import covers, pictures, recordings, share_cards
from disan.drawing.covers import Scene
from disan.editing import schemas
from disan.ledger import table
from disan.ledger.model import Retirement
from disan.pages import Plan, offline_list, retired, sequences
from disan.pages.calendar_files import CalendarPlan
from disan.pages.contexts import RecordPage
from disan.pages.embed_parts import EmbedPage
from disan.pages.feed_files import FeedPlan
from disan.pages.language_view import cover_path
from disan.pages.open_data.data_file import DataFile, Rows
from disan.pages.plan import digest
from disan.pages.search_page import SEARCH
from disan.pages.single_pages import OFFLINE
from disan.pages.summary import RecordSummary
from disan.render import Renderer, scripts
from disan.render.folders import program_templates, template_folders

MANIFEST, WORKER = "/manifest.webmanifest", "/sw.js"
"""Site paths that stay the same whatever is in the files; a worker's address also says how far it works: from there down."""
Copies = Iterable[tuple[str, str]]
"""Files of the site, and the files whose content they have."""


def put(
    project: Project,
    plans: Sequence[Plan],
    summaries: Mapping[str, RecordSummary],
    calendars: Iterable[CalendarPlan],
    feeds: Iterable[FeedPlan],
    copies: Copies,
    seen: Snapshot,
    renderer: Renderer,
    stage: Stage,
    version: str,
    jobs: int,
) -> list[Problem]:
    """All of them but share cards; `copies` are those of articles, `seen` what stands on the disk; `version` changes with the program.

    What stands under a name of its content, or is the same for all sites, is not made again.
    """
    made = [
        *(MadeFile(asset.path.lstrip("/"), asset.path, functools.partial(_same, asset.content)) for asset in renderer.assets.values()),
        *_drawings(project.ledger.retirements, summaries.values()),
        *_copies([*copies, *(copy for each in summaries.values() for copy in each.copies)], seen),
        *(MadeFile(each.path.lstrip("/"), digest([each.digest, version]), functools.partial(_calendar, each)) for each in calendars),
        *(MadeFile(each.path.lstrip("/"), digest([each.digest, version]), functools.partial(_feed, each)) for each in feeds),
        *_beside(plans, version),
        *_schemas(project, version),
        *_manual(project.settings, version),
    ]
    put_made(made, stage, jobs)
    province = project.catalogue.gazetteer.drawing
    stage.put([province.path.lstrip("/")], province.document.encode("utf-8"))
    _put_exports(project, plans, stage)
    put_made(_lists_to_keep(plans, stage, project.addresses.link, version), stage)
    _put_offline(renderer, project, plans, stage)
    return _put_forms(project, renderer, stage) if project.settings.admin else []


def _put_forms(project: Project, renderer: Renderer, stage: Stage) -> list[Problem]:
    from disan.editing import forms  # Not every site has them.

    made, problems = forms.files(project.settings, project.catalogue, renderer, (project.root, program_templates().parent))
    for name, file in made.items():
        stage.put([name], file)
    return problems


def put_share_cards(root: Path, plans: Sequence[Plan], stage: Stage, cache: Path, jobs: int, *, drawing: bool) -> None:
    """The pictures of pages' links. Many pages have the same, and one that the site has is not drawn again, nor any without `drawing`."""
    templates = template_folders(root)
    drawn_with = next(file.read_bytes() for folder in templates if (file := folder / share_cards.TEMPLATE).is_file())
    keys = {plan.share: digest([plan.share, drawn_with]) for plan in plans if plan.share}
    missing = {path for path, key in keys.items() if not stage.has(path.lstrip("/"), key)}
    one_of_each = {plan.share: plan for plan in plans if drawing and plan.share in missing}
    contexts = (plan.context() for plan in one_of_each.values())
    cards = [card for context in contexts if not isinstance(context, EmbedPage) and (card := context.frame.share)]
    drawn = share_cards.draw_cards(cards, lambda name: pictures.found(root / name, cache), templates, cache, jobs) if cards else ()
    for card, content in drawn:
        stage.put_as(card.path.lstrip("/"), keys[card.path], content)


def _same(content: bytes) -> bytes:
    return content


def _copies(copies: Copies, seen: Snapshot) -> Iterator[MadeFile]:
    for name, file in copies:
        # A recording keeps its name when its content changes; a rendition of a picture never does.
        made = recordings.RECIPE if file in seen.digests else ""
        key = digest([name, seen.digests.get(file, ""), made])
        yield MadeFile(name, key, functools.partial(_copied, file, cleaned=bool(made)))


def _copied(file: str, *, cleaned: bool) -> bytes:
    """The content of a file of ours; of one of the editors', which is a recording, what is published of it."""
    found = recordings.read(Path(file)) if cleaned else None
    return found.content if isinstance(found, recordings.Recording) else b"" if cleaned else files.content(file)


def _drawings(retirements: Iterable[Retirement], summaries: Iterable[RecordSummary]) -> Iterator[MadeFile]:
    """The drawn covers of records and of what is gone, whose names change with the drawing."""
    drawn = [(each.drawing, each.scene) for each in summaries if each.scene]
    drawn += [(cover_path(scene), scene) for scene in map(retired.scene, retirements)]
    for path, scene in drawn:
        yield MadeFile(path.lstrip("/"), path, functools.partial(_drawn, scene))


def _drawn(scene: Scene) -> bytes:
    return covers.draw(scene).encode()


def _put_exports(project: Project, plans: Sequence[Plan], stage: Stage) -> None:
    """What search engines, the host and later checks are given."""
    listed, absolute = [plan for plan in plans if plan.listed], project.addresses.absolute
    told = digest([project.addresses.url, *project.settings.languages, *(f"{plan.path} {plan.changed}" for plan in listed)])
    put_made([MadeFile("sitemap.xml", told, lambda: exports.sitemap(_sitemap_pages(listed, absolute)))], stage)
    stage.put(["robots.txt"], exports.robots(project.addresses))
    for file in ledger.FILES:
        if (project.root / file).is_file():
            stage.put([file.removeprefix("content/")], table.published(files.content(project.root / file)))
    for name, content in exports.hosting(project.addresses).items():
        stage.put([name], content)


def _calendar(plan: CalendarPlan) -> bytes:
    return calendar_files.ics(plan.make())


def _feed(plan: FeedPlan) -> bytes:
    return atom_files.atom(plan.make())


def put_data(files: Iterable[DataFile], rows: Rows, stage: Stage, version: str, *, anew: bool) -> None:
    """The records as data for other programs; unless they shall be made `anew`, those that are there stay as they are."""
    wanted = (file for file in files if anew or not stage.kept([file.path.lstrip("/")]))
    made = (MadeFile(file.path.lstrip("/"), digest([file.digest, version]), functools.partial(file.make, rows)) for file in wanted)
    put_made(made, stage)


def _beside(plans: Iterable[Plan], version: str) -> Iterator[MadeFile]:
    """Files that go with pages: what decides about the page decides about them."""
    for plan in plans:
        for path, make in plan.beside.items():
            yield MadeFile(path.lstrip("/"), digest([plan.digest, version]), make)


def _lists_to_keep(plans: Sequence[Plan], stage: Stage, link: Callable[[str], str], version: str) -> Iterator[MadeFile]:
    """Of pages that readers may keep together: the addresses of all that belongs to them, each with its size in bytes."""
    by_path = {plan.path: plan for plan in plans}
    for plan in (each for each in plans if each.together):
        content = [stage.digests.get(_file(path, stage), "") for path in plan.together]
        pages = [by_path[path] for path in plan.together if path in by_path]
        name = f"{plan.path}{sequences.KEEP}".lstrip("/")
        yield MadeFile(name, digest([version, link("/"), *content]), functools.partial(_list_to_keep, plan.together, pages, stage, link))


def _list_to_keep(paths: Iterable[str], pages: Iterable[Plan], stage: Stage, link: Callable[[str], str]) -> bytes:
    shown = (path for plan in pages if isinstance(page := plan.context(), RecordPage) for path in offline_list.files_of(page))
    sizes = [(link(path), stage.size(_file(path, stage))) for path in dict.fromkeys([*paths, *shown])]
    return listeners.json(sizes).encode()


def _file(path: str, stage: Stage) -> str:
    """The file that answers for a site path, which of a code ends in .html."""
    name = addresses.file(path)
    return name if name in stage.digests else f"{name}.html"


def _sitemap_pages(plans: Iterable[Plan], absolute: Callable[[str], str]) -> Iterator[exports.SitemapPage]:
    for plan in plans:
        paths = plan.listed() if plan.listed else {}
        yield exports.SitemapPage(absolute(plan.path), tuple((language, absolute(path)) for language, path in paths.items()), plan.changed)


def _schemas(project: Project, version: str) -> Iterator[MadeFile]:
    """What editor programs check records by; it follows from the kinds alone."""
    strings = load(project.settings.languages[0])
    for kind in project.catalogue.kinds:
        path = schemas.path(kind)
        yield MadeFile(path.lstrip("/"), digest([path, strings.language, version]), functools.partial(schemas.text, kind, strings))


def _manual(settings: Settings, version: str) -> Iterator[MadeFile]:
    """The pictures of the manual of blocks."""
    if settings.manual:
        from disan.pages import manual  # Loads every block.

        for path, make in manual.files().items():
            yield MadeFile(path.lstrip("/"), digest([path, version]), make)


def _put_offline(renderer: Renderer, project: Project, plans: Sequence[Plan], stage: Stage) -> None:
    """The web manifest, and the service worker, which names the shell: the offline pages and what they are shown with."""
    link = project.addresses.link
    assets = {name: asset.path for name, asset in renderer.assets.items()}
    drawn = renderer.source("worker/manifest.json")
    stage.put([MANIFEST.lstrip("/")], offline.manifest(drawn, project.settings, project.addresses, assets))
    stand_ins = [plan for plan in plans if plan.template == OFFLINE]
    shell = [MANIFEST, assets["page.js"], assets["icon.svg"], *(plan.path for plan in stand_ins)]
    files = {link(path): stage.digests[addresses.file(path)] for path in shell if addresses.file(path) in stage.digests}
    program = scripts.minified(renderer.source("worker/sw.js"))
    homes = {each: addresses.page_path("", "", each, project.settings.languages[0]) for each in project.settings.languages}
    languages = [(link(homes[plan.language]), link(plan.path)) for plan in stand_ins]
    searched = [link(path) for plan in plans if plan.template == SEARCH for path in plan.beside]
    stage.put([WORKER.lstrip("/")], offline.worker(program, link("/"), languages, files, searched))
