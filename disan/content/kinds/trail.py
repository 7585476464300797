"""A trail (tuyến tham quan, về nguồn): places in an order in which they can be seen, and how official that order is."""

from typing import Annotated, Self

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.communes import Commune
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.errors import FieldFault, RefusedError
from disan.content.fields.facets import Grouping
from disan.content.fields.model import Model, Several
from disan.content.fields.numbers import Count, Quantity
from disan.content.fields.plain import Line, Reference
from disan.content.record import Motif, Record, vocabulary
from disan.core.strings import Words

_KM = Words("km", "km")
_THEMES = Grouping(Words("Chủ đề của tuyến", "Theme of a trail"), Words("Tuyến tham quan: {value}", "Trails: {value}"))


class Theme(Choice):
    """What a trail is walked for."""

    ROOTS = "roots", "về nguồn", "back to the roots"
    LETTERS = "letters", "danh nhân, văn chương", "scholars and poets"
    WORSHIP = "worship", "đền chùa, tâm linh", "temples and pagodas"
    NATURE = "nature", "thiên nhiên, biển", "nature and sea"
    MANY = "many", "nhiều chủ đề", "many themes"


class RouteOrigin(Choice):
    """How official a route is: who says that these places are seen in this order."""

    OFFICIAL = "official", "tuyến do cơ quan nhà nước công bố", "route published by an authority"
    LISTED = "listed", "các điểm theo một danh sách đã công bố", "places of a published list"
    TRAVELLED = "travelled", "theo một chuyến đi có thật", "a journey that was made"
    ITINERARY = "itinerary", "lịch trình của một trang du lịch", "itinerary of a travel page"
    SUGGESTED = "suggested", "gợi ý của trang này", "suggestion of this site"


class Stop(Model):
    """A stop of a trail: a record, or a place that has none."""

    schema_org = "ListItem"

    name: Annotated[
        Line | None,
        About(
            Words("Tên điểm", "Name"),
            Words("Để trống thì lấy tên của hồ sơ", "Left empty, the record's title is shown"),
            translated=True,
            schema_org="name",
        ),
    ] = None
    at: Annotated[
        Reference | None,
        About(
            Words("Hồ sơ", "Record"),
            Words("Ví dụ: relics/den-cui; để trống khi điểm chưa có hồ sơ", "Such as relics/den-cui; empty where it has no record"),
            schema_org="item",
        ),
    ] = None
    commune: Annotated[
        Commune | None,
        About(
            Words("Xã, phường", "Commune or ward"),
            Words("Tên hiện nay, khi điểm chưa có hồ sơ: xã Đức Thọ", "Today's name, of a stop without a record: xã Đức Thọ"),
        ),
    ] = None
    day: Annotated[Count | None, About(Words("Ngày thứ", "Day"), Words("Chỉ viết số: 1", "The number alone: 1"))] = None
    time: Annotated[Line | None, About(Words("Giờ đến", "Time"), Words("Ví dụ: 8:00", "Such as 8:00"))] = None
    km: Annotated[
        Quantity | None,
        About(
            Words("Cách điểm trước", "From the previous stop"),
            Words("Chỉ viết số km, khi nguồn có ghi: 2 hoặc khoảng 5", "Kilometres, if a source gives them: 2 or about 5"),
            unit=_KM,
        ),
    ] = None
    minutes: Annotated[
        Count | None,
        About(
            Words("Thời gian đi", "Time on the way"),
            Words("Số phút từ điểm trước, khi nguồn có ghi", "Minutes from the previous stop, if a source gives them"),
            unit=Words("phút", "minutes"),
        ),
    ] = None
    coordinates: Annotated[
        Coordinates | None,
        About(
            Words("Tọa độ", "Coordinates"),
            Words("Chỉ ghi cho điểm chưa có hồ sơ: 18.3419, 105.9030", "Only for a stop without a record: 18.3419, 105.9030"),
        ),
    ] = None
    note: Annotated[Line | None, About(Words("Ghi chú", "Note"), translated=True, long=True, schema_org="description")] = None

    @classmethod
    def read(cls, value: object) -> Self:
        """The stop that a table means; one that neither names a record nor has a name of its own is refused."""
        stop = super().read(value)
        if not stop.name and not stop.at:
            raise RefusedError(FieldFault("missing-field", {}, ("name",)))
        return stop


class Trail(Record):
    """A trail."""

    folder = "trails"
    address = Words("tuyen-tham-quan", "trails")
    name = Words("Tuyến tham quan", "Trail")
    plural = Words("Tuyến tham quan", "Trails")
    lead = Words(
        "Các điểm nên đi trong cùng một chuyến, xếp theo thứ tự; mỗi tuyến đều ghi rõ thứ tự do ai đặt.",
        "Places to visit on one journey, in order; each trail says who set the order.",
    )
    schema_org = "TouristTrip"
    schema_org_common = vocabulary.TRIP
    drawn_as = Motif.ROAD

    theme: Annotated[Theme, About(Words("Chủ đề", "Theme"), fact=True, role="kicker", facet=_THEMES)] = Theme.MANY
    standing: Annotated[
        RouteOrigin,
        About(
            Words("Thứ tự do ai đặt", "Who set the order"),
            Words("Chỉ chọn “cơ quan nhà nước” khi nguồn nói rõ", "Choose an authority only where a source says so"),
            fact=True,
            role="badge",
        ),
    ]
    standing_note: Annotated[
        Line | None,
        About(
            Words("Ghi chú về tuyến", "Note on the order"),
            Words("Theo nguồn nào, chuyến đi nào, chặng nào do trang này nối thêm", "Which source or journey, and what this site added"),
            translated=True,
            fact=True,
            long=True,
            remark=True,
        ),
    ] = None
    stops: Annotated[
        Several[Stop],
        About(
            Words("Điểm dừng", "Stops"),
            Words("Theo thứ tự đi, lần lượt từng điểm", "In the order of the journey, one by one"),
            fact=True,
            ordered=True,
            sequence=True,
            columns=4,
            expected=True,
            schema_org="itinerary",
        ),
    ] = ()
    starts_from: Annotated[
        Line | None, About(Words("Xuất phát", "Start"), translated=True, fact=True, schema_org="tripOrigin", thing="Place")
    ] = None
    ends_at: Annotated[Line | None, About(Words("Kết thúc", "End"), translated=True, fact=True)] = None
    length_km: Annotated[
        Quantity | None,
        About(
            Words("Chiều dài", "Length"),
            Words("Chỉ viết số km: 12 hoặc khoảng 35", "Kilometres, the number alone: 12 or about 35"),
            fact=True,
            figure=True,
            expected=True,
            unit=_KM,
        ),
    ] = None
    duration: Annotated[
        Line | None,
        About(
            Words("Thời gian đi", "Duration"),
            Words("Ví dụ: nửa ngày; 2 ngày 1 đêm", "Such as half a day; two days and a night"),
            translated=True,
            fact=True,
            figure=True,
        ),
    ] = None
    for_whom: Annotated[
        Line | None,
        About(
            Words("Hợp với ai", "For whom"),
            Words("Ví dụ: đoàn học sinh; cả gia đình", "Such as school groups; families"),
            translated=True,
            fact=True,
            schema_org="touristType",
        ),
    ] = None
    season: Annotated[Line | None, About(Words("Mùa nên đi", "Season"), translated=True, fact=True)] = None
    notes: Annotated[Several[Line], About(Words("Ghi chú", "Notes"), translated=True, fact=True, long=True, remark=True)] = ()
