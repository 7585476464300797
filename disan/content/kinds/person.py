"""A person whom relics honour, and where."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.dates import When
from disan.content.fields.facets import Grouping
from disan.content.fields.model import Several
from disan.content.fields.plain import Line, Reference, WebAddress
from disan.content.record import Motif, Record
from disan.core.strings import Words

_DATE = Words("Ví dụ: 20/10/1914, 1724 hoặc khoảng 1360", "Such as 1914-10-20, 1724 or 1360~")


class Person(Record):
    """A person of history."""

    folder = "persons"
    address = Words("nhan-vat", "people")
    name = Words("Nhân vật", "Person")
    plural = Words("Nhân vật", "People")
    lead = Words(
        "Những người được thờ tự, tưởng niệm ở các di tích của tỉnh.",
        "People whom the relics of the province honour and commemorate.",
    )
    schema_org = "Person"
    finds_others = True
    drawn_as = Motif.BRUSH

    born: Annotated[When | None, About(Words("Sinh", "Born"), _DATE, fact=True, timeline=True, schema_org="birthDate")] = None
    born_in: Annotated[
        Line | None, About(Words("Nơi sinh", "Place of birth"), translated=True, fact=True, schema_org="birthPlace", thing="Place")
    ] = None
    died: Annotated[When | None, About(Words("Mất", "Died"), _DATE, fact=True, timeline=True, schema_org="deathDate")] = None
    titles: Annotated[
        Several[Line],
        About(
            Words("Khoa bảng, chức vụ, danh hiệu", "Degrees, offices and titles"),
            Words("Mỗi dòng một điều, theo nguồn", "One per line, as the source gives it"),
            translated=True,
            fact=True,
        ),
    ] = ()
    works: Annotated[
        Several[Line],
        About(Words("Tác phẩm", "Works"), Words("Mỗi dòng một tác phẩm", "One per line"), translated=True, fact=True, sought=True),
    ] = ()
    honoured_at: Annotated[
        Several[Reference],
        About(
            Words("Nơi thờ tự, tưởng niệm", "Commemorated at"),
            Words("Các di tích, ví dụ: relics/khu-luu-niem-nguyen-du", "The relics, such as relics/khu-luu-niem-nguyen-du"),
            fact=True,
            inverse=Words("Nhân vật", "People"),
            facet=Grouping(Words("Nhân vật", "People")),
        ),
    ] = ()
    same_as: Annotated[
        Several[WebAddress],
        About(
            Words("Trang tra cứu khác", "Other reference pages"),
            Words(
                "Địa chỉ ở Wikidata hoặc thư mục của thư viện, khi nguồn có ghi",
                "Addresses at Wikidata or in a library catalogue, where a source gives them",
            ),
            schema_org="sameAs",
        ),
    ] = ()
