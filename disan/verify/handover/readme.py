"""The page on top of an archive, in Vietnamese and English: what is in it, how to serve it anywhere, how to move the codes' domain.

Facts of the archive go in, a page that every browser opens without a network comes out. The words stand in `files/`.
"""

import html
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from disan.core import files
from disan.core.strings import load
from disan.verify.handover.pieces import LeftOut

NAME = "README.html"
_FILES = Path(__file__).parent / "files"
_LANGUAGES = ("vi", "en")


def readme(name: str, facts: Mapping[str, str], left_out: Sequence[LeftOut]) -> bytes:
    """The page of the archive of the site `name`; `facts` fill the holes of its words in both languages."""
    shown = {key: html.escape(value) for key, value in facts.items()}
    words = {language: _words(language, shown, left_out) for language in _LANGUAGES}
    return Template(_text("readme.html")).substitute(title=html.escape(name), **words).encode()


def _words(language: str, shown: Mapping[str, str], left_out: Sequence[LeftOut]) -> str:
    strings = load(language)
    lines = [each.told(strings) for each in left_out] or [strings.say("pack.left_out.nothing")]
    missing = "".join(f"<li>{html.escape(line)}</li>\n" for line in lines)
    return Template(_text(f"readme.{language}.html")).substitute(shown, left_out=missing)


def _text(name: str) -> str:
    return files.content(_FILES / name).decode("utf-8")
