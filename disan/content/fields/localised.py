"""A text in several languages within one value, for settings: `name: {vi: …, en: …}`; a bare line is Vietnamese."""

from collections.abc import Mapping
from typing import ClassVar, Self

from msgspec import Struct

from disan.content.fields.errors import refused
from disan.core.strings import Words


class Localised(Struct, frozen=True):
    """A text by language, Vietnamese always among them."""

    tabular: ClassVar[bool] = True

    texts: Mapping[str, str]

    def of(self, language: str) -> str:
        """The text in a language, else the Vietnamese one."""
        return self.texts.get(language, self.texts["vi"])

    @classmethod
    def read(cls, value: object) -> Self:
        """The text of a line, or of a table of lines by language; refuses `wrong-type`."""
        texts = {"vi": value} if isinstance(value, str) else value
        if not isinstance(texts, dict) or "vi" not in texts or not all(isinstance(each, str) for each in texts.values()):
            raise refused("wrong-type", expected=Words("một dòng chữ cho mỗi ngôn ngữ, có vi", "a line for each language, vi among them"))
        return cls({language: " ".join(each.split()) for language, each in texts.items()})
