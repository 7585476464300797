"""What a volunteer activity is made of: where it meets, what it needs and has, who answers for it, how to take part, what came of it."""

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.facets import Grouping
from disan.content.fields.model import Model
from disan.content.fields.numbers import Quantity
from disan.content.fields.plain import Line, Reference, Switch, Telephone, WebAddress
from disan.content.fields.times import Scheduled
from disan.content.record import Action
from disan.core.strings import Strings, Words
from disan.core.text import dialled

TIME = Words(
    "Ví dụ: 7:00 ngày 5/12/2026, 5/12/2026 hoặc 12/2026; chưa định thì để trống",
    "Such as 7:00, 5/12/2026, or 2026-12-05, or 12/2026; leave empty while not settled",
)
_PEOPLE = Words("người", "people")
_NEEDED = Grouping(Words("Việc đang cần", "Help that is needed"), Words("Hoạt động cần {value}", "Activities that need {value}"))


class NeedSort(Choice):
    """The sorts of help that an activity asks for."""

    HANDS = "hands", "người giúp việc chung", "helping hands"
    SKILLS = "skills", "người có tay nghề", "skilled people"
    TOOLS = "tools", "dụng cụ, phương tiện", "tools and vehicles"
    GOODS = "goods", "vật phẩm", "goods"
    FUNDS = "funds", "kinh phí", "money"


class MeetingPlace(Model):
    """A place where an activity meets or works."""

    schema_org = "Place"

    name: Annotated[
        Line | None,
        About(
            Words("Nơi hẹn", "Place"),
            Words("Ví dụ: sân nhà văn hóa thôn; cổng chính", "Such as the yard of the village house; the main gate"),
            translated=True,
            schema_org="name",
        ),
    ] = None
    record: Annotated[
        Reference | None,
        About(
            Words("Thuộc", "At"),
            Words("Khi nơi ấy có trang, ví dụ: relics/den-cui", "Where it has a page, such as relics/den-cui"),
            beside=True,
            schema_org="containedInPlace",
        ),
    ] = None
    point: Annotated[
        Coordinates | None,
        About(Words("Tọa độ", "Coordinates"), Words("Ví dụ: 18.3419, 105.9030", "Such as 18.3419, 105.9030"), schema_org="geo"),
    ] = None


class VolunteerNeed(Model):
    """What an activity asks of those who come."""

    what: Annotated[
        Line,
        About(Words("Cần", "Need"), Words("Việc hay vật, ví dụ: trồng cây", "Work or things, such as planting trees"), translated=True),
    ]
    people: Annotated[
        Quantity | None,
        About(Words("Số người", "People"), Words("Chỉ viết số: 20 hoặc khoảng 20", "The number alone: 20 or about 20"), unit=_PEOPLE),
    ] = None
    skills: Annotated[Line | None, About(Words("Kỹ năng", "Skills"), translated=True)] = None
    bring: Annotated[
        Line | None,
        About(Words("Mang theo", "Bring"), Words("Ví dụ: găng tay, mũ", "Such as gloves and a hat"), translated=True),
    ] = None
    sort: Annotated[NeedSort | None, About(Words("Nhóm", "Sort"), facet=_NEEDED)] = None


class VolunteerResource(Model):
    """What an activity has for its work, and what of it is still wanted."""

    what: Annotated[Line, About(Words("Nguồn lực", "Resource"), Words("Ví dụ: cuốc, xẻng", "Such as spades"), translated=True)]
    present: Annotated[Line | None, About(Words("Đã có", "Present"), Words("Ví dụ: 30 cái", "Such as 30"), translated=True)] = None
    wanted: Annotated[Line | None, About(Words("Còn thiếu", "Still wanted"), Words("Ví dụ: 10 cái", "Such as 10"), translated=True)] = None


class ContactRole(Model):
    """Who answers for an activity, by role."""

    role: Annotated[
        Line,
        About(
            Words("Đầu mối", "Role"),
            Words("Chức trách, không ghi tên: Bí thư Đoàn xã", "The office, no name: secretary of the commune's Youth Union"),
            translated=True,
        ),
    ]
    telephone: Annotated[
        Telephone | None,
        About(Words("Điện thoại", "Telephone"), Words("Số được công bố cho hoạt động này", "The number published for this activity")),
    ] = None


class Registration(Model):
    """How to take part: each way only where it is given."""

    link: Annotated[WebAddress | None, About(Words("Biểu mẫu đăng ký", "Form"), Words("Địa chỉ trang", "The page's address"))] = None
    telephone: Annotated[Telephone | None, About(Words("Điện thoại", "Telephone"))] = None
    sms: Annotated[Telephone | None, About(Words("Số nhận tin nhắn", "Number for text messages"))] = None
    zalo: Annotated[Telephone | None, About(Words("Số Zalo", "Zalo number"))] = None
    message: Annotated[
        Line | None,
        About(
            Words("Tin nhắn soạn sẵn", "Message filled in"),
            Words("Ví dụ: DK Chủ nhật xanh, họ tên, xã", "Such as REG Green Sunday, name, commune"),
            translated=True,
        ),
    ] = None
    full: Annotated[Switch, About(Words("Đã đủ người", "Full"), Words("“có” thì ngừng nhận đăng ký", "“yes” closes registration"))] = False
    until: Annotated[Scheduled | None, About(Words("Nhận đến", "Until"), TIME)] = None

    def actions(self, title: str, strings: Strings) -> Iterator[Action]:
        """What a reader can do; a message says the title where no other is given."""
        message = self.message or strings.say("action.message", title=title)
        if self.link:
            yield Action("register", self.link)
        if self.telephone:
            yield Action("call", f"tel:{dialled(self.telephone)}", self.telephone)
        if self.sms:
            yield Action("text", f"sms:{dialled(self.sms)}?body={quote(message)}", self.sms)
        if self.zalo:
            yield Action("zalo", f"https://zalo.me/{dialled(self.zalo)}", self.zalo)
        if self.zalo or (self.sms and self.message):
            yield Action("copy", "", message)


class ActivityResult(Model):
    """One figure of what came of an activity."""

    what: Annotated[
        Line,
        About(
            Words("Kết quả", "Result"), Words("Nội dung con số, ví dụ: người tham gia", "What was counted, such as people"), translated=True
        ),
    ]
    number: Annotated[Quantity, About(Words("Số", "Number"), Words("Ví dụ: hơn 85.000 hoặc 3,2 tỷ", "Such as over 85,000 or 3.2 billion"))]
    unit: Annotated[Line | None, About(Words("Đơn vị", "Unit"), Words("Ví dụ: km, đồng", "Such as km, VND"), translated=True)] = None

    def row_label(self, strings: Strings) -> str:  # noqa: ARG002  Its words are the editor's own.
        """The label of its own row: what was counted."""
        return self.what[:1].upper() + self.what[1:]

    def formatted(self, strings: Strings) -> str:
        """The number with its unit."""
        return self.number.formatted(strings, self.unit or "")
