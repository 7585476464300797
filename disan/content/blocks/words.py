"""Blocks of words: chapter, quotation, verse, box, inscription, credits."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.model import Model, Several
from disan.content.fields.plain import FileName, Line
from disan.content.record.block import Block, Need
from disan.core.strings import Words


class ChapterBlock(Block):
    """The beginning of a chapter."""

    identifier = "chapter"
    name = Words("chương", "chapter")
    help = Words(
        "Mở một chương: tên sau dấu |, có thể có ảnh bìa và vài câu dẫn.",
        "Opens a chapter: its title behind the |, with a cover picture and a few words if you like.",
    )
    title = Need.REQUIRED
    text = Need.OPTIONAL
    chapter = True

    file: Annotated[
        FileName | None,
        About(Words("Ảnh bìa chương", "Cover"), Words("Tệp đã ghi ở trường pictures", "A file listed under pictures"), picture=True),
    ] = None


class QuoteBlock(Block):
    """Somebody's words, large."""

    identifier = "quote"
    name = Words("trích dẫn", "quote")
    help = Words("Một câu nói đáng nhớ, kèm người nói.", "A sentence worth remembering, and who said it.")
    text = Need.REQUIRED

    speaker: Annotated[Line, About(Words("Người nói", "Speaker"), Words("Tên, hoặc vai trò", "A name, or a role"))]
    role: Annotated[Line | None, About(Words("Vai trò, xuất xứ", "Role or origin"), Words("Ví dụ: thơ, 1968", "Such as: a poem, 1968"))] = (
        None
    )


class VerseBlock(Block):
    """Verse, a line a line."""

    identifier = "verse"
    name = Words("thơ", "verse")
    help = Words(
        "Thơ, ca dao, câu đối: mỗi dòng gõ là một dòng hiện, lùi vào bao nhiêu hiện bấy nhiêu; dòng trống ngăn hai khổ.",
        "Poems, folk verse, couplets: each line typed is a line shown, as far in as it was typed; an empty line parts two stanzas.",
    )
    title = Need.OPTIONAL
    text = Need.REQUIRED
    verse = True

    author: Annotated[Line | None, About(Words("Tác giả", "Author"))] = None
    origin: Annotated[
        Line | None,
        About(Words("Xuất xứ", "Origin"), Words("Ví dụ: ca dao; khắc ở cột tam quan", "Such as: folk verse; carved on the gate")),
    ] = None


class BoxBlock(Block):
    """Something to know, apart from the story."""

    identifier = "box"
    name = Words("hộp", "box")
    help = Words("Điều nên biết, đóng khung bên lề câu chuyện.", "Something to know, boxed beside the story.")
    title = Need.REQUIRED
    text = Need.REQUIRED


class Script(Choice):
    """The writing of an inscription, by its language tag (BCP 47)."""

    HAN = "lzh", "chữ Hán", "classical Chinese"
    NOM = "vi-Hani", "chữ Nôm", "Nôm"


class InscriptionBlock(Block):
    """A Hán-Nôm text, how it is read and what it means."""

    identifier = "inscription"
    name = Words("minh văn", "inscription")
    help = Words("Câu chữ Hán hoặc chữ Nôm, kèm phiên âm và dịch nghĩa.", "A line of Hán or Nôm with its reading and its meaning.")
    text = Need.OPTIONAL

    original: Annotated[Line, About(Words("Nguyên văn", "Original"), Words("Chữ Hán hoặc chữ Nôm", "In Hán or Nôm"))]
    script: Annotated[Script, About(Words("Loại chữ", "Writing"), Words("chữ Hán, chữ Nôm", "lzh or vi-Hani"))] = Script.HAN
    reading: Annotated[Line, About(Words("Phiên âm", "Reading"))]
    meaning: Annotated[Line | None, About(Words("Dịch nghĩa", "Meaning"))] = None
    place: Annotated[
        Line | None, About(Words("Chữ ở đâu", "Where it stands"), Words("Ví dụ: trên cổng tam quan", "Such as: over the gate"))
    ] = None


class Credit(Model):
    """A task, and those who did it."""

    role: Annotated[Line, About(Words("Việc", "Role"), Words("Ví dụ: Ảnh", "Such as Photographs"))]
    names: Annotated[Several[Line], About(Words("Người", "Names"), Words("Mỗi dòng một người hoặc nhóm", "One person or group per line"))]


class CreditsBlock(Block):
    """The makers of a story."""

    identifier = "credits"
    name = Words("thực hiện", "credits")
    help = Words("Ai làm gì trong bài, ở cuối bài.", "Who did what, at the end of a story.")

    items: Annotated[Several[Credit], About(Words("Danh sách", "List"), Words("Mỗi việc gồm role và names", "Each with role and names"))]
