"""A village cultural house (nhà văn hóa thôn, tổ dân phố): the building, what it holds and what the village says of itself.

Village totals only: no household's own data (editors in Đức Thọ were refused it, and rightly).
"""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.dates import When
from disan.content.fields.facets import Grouping
from disan.content.fields.model import Model, Several
from disan.content.fields.numbers import Count, Quantity
from disan.content.fields.plain import Line, Switch
from disan.content.kinds.foreword import Sights
from disan.content.record import Motif, Record, vocabulary
from disan.content.record.asking import OPENING_DAY
from disan.core.strings import Strings, Words

_DATE = Words("Ví dụ: 9/12/2013, 12/2013, 2013 hoặc khoảng 1930", "Such as 2013-12-09, 2013-12, 2013 or 1930~")


def _facility(value: Words) -> Grouping:
    """What a house has, to be looked for wherever its field says something."""
    return Grouping(Words("Tiện ích", "Facilities"), Words("Nhà văn hóa có {value}", "Cultural houses with {value}"), value)


class Digitised(Model):
    """An act of putting the village or the house into digital form: by whom, when, and what became of it."""

    by: Annotated[Line | None, About(Words("Đơn vị", "By"), translated=True)] = None
    date: Annotated[When | None, About(Words("Ngày", "Date"))] = None
    note: Annotated[Line | None, About(Words("Ghi chú", "Note"), translated=True)] = None

    def formatted(self, strings: Strings) -> str:
        """The text: by whom, when, and the note."""
        return ", ".join(part for part in (self.by, self.date.formatted(strings) if self.date else "", self.note) if part)


_BOOKS = _facility(Words("tủ sách", "books"))


class House(Record):
    """A village cultural house."""

    folder = "houses"
    address = Words("nha-van-hoa", "houses")
    name = Words("Nhà văn hóa", "Cultural house")
    plural = Words("Nhà văn hóa", "Cultural houses")
    lead = Words(
        "Nhà văn hóa thôn, tổ dân phố: nơi họp làng, đọc sách, hát ví giặm và trú bão.",
        "Village cultural houses: where people meet, read, sing ví giặm and shelter from storms.",
    )
    schema_org = "CivicStructure"
    schema_org_common = vocabulary.PLACE
    drawn_as = Motif.VILLAGE_HOUSE

    look_for: Sights = ()
    people: Annotated[
        Quantity | None,
        About(
            Words("Dân số thôn", "Villagers"),
            Words("Chỉ viết số: 1.340 hoặc khoảng 1.300", "The number alone: 1,340 or about 1,300"),
            fact=True,
            figure=True,
            unit=Words("người", "people"),
        ),
    ] = None
    households: Annotated[
        Quantity | None,
        About(
            Words("Số hộ", "Households"),
            Words("Chỉ tổng số của thôn, ví dụ: 320", "The village's total only, such as 320"),
            fact=True,
            figure=True,
            unit=Words("hộ", "households"),
        ),
    ] = None
    work: Annotated[Line | None, About(Words("Nghề chính", "Main work"), translated=True, fact=True)] = None
    known_for: Annotated[Line | None, About(Words("Nét nổi bật của thôn", "The village is known for"), translated=True, fact=True)] = None
    wisdom_house: Annotated[
        Switch | None,
        About(
            Words("Mô hình Ngôi nhà trí tuệ", "House of Wisdom"),
            Words(
                "“có” khi nguồn nói nhà theo mô hình này của Mặt trận Tổ quốc",
                "“yes” when a source says it follows the Fatherland Front's model",
            ),
            fact=True,
            facet=_facility(Words("mô hình Ngôi nhà trí tuệ", "a House of Wisdom")),
        ),
    ] = None
    flood_shelter: Annotated[
        Switch | None,
        About(
            Words("Nơi tránh bão lũ", "Storm and flood shelter"), fact=True, facet=_facility(Words("nơi tránh bão lũ", "a flood shelter"))
        ),
    ] = None
    started: Annotated[When | None, About(Words("Khởi công", "Work began"), _DATE, fact=True)] = None
    planned_opening: Annotated[When | None, About(Words("Dự kiến khánh thành", "Planned opening"), _DATE, fact=True)] = None
    opened: Annotated[When | None, About(Words("Khánh thành", "Opened"), _DATE, fact=True, expected=True, asked=OPENING_DAY)] = None
    status: Annotated[Line | None, About(Words("Tình trạng khi nguồn đưa tin", "Status when reported"), translated=True, fact=True)] = None
    floors: Annotated[
        Count | None, About(Words("Số tầng", "Floors"), Words("Chỉ viết số tầng, ví dụ: 1", "How many, such as 1"), fact=True)
    ] = None
    area_m2: Annotated[
        Quantity | None,
        About(
            Words("Diện tích", "Floor area"),
            Words("Chỉ viết số mét vuông: 400", "Square metres, the number alone: 400"),
            fact=True,
            figure=True,
            unit=Words("m²", "m²"),
        ),
    ] = None
    area_note: Annotated[Line | None, About(Words("Ghi chú diện tích", "Note on the area"), translated=True, fact=True, remark=True)] = None
    size_m: Annotated[Line | None, About(Words("Kích thước", "Size"), fact=True, unit=Words("m", "m"))] = None
    cost_vnd: Annotated[
        Quantity | None,
        About(
            Words("Kinh phí", "Cost"),
            Words("Ví dụ: 850 triệu hoặc 2,2 tỷ", "Such as 850 million or 2.2 billion"),
            fact=True,
            figure=True,
            unit=Words("đồng", "VND"),
        ),
    ] = None
    cost_note: Annotated[Line | None, About(Words("Ghi chú kinh phí", "Note on the cost"), translated=True, fact=True, remark=True)] = None
    funder: Annotated[Line | None, About(Words("Nguồn kinh phí", "Paid by"), translated=True, fact=True)] = None
    seats: Annotated[Quantity | None, About(Words("Sức chứa", "Seats"), fact=True, unit=Words("chỗ", "seats"))] = None
    seats_note: Annotated[Line | None, About(Words("Ghi chú sức chứa", "Note on the seats"), translated=True, fact=True, remark=True)] = (
        None
    )
    rooms: Annotated[Line | None, About(Words("Các phòng", "Rooms"), translated=True, fact=True)] = None
    outdoor: Annotated[
        Line | None,
        About(Words("Ngoài trời", "Outdoors"), translated=True, fact=True, facet=_facility(Words("khu ngoài trời", "outdoor grounds"))),
    ] = None
    book_titles: Annotated[
        Quantity | None,
        About(
            Words("Đầu sách", "Book titles"),
            Words(
                "Chỉ viết số đầu sách (tên sách), ví dụ: hơn 400; số cuốn ghi ở ô Số cuốn sách",
                "How many different titles, such as over 400; how many copies belongs to Books",
            ),
            fact=True,
            figure=True,
            facet=_BOOKS,
            unit=Words("đầu sách", "titles"),
        ),
    ] = None
    books: Annotated[
        Quantity | None,
        About(
            Words("Số cuốn sách", "Books"),
            Words(
                "Chỉ viết số cuốn (bản), ví dụ: hơn 400; nguồn nói “đầu sách” thì ghi ở ô Đầu sách",
                "How many copies, such as over 400; what a source calls titles belongs to Book titles",
            ),
            fact=True,
            figure=True,
            facet=_BOOKS,
            unit=Words("cuốn", "books"),
        ),
    ] = None
    books_note: Annotated[Line | None, About(Words("Ghi chú về sách", "Note on the books"), translated=True, fact=True, remark=True)] = None
    computer: Annotated[
        Line | None, About(Words("Máy tính", "Computers"), translated=True, fact=True, facet=_facility(Words("máy tính", "computers")))
    ] = None
    wifi: Annotated[Line | None, About(Words("Wi-Fi", "Wi-Fi"), translated=True, fact=True, facet=_facility(Words("Wi-Fi", "Wi-Fi")))] = (
        None
    )
    clubs: Annotated[
        Quantity | None,
        About(
            Words("Câu lạc bộ", "Clubs"),
            Words("Chỉ viết số câu lạc bộ, ví dụ: 3; tên ghi ở Sinh hoạt", "How many, such as 3; their names belong to Activities"),
            fact=True,
            figure=True,
            facet=_facility(Words("câu lạc bộ", "clubs")),
            unit=Words("câu lạc bộ", "clubs"),
        ),
    ] = None
    activities: Annotated[Line | None, About(Words("Sinh hoạt", "Activities"), translated=True, fact=True, long=True)] = None
    uses: Annotated[Line | None, About(Words("Hoạt động đã diễn ra", "Events held here"), translated=True, fact=True, long=True)] = None
    digitised: Annotated[Digitised | None, About(Words("Số hóa", "Digitised"), fact=True)] = None
    notes: Annotated[Several[Line], About(Words("Ghi chú", "Notes"), translated=True, fact=True, long=True, remark=True)] = ()

    def stands_somewhere(self) -> bool:
        """In its village."""
        return True

    def subject(self) -> Motif:
        """A house above the water where it shelters the village from floods."""
        return Motif.STILT_HOUSE if self.flood_shelter else self.drawn_as
