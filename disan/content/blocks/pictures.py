"""Blocks of pictures. A picture is described once, under `pictures:` of the record, and only named here."""

from typing import Annotated, ClassVar

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.model import Several
from disan.content.fields.plain import FileName, Line
from disan.content.fields.readers import of_length
from disan.content.record.block import Block, Need
from disan.core.strings import NO_WORDS, Words

_FILE = About(Words("Tệp ảnh", "Picture file"), Words("Một tên tệp đã ghi ở trường pictures", "A file listed under pictures"), picture=True)
_TWO = of_length(2, 2, Words("đúng hai tệp ảnh", "exactly two picture files"))
_SEVERAL = of_length(3, 12, Words("từ ba đến mười hai tệp ảnh", "three to twelve picture files"))


class Width(Choice):
    """The width of a picture."""

    TEXT = "text", "bằng chữ", "text"
    WIDE = "wide", "rộng", "wide"
    FULL = "full", "tràn trang", "full"


class Side(Choice):
    """The side of the words on which a picture stands."""

    START = "start", "trái", "start"
    END = "end", "phải", "end"


class PictureBlock(Block):
    """One picture in one of three widths."""

    identifier = "picture"
    name = Words("ảnh", "picture")
    help = Words("Một tấm ảnh: rộng bằng chữ, rộng hơn, hay tràn trang.", "One picture: as wide as the text, wider, or full width.")

    file: Annotated[FileName, _FILE]
    width: Annotated[Width, About(Words("Độ rộng", "Width"), Words("bằng chữ, rộng, tràn trang", "text, wide, full"))] = Width.TEXT


class PairBlock(Block):
    """Two pictures side by side."""

    identifier = "pair"
    name = Words("cặp ảnh", "pair")
    help = Words("Hai ảnh đặt cạnh nhau.", "Two pictures side by side.")

    files: Annotated[
        Several[FileName],
        _TWO,
        About(Words("Hai tệp ảnh", "Two picture files"), Words("Mỗi dòng một tệp", "One file per line"), picture=True),
    ]


class GridBlock(Block):
    """Three to twelve pictures."""

    identifier = "grid"
    name = Words("lưới ảnh", "grid")
    help = Words("Ba đến mười hai ảnh xếp thành lưới.", "Three to twelve pictures in a grid.")

    files: Annotated[
        Several[FileName],
        _SEVERAL,
        About(Words("Các tệp ảnh", "Picture files"), Words("Mỗi dòng một tệp", "One file per line"), picture=True),
    ]


class BesideBlock(Block):
    """A picture beside words."""

    identifier = "beside"
    name = Words("ảnh cạnh chữ", "beside")
    help = Words("Một ảnh đứng cạnh một đoạn chữ.", "A picture beside a passage of text.")
    text = Need.REQUIRED

    file: Annotated[FileName, _FILE]
    side: Annotated[Side, About(Words("Ảnh ở bên", "Side"), Words("trái hoặc phải", "start or end"))] = Side.START


class OverlayBlock(Block):
    """Words over a picture."""

    identifier = "overlay"
    name = Words("chữ trên ảnh", "overlay")
    help = Words("Vài câu ngắn đặt trên một tấm ảnh lớn.", "A few short sentences over a large picture.")
    text = Need.REQUIRED

    file: Annotated[FileName, _FILE]


class CompareBlock(Block):
    """The same view before and after."""

    identifier = "compare"
    name = Words("trước và sau", "compare")
    help = Words("Cùng một chỗ, trước và sau: kéo để so.", "The same place before and after: drag to compare.")

    before: Annotated[FileName, About(Words("Ảnh trước", "Before"), NO_WORDS, picture=True)]
    after: Annotated[FileName, About(Words("Ảnh sau", "After"), NO_WORDS, picture=True)]
    before_label: Annotated[Line | None, About(Words("Chữ trên ảnh trước", "Label before"), Words("Ví dụ: Năm 1968", "Such as 1968"))] = (
        None
    )
    after_label: Annotated[Line | None, About(Words("Chữ trên ảnh sau", "Label after"), Words("Ví dụ: Hôm nay", "Such as Today"))] = None


class StepBlock(Block):
    """One step of a scroll."""

    identifier = "step"
    name = Words("bước", "step")
    help = Words("Một bước trong khối “cuộn”: ảnh đứng yên, chữ thay đổi.", "A step inside “scroll”: the picture stays, the text moves.")
    text = Need.REQUIRED
    inside = "scroll"

    file: Annotated[FileName, _FILE]


class ScrollBlock(Block):
    """Pictures that stay while words pass."""

    identifier = "scroll"
    name = Words("cuộn", "scroll")
    help = Words(
        "Ảnh đứng yên, chữ trôi qua từng bước; chứa các khối “bước”, viết bằng bốn dấu gạch ////.",
        "The picture stays while the words pass, step by step; holds “step” blocks, written with four slashes ////.",
    )
    text = Need.BLOCKS
    holds: ClassVar[tuple[str, ...]] = ("step",)
