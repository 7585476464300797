"""The interface's sentences, a folder of TOML files a language. A dotted key and values go in, a sentence comes out.

`rules.toml` has what problems say and is read for the first problem; `interface.toml` has all the rest, and is read at every start.
`Words` is a term that its owner carries in Vietnamese and English (a field's label, a choice); a third language translates
it in the `[words]` table of its own interface, so that adding a language touches no code. Knows nothing of pages or problems.
"""

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

_FOLDER = Path(__file__).parent
_WORDS = "words."
"""What the keys of carried terms begin with."""
_RULES = "rules."
"""What all keys of `rules.toml` begin with, which is not read to find that it has no other."""


class Words(Struct, frozen=True):
    """One term in the two languages that ship."""

    vi: str
    en: str


NO_WORDS = Words("", "")


class Strings:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language, self._interface = language, _read(language, "interface")

    @functools.cached_property
    def sentences(self) -> Mapping[str, str]:
        """All of them by key."""
        return {key: each for key, each in self._interface.items() if not key.startswith(_WORDS)} | _read(self.language, "rules")

    def say(self, key: str, /, **values: object) -> str:
        """The sentence `key` with its `{holes}` filled; KeyError when there is none, which is our own fault."""
        sentence = self._interface[key] if key in self._interface else self.sentences[key]
        if not values and "{" not in sentence:
            return sentence
        shown = {name: value if isinstance(value, str) else self._shown(value) for name, value in values.items()}
        return sentence.format(**shown)

    def _shown(self, value: object) -> object:
        return self.of(value) if isinstance(value, Words) else self.number(value) if isinstance(value, float) else value

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The sentence `key.one` or `key.other`, with `{count}` filled: English counts differ, Vietnamese ones do not."""
        form = "one" if number == 1 and self.has(f"{key}.one") else "other"
        return self.say(f"{key}.{form}", count=self.number(number), **values)

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self._interface or (key.startswith(_RULES) and key in self.sentences)

    def below(self, table: str) -> dict[str, str]:
        """The sentences of a table by their keys in it, holes and all."""
        start = f"{table}."
        return {key.removeprefix(start): each for key, each in self._interface.items() if key.startswith(start)}

    def of(self, words: Words) -> str:
        """A carried term in this language; Vietnamese where a third language has no word for it yet."""
        if self.language == "en":
            return words.en
        return words.vi if self.language == "vi" else self._interface.get(_WORDS + words.vi, words.vi)

    def called(self, language: str) -> str:
        """What this language calls another; by its own name where it has no word for it."""
        key = f"language.called.{language}"
        return self.say(key) if self.has(key) else load(language).say("language.name")

    def number(self, value: float) -> str:
        """A number grouped as the language writes it: 1.340 and 12,5 in Vietnamese, 1,340 and 12.5 in English."""
        plain = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"
        if self._interface["language.decimal_mark"] == ".":
            return plain
        return plain.translate(str.maketrans(",.", ".,"))


def languages() -> tuple[str, ...]:
    """The languages that have a folder of strings, Vietnamese first."""
    found = sorted(file.parent.name for file in _FOLDER.glob("*/interface.toml"))
    return tuple(sorted(found, key=lambda language: language != "vi"))


@functools.cache
def load(language: str) -> Strings:
    """The strings of a language; FileNotFoundError when it has none."""
    return Strings(language)


def _read(language: str, file: str) -> dict[str, str]:
    return _flattened(tomllib.loads((_FOLDER / language / f"{file}.toml").read_text(encoding="utf-8")))


def _flattened(table: Mapping[str, object], before: str = "") -> dict[str, str]:
    """A table of tables by dotted key."""
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            flat.update(_flattened(value, f"{before}{key}."))
        else:
            flat[f"{before}{key}"] = str(value)
    return flat
