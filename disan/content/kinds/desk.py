"""A one-stop desk (điểm một cửa): the counter where a commune's residents hand in papers and get them back."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.dates import When
from disan.content.fields.model import Several
from disan.content.fields.plain import Line, Telephone
from disan.content.record import Audience, Motif, Record, vocabulary
from disan.content.record.asking import OPENING_HOURS
from disan.core.strings import Words


class Desk(Record):
    """A one-stop desk."""

    folder = "desks"
    address = Words("diem-mot-cua", "desks")
    name = Words("Điểm một cửa", "One-stop desk")
    plural = Words("Điểm một cửa", "One-stop desks")
    lead = Words(
        "Nơi người dân nộp hồ sơ và nhận kết quả, theo mô hình chính quyền địa phương hai cấp.",
        "Where residents submit papers and collect results, under the two-tier local government.",
    )
    schema_org = "GovernmentOffice"
    schema_org_common = vocabulary.PLACE
    audience = Audience.RESIDENT
    drawn_as = Motif.COUNTER

    run_by: Annotated[
        Line | None,
        About(
            Words("Đơn vị phụ trách", "Run by"), translated=True, fact=True, schema_org="parentOrganization", thing="GovernmentOrganization"
        ),
    ] = None
    premises: Annotated[
        Line | None,
        About(
            Words("Trụ sở", "Premises"),
            Words("Số nhà, đường; hoặc tên tòa nhà", "Number and street, or the building's name"),
            translated=True,
            fact=True,
            expected=True,
            schema_org="address",
        ),
    ] = None
    hours: Annotated[
        Line | None,
        About(
            Words("Giờ làm việc", "Opening hours"),
            Words("Ví dụ: thứ Hai đến thứ Sáu, 7:00–11:30 và 13:30–17:00", "Such as Monday to Friday, 7:00–11:30 and 13:30–17:00"),
            translated=True,
            fact=True,
            expected=True,
            asked=OPENING_HOURS,
        ),
    ] = None
    office_telephone: Annotated[
        Telephone | None,
        About(
            Words("Điện thoại", "Telephone"),
            Words("Số của cơ quan, không ghi số riêng của cá nhân", "The office's number, not a private one"),
            fact=True,
            expected=True,
            schema_org="telephone",
        ),
    ] = None
    opened: Annotated[When | None, About(Words("Hoạt động từ", "Since"), fact=True, schema_org="foundingDate")] = None
    closed: Annotated[When | None, About(Words("Ngừng hoạt động từ", "Closed"), fact=True, schema_org="dissolutionDate")] = None
    services: Annotated[
        Several[Line],
        About(
            Words("Thủ tục", "Services"),
            Words("Mỗi dòng một thủ tục hay nhóm thủ tục", "One service or group of services per line"),
            translated=True,
            fact=True,
            long=True,
        ),
    ] = ()
    equipment: Annotated[
        Several[Line],
        About(
            Words("Trang thiết bị", "Equipment"),
            Words(
                "Ví dụ: máy lấy số, đường truyền, máy tính cho người dân",
                "Such as a ticket machine, a network line, computers for residents",
            ),
            translated=True,
            fact=True,
        ),
    ] = ()
    notes: Annotated[Several[Line], About(Words("Ghi chú", "Notes"), translated=True, fact=True, long=True, remark=True)] = ()

    def stands_somewhere(self) -> bool:
        """Where its officers sit."""
        return True
