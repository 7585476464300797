"""What a reader may look for in a record's page, as a small HTML document for Pagefind. A view and a record in, HTML out.

Pagefind folds tones and vowel marks, but not đ. So what is written with đ stands in a document twice: the title also as an attribute that
is searched, and of the text its words with đ once more at the end, with d. What the three parts are is told by a sign between them.
"""

import html
import re
from collections.abc import Iterable, Iterator

from disan.content.blocks import AnyBlock
from disan.content.catalogue import Item
from disan.content.fields.model import Model
from disan.core import text
from disan.pages import bodies, facts
from disan.pages.body_parts import BlockShown, BodyPart
from disan.pages.contexts import OwnPage
from disan.pages.parts import Fact, PictureShown, PlaceLine
from disan.pages.plan import digest
from disan.pages.view import View

SIGN = "⁂"
"""Stands before the text and behind it; `templates/assets/full_text.js` parts a document there."""
_WORD = re.compile(r"\w+")
_WITHIN_WORDS = re.compile(r"</?(?:a|abbr|b|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


def told(view: View) -> str:
    """A digest of all that decides about the documents of a language, without making one."""
    editions = ((view.path(item), view.edition(item)) for item in view.catalogue.items)
    return digest([view.language, *(f"{path} {edition.own_page} {edition.card}" for path, edition in editions)])


def document(view: View, item: Item) -> str:
    """The document of a record."""
    own = view.own_page(item)
    title, body = own.title.text, _joined(_texts(view, own))
    twin, plain = " ".join(_in_d(title)), " ".join(_in_d(body))
    attribute = f' data-in-d="{html.escape(twin)}" data-pagefind-index-attrs="data-in-d"' if twin else ""
    return (
        f'<!doctype html><html lang="{view.language}"><head><meta charset="utf-8"><title>-</title></head><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title"{attribute}>{html.escape(title)}</h1><p>{SIGN}</p>{body}<p>{SIGN}</p><p>{plain}</p></body></html>'
    )


def _in_d(words: str) -> list[str]:
    """The words with đ among these, each once, as a search sees them."""
    return list(dict.fromkeys(text.folded(each) for each in _WORD.findall(words) if "đ" in each or "Đ" in each))


def _joined(texts: Iterable[str]) -> str:
    return "".join(f"<p>{html.escape(each, quote=False)}</p>" for each in texts if each)


def _texts(view: View, own: OwnPage) -> Iterator[str]:
    """Everything that the page says of the record, in the order in which it is worth quoting."""
    yield from (each.text for each in (own.summary, own.title_note) if each)
    yield from _body(bodies.filled(view, own.body))
    yield from own.other_names
    yield from map(_place, own.places)
    rows = facts.filled(view, own.facts, lambda named: view.row(named).title)
    yield from (words for row in (*own.sights, *own.figures, *rows) for words in _fact(row))
    yield from (f"{each.observation.label}: {each.shown}" for each in (own.observations.items if own.observations else ()))
    yield from (each.text for each in own.disagreements)
    yield from (caption for each in own.pictures for caption in _caption(each))


def _place(line: PlaceLine) -> str:
    return ", ".join(each for each in (line.village, line.now, line.before) if each)


def _fact(row: Fact) -> Iterator[str]:
    for value in row.values if row.known else ():
        yield f"{row.label}: {' '.join((value.text, value.small, *value.folded)).strip()}"
        yield from (words for detail in value.details for words in _fact(detail))


def _caption(picture: PictureShown) -> Iterator[str]:
    if picture.caption:
        yield picture.caption.text


def _body(parts: Iterable[BodyPart]) -> Iterator[str]:
    """The words of a text, run by run: pictures, cards and blocks stand between runs of HTML."""
    run = ""
    for part in parts:
        run += part.html
        if between := [*(_block(part.block) if part.block else ()), *(_caption(part.picture) if part.picture else ())]:
            yield _plain(run)
            yield from between
            run = ""
    yield _plain(run)


def _plain(run: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", run))).split())


def _block(block: BlockShown) -> Iterator[str]:
    yield block.title
    yield from _body(part for part in block.body if isinstance(part, BodyPart))
    yield from _options(block.fields)
    yield from (f"{row.label}: {row.shown} {row.unit}".strip() for row in block.told.rows)
    yield from (caption for _, picture in block.pictures for caption in _caption(picture))


def _options(block: AnyBlock) -> Iterator[str]:
    """The words among a block's options: no names of files, of records, kinds or figures, and no addresses."""
    named = {name for pictures in (True, False) for _, name in block.named(pictures=pictures)} | {name for _, name in block.figures()}
    gathered = block.gathers()
    unseen = {*named, block.sound, *((gathered.kind, gathered.facet) if gathered else ())}
    return (each for each in _words(block) if each not in unseen and not each.startswith("https://"))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | Model):
        inner = value if isinstance(value, tuple) else (getattr(value, name) for name in type(value).fields)
        yield from (words for each in inner for words in _words(each))
