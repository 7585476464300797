"""The pipeline: a project's folder in, a site folder or problems out (DESIGN section 2). Decides nothing; calls each stage once."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from disan import (
    addresses,
    articles,
    catalogue,
    check,
    covers,
    exports,
    forms,
    gallery,
    guide,
    ledger,
    misplaced,
    output,
    pages,
    schemas,
    scripts,
    settings,
    sharing,
)
from disan.addresses import Addresses
from disan.articles import Article
from disan.catalogue import Catalogue
from disan.check import Checked
from disan.exports import offline
from disan.gallery import Gallery
from disan.kinds import KINDS
from disan.ledger import EMPTY, Ledger
from disan.output import Stage
from disan.pages import Plan
from disan.pages.others import CODES
from disan.problems import Position, Problem, stops
from disan.record import Record
from disan.render import Renderer, TemplateFaultError
from disan.settings import Settings
from disan.strings import load

OWN_TEMPLATES = Path(__file__).parent.parent / "templates"
"""What a project without templates of its own is rendered with; with some, those come first."""
MANIFEST, WORKER = "/manifest.webmanifest", "/sw.js"
"""Site paths that stay the same whatever is in the files; a worker's address also says how far it works: from there down."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Report:
    """What a build found and made. `pages` counts pages without their code twins; nothing was written when `stopped`."""

    problems: tuple[Problem, ...]
    stopped: bool
    pages: int = 0
    codes: int = 0
    written: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Content:
    """Everything that was read of a project."""

    settings: Settings
    addresses: Addresses
    catalogue: Catalogue
    gallery: Gallery
    articles: Mapping[str, Mapping[str, Article]]
    ledger: Ledger = EMPTY


def build(
    root: Path,
    site: Path | None,
    today: datetime.date,
    *,
    base_url: str | None = None,
    strict: bool = False,
    kinds: Sequence[type[Record]] = KINDS,
    progress: Progress = lambda _done, _whole: None,
) -> Report:
    """Builds the project below `root` into `site`; with `site` None everything is checked and nothing written below `root`."""
    with Stage(root / ".cache" if site else None) as stage:
        content, problems = read(root, base_url, kinds, root / ".cache" if site else stage.folder)
        if content is None:
            return Report(tuple(problems), stopped=True)
        plans = list(_plans(content, today.year))
        renderer = Renderer(template_folders(root), content.addresses.link)
        rendered, found = _render(renderer, plans, stage, progress)
        problems += found
        _put_files(root, content, plans, stage)
        _put_offline(renderer, content, plans, stage)
        problems += _put_forms(root, renderer, content, stage)
        _put_share_cards(root, content, plans, stage, root / ".cache" if site else stage.folder)
        problems += check.links(rendered, stage.files, check.typed(content.catalogue, content.articles), _excused(content))
        problems += check.references(content.catalogue, content.articles)
        if not stops(problems):
            problems += check.printed(content.ledger, stage.files)
        problems += _foreign(stage, site, root)
        if site is None or stops(problems, strict=strict):
            return Report(tuple(problems), stops(problems, strict=strict), *_counts(plans))
        published = output.publish(stage.files, site)
        return Report(tuple(problems), False, *_counts(plans), published.written, published.removed)


def read(root: Path, base_url: str | None, kinds: Sequence[type[Record]], cache: Path) -> tuple[Content | None, list[Problem]]:
    """Settings, records, pictures and articles; None when the settings cannot be read."""
    chosen, problems = settings.read(root, base_url)
    if chosen is None:
        return None, problems
    where = Addresses(chosen.url, chosen.plaque_url or chosen.url)
    records, found = catalogue.read(root, kinds, chosen.languages)
    problems += [*found, *misplaced.problems(root, kinds)]
    texts: dict[str, Mapping[str, Article]] = {}
    for name in articles.NAMES:
        texts[name], found = articles.read(root, name, chosen.languages)
        problems += found
    told = {article.source.file: article for text in texts.values() for article in text.values()}
    pictures, found = gallery.read(root, records, told.values(), cache)
    problems += found
    printed, found = ledger.read(root)
    problems += found or ledger.broken(root, printed, records.entries, records.unread, where)
    if chosen.guide:
        texts["guide"], found = guide.read(template_folders(root), chosen.languages, [each.reference for each in records.entries[:2]])
        problems += found
    return Content(chosen, where, records, pictures, texts, printed), problems


def base_path(chosen: Settings) -> str:
    """The path below which a site with these settings stands: "" or "/repository"."""
    return Addresses(chosen.url, chosen.url).base_path


def _plans(content: Content, year: int) -> list[Plan]:
    plans = pages.plans(content.settings, content.addresses, content.catalogue, content.gallery, content.articles, year, content.ledger)
    return list(plans)


def _counts(plans: Sequence[Plan]) -> tuple[int, int]:
    codes = sum(1 for plan in plans if plan.path.startswith(addresses.code_path("")))
    return len(plans) - codes, codes


def template_folders(root: Path) -> tuple[Path, ...]:
    """Where templates are looked for: the project's own, then those that come with the program."""
    own = root / "templates"
    return (own, OWN_TEMPLATES) if own.is_dir() and own.resolve() != OWN_TEMPLATES.resolve() else (OWN_TEMPLATES,)


def _render(renderer: Renderer, plans: Sequence[Plan], stage: Stage, progress: Progress) -> tuple[list[Checked], list[Problem]]:
    """Every plan rendered and staged; a template's fault is told once for each template and line."""
    for asset in renderer.assets.values():
        stage.put([asset.path.lstrip("/")], asset.content)
    checked: list[Checked] = []
    faults: dict[tuple[str, int], Problem] = {}
    for number, plan in enumerate(plans, 1):
        try:
            page = renderer.page(plan.template, plan.context, load(plan.language))
        except TemplateFaultError as fault:
            at = Position(f"templates/{fault.template}", fault.line)
            values = {"message": fault.message, "origin": plan.origin}
            faults.setdefault((fault.template, fault.line), Problem("template", at, values=values))
            continue
        stage.put(plan.files, page.html.encode("utf-8"))
        checked.append(Checked(plan.path, plan.files, plan.origin, page.facts))
        progress(number, len(plans))
    return checked, list(faults.values())


def _put_files(root: Path, content: Content, plans: Sequence[Plan], stage: Stage) -> None:
    """Everything that is no page: drawn covers, pictures, recordings, the exports."""
    for entry in content.catalogue.entries:
        stage.put([pages.cover_path(entry).lstrip("/")], covers.draw(pages.seed(entry)).encode("utf-8"))
        for name in entry.sounds():
            if (root / entry.path / name).is_file():
                stage.put([pages.sound_path(entry, name).lstrip("/")], (root / entry.path / name).read_bytes())
    if content.settings.guide:
        for path, file in pages.guide_files().items():
            stage.put([path.lstrip("/")], file)
    for derived in content.gallery.values():
        for rendition in derived.renditions:
            stage.put([f"pictures/{rendition.name}"], rendition.file.read_bytes())
    province, drawn = pages.province_file()
    stage.put([province.lstrip("/")], drawn)
    _put_exports(root, content, plans, stage)


def _put_exports(root: Path, content: Content, plans: Sequence[Plan], stage: Stage) -> None:
    """What search engines, the host, lost readers and later checks are given."""
    frames = [plan.context.frame for plan in plans if plan.template not in ("notfound.html", "forward.html", "offline.html", "guide.html")]
    listed = (exports.Listed(f.url, tuple((a.language, a.url) for a in f.alternates)) for f in frames if not f.path.startswith("/Q/"))
    stage.put(["sitemap.xml"], exports.sitemap(listed))
    stage.put(["robots.txt"], exports.robots(content.addresses))
    stage.put([CODES.lstrip("/")], exports.codes(_titles(content)))
    for kind in content.catalogue.kinds:
        stage.put([schemas.path(kind).lstrip("/")], schemas.text(kind, load(content.settings.languages[0])))
    for table in ledger.FILES:
        if (root / table).is_file():
            stage.put([table.removeprefix("content/")], (root / table).read_bytes())
    for name, file in exports.hosting(content.addresses).items():
        stage.put([name], file)


def _titles(content: Content) -> dict[str, tuple[str, str]]:
    """Every code that opens a page, retired ones too, with a title and an address."""
    link, by_code = content.addresses.link, content.catalogue.by_code
    titles: dict[str, tuple[str, str]] = {}
    for code, entry in by_code.items():
        path = addresses.page_path(load("vi").of(entry.kind.address), entry.slug, "vi", "vi")
        titles[code] = (entry.record.title, link(path))
    for each in content.ledger.retirements:
        known = each.titles.get("vi") or (by_code[each.target].record.title if each.target in by_code else each.code)
        titles[each.code] = (known, link(addresses.code_path(each.code)))
    return titles


def _put_offline(renderer: Renderer, content: Content, plans: Sequence[Plan], stage: Stage) -> None:
    """The web manifest, and the service worker, which names the shell: the offline pages and what they are shown with."""
    link = content.addresses.link
    assets = {name: asset.path for name, asset in renderer.assets.items()}
    drawn = renderer.source("worker/manifest.json")
    stage.put([MANIFEST.lstrip("/")], offline.manifest(drawn, content.settings, content.addresses, assets))
    stand_ins = [plan.context.frame for plan in plans if plan.template == "offline.html"]
    shell = [MANIFEST, assets["page.js"], assets["icon.svg"], *(frame.path for frame in stand_ins)]
    files = {path: stage.files[addresses.file(path)] for path in shell if addresses.file(path) in stage.files}
    program = scripts.minified(renderer.source("worker/sw.js"))
    languages = [(link(frame.home.path), link(frame.path)) for frame in stand_ins]
    kept = {link(path): file.read_bytes() for path, file in files.items()}
    stage.put([WORKER.lstrip("/")], offline.worker(program, link("/"), languages, kept))


def _put_forms(root: Path, renderer: Renderer, content: Content, stage: Stage) -> list[Problem]:
    """The editors' forms, where the settings ask for them."""
    made, found = forms.files(content.settings, content.catalogue, renderer, (root, OWN_TEMPLATES.parent))
    for name, file in made.items():
        stage.put([name], file)
    return found


def _put_share_cards(root: Path, content: Content, plans: Sequence[Plan], stage: Stage, cache: Path) -> None:
    """The picture of every page's link; a check needs none of them."""
    cards = [plan.context.frame.share for plan in plans if plan.context.frame.share]
    for card, file in sharing.drawn(cards, content.gallery, template_folders(root), cache) if cards else ():
        stage.put([card.path.lstrip("/")], file)


def _excused(content: Content) -> Callable[[str], bool]:
    """Paths of records that could not be read, and recordings: what is wrong with those has been told at its own place."""
    slugs = {reference.partition("/")[2] for reference in content.catalogue.unread}
    return lambda path: path.startswith("/sounds/") or path.rstrip("/").rpartition("/")[2] in slugs


def _foreign(stage: Stage, site: Path | None, root: Path) -> list[Problem]:
    """Files at our names that no build of ours wrote: they are somebody's work, so the build stops before them."""
    if site is None or not site.is_dir():
        return []
    shown = site.relative_to(root).as_posix() if site.is_relative_to(root) else site.name
    return [Problem("foreign-file", Position(f"{shown}/{name}")) for name in output.foreign(stage.files, site)]
