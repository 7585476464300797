"""The manual of blocks, as an article: what each is for, its options, an example as typed, and the same example as it looks.

Examples come from the templates' folder manual/<language>/<block>.md, the rest from the blocks themselves. Draws nothing; what
stands beside the examples is `files`: a soft tone, since a recording of somebody would be somebody's.
"""

import functools
import io
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from disan.content import blocks
from disan.content.articles import Article
from disan.content.fields.model import Model
from disan.content.record import bodies as texts
from disan.content.record import schema
from disan.content.record.block import Block
from disan.content.source import Source, YamlTable
from disan.core.problems import Position, Problem
from disan.core.strings import Strings, load
from disan.drawing import covers
from disan.drawing.covers import Scene
from disan.pages import bodies
from disan.pages.language_view import LanguageView
from disan.pages.parts import Chapter, PictureShown, Said
from disan.pages.summary import ArticleText

SOUND = "/sounds/example.wav"
"""The site path of the sound that examples play."""
ORIGIN = "templates/manual.html"
"""The file that is told of where something is wrong with the page."""
EXAMPLES = tuple(f"drawn-{number}.svg" for number in range(1, 7))
"""The pictures that examples name."""
_WIDTH, _HEIGHT = 1200, 800
_RATE, _SECONDS, _PITCH = 8000, 1.0, 440.0
"""Samples a second, length, and hertz of the tone."""


def read(folders: Sequence[Path], languages: Sequence[str], records: Sequence[str]) -> tuple[Mapping[str, Article], list[Problem]]:
    """The manual in each language that has one; `records` are two records of the site, which its examples name."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for language in languages:
        source = _source(folders, language, records)
        body, found = texts.read(source)
        problems += found
        articles[language] = Article(load(language).say("manual.title"), body, language, source)
    return articles, problems


def text(view: LanguageView, article: Article) -> ArticleText:
    """The manual as pages of the view's language show it; its contents are the blocks, not the chapters of the examples."""
    files = bodies.TextFiles(lambda name: _picture(view, name), lambda _name: SOUND)
    chapters = tuple(Chapter(each.anchor, each.text, each.level) for each in article.body.headings if not each.block)
    return ArticleText(article.title, "", ORIGIN, bodies.ready(view, article.body, files), chapters)


def files() -> dict[str, Callable[[], bytes]]:
    """The drawings and the tone of the examples, by site path: what makes them, for they are always the same."""
    return {SOUND: tone, **{_drawing(name): functools.partial(_drawn, name) for name in EXAMPLES}}


def _drawn(name: str) -> bytes:
    return covers.draw(_scene(name), _WIDTH / _HEIGHT).encode("utf-8")


def _picture(view: LanguageView, name: str) -> PictureShown | None:
    if name not in EXAMPLES:
        return None
    say = view.strings.say
    caption = Said(say("manual.caption", number=EXAMPLES.index(name) + 1))
    return PictureShown(
        _drawing(name), (), _WIDTH, _HEIGHT, Said(say("manual.picture")), caption, say("manual.credit"), say("manual.licence")
    )


def _drawing(name: str) -> str:
    return f"/covers/{name.removesuffix('.svg')}.{covers.digest(_scene(name))}.svg"


def _scene(name: str) -> Scene:
    return Scene((list(covers.MOTIFS)[EXAMPLES.index(name)],), name)


def tone() -> bytes:
    """A second of a soft tone that dies away, as a WAV file of eight bits: what stands for a recording."""
    import wave  # Made once for a site, if ever.

    count = int(_RATE * _SECONDS)
    loud = (math.exp(-4 * n / count) * math.sin(2 * math.pi * _PITCH * n / _RATE) for n in range(count))
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(_RATE)
        file.writeframes(bytes(128 + round(100 * each) for each in loud))
    return stream.getvalue()


def _source(folders: Sequence[Path], language: str, records: Sequence[str]) -> Source:
    name = f"templates/manual/{language}"
    body = "\n".join(_text(folders, load(language), records))
    return Source(name, YamlTable({}, Position(name)), body, 1, tuple(body.split("\n")))


def _text(folders: Sequence[Path], strings: Strings, records: Sequence[str]) -> Iterator[str]:
    say = strings.say
    yield from (say("manual.lead"), "", say("manual.how"), "")
    for block in blocks.every():
        example = _example(folders, strings.language, block.identifier, records)
        yield from (f"## {_capital(strings.of(block.name))}", "", strings.of(block.help), "", *_options(block, strings), *_shown(example))
    yield from (f"## {say('manual.card')}", "", say("manual.card_help"), "", *_shown(_example(folders, strings.language, "card", records)))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _example(folders: Sequence[Path], language: str, name: str, records: Sequence[str]) -> str:
    """An example's text, empty where there is none or where the site has no records to name in it."""
    file = next((path for folder in folders if (path := folder / "manual" / language / f"{name}.md").is_file()), None)
    text = file.read_text(encoding="utf-8").strip() if file else ""
    if not any(hole in text for hole in ("{record}", "{other}", "{kind}")):
        return text
    named = {"{record}": records[0], "{other}": records[-1], "{kind}": records[0].partition("/")[0]} if records else {}
    return functools.reduce(lambda made, hole: made.replace(hole, named[hole]), named, text) if named else ""


def _shown(example: str) -> Iterator[str]:
    if example:
        yield from ("~~~~", example, "~~~~", "", example, "")


def _options(block: type[Block], strings: Strings) -> Iterator[str]:
    """A table of the block's options, those of their items behind them."""
    rows = list(_rows(block, "", strings))
    if rows:
        yield from (f"| {strings.say('manual.option')} | {strings.say('manual.meaning')} |", "|---|---|", *rows, "")


def _rows(cls: type, prefix: str, strings: Strings) -> Iterator[str]:
    for name, said in schema.members(cls):
        field = cls.fields[name]  # type: ignore[attr-defined]
        need = f" ({strings.say('manual.required')})" if field.required else ""
        words = ". ".join(filter(None, (strings.of(said.label), strings.of(said.help))))
        yield f"| `{prefix}{name}` | {words}{need} |"
        nested = field.inside(Model)
        if nested:
            yield from _rows(nested, f"{name}: ", strings)
