"""A story: an article of the emagazine, told about records of the site."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.dates import When
from disan.content.fields.model import Several
from disan.content.fields.plain import Line, Reference
from disan.content.kinds.foreword import Notice
from disan.content.record import Motif, Record, vocabulary
from disan.core.strings import Words


class Story(Record):
    """A story."""

    folder = "stories"
    address = Words("chuyen-ke", "stories")
    name = Words("Chuyện kể", "Story")
    plural = Words("Chuyện kể", "Stories")
    lead = Words(
        "Những bài viết dài về con người, vùng đất và việc gìn giữ di sản.",
        "Longer stories about people, places and keeping heritage alive.",
    )
    schema_org = "Article"
    schema_org_common = vocabulary.WORK
    serial = True
    drawn_as = Motif.BOOK

    published: Annotated[When, About(Words("Ngày đăng", "Published"), fact=True, dublin_core="issued", schema_org="datePublished")]
    notice: Notice = None
    period: Annotated[Line | None, About(Words("Thời kỳ", "Period"), translated=True, fact=True, dublin_core="temporal")] = None
    byline: Annotated[
        Line | None,
        About(
            Words("Người viết", "Byline"),
            Words("Tên chung hoặc vai trò của người viết", "A role or a collective name"),
            translated=True,
            fact=True,
            dublin_core="creator",
            schema_org="author",
            thing="Organization",
        ),
    ] = None
    tells_of: Annotated[
        Several[Reference],
        About(
            Words("Kể về", "Tells of"),
            Words("Các hồ sơ được kể, ví dụ: relics/nga-ba-nghen", "The records it tells of, such as relics/nga-ba-nghen"),
            dublin_core="references",
            schema_org="about",
            schema_org_inverse="subjectOf",
        ),
    ] = ()
