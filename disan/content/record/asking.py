"""What readers at a place can tell or send where a field says nothing: the words in which they are asked. Knows no record."""

from disan.content.fields.about import Request
from disan.core.strings import Words

PHOTOGRAPH = Request(
    Words("ảnh", "photographs"),
    Words("Ảnh gửi kèm. Người chụp, có đồng ý cho đăng không", "Photographs attached. Taken by, and whether they may be shown"),
    (
        Words("toàn cảnh", "the whole"),
        Words("mặt trước", "the front"),
        Words("chi tiết", "details"),
        Words("biển tên, bia", "name board, steles"),
    ),
)
COORDINATES = Request(
    Words("tọa độ", "coordinates"),
    Words("Tọa độ đo tại chỗ (vĩ độ, kinh độ)", "Coordinates taken on the spot (latitude, longitude)"),
)
OPENING_HOURS = Request(Words("giờ mở cửa", "opening hours"), Words("Giờ mở cửa, những ngày nào", "Opening hours, and on which days"))
OPENING_DAY = Request(Words("ngày khánh thành", "day of opening"), Words("Khánh thành ngày, tháng, năm", "Day, month and year of opening"))
