"""A relic (di tích): a site or heritage object with its ranking, its period and its festivals."""

from typing import Annotated

from msgspec.structs import replace

from disan.content import lunar, occasions
from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.dates import LunarDay, SolarDay, When
from disan.content.fields.facets import Grouping
from disan.content.fields.lines import Lines
from disan.content.fields.model import Model, Several
from disan.content.fields.numbers import Count
from disan.content.fields.periods import Period
from disan.content.fields.plain import Line
from disan.content.kinds import subjects
from disan.content.kinds.distances import Distance
from disan.content.kinds.foreword import Notice, Sights
from disan.content.occasions import Occasion
from disan.content.record import Certainty, Motif, Record, vocabulary
from disan.content.record.asking import OPENING_HOURS
from disan.core import text
from disan.core.strings import Strings, Words

_TYPES = Grouping(Words("Loại hình di tích", "Type of relic"), Words("{value}", "Relics: {value}"))
_CENTURIES = Grouping(Words("Thời kỳ", "Century"), Words("Di tích {value}", "Relics: {value}"))
_RANKS = Grouping(Words("Cấp xếp hạng", "Rank"), Words("Di tích cấp {value}", "Relics of {value} rank"))


class Rank(Choice):
    """Ranks of Vietnam's heritage law (Luật Di sản văn hóa), and the want of one."""

    SPECIAL_NATIONAL = "special-national", "quốc gia đặc biệt", "special national"
    NATIONAL = "national", "quốc gia", "national"
    PROVINCIAL = "provincial", "tỉnh", "provincial"
    UNRANKED = "unranked", "chưa xếp hạng", "not ranked"


class RelicType(Choice):
    """The four types of the heritage law, and documentary heritage, which UNESCO registers."""

    HISTORY = "history", "di tích lịch sử", "historical site"
    ARCHITECTURE = "architecture", "di tích kiến trúc nghệ thuật", "architectural site"
    ARCHAEOLOGY = "archaeology", "di chỉ khảo cổ", "archaeological site"
    SCENIC = "scenic", "danh lam thắng cảnh", "scenic place"
    DOCUMENTARY = "documentary-heritage", "di sản tư liệu", "documentary heritage"


_DRAWN = {
    RelicType.HISTORY: Motif.STELE,
    RelicType.ARCHITECTURE: Motif.COMMUNAL_HOUSE,
    RelicType.ARCHAEOLOGY: Motif.SHELL_MOUND,
    RelicType.SCENIC: Motif.MOUNTAIN,
    RelicType.DOCUMENTARY: Motif.WOODBLOCK,
}


class Recognition(Model):
    """One act of recognition: a rank, or an inscription named in words."""

    rank: Annotated[Rank | None, About(Words("Cấp", "Rank"))] = None
    name: Annotated[
        Line | None,
        About(
            Words("Danh hiệu", "Title"),
            Words("Khi không phải là cấp xếp hạng, ví dụ danh hiệu UNESCO", "When it is not a rank, such as a UNESCO register"),
            translated=True,
        ),
    ] = None
    part: Annotated[Line | None, About(Words("Hạng mục được xếp hạng", "Part recognised"), translated=True)] = None
    decision: Annotated[Line | None, About(Words("Số quyết định", "Decision"))] = None
    date: Annotated[When | None, About(Words("Ngày", "Date"))] = None
    certainty: Annotated[Certainty, About(Words("Độ chắc chắn", "Certainty"))] = Certainty.STATED
    note: Annotated[Line | None, About(Words("Ghi chú", "Note"), translated=True)] = None

    def told(self, strings: Strings, year: int) -> Lines:  # noqa: ARG002  A festival's days need it.
        """What was recognised, when and how surely; by which decision, and what else is to say, where asked for."""
        what = strings.say("recognition.rank", rank=self.rank.formatted(strings)) if self.rank else self.name or ""
        first = ", ".join(filter(None, (what, self.date.formatted(strings) if self.date else "")))
        if self.certainty is Certainty.INFERRED:
            first = strings.say("shown.inferred", text=first)
        decision = strings.say("recognition.decision", number=self.decision) if self.decision else ""
        more = tuple(text.capital(each) for each in (self.part, self.note) if each)
        return Lines(first, folded=tuple(filter(None, (decision, *more)))) if more else Lines(first, decision)


class Festival(Model):
    """A festival or a day of remembrance that comes back every year, by the lunar or the solar calendar."""

    name: Annotated[Line | None, About(Words("Tên lễ", "Name"), translated=True)] = None
    lunar: Annotated[
        LunarDay | None, About(Words("Ngày âm lịch", "Lunar day"), Words("Ngày/tháng âm lịch, ví dụ: 15/2", "Day/month, such as 15/2"))
    ] = None
    until: Annotated[LunarDay | None, About(Words("Đến ngày âm lịch", "Until, lunar"))] = None
    solar: Annotated[
        SolarDay | None, About(Words("Ngày dương lịch", "Solar day"), Words("Ngày/tháng, ví dụ: 24/7", "Day/month, such as 24/7"))
    ] = None
    note: Annotated[Line | None, About(Words("Ghi chú", "Note"), translated=True)] = None

    def told(self, strings: Strings, year: int) -> Lines:
        """The festival, and of a lunar one its solar dates of `year` and the two years after."""
        if self.lunar is None:
            return Lines(self.formatted(strings))
        days = ((each, lunar.solar(self.lunar.day, self.lunar.month, each)) for each in range(year, year + occasions.YEARS))
        solar = [
            strings.say("festival.in_year", year=each, date=SolarDay(day.day, day.month).formatted(strings)) for each, day in days if day
        ]
        return Lines(self.formatted(strings), strings.say("festival.solar", dates="; ".join(solar)) if solar else "")

    def formatted(self, strings: Strings) -> str:
        """The festival's days and name in one line."""
        days = ""
        if self.lunar:
            span = self.lunar.formatted() if not self.until else f"{self.lunar.formatted()} – {self.until.formatted()}"
            days = strings.say("festival.lunar", day=span)
        elif self.solar:
            days = self.solar.formatted(strings)
        return ": ".join(part for part in (self.name, days) if part) + (f" ({self.note})" if self.note else "")

    def occasions(self, year: int) -> tuple[Occasion, ...]:
        """What happens on its days from `year` on; nothing while nobody knows them."""
        if self.lunar:
            found = occasions.every_lunar_year(self.lunar, self.until or self.lunar, year)
        elif self.solar:
            found = occasions.every_year(self.solar, year)
        else:
            return ()
        name, note = (occasions.text_of("festivals", each) for each in (self.name, self.note))
        return (replace(found, name=name, note=note),)


class Relic(Record):
    """A relic site."""

    folder = "relics"
    address = Words("di-tich", "relics")
    name = Words("Di tích", "Relic")
    plural = Words("Di tích", "Relics")
    lead = Words(
        "Đền, chùa, khu lưu niệm, thành lũy và di chỉ trong tỉnh, kể lại từ những nguồn đã công bố.",
        "Temples, pagodas, memorials, forts and dig sites of the province, told from published sources.",
    )
    schema_org = "LandmarksOrHistoricalBuildings"
    schema_org_common = vocabulary.PLACE

    type: Annotated[
        RelicType,
        About(Words("Loại hình", "Type"), fact=True, role="kicker", facet=_TYPES, dublin_core="type", schema_org="additionalType"),
    ]
    rank: Annotated[
        Rank | None,
        About(
            Words("Cấp xếp hạng", "Rank"),
            Words("Cấp cao nhất hiện nay; để trống khi chưa rõ", "The highest today; leave empty when unknown"),
            fact=True,
            expected=True,
            role="badge",
            facet=_RANKS,
        ),
    ] = None
    notice: Notice = None
    look_for: Sights = ()
    recognitions: Annotated[Several[Recognition], About(Words("Xếp hạng, công nhận", "Recognition"), fact=True)] = ()
    period: Annotated[
        Period | None,
        About(
            Words("Niên đại", "Period"),
            Words(
                "Thời kỳ mà di tích gắn với, ví dụ: thế kỷ 15; dựng lại năm 1918",
                "The time the site belongs to, in Vietnamese: thế kỷ 15; dựng lại năm 1918",
            ),
            translated=True,
            fact=True,
            facet=_CENTURIES,
            timeline=True,
            dublin_core="temporal",
        ),
    ] = None
    honours: Annotated[
        Several[Line],
        About(
            Words("Thờ tự, tưởng niệm", "Dedicated to"),
            Words("Người, vị thần hoặc sự kiện được thờ tự, tưởng niệm", "The people, deities or events the site is dedicated to"),
            translated=True,
            fact=True,
            sought=True,
        ),
    ] = ()
    festivals: Annotated[Several[Festival], About(Words("Lễ hội, ngày tưởng niệm", "Festivals and remembrance days"), fact=True)] = ()
    opening_hours: Annotated[
        Line | None,
        About(Words("Giờ mở cửa", "Opening hours"), translated=True, fact=True, expected=True, asked=OPENING_HOURS),
    ] = None
    ticket: Annotated[Line | None, About(Words("Vé", "Ticket"), translated=True, fact=True)] = None
    visit_minutes: Annotated[
        Count | None,
        About(
            Words("Thời gian tham quan", "Time for a visit"),
            Words("Chỉ viết số phút, ví dụ: 90", "Minutes, the number alone: 90"),
            fact=True,
            unit=Words("phút", "minutes"),
        ),
    ] = None
    distances: Annotated[
        Several[Distance],
        About(
            Words("Khoảng cách", "Distances"),
            Words("Cách những nơi nhiều người biết, lần lượt từng nơi", "From places that readers know, one by one"),
            fact=True,
            columns=2,
            formerly=(
                ("from_ha_tinh_city_km", "- {place: trung tâm Hà Tĩnh, km: …}"),
                ("from_vinh_km", "- {place: Vinh, km: …}"),
            ),
        ),
    ] = ()
    getting_there: Annotated[Line | None, About(Words("Đường đến", "Getting there"), translated=True, fact=True, long=True)] = None
    visiting: Annotated[Line | None, About(Words("Khi tham quan", "When visiting"), translated=True, fact=True, long=True)] = None

    def inferred(self) -> tuple[str, ...]:
        """Its rank, where each recognition that gives it is inferred."""
        giving = [each.certainty for each in self.recognitions if each.rank and each.rank is self.rank]
        return ("rank",) if giving and Certainty.STATED not in giving else ()

    def without(self) -> tuple[str, ...]:
        """A rank, of documents: the heritage law ranks places."""
        return ("rank",) if self.type is RelicType.DOCUMENTARY else ()

    def stands_somewhere(self) -> bool:
        """All but documents, which may be kept anywhere."""
        return self.type is not RelicType.DOCUMENTARY

    def subject(self) -> Motif:
        """The sort of place that its name says it is, else its type."""
        return subjects.named(self.title) or _DRAWN[self.type]

    def occasions(self, year: int) -> tuple[Occasion, ...]:
        """Its festivals and days of remembrance."""
        return tuple(each for festival in self.festivals for each in festival.occasions(year))
