"""What a record's posts do without, for it found no room: told to the editor, who may shorten it. A frozen value."""

from typing import Literal

from msgspec import Struct


class Omission(Struct, frozen=True):
    """Words of a record that were left out in a language: of what (see the sentences `social.omitted_…`), of what file, which words."""

    record: str
    language: str
    where: Literal["post", "title", "picture", "title_alone", "motion", "heavy", "wanted"]
    words: str
    file: str = ""
