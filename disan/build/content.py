"""Everything that is read of a project: settings, records, pictures, articles, the ledger. A folder in; content and problems out."""

import functools
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from disan import ledger
from disan.build.again import CachedReading, afresh
from disan.content import articles, catalogue, settings
from disan.content.articles import Article
from disan.content.catalogue import Catalogue
from disan.content.record import Record
from disan.content.settings import Settings
from disan.core.addresses import Addresses
from disan.core.problems import Problem
from disan.core.strings import load
from disan.ledger import EMPTY, Ledger, git
from disan.pages import gallery
from disan.pages.gallery import Gallery
from disan.pages.kept import NOTHING, ArtifactSource
from disan.pages.view import View
from disan.render.folders import program_templates, template_folders

Claims = Callable[[], Iterable[object]]


class Content(NamedTuple):
    """Everything that was read of a project."""

    settings: Settings
    addresses: Addresses
    catalogue: Catalogue
    gallery: Gallery
    articles: Mapping[str, Mapping[str, Article]]
    ledger: Ledger = EMPTY

    def view(self, language: str, year: int, kept: ArtifactSource = NOTHING) -> View:
        """The site in one language. `kept` has what was made of each record."""
        read = (self.settings, self.addresses, self.catalogue, self.gallery, self.articles)
        return View(language, load(language), *read, year, self.ledger, kept)


def read(root: Path, base_url: str | None, kinds: Sequence[type[Record]], cache: Path) -> tuple[Content | None, list[Problem]]:
    """All of a project, every record opened and its pictures made ready; None when the settings cannot be read."""
    chosen, problems = settings.read(root, base_url, kinds)
    if chosen is None:
        return None, problems
    records, found = catalogue.read(root, kinds, chosen.languages, chosen.province)
    content, others = around(root, chosen, records, cache)
    pictures, of_pictures = gallery.read(root, records, _told(content.articles), cache)
    return Content(chosen, content.addresses, records, pictures, content.articles, content.ledger), [
        *problems,
        *found,
        *others,
        *of_pictures,
    ]


def around(
    root: Path, chosen: Settings, records: Catalogue, cache: Path, again: CachedReading = afresh, claims: Claims = tuple
) -> tuple[Content, list[Problem]]:
    """What there is beside records: articles with their pictures, the ledger, the guide to blocks.

    `claims` tell what each record, drafts and those that cannot be read among them, says that a printed code may depend on.
    """
    problems: list[Problem] = []
    where = addresses_of(chosen)
    texts: dict[str, Mapping[str, Article]] = {}
    for name in articles.NAMES:
        files = [root / "content" / f"{name}.{language}.md" for language in chosen.languages]
        texts[name], found = again(name, files, chosen.languages, functools.partial(articles.read, root, name, chosen.languages))
        problems += found
    pictures, found = gallery.of_articles(root, _told(texts), cache)
    problems += found
    printed, found = ledger.read(root)
    past = git.position(root)
    if found or past or printed != EMPTY:
        tables = [root / each for each in ledger.TABLES]
        kept = functools.partial(_broken, root, printed, records, where)
        problems += found or again("promises", tables, [past, where, *claims()], kept, holds=lambda broken: not broken)
    if chosen.guide:
        examples = [each.reference for each in records.items[:2]]
        folders = template_folders(root)
        made = functools.partial(_guide, folders, chosen.languages, examples)
        texts["guide"], found = again("guide", [folder / "guide" for folder in folders], [*chosen.languages, *examples], made)
        problems += found
    return Content(chosen, where, records, pictures, texts, printed), problems


def _guide(folders: Sequence[Path], languages: Sequence[str], examples: Sequence[str]) -> tuple[Mapping[str, Article], list[Problem]]:
    from disan.pages import guide  # Loads every block.

    return guide.read(folders, languages, examples)


def _broken(root: Path, printed: Ledger, records: Catalogue, where: Addresses) -> list[Problem]:
    from disan.ledger import rules  # Asks git, which answers the same until the next commit.

    return rules.broken(root, printed, records.by_code, records.unread, where)


def addresses_of(chosen: Settings) -> Addresses:
    """Where a site with these settings stands."""
    return Addresses(chosen.url, chosen.plaque_url or chosen.url)


def base_path(chosen: Settings) -> str:
    """The path below which a site with these settings stands: "" or "/repository"."""
    return addresses_of(chosen).base_path


def compiled_folders(folders: Sequence[Path], cache: Path | None) -> dict[Path, Path]:
    """Where the templates of each folder are kept compiled: a project's own in its cache, if any; those that come with the program,
    which are the same for all projects, where Python keeps the program's modules compiled, unless it is told to keep none.
    """
    places = {folder: cache / "templates" for folder in folders if cache}
    modules = None if sys.dont_write_bytecode else __spec__.cached
    return places | ({program_templates(): Path(modules).parent / "templates"} if modules else {})


def _told(texts: Mapping[str, Mapping[str, Article]]) -> list[Article]:
    """Every article once, however many languages show it."""
    return list({article.source.file: article for versions in texts.values() for article in versions.values()}.values())
