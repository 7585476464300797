"""Blocks of places."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.model import Several
from disan.content.fields.plain import Reference
from disan.content.record.block import Block, Need
from disan.core.strings import Words


class MapBlock(Block):
    """A map of the province with the records that it names."""

    identifier = "map"
    name = Words("bản đồ", "map")
    help = Words("Những nơi được kể, đánh dấu trên sơ đồ tỉnh.", "The places of the story, on a map of the province.")
    title = Need.OPTIONAL
    mapped = True

    records: Annotated[Several[Reference], About(Words("Các hồ sơ", "Records"), Words("Ví dụ: relics/den-cui", "Such as relics/den-cui"))]
