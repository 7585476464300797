"""A commune or ward of today by its name alone, where a source's own words and their time do not matter. Text in, a name out."""

from typing import Self

from msgspec import Struct

from disan.content.fields.errors import refused
from disan.core.strings import Strings, Words

_EXPECTED = Words("xã hoặc phường hiện nay, như xã Đồng Lộc", "a commune or ward of today, such as xã Đồng Lộc")


class Commune(Struct, frozen=True):
    """A name with its kind: xã, phường. Whether the province has it is the catalogue's to say."""

    kind: str
    name: str

    @property
    def full(self) -> str:
        """The name as it is typed: xã Đồng Lộc."""
        return f"{self.kind} {self.name}"

    def formatted(self, strings: Strings) -> str:
        """The name as running text of the language has it."""
        return strings.say(f"unit.{self.kind}", name=self.name)

    @classmethod
    def read(cls, value: object) -> Self:
        """The commune that a text names; refuses `wrong-type`."""
        kind, _, name = " ".join(str(value).split()).partition(" ")
        if kind.casefold() in ("xã", "phường") and name:
            return cls(kind.casefold(), name)
        raise refused("wrong-type", value=str(value), expected=_EXPECTED)
