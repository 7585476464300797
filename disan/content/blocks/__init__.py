"""The blocks of an emagazine's text, one class each; `every` is the list, in the order in which the manual tells of them.

A new block is one class here, one template and one style sheet in templates/blocks/, one example in the manual.
"""

from typing import TypeAlias, get_args

from disan.content.blocks.figures import ChartBlock, NumbersBlock, TimelineBlock
from disan.content.blocks.media import AudioBlock, VideoBlock
from disan.content.blocks.pictures import (
    BesideBlock,
    CompareBlock,
    GridBlock,
    OverlayBlock,
    PairBlock,
    PictureBlock,
    ScrollBlock,
    StepBlock,
)
from disan.content.blocks.places import FillingBlock, MapBlock
from disan.content.blocks.words import BoxBlock, ChapterBlock, CreditsBlock, InscriptionBlock, QuoteBlock, VerseBlock
from disan.content.record.block import Block

AnyBlock: TypeAlias = (
    ChapterBlock
    | PictureBlock
    | PairBlock
    | GridBlock
    | BesideBlock
    | OverlayBlock
    | CompareBlock
    | ScrollBlock
    | StepBlock
    | QuoteBlock
    | VerseBlock
    | BoxBlock
    | InscriptionBlock
    | NumbersBlock
    | ChartBlock
    | TimelineBlock
    | MapBlock
    | FillingBlock
    | AudioBlock
    | VideoBlock
    | CreditsBlock
)


def every() -> tuple[type[Block], ...]:
    """The blocks."""
    return get_args(AnyBlock)
