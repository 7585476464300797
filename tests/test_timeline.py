"""The timeline: its scale goes forward and stays inside, and its page tells every record once, in the order of time."""

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from disan.drawing.timeline import BEFORE, TimeMark, overview, position, reach, scale, strip
from tests.fixtures.projects import Project

YEARS = st.integers(BEFORE, 2100)
SHARES = re.compile(r' (?:x|x1|x2|cx|width)="(-?[\d.]+)%"')


@given(YEARS, YEARS)
def test_a_later_year_never_stands_further_left(one: int, other: int) -> None:
    first, last = sorted((one, other))
    assert 0 <= position(first) <= position(last) <= 100


@given(
    st.lists(
        st.builds(
            lambda ends, about, told: TimeMark(min(ends), max(ends), about, told), st.tuples(YEARS, YEARS), st.booleans(), st.booleans()
        )
    )
)
def test_whatever_is_drawn_can_be_seen_and_stays_inside(marks: list[TimeMark]) -> None:
    for mark in marks:
        left, right = reach(mark)
        assert 0 <= left <= right - 1 <= 99
    for attributes in re.findall(r"<rect[^>]*>", strip(marks) + overview({mark.last // 100: 1 for mark in marks})):
        left, width = map(float, SHARES.findall(attributes))
        assert left >= 0
        assert width > 0
        assert left + width <= 100.1


def test_recent_years_stand_further_apart_than_old_ones_and_their_names_never_touch() -> None:
    assert position(1931) - position(1930) > 2 * position(1331) - 2 * position(1330) > 4 * position(331) - 4 * position(330)
    names = re.findall(r'<text x="([\d.]+)%"[^>]*?( class="minor")?>(\d+)<', scale("TCN"))
    # A name of four digits is 27 pixels wide; drawings have 288 where all names show on a phone, and 576 where the smaller ones do too.
    for width, shown in ((288, [float(x) for x, minor, _ in names if not minor]), (576, [float(x) for x, _, _ in names])):
        assert all((after - before) * width / 100 > 27 for before, after in itertools.pairwise(shown))


def test_each_record_stands_once_under_its_first_century(sample_project: Project) -> None:
    page = (sample_project.root / "site/dong-thoi-gian/index.html").read_text(encoding="utf-8")
    sections = dict(re.findall(r'<section id="(century-\d+)">(.*?)</section>', page, re.DOTALL))
    told = {name: re.findall(r'<li><a href="/di-tich/([^/]+)/">', inside) for name, inside in sections.items()}
    assert told["century-0"] == ["di-chi-thu"], "some 4,000 years ago"
    assert told["century-15"] == ["den-long-lanh"], "15th century, mended around 1930"
    assert told["century-20"] == ["nga-ba-thu"], "1964–1972"
    assert list(sections) == sorted(sections, key=lambda name: int(name.partition("-")[2]))
    assert page.count('href="/di-tich/den-long-lanh/"') == 1
    assert "thế kỷ 15, sửa lại khoảng năm 1930" in sections["century-15"]
    record = (sample_project.root / "site/di-tich/den-long-lanh/index.html").read_text(encoding="utf-8")
    assert '<a href="/dong-thoi-gian/#century-15">thế kỷ 15, sửa lại khoảng năm 1930</a>' in record
