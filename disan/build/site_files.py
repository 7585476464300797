"""Everything of a site that is no page: drawn covers, pictures, recordings, share cards, assets, the exports, the forms.

Content, plans and the stage go in; files are staged, and what is wrong with the forms' package comes out.
"""

import functools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from disan import ledger, pages
from disan.build import exports
from disan.build.content import Content
from disan.build.exports import offline
from disan.build.output import Stage
from disan.core import addresses
from disan.core.problems import Problem
from disan.core.strings import load
from disan.drawing import covers, pictures, share_cards
from disan.drawing.pictures import Derived
from disan.drawing.share_cards import ShareCard
from disan.editing import schemas
from disan.pages import Plan
from disan.pages.making import Known
from disan.pages.plan import digest
from disan.pages.single_pages import CODES, OFFLINE
from disan.render import Renderer, scripts
from disan.render.folders import program_templates, template_folders

MANIFEST, WORKER = "/manifest.webmanifest", "/sw.js"
"""Site paths that stay the same whatever is in the files; a worker's address also says how far it works: from there down."""


def put(
    root: Path, content: Content, plans: Sequence[Plan], known: Mapping[str, Known], renderer: Renderer, stage: Stage, version: str
) -> list[Problem]:
    """All of them but share cards; `known` has each record by its reference, `version` changes with the program.

    What stands under a name of its content, or is the same for all sites, is not made again.
    """
    for asset in renderer.assets.values():
        stage.made(asset.path.lstrip("/"), asset.path, functools.partial(_same, asset.content))
    _put_drawings(known, stage)
    for each in known.values():
        for name, copied in each.copies:
            # A recording keeps its name when its content changes; a rendition of a picture never does.
            key = name if name.startswith("pictures/") else digest([name, each.digest])
            stage.made(name, key, Path(copied).read_bytes)
    for derived in content.gallery.values():
        for rendition in derived.renditions:
            stage.made(f"pictures/{rendition.name}", rendition.name, rendition.file.read_bytes)
    if content.settings.guide:
        for path, make in pages.guide_files().items():
            stage.made(path.lstrip("/"), digest([path, version]), make)
    province = content.catalogue.gazetteer.drawing
    stage.put([province.path.lstrip("/")], province.document.encode("utf-8"))
    _put_exports(root, content, plans, stage)
    _put_schemas(content, stage, version)
    _put_offline(renderer, content, plans, stage)
    return _put_forms(root, content, renderer, stage) if content.settings.admin else []


def _put_forms(root: Path, content: Content, renderer: Renderer, stage: Stage) -> list[Problem]:
    from disan.editing import forms  # Not every site has them.

    made, problems = forms.files(content.settings, content.catalogue, renderer, (root, program_templates().parent))
    for name, file in made.items():
        stage.put([name], file)
    return problems


def put_share_cards(root: Path, content: Content, cards: Iterable[ShareCard], drawn_with: str, stage: Stage, cache: Path) -> None:
    """The pictures of pages' links, of those pages that were made now; a page's link mostly looks as it did before.

    `drawn_with` is the digest of their template.
    """
    keys = {card: digest([card.path, drawn_with]) for card in cards}

    def pictured(name: str) -> Derived | None:
        return content.gallery.get(name) or pictures.found(root / name, cache)

    wanted = [card for card, key in keys.items() if not stage.has(card.path.lstrip("/"), key)]
    for card, file in share_cards.drawn(wanted, pictured, template_folders(root), cache) if wanted else ():
        stage.put_as(card.path.lstrip("/"), keys[card], file)


def _same(content: bytes) -> bytes:
    return content


def _put_drawings(known: Mapping[str, Known], stage: Stage) -> None:
    """The drawn covers of records, whose names change with the drawing. Where the page was made just now, so was its drawing."""
    for reference, each in known.items():
        name = each.drawing.lstrip("/")
        if name and name not in stage.digests:
            seed = (each.outline.code if each.outline else "") or reference
            stage.made(name, each.drawing, functools.partial(_drawn, seed))
        elif name:
            stage.digests[name] = each.drawing


def _drawn(seed: str) -> bytes:
    return covers.draw(seed).encode()


def _put_exports(root: Path, content: Content, plans: Sequence[Plan], stage: Stage) -> None:
    """What search engines, the host, lost readers and later checks are given."""
    listed, items = [plan for plan in plans if plan.listed], content.catalogue.items
    told = digest([content.addresses.url, *content.settings.languages, *(plan.path for plan in listed)])
    stage.made(
        "sitemap.xml", told, lambda: exports.sitemap(exports.SitemapPage(dict(urls := plan.urls())[plan.language], urls) for plan in listed)
    )
    stage.put(["robots.txt"], exports.robots(content.addresses))
    told = digest([content.addresses.url, content.ledger.retirements, *(f"{each.reference} {each.code} {each.title}" for each in items)])
    stage.made(CODES.lstrip("/"), told, lambda: exports.codes(_titles(content)))
    for table in ledger.FILES:
        if (root / table).is_file():
            stage.put([table.removeprefix("content/")], (root / table).read_bytes())
    for name, file in exports.hosting(content.addresses).items():
        stage.put([name], file)


def _put_schemas(content: Content, stage: Stage, version: str) -> None:
    """What editor programs check records by; it follows from the kinds alone."""
    strings = load(content.settings.languages[0])
    for kind in content.catalogue.kinds:
        path = schemas.path(kind)
        stage.made(path.lstrip("/"), digest([path, strings.language, version]), functools.partial(schemas.text, kind, strings))


def _titles(content: Content) -> dict[str, tuple[str, str]]:
    """Every code that opens a page, retired ones too, with a title and an address."""
    link, by_code = content.addresses.link, content.catalogue.by_code
    titles: dict[str, tuple[str, str]] = {}
    words = {kind: load("vi").of(kind.address) for kind in content.catalogue.kinds}
    for code, item in by_code.items():
        path = addresses.page_path(words[item.kind], item.slug, "vi", "vi")
        titles[code] = (item.title, link(path))
    for each in content.ledger.retirements:
        known = each.titles.get("vi") or (by_code[each.target].title if each.target in by_code else each.code)
        titles[each.code] = (known, link(addresses.code_path(each.code)))
    return titles


def _put_offline(renderer: Renderer, content: Content, plans: Sequence[Plan], stage: Stage) -> None:
    """The web manifest, and the service worker, which names the shell: the offline pages and what they are shown with."""
    link = content.addresses.link
    assets = {name: asset.path for name, asset in renderer.assets.items()}
    drawn = renderer.source("worker/manifest.json")
    stage.put([MANIFEST.lstrip("/")], offline.manifest(drawn, content.settings, content.addresses, assets))
    stand_ins = [plan for plan in plans if plan.template == OFFLINE]
    shell = [MANIFEST, assets["page.js"], assets["icon.svg"], *(plan.path for plan in stand_ins)]
    files = {link(path): stage.digests[addresses.file(path)] for path in shell if addresses.file(path) in stage.digests}
    program = scripts.minified(renderer.source("worker/sw.js"))
    homes = {each: addresses.page_path("", "", each, content.settings.languages[0]) for each in content.settings.languages}
    languages = [(link(homes[plan.language]), link(plan.path)) for plan in stand_ins]
    stage.put([WORKER.lstrip("/")], offline.worker(program, link("/"), languages, files))
