"""A guide (cẩm nang): what a resident does step by step to get a paper, a loan or a right, and the law that says so."""

import datetime
from typing import TYPE_CHECKING, Annotated

from disan.content.fields.about import About
from disan.content.fields.dates import When
from disan.content.fields.model import Model, Several
from disan.content.fields.plain import Line, Reference, WebAddress
from disan.content.fields.times import VIETNAM
from disan.content.record import Audience, Motif, Phase, Record, vocabulary
from disan.core.strings import Words

if TYPE_CHECKING:  # Settings know the kinds.
    from disan.content.settings import Settings

_ONE_A_LINE = Words("Mỗi dòng một điều", "One per line")


class GuideStep(Model):
    """A step of a guide."""

    schema_org = "HowToStep"

    words: Annotated[
        Line,
        About(
            Words("Việc cần làm", "What to do"), Words("Một hai câu", "A sentence or two"), translated=True, long=True, schema_org="text"
        ),
    ]
    papers: Annotated[
        Several[Line],
        About(Words("Giấy tờ", "Papers"), Words("Giấy tờ cần ở bước này", "What this step needs"), translated=True),
    ] = ()
    place: Annotated[Line | None, About(Words("Nơi làm", "Where"), translated=True)] = None
    fee: Annotated[Line | None, About(Words("Lệ phí", "Fee"), translated=True)] = None
    time: Annotated[Line | None, About(Words("Thời gian", "Time"), translated=True)] = None


class LegalBasis(Model):
    """A legal document that a guide rests on."""

    schema_org = "Legislation"

    title: Annotated[
        Line,
        About(
            Words("Tên văn bản", "Title"),
            Words("Ví dụ: Luật Cư trú 2020", "Such as Luật Cư trú 2020 (Law on Residence)"),
            translated=True,
            schema_org="name",
        ),
    ]
    number: Annotated[
        Line | None,
        About(Words("Số hiệu", "Number"), Words("Ví dụ: 57/2020/QH14", "Such as 57/2020/QH14"), schema_org="legislationIdentifier"),
    ] = None
    date: Annotated[When | None, About(Words("Ngày ban hành", "Date"), schema_org="legislationDate")] = None
    article: Annotated[Line | None, About(Words("Điều", "Articles"), Words("Ví dụ: 27, 28", "Such as 27, 28"))] = None
    in_force: Annotated[When | None, About(Words("Hiệu lực từ", "In force since"))] = None
    note: Annotated[Line | None, About(Words("Ghi chú", "Note"), translated=True)] = None
    url: Annotated[WebAddress | None, About(Words("Địa chỉ", "Address"), schema_org="url")] = None


class OfficialPage(Model):
    """The page of the office that is in charge."""

    title: Annotated[Line, About(Words("Tên trang", "Title"), translated=True)]
    url: Annotated[WebAddress, About(Words("Địa chỉ", "Address"))]


class Guide(Record):
    """A guide for residents.

    A schema.org HowTo, "instructions that explain how to achieve a result by performing a sequence of steps": it tells of services of many
    offices, and of rights that no office gives, so that it is no GovernmentService itself ("a service provided by a government
    organization").
    """

    folder = "guides"
    address = Words("cam-nang", "guides")
    name = Words("Cẩm nang", "Guide")
    plural = Words("Cẩm nang", "Guides")
    lead = Words(
        "Giấy tờ, vay vốn, quyền lợi: cần chuẩn bị gì, làm từng bước thế nào, hỏi ở đâu.",
        "Papers, loans and rights: what is needed, step by step, and whom to ask.",
    )
    schema_org = "HowTo"
    schema_org_common = vocabulary.WORK
    audience = Audience.RESIDENT
    drawn_as = Motif.FORM

    for_whom: Annotated[
        Line | None,
        About(
            Words("Dành cho", "For whom"),
            Words("Ai làm được, từ bao nhiêu tuổi, điều kiện gì", "Who may or must, from what age, on what conditions"),
            translated=True,
            fact=True,
            long=True,
            schema_org="audience",
            thing="Audience",
        ),
    ] = None
    fee: Annotated[
        Line | None,
        About(
            Words("Lệ phí", "Fee"),
            Words("Ví dụ: không thu; để trống khi chưa rõ", "Such as none; leave empty while unknown"),
            translated=True,
            fact=True,
            expected_with="papers",
        ),
    ] = None
    time_limit: Annotated[
        Line | None,
        About(
            Words("Thời hạn", "Time limit"),
            Words("Ví dụ: 3 ngày làm việc từ khi đủ hồ sơ", "Such as 3 working days from a complete file"),
            translated=True,
            fact=True,
            expected_with="papers",
        ),
    ] = None
    office: Annotated[
        Line | None,
        About(
            Words("Nơi giải quyết", "Where to go"),
            Words("Ví dụ: Công an xã, phường nơi ở", "Such as the commune police where you live"),
            translated=True,
            fact=True,
            expected=True,
            long=True,
        ),
    ] = None
    desks: Annotated[
        Several[Reference],
        About(
            Words("Một số điểm tiếp nhận", "Some of the desks"),
            Words("Ví dụ: desks/thanh-sen", "Such as desks/thanh-sen"),
            fact=True,
            inverse=Words("Cẩm nang các thủ tục làm ở đây", "Guides for services here"),
            schema_org="mentions",
        ),
    ] = ()
    steps: Annotated[
        Several[GuideStep],
        About(Words("Các bước", "Steps"), Words("Theo thứ tự", "In order"), fact=True, ordered=True, columns=5, schema_org="step"),
    ] = ()
    papers: Annotated[
        Several[Line],
        About(
            Words("Giấy tờ cần có", "Papers needed"),
            Words("Mỗi dòng một giấy tờ", "One paper per line"),
            translated=True,
            fact=True,
            schema_org="supply",
        ),
    ] = ()
    may_have_changed: Annotated[
        Several[Line],
        About(
            Words("Có thể đã thay đổi", "May have changed"),
            Words("Điều nguồn viết theo quy định cũ; mỗi dòng một điều", "What the source says under older rules; one per line"),
            translated=True,
            fact=True,
            long=True,
        ),
    ] = ()
    changed_in_2025: Annotated[
        Several[Line],
        About(
            Words("Thay đổi từ ngày 1/7/2025", "Changed on 1 July 2025"),
            Words("Khi kết thúc cấp huyện; mỗi dòng một điều", "When districts ended; one change per line"),
            translated=True,
            fact=True,
            long=True,
        ),
    ] = ()
    notes: Annotated[
        Several[Line], About(Words("Lưu ý", "Good to know"), _ONE_A_LINE, translated=True, fact=True, long=True, remark=True)
    ] = ()
    official_page: Annotated[
        OfficialPage | None,
        About(
            Words("Trang chính thức", "Official page"),
            Words("Trang của cơ quan phụ trách", "The page of the office in charge"),
            fact=True,
            expected=True,
        ),
    ] = None
    legal_basis: Annotated[
        Several[LegalBasis],
        About(
            Words("Căn cứ pháp lý", "Legal basis"),
            Words("Lần lượt từng văn bản", "One by one"),
            fact=True,
            columns=3,
            schema_org="isBasedOn",
        ),
    ] = ()
    reviewed_on: Annotated[
        When | None,
        About(
            Words("Ngày đối chiếu với văn bản", "Checked against the law on"),
            Words(
                "Ngày gần nhất cẩm nang được đối chiếu với văn bản đang có hiệu lực; để trống khi chưa đối chiếu",
                "The last day the guide was checked against the law in force; leave empty until then",
            ),
            fact=True,
        ),
    ] = None

    def phases(self, settings: "Settings") -> tuple[Phase, ...]:
        """Current, then overdue once the settings' months have passed since it was held against the law; none while nobody has done so."""
        if self.reviewed_on is None:
            return ()
        overdue = _months_after(self.reviewed_on.earliest, settings.review_months)
        since = datetime.datetime.combine(overdue, datetime.time(), VIETNAM)
        return (Phase("current", None, "running"), Phase("overdue", since, "past"))


def _months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day some months later, or the first of the month after where that month has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = min(day.year + years, datetime.MAXYEAR)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return datetime.date(year, month + 2, 1)
