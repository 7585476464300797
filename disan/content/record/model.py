"""The fields that every record has, whatever its kind. A kind adds its own; nothing here reads files."""

from typing import Annotated, ClassVar

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.dates import When
from disan.content.fields.model import Model, Several
from disan.content.fields.plain import Code, FileName, Focus, Line, Reference, Slug, Switch, WebAddress
from disan.core.strings import Strings, Words


class Certainty(Choice):
    """The certainty of a statement."""

    STATED = "stated", "nguồn nói rõ", "stated by the source"
    INFERRED = "inferred", "suy ra", "inferred"


class Place(Model):
    """A place as a source names it, with the date at which that name held."""

    name: Annotated[
        Line,
        About(
            Words("Xã, phường, thị trấn", "Commune or ward"),
            Words("Viết như nguồn viết, ví dụ: xã Thạch Trị", "As the source has it, such as xã Thạch Trị"),
        ),
    ]
    district: Annotated[
        Line | None,
        About(
            Words("Huyện, thị xã, thành phố", "District or town"), Words("Cấp huyện trước 1/7/2025", "District level before 1 July 2025")
        ),
    ] = None
    village: Annotated[Line | None, About(Words("Thôn, tổ dân phố", "Village or residential group"))] = None
    as_of: Annotated[
        When | None,
        About(Words("Tên tính đến", "Name as of"), Words("Năm mà tên này còn dùng, ví dụ: 2023", "The year in which this name held")),
    ] = None
    certainty: Annotated[Certainty, About(Words("Độ chắc chắn", "Certainty"))] = Certainty.STATED
    note: Annotated[Line | None, About(Words("Ghi chú", "Note"), translated=True)] = None


class Picture(Model):
    """A picture beside the record, with what makes it publishable."""

    file: Annotated[FileName, About(Words("Tệp ảnh", "Picture file"), Words("Tên tệp trong cùng thư mục", "A file in the same folder"))]
    alt: Annotated[
        Line,
        About(
            Words("Mô tả ảnh", "Description"),
            Words("Cho người không nhìn thấy ảnh: trong ảnh có gì", "For those who cannot see it: what the picture shows"),
            translated=True,
            missing="missing-alt",
        ),
    ]
    credit: Annotated[Line, About(Words("Tác giả ảnh", "Credit"))]
    licence: Annotated[Line, About(Words("Giấy phép", "Licence"), Words("Ví dụ: CC BY 4.0", "Such as CC BY 4.0"))]
    caption: Annotated[Line | None, About(Words("Chú thích", "Caption"), translated=True)] = None
    focus: Annotated[
        Focus | None,
        About(
            Words("Tâm ảnh", "Focus"),
            Words(
                "Điểm phải thấy khi ảnh bị cắt: từ trái, từ trên; ví dụ: 40% 30%",
                "What must show when cropped: from left, from top; such as 40% 30%",
            ),
        ),
    ] = None


class Sound(Model):
    """A recording beside the record."""

    file: Annotated[FileName, About(Words("Tệp âm thanh", "Sound file"))]
    credit: Annotated[Line, About(Words("Người đọc", "Read by"))]
    licence: Annotated[Line, About(Words("Giấy phép", "Licence"))]


class SourceNote(Model):
    """A source of statements."""

    url: Annotated[WebAddress | None, About(Words("Địa chỉ", "Address"))] = None
    title: Annotated[Line | None, About(Words("Tên tài liệu", "Title"), translated=True)] = None
    note: Annotated[Line | None, About(Words("Ghi chú", "Note"), translated=True)] = None

    @classmethod
    def table(cls, value: object) -> object:
        """A bare line is an address when it looks like one, else a title."""
        if not isinstance(value, str):
            return value
        return {"url" if value.startswith(("http://", "https://", "www.")) else "title": value}


class Reviewed(Model):
    """A check of the record by one of the site's keepers, and its day."""

    by: Annotated[Line, About(Words("Người hoặc cơ quan duyệt", "Reviewer"), translated=True)]
    date: Annotated[When, About(Words("Ngày duyệt", "Date"))]

    def formatted(self, strings: Strings) -> str:
        """The text: by whom and when."""
        return f"{self.by}, {self.date.formatted(strings)}"


class Record(Model):
    """The fields that every record has. A kind subclasses it and says what it is called and where it stands."""

    folder: ClassVar[str]
    address: ClassVar[Words]
    name: ClassVar[Words]
    plural: ClassVar[Words]
    lead: ClassVar[Words]
    """One sentence at the top of the kind's listing."""
    schema_org: ClassVar[str]
    serial: ClassVar[bool] = False
    """Whether its records are read one after the other: a page ends with the next one."""

    title: Annotated[
        Line,
        About(
            Words("Tên", "Title"),
            Words("Tên đầy đủ, có dấu", "The full name"),
            translated=True,
            dublin_core="title",
            schema_org="name",
        ),
    ]
    code: Annotated[
        Code | None,
        About(
            Words("Mã", "Code"),
            Words("Do máy cấp, không sửa", "Given by the program; never edit it"),
            dublin_core="identifier",
            schema_org="identifier",
            last=True,
        ),
    ] = None
    draft: Annotated[
        Switch,
        About(
            Words("Bản nháp", "Draft"),
            Words("“có” thì chưa đăng", "“yes” keeps it off the site"),
            last=True,
        ),
    ] = False
    title_note: Annotated[
        Line | None,
        About(
            Words("Ghi chú về tên", "Note on the name"),
            Words("Ví dụ: nguồn không ghi dấu", "Such as: the source has no accents"),
            translated=True,
            remark=True,
        ),
    ] = None
    other_names: Annotated[
        Several[Line],
        About(Words("Tên khác", "Also called"), fact=True, dublin_core="alternative", schema_org="alternateName"),
    ] = ()
    summary: Annotated[
        Line | None,
        About(
            Words("Sapô", "Lead"),
            Words("Một hai câu: đây là gì, vì sao đáng đến", "One or two sentences: what it is and why it matters"),
            translated=True,
            dublin_core="abstract",
            schema_org="description",
            long=True,
        ),
    ] = None
    places: Annotated[
        Several[Place],
        About(
            Words("Địa điểm", "Places"),
            Words("Tên xã theo từng thời điểm", "Names of the commune over time"),
            columns=2,
            dublin_core="spatial",
        ),
    ] = ()
    coordinates: Annotated[
        Coordinates | None,
        About(
            Words("Tọa độ", "Coordinates"),
            Words("Vĩ độ trước, kinh độ sau: 18.3419, 105.9030", "Latitude, then longitude: 18.3419, 105.9030"),
            fact=True,
            expected_with="places",
            schema_org="geo",
        ),
    ] = None
    cover: Annotated[Picture | None, About(Words("Ảnh bìa", "Cover picture"), schema_org="image")] = None
    pictures: Annotated[Several[Picture], About(Words("Ảnh", "Pictures"))] = ()
    sound: Annotated[Sound | None, About(Words("Ghi âm", "Recording"), schema_org="audio")] = None
    disagreements: Annotated[
        Several[Line],
        About(
            Words("Nguồn nói khác nhau", "Where sources disagree"),
            Words("Mỗi dòng một điều mà các nguồn nói khác nhau", "One point a line"),
            translated=True,
            long=True,
        ),
    ] = ()
    sources: Annotated[
        Several[SourceNote],
        About(
            Words("Nguồn", "Sources"), Words("Ít nhất một nguồn", "At least one"), columns=2, dublin_core="source", schema_org="citation"
        ),
    ] = ()
    reviewed: Annotated[
        Reviewed | None,
        About(
            Words("Đã duyệt", "Reviewed"),
            Words("Để trống khi chưa ai duyệt", "Leave empty until somebody has checked the record"),
            last=True,
        ),
    ] = None
    formerly: Annotated[
        Several[Slug],
        About(
            Words("Tên thư mục cũ", "Former folder names"),
            Words("Địa chỉ cũ tự chuyển về đây", "Old addresses forward here"),
            last=True,
        ),
    ] = ()
    part_of: Annotated[
        Reference | None,
        About(
            Words("Thuộc", "Part of"),
            Words(
                "Khu, cụm mà nơi này là một phần, ví dụ: relics/den-cui", "The larger place that this belongs to, such as relics/den-cui"
            ),
            fact=True,
            dublin_core="isPartOf",
        ),
    ] = None
    related: Annotated[
        Several[Reference],
        About(Words("Liên quan", "Related"), Words("Ví dụ: relics/den-cui", "Such as relics/den-cui"), dublin_core="relation"),
    ] = ()
