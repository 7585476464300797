"""A text in several languages within one value, for settings: `name: {vi: …, en: …}`; a bare line is Vietnamese."""

from collections.abc import Mapping
from typing import Self

from disan.content.fields.errors import refused
from disan.core.strings import Words


class Localised:
    """A text by language, Vietnamese always among them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def __repr__(self) -> str:
        """Shows the texts: equal ones look alike, whichever build they are read in."""
        return f"Localised({self._texts!r})"

    def of(self, language: str) -> str:
        """The text in a language, else the Vietnamese one."""
        return self._texts.get(language, self._texts["vi"])

    @classmethod
    def read(cls, value: object) -> Self:
        """From a line or a table of lines by language."""
        if isinstance(value, cls):
            return value
        texts = {"vi": value} if isinstance(value, str) else value
        if not isinstance(texts, dict) or "vi" not in texts or not all(isinstance(each, str) for each in texts.values()):
            raise refused("wrong-type", expected=Words("một dòng chữ cho mỗi ngôn ngữ, có vi", "a line for each language, vi among them"))
        return cls({language: " ".join(each.split()) for language, each in texts.items()})
