"""Pages of plain prose that are no records: content/<name>.<language>.md, such as the page about the site."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from msgspec import Struct

from disan.content import source as sources
from disan.content.fields.about import About
from disan.content.fields.model import Model, Several
from disan.content.fields.plain import Line
from disan.content.markdown import Prose
from disan.content.record import Picture, bodies
from disan.content.record.reading import ORIGINAL
from disan.content.record.validation import validate
from disan.content.source import Source
from disan.core import files
from disan.core.names import by_comparison
from disan.core.problems import Position, Problem
from disan.core.strings import Words

NAMES = ("about", "editing")


class ArticleFields(Model):
    title: Annotated[Line, About(Words("Tên trang", "Title"))]
    pictures: Annotated[Several[Picture], About(Words("Ảnh", "Pictures"))] = ()


class Article(Struct, frozen=True):
    """One page of prose in one language."""

    title: str
    body: Prose
    language: str
    source: Source
    pictures: tuple[Picture, ...] = ()
    """Those that its text may show; their files stand beside it."""

    beside: Mapping[str, str] = {}
    """The files of its folder as they lie on the disk, by their names as names are compared."""

    @property
    def folder(self) -> str:
        """The folder that it stands in, from the project's root."""
        return self.source.file.rpartition("/")[0]

    def file(self, name: str) -> str:
        """The path of a file of its folder, from the project's root; of one that is not there, as it would be."""
        return f"{self.folder}/{self.beside.get(name, name)}"


def read(root: Path, name: str, languages: Sequence[str]) -> tuple[Mapping[str, Article], list[Problem]]:
    """The article in each language, Vietnamese where a translation is missing; empty when there is no such article."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    there = files.listed(root / "content", "content").files
    for language in languages:
        file = f"content/{name}.{language}.md"
        if f"{name}.{language}.md" not in there:
            continue
        source, found = sources.read(root / file, file)
        problems += found
        heading, found = validate(ArticleFields, source) if source else (None, [])
        problems += found
        if source and heading:
            body, found = bodies.read(source)
            problems += found
            articles[language] = Article(heading.title, body, language, source, heading.pictures, by_comparison(there))
    original = articles.get(ORIGINAL)
    return ({language: articles.get(language, original) for language in languages} if original else {}), problems


def references(article: Article) -> Iterator[tuple[str, Position, str]]:
    """Every record that the article names, or figure of one: its name, where it does, the line as it stands."""
    for name, at in bodies.references(article.source, article.body):
        yield name, at, article.source.line(at)
