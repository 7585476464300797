"""Blocks of sound and film. A film is linked, never embedded: nothing of a third party runs on our pages."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.errors import refused
from disan.content.fields.plain import FileName, Line
from disan.content.record.block import Block, Need
from disan.core.strings import Words

_WHOLE = Words("một địa chỉ bắt đầu bằng https://", "an address that begins with https://")


def _whole(address: str) -> str:
    if not address.startswith("https://") or " " in address:
        raise refused("wrong-type", expected=_WHOLE)
    return address


class AudioBlock(Block):
    """A recording, and its words for those who cannot hear it."""

    identifier = "audio"
    name = Words("âm thanh", "audio")
    help = Words("Một đoạn ghi âm; phần chữ của khối là lời ghi lại.", "A recording; the block's text is its transcript.")
    title = Need.REQUIRED
    text = Need.REQUIRED

    file: Annotated[FileName, About(Words("Tệp âm thanh", "Sound file"), Words("Tệp trong cùng thư mục", "A file in the same folder"))]
    credit: Annotated[Line, About(Words("Người đọc, người hát", "Voice"))]
    licence: Annotated[Line, About(Words("Giấy phép", "Licence"), Words("Ví dụ: CC BY 4.0", "Such as CC BY 4.0"))]

    @property
    def sound(self) -> str:
        """The file."""
        return self.file


class VideoBlock(Block):
    """A film elsewhere, as a picture that leads there."""

    identifier = "video"
    name = Words("phim", "video")
    help = Words("Ảnh dẫn tới một đoạn phim ở trang khác.", "A picture that leads to a film on another site.")
    title = Need.REQUIRED

    url: Annotated[Line, _whole, About(Words("Địa chỉ phim", "Address"), _WHOLE)]
    file: Annotated[
        FileName,
        About(Words("Ảnh đại diện", "Poster"), Words("Tệp đã ghi ở trường pictures", "A file listed under pictures"), picture=True),
    ]
