"""Which pages there are, as plans: address, template, and a frozen context of exactly what is shown."""

from collections.abc import Iterator, Mapping

from disan.addresses import Addresses
from disan.articles import Article
from disan.catalogue import Catalogue
from disan.gallery import Gallery
from disan.ledger import EMPTY, Ledger
from disan.pages import listings, maps, others, progressing, record, retired, status
from disan.pages.plan import Plan
from disan.pages.view import View, cover_path, seed, sound_path
from disan.settings import Settings
from disan.strings import load

__all__ = ["Plan", "cover_path", "guide_files", "plans", "province_file", "seed", "sound_path"]


def province_file() -> tuple[str, bytes]:
    """The drawing of the province that all pages share: its site path and its content."""
    return maps.path(), maps.drawing().encode("utf-8")


def guide_files() -> dict[str, bytes]:
    """What the guide's examples show and play: site paths and contents."""
    return others.guide_files()


def plans(
    settings: Settings,
    addresses: Addresses,
    catalogue: Catalogue,
    gallery: Gallery,
    articles: Mapping[str, Mapping[str, Article]],
    year: int,
    ledger: Ledger = EMPTY,
) -> Iterator[Plan]:
    """Every page of the site, language by language; `year` dates festivals and nothing else."""
    for language in settings.languages:
        view = View(language, load(language), settings, addresses, catalogue, gallery, articles, year, ledger)
        yield listings.home(view)
        for kind in catalogue.kinds:
            if catalogue.of(kind):
                yield listings.listing(view, kind)
        if view.mapped:
            yield listings.map_page(view)
        for entry in catalogue.entries:
            yield from record.plans(view, entry)
            yield from others.forwards(view, entry)
        yield from _single(view)
        yield others.offline(view)
        if language == view.default:
            yield others.not_found(view)
            yield from retired.plans(view)


def _single(view: View) -> Iterator[Plan]:
    """The pages that there are once, where what they show is there."""
    for name, page in (("about", others.about), ("editing", others.editing)):
        if view.articles.get(name):
            yield page(view, view.articles[name])
    yield status.page(view)
    if view.settings.house_target:
        yield progressing.page(view)
    if view.articles.get("guide"):
        yield others.guide(view, view.articles["guide"][view.language])
