"""Numbers with words around them: what is told instead is what was meant, and what the field takes. All texts are test data."""

import pytest

from disan.content.fields.about import About
from disan.content.fields.measures import cure
from disan.content.fields.numbers import Count, Quantity
from disan.content.fields.readers import reader_of
from disan.core.strings import Words

FLOORS = About(Words("Số tầng", "Floors"))
MINUTES = About(Words("Thời gian", "Time"), unit=Words("phút", "minutes"))
AREA = About(Words("Diện tích", "Area"), unit=Words("m²", "m²"))
COST = About(Words("Kinh phí", "Cost"), unit=Words("đồng", "VND"))
BOOKS = About(Words("Sách", "Books"), unit=Words("cuốn", "books"))


@pytest.mark.parametrize(
    ("typed", "said", "number"),
    [
        ("khoảng 2 tiếng", MINUTES, "120"),
        ("hai giờ", MINUTES, "120"),
        ("khoảng 90 phút", MINUTES, "90"),
        ("một tầng", FLOORS, "1"),
        ("2 tầng", FLOORS, "2"),
    ],
)
def test_a_count_is_told_in_the_unit_of_its_field(typed: str, said: About, number: str) -> None:
    told = cure(typed, said, reader_of(Count))
    assert told
    assert told.vi.partition(" (")[0] == number


@pytest.mark.parametrize(
    ("typed", "said", "number"),
    [
        ("400 m2", AREA, "400"),
        ("400m²", AREA, "400"),
        ("2 ha", AREA, "20000"),
        ("250m2 (cả sân 1200m2)", AREA, "250"),
        ("2700 triệu đồng chẵn", COST, "2700 triệu"),
        ("300.000đ", COST, "300.000"),
        ("hơn 400 cuốn", BOOKS, "hơn 400"),
    ],
)
def test_a_quantity_keeps_its_magnitude(typed: str, said: About, number: str) -> None:
    told = cure(typed, said, reader_of(Quantity))
    assert told
    assert told.vi.startswith(number)
    assert Quantity.read(told.vi.split(" và ")[0].partition(" (")[0]) == Quantity.read(number)


@pytest.mark.parametrize(("typed", "said"), [("500 đầu sách", BOOKS), ("400 đồng", BOOKS), ("3 sào", AREA), ("2 triệu đô la", COST)])
def test_another_unit_is_never_taken_for_the_field_s_own(typed: str, said: About) -> None:
    told = cure(typed, said, reader_of(Quantity))
    assert told == Words(f"số tính bằng {said.unit.vi}", f"a number of {said.unit.en}")


@pytest.mark.parametrize("typed", ["cấp 4", "lâu", "CLB bóng chuyền, CLB dân vũ", "", "()"])
def test_what_holds_no_number_has_no_cure(typed: str) -> None:
    assert cure(typed, FLOORS, reader_of(Count)) is None


def test_a_sum_that_can_only_be_money_is_read_with_its_sign() -> None:
    assert Quantity.read("300.000.000đ") == Quantity.read("300 triệu đồng") == Quantity.read("300.000.000 ₫")
