"""Charts: figures in, drawings out. All figures here are test data."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disan.drawing import charts
from disan.drawing.charts import Bar

SOME = (Bar("Một", 40, "40 tấn"), Bar("Hai", 10, "10 tấn"), Bar("Ba", 0, "0"))
KINDS = ("bar", "column", "line", "pictogram")
figures = st.lists(
    st.builds(
        Bar,
        label=st.text("Đồng Lộc ưỡẫ<&", min_size=1, max_size=60),
        value=st.floats(0, 1e9),
        shown=st.text("0123456789,. tấn", min_size=1, max_size=14),
    ),
    min_size=1,
    max_size=14,
)


def numbers(svg: str, shape: str, attribute: str) -> list[float]:
    return [float(found) for found in re.findall(rf'class="{shape}"[^>]* {attribute}="([^"]*)"', svg)]


def test_bars_are_as_long_as_their_figures() -> None:
    first, second, third = numbers(charts.draw("bar", SOME).svg, "chart-bar", "width")
    assert second == pytest.approx(first / 4, abs=0.1)
    assert third == 0


def test_columns_stand_on_one_line_and_are_as_high_as_their_figures() -> None:
    svg = charts.draw("column", SOME).svg
    heights, tops = numbers(svg, "chart-column", "height"), numbers(svg, "chart-column", "y")
    assert heights[1] == pytest.approx(heights[0] / 4, abs=0.1)
    assert len({round(top + height) for top, height in zip(tops, heights, strict=True)}) == 1


def test_a_line_rises_with_its_figures() -> None:
    heights = numbers(charts.draw("line", SOME).svg, "chart-dot", "cy")
    assert heights[0] < heights[1] < heights[2]  # SVG counts downwards.


@pytest.mark.parametrize(("whole", "sign"), [(1, 1), (80, 1), (81, 2), (160, 2), (161, 5), (401, 10), (85_000, 2_000)])
def test_a_sign_stands_for_a_round_number(whole: float, sign: float) -> None:
    assert charts.sign_value(whole) == sign


def dots(svg: str, name: str) -> int:
    """How many dots the lines of a class have: 22 units from one to the next."""
    lines = re.findall(r"M([\d.]+) [\d.]+H([\d.]+)", "".join(re.findall(rf'class="{name}" d="([^"]*)"', svg)))
    return sum(int((float(end) - float(start)) // 22) + 1 for start, end in lines)


def test_signs_count_the_figures() -> None:
    drawn = charts.draw("pictogram", (Bar("Một", 32, "32"), Bar("Hai", 18.5, "18,5"), Bar("Ba", 0, "0")))
    assert drawn.sign == 1
    assert dots(drawn.svg, "chart-ring") == dots(drawn.svg, "chart-face") == 32 + 19
    assert dots(drawn.svg, "chart-sign") == 32 + 18
    assert drawn.svg.count("chart-part") == 1


def test_labels_that_do_not_fit_make_bars_of_columns() -> None:
    long = tuple(Bar(f"Nghiêngnghiêng{index}", 1, "1") for index in range(8))
    assert "chart-column" not in charts.draw("column", long).svg
    assert charts.draw("column", long).svg.count("chart-bar") == 8


def test_lines_of_type_keep_stacked_marks_apart() -> None:
    svg = charts.draw("bar", (Bar("Đường truyền và camera cho bộ phận một cửa cấp xã ở nhiều nơi", 1, "1"),)).svg
    lines = [float(y) for y in re.findall(r'class="chart-label" x="0" y="([^"]*)"', svg)]
    assert len(lines) > 1
    assert lines[1] - lines[0] >= 15 * 1.35


@pytest.mark.parametrize("kind", KINDS)
@given(figures)
def test_every_drawing_is_well_formed_and_inside_its_frame(kind: str, bars: list[Bar]) -> None:
    root = ElementTree.fromstring(charts.draw(kind, bars).svg)
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    assert width == charts.WIDTH
    for shape in root.iter():
        assert not {"style", "id"} & set(shape.attrib)
        assert not any(name.startswith("on") for name in shape.attrib)
        assert -0.1 <= float(shape.get("y", 0)) <= height + 0.1
        assert float(shape.get("x", 0)) + float(shape.get("width", 0)) <= width + 0.1
        assert float(shape.get("y", 0)) + float(shape.get("height", 0)) <= height + 0.1


@pytest.mark.parametrize("bars", [(), (Bar("Một", -1, "-1"),)])
def test_no_figures_and_negative_ones_are_refused(bars: tuple[Bar, ...]) -> None:
    with pytest.raises(ValueError, match="figures"):
        charts.draw("bar", bars)
