"""What a record's fields are made of, whatever its kind: places, pictures, recordings, sources, who has checked it."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.dates import When
from disan.content.fields.model import Model
from disan.content.fields.plain import FileName, Focus, Line, WebAddress
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
        About(Words("Thời điểm của tên", "Name as of"), Words("Năm mà tên này còn dùng, ví dụ: 2023", "The year in which this name held")),
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

    schema_org = "CreativeWork"

    url: Annotated[WebAddress | None, About(Words("Địa chỉ", "Address"), schema_org="url")] = None
    title: Annotated[Line | None, About(Words("Tên tài liệu", "Title"), translated=True, schema_org="name")] = None
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
