"""Lines, outlines and places on a plaque: nothing runs over, nothing meets, whatever the title."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disan.content import catalogue
from disan.content.kinds import KINDS
from disan.core.strings import load
from disan.drawing import typesetting
from disan.drawing.fitting import DoesNotFitError, break_lines, fit_address, fit_text
from disan.drawing.typesetting import MILLIMETRES_A_POINT
from disan.printing.plaques import layout, sheets
from disan.printing.plaques.layout import PlaqueFace, TextBlock
from disan.printing.plaques.model import PAPERS, SIZES, Plaque
from disan.printing.plaques.outlines import Loop, outlines
from tests.batches import a_plaque
from tests.fixtures.projects import SAMPLE

VI, EN = load("vi"), load("en")
WEIGHTS = {"title": 700, "translation": 500}


def records() -> list[tuple[str, str]]:
    """The titles of the sample site, in both languages where there are both, the longest first."""
    found, _ = catalogue.read(SAMPLE, KINDS, ("vi", "en"), "ha-tinh")
    titles = [(entry.record.title, entry.editions["en"].record.title) for entry in found.entries]
    return sorted(titles, key=lambda pair: -len(pair[0] + pair[1]))


def extent(block: TextBlock) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a block in millimetres, by the typeface's own measures."""
    size = block.size * MILLIMETRES_A_POINT
    width = max(typesetting.face(block.weight).width(line) for line in block.lines) * size
    left = block.x - width * {"left": 0, "center": 0.5, "right": 1}[block.align]
    return left, block.y - 0.74 * size, left + width, block.y + (len(block.lines) - 1) * block.pitch * size + 0.25 * size


def assert_nothing_meets(plaque: Plaque, face: PlaqueFace) -> None:
    """Every line within the cut; blocks below one another, clear of the code with its quiet zone."""
    extents = [extent(block) for block in face.blocks]
    for left, top, right, bottom in extents:
        assert 3 < left < right < plaque.size.width - 3
        assert layout.MARGIN * 0.6 < top < bottom < plaque.size.height - 2
    stack = [*(each for each in extents[:-2] if each[1] < face.code_y), (0, face.code_y, 0, face.code_y + face.code_side)]
    stack += [each for each in extents[:-2] if each[1] > face.code_y]
    for above, below in zip(stack, [*stack[1:], extents[-2]], strict=True):
        assert above[3] < below[1] + 0.01
    assert extents[-2][2] < extents[-1][0]


@pytest.mark.parametrize("size", SIZES)
def test_every_title_of_the_sample_fits(size: str) -> None:
    for title, translation in records():
        plaque = a_plaque(title, translation, size, host="DI-SAN-HA-TINH.EXAMPLE")
        face = layout.face(plaque, VI, EN)
        assert_nothing_meets(plaque, face)
        shown = next(block for block in face.blocks if block.role == "title")
        assert " ".join(shown.lines) == title
        assert shown.size >= 13 * plaque.size.scale or len(title) > 60
        assert shown.pitch >= 1.3


@settings(max_examples=60)
@given(
    title=st.lists(st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyấềộỗẨỆ", min_size=1, max_size=7), min_size=1, max_size=16).map(" ".join),
    size=st.sampled_from(list(SIZES)),
    level=st.sampled_from(["Q", "H"]),
)
def test_any_title_fits_or_is_refused(title: str, size: str, level: str) -> None:
    plaque = a_plaque(title, title, size, level)
    refused = None
    try:
        assert_nothing_meets(plaque, layout.face(plaque, VI, EN))
    except DoesNotFitError as error:
        refused = error.text
    assert refused is None or (refused == title and len(title) > 45)


def test_a_title_beyond_all_measure_is_refused() -> None:
    with pytest.raises(DoesNotFitError):
        layout.face(a_plaque("Đền thờ " * 40, "", "a6"), VI, EN)
    with pytest.raises(DoesNotFitError):
        layout.face(a_plaque("Đ" * 60, "", "a6"), VI, EN)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("host", ["A.VN", "DISAN.HATINH.GOV.VN", "W" * 26, "MW-" * 7 + ".EXAMPLE"])
def test_the_address_is_whole_and_at_least_eighteen_points(size: str, host: str) -> None:
    plaque = a_plaque(size=size, host=host)
    block = next(block for block in layout.face(plaque, VI, EN).blocks if block.role == "address")
    assert "".join(block.lines) == plaque.address
    assert block.size >= 18
    assert len(block.lines) <= 3


def letters(text: str) -> float:
    """One em a character."""
    return len(text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Đền Củi", 20, ("Đền Củi",)),
        ("Nhà văn hóa tổ dân phố Liên Giang", 26, ("Nhà văn hóa", "tổ dân phố Liên Giang")),
        ("Khu lưu niệm Đại thi hào Nguyễn Du", 26, ("Khu lưu niệm", "Đại thi hào Nguyễn Du")),
        ("Di chỉ Phôi Phối – Bãi Cọi", 20, ("Di chỉ Phôi Phối –", "Bãi Cọi")),
        ("Đền Chiêu Trưng (Đền Lê Khôi)", 20, ("Đền Chiêu Trưng", "(Đền Lê Khôi)")),
        ("Nhà văn hóa thôn 9", 17, ("Nhà văn hóa", "thôn 9")),
    ],
)
def test_lines_break_where_a_reader_would(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert break_lines(text.split(" "), width, letters, 3) == lines


def test_too_long_a_word_or_too_many_lines_are_no_fit() -> None:
    assert break_lines(["Nguyễn"], 5, letters, 3) == ()
    assert break_lines(["Đền", "thờ", "Nguyễn"], 8, letters, 1) == ()
    assert fit_text("Đền thờ", [4, 3], 9, 100, letters, 1.3, 3) is None


def test_the_largest_size_that_fits_is_taken() -> None:
    found = fit_text("Đền Củi", [20, 10, 5], 75, 100, letters, 1.3, 1)
    assert found is not None
    assert found.size == 10  # Seven ems of 10 are 70, and 71.4 with the share kept for kerning.


@pytest.mark.parametrize(
    ("address", "width", "lines"),
    [
        ("https://A.VN/Q/7K3QM", 30, ("https://A.VN/Q/7K3QM",)),
        ("https://DISAN.VN/Q/7K3QM", 18, ("https://DISAN.VN", "/Q/7K3QM")),
        ("https://DISAN.HATINH.VN/Q/7K3QM", 22, ("https://DISAN", ".HATINH.VN/Q/7K3QM")),
    ],
)
def test_addresses_break_before_the_path_or_a_dot(address: str, width: float, lines: tuple[str, ...]) -> None:
    found = fit_address(address, [1], width, letters, 3)
    assert found is not None
    assert found.lines == lines


def area(loop: Loop) -> float:
    """Twice the area is the sum of cross products; positive for clockwise loops where y runs down."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(loop, [*loop[1:], loop[0]], strict=True)) / 2


def test_a_ring_has_an_outer_and_an_inner_loop() -> None:
    rows = (b"\1\1\1", b"\1\0\1", b"\1\1\1")
    outer, inner = outlines(rows)
    assert outer == ((0, 0), (3, 0), (3, 3), (0, 3))
    assert area(outer) == 9
    assert area(inner) == -1


def test_modules_that_touch_at_a_corner_stay_apart() -> None:
    assert outlines((b"\1\0", b"\0\1")) == (((0, 0), (1, 0), (1, 1), (0, 1)), ((1, 1), (2, 1), (2, 2), (1, 2)))
    assert len(outlines((b"\0\1", b"\1\0"))) == 2


@given(st.integers(1, 8).flatmap(lambda side: st.tuples(*[st.binary(min_size=side, max_size=side)] * side)))
def test_outlines_enclose_what_is_dark(drawn: tuple[bytes, ...]) -> None:
    rows = tuple(bytes(value % 2 for value in row) for row in drawn)
    loops = outlines(rows)
    assert sum(area(loop) for loop in loops) == sum(map(sum, rows))
    for loop in loops:
        edges = list(zip(loop, [*loop[1:], loop[0]], strict=True))
        assert all((x == u) != (y == v) for (x, y), (u, v) in edges)  # Every edge is level or upright, and the last meets the first.
    sides = [each for loop in loops for each in zip(loop, [*loop[1:], loop[0]], strict=True)]
    assert len(sides) == len(set(sides))


@pytest.mark.parametrize(
    ("size", "paper", "places"),
    [("a6", "a4", 2), ("a6", "a3", 4), ("a5", "a4", 1), ("a5", "a3", 2), ("a4", "a4", 0), ("a4", "a3", 1)],
)
def test_how_many_plaques_a_sheet_takes(size: str, paper: str, places: int) -> None:
    """A6 with its bleed is 111 x 154 mm: across A4 (297 x 210, 281 x 194 inside the grip) two stand, on A3 two by two."""
    assert sheets.best_grid(PAPERS[paper], SIZES[size].width, SIZES[size].height, 3).places == places


def test_plaques_on_a_sheet_keep_their_bleeds_apart() -> None:
    face = layout.face(a_plaque(size="a6"), VI, EN)
    planned = sheets.plan_sheets((face,) * 5, PAPERS["a3"], "thử")
    assert planned is not None
    assert [len(sheet.faces) for sheet in planned.sheets] == [4, 1]
    assert [sheet.label for sheet in planned.sheets] == ["thử · 1/2", "thử · 2/2"]
    (x0, y0), (x1, _), (_, y2), _ = planned.sheets[0].corners
    assert (x1 - x0, y2 - y0) == (105 + 6, 148 + 6)
    assert x0 - 3 >= 8


@pytest.mark.parametrize(
    ("size", "level", "distance"),
    [("a6", "Q", 0.7), ("a5", "Q", 1.0), ("a4", "Q", 1.6), ("a6", "H", 0.6)],
)
def test_reading_distance(size: str, level: str, distance: float) -> None:
    """Four hundred modules away: 70 mm hold 29 + 8 modules at version 3 (1.89 mm: 757 mm), 33 + 8 at version 4."""
    plaque = a_plaque(size=size, level=level, host="DISAN.HATINH.EXAMPLE")
    assert plaque.symbol.version == {"Q": 3, "H": 4}[level]
    assert plaque.reading_distance == distance
