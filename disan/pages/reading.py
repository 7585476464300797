"""One record, or one article, by itself in; all that the site shows of it and that no other record changes out.

Knows no other record, so that what it gives holds as long as the files stay as they are. Pictures must be ready: those that are not are
named, to be made and given to a second reading.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, msgpack

from disan.content import articles, catalogue
from disan.content.articles import Article
from disan.content.gazetteer import Gazetteer
from disan.content.record import Record
from disan.content.record.entry import Entry
from disan.content.settings import Settings
from disan.core.problems import Problem
from disan.drawing.pictures import Derived, Refused
from disan.pages import bodies, cards, dublin_core, facets, gallery, occasions, record, recordings, sequences, sought, times
from disan.pages.gallery import Gallery
from disan.pages.language_view import LanguageView, cover_path, drawn, scene
from disan.pages.maps import Points
from disan.pages.open_data import rows
from disan.pages.parts import Property, SymbolDrawing
from disan.pages.plan import value_digest
from disan.pages.recordings import Recordings
from disan.pages.summary import ArticleText, EditionSummary, Mention, RecordSummary

Ready = Mapping[Path, Derived | Refused]
"""Pictures that were made ready, or refused, by their file."""


class Surroundings(Struct, frozen=True):
    """What a page depends on beside its own files: the project's folder, its settings, its province, the build's year;
    `cache` has ready pictures."""

    root: Path
    cache: Path
    settings: Settings
    gazetteer: Gazetteer
    year: int
    symbol_of: Callable[[str, str], SymbolDrawing] = drawn
    """See `LanguageView`."""

    def view(self, language: str, pictures: Gallery, sounds: Recordings) -> LanguageView:
        """The settings in one language."""
        return LanguageView(language, self.settings, self.settings.addresses, self.gazetteer, self.year, pictures, sounds, self.symbol_of)


class RecordReading(Struct, frozen=True):
    """What was read of a record; `missing` are pictures that must be made ready first: then it is to be read once more.

    Its cards and its own pages, by language, are packed (msgpack): they are kept, and seldom looked at at once.
    """

    summary: RecordSummary
    cards: Mapping[str, bytes] = {}
    own_pages: Mapping[str, bytes] = {}
    rows: Mapping[str, bytes] = {}
    """Its rows in the files of data, by the form of the file."""
    missing: tuple[Path, ...] = ()


class EditionReading(Struct, frozen=True):
    """What one language shows of a record: its summary; its card and its own page, packed."""

    summary: EditionSummary
    card: bytes
    own_page: bytes


def read_record(around: Surroundings, kind: type[Record], folder: Path, ready: Ready) -> RecordReading:
    """The record in a folder."""
    entry, problems = catalogue.read_entry(kind, folder, around.settings.languages, around.gazetteer)
    outline = catalogue.outline(entry) if entry else None
    if entry is None or outline is None or outline.draft:
        return RecordReading(RecordSummary(outline, tuple(problems)))
    pictures, found, missing = gallery.beside(around.root, entry, around.cache, ready)
    if missing:
        return RecordReading(RecordSummary(None), missing=missing)
    sounds, wrong = recordings.beside(around.root, entry)
    views = {language: around.view(language, pictures, sounds) for language in around.settings.languages}
    terms = {language: dublin_core.terms(view, entry) for language, view in views.items()}
    read = {language: _read_edition(view, entry, outline.points, terms[language]) for language, view in views.items()}
    editions = {language: each.summary for language, each in read.items()}
    copies = _copies(around.root, sounds, pictures.values())
    made = rows.rows(views, entry, terms)
    shown_scene = scene(entry)
    told = (*problems, *found, *wrong)
    summary = RecordSummary(outline, told, editions, shown_scene, cover_path(shown_scene), copies, rows.exported(entry, made))
    own_pages = {language: each.own_page for language, each in read.items()}
    return RecordReading(summary, {language: each.card for language, each in read.items()}, own_pages, made)


def _read_edition(view: LanguageView, entry: Entry, points: Points, dublin_core_terms: Sequence[Property]) -> EditionReading:
    happening = occasions.shown(view, entry)
    own = record.own_page(view, entry, points, dublin_core_terms, happens=bool(happening))
    card = cards.card(view, entry, own)
    packed_card, packed_page = msgpack.encode(card), msgpack.encode(own)
    row, words, terms = cards.row(card), sought.sought(view, entry), tuple(dict.fromkeys(facets.own(view, entry)))
    summary = EditionSummary(
        own_page=value_digest(packed_page),
        card=value_digest(packed_card),
        row_digest=value_digest(row),
        row=row,
        share=own.share.path if own.share else "",
        weight=cards.weight(row),
        sought=words,
        sought_digest=value_digest(words, terms, row.title, row.kicker, row.badge),
        steps=sequences.own_steps(view, entry, own),
        occasions=happening,
        facets=terms,
        time=times.shown(view, entry),
    )
    return EditionReading(summary, packed_card, packed_page)


def _copies(root: Path, sounds: Recordings, pictures: Iterable[Derived]) -> tuple[tuple[str, str], ...]:
    files = ((path.lstrip("/"), root / name) for name, path in sorted(sounds.items()))
    return tuple((name, str(file)) for name, file in (*files, *gallery.renditions(pictures)))


class ArticleReading(Struct, frozen=True):
    """What was read of an article: its text in each language (none where there is no such article), and what is wrong with it."""

    texts: Mapping[str, ArticleText]
    problems: tuple[Problem, ...]
    copies: tuple[tuple[str, str], ...] = ()


def read_article(around: Surroundings, name: str, jobs: int) -> ArticleReading:
    """The article of a name; its pictures are made ready in as many processes as `jobs` says."""
    languages = around.settings.languages
    versions, problems = articles.read(around.root, name, languages)
    pictures, found = gallery.of_articles(around.root, versions.values(), around.cache, jobs)
    texts = {language: _article_text(around.view(language, pictures, {}), article) for language, article in versions.items()}
    copies = tuple((each, str(file)) for each, file in gallery.renditions(pictures.values()))
    return ArticleReading(texts, (*problems, *found), copies)


def _article_text(view: LanguageView, article: Article) -> ArticleText:
    files = bodies.TextFiles(lambda name: view.beside(article, name), lambda _name: "")
    return ArticleText(
        title=article.title,
        language="" if article.language == view.language else article.language,
        file=article.source.file,
        body=bodies.ready(view, article.body, files),
        chapters=bodies.chapters(article.body),
        mentions=tuple(Mention(*each) for each in articles.references(article)),
    )


def read_manual(around: Surroundings, folders: Sequence[Path], records: Sequence[str]) -> ArticleReading:
    """The manual of blocks, of the templates' folders; `records` are two records that its examples name."""
    from disan.pages import manual  # Loads every block.

    versions, problems = manual.read(folders, around.settings.languages, records)
    texts = {language: manual.text(around.view(language, {}, {}), article) for language, article in versions.items()}
    return ArticleReading(texts, tuple(problems))
