"""Periods: what times the words of editors name, and that the words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disan.content.fields.dates import When
from disan.content.fields.periods import Period
from disan.content.fields.spans import BEFORE, YearSpan, spans

WORDS = ["thế kỷ", "thời", "Trần", "năm", "đầu", "–", ";", ",", "(", "1930", "713", "15", "XV", "TCN", "khoảng", "hết", "~", "/"]


def told(typed: str) -> list[str]:
    """The times of a text in short: `~` behind what is about, `T` behind what is handed down."""
    return [f"{each.first}-{each.last}{'~' * each.about}{'T' * each.traditional}" for each in spans(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("thế kỷ 15", ["1401-1500~"]),
        ("Thế kỷ thứ XV", ["1401-1500~"]),
        ("TK XVII-XVIII", ["1601-1800~"]),
        ("đầu thế kỷ 18", ["1701-1733~"]),
        ("cuối thế kỷ 18", ["1768-1800~"]),
        ("giữa thế kỷ 18 – đầu thế kỷ 20", ["1734-1933~"]),
        ("những năm 1420", ["1420-1429~"]),
        ("những năm 60 của thế kỷ 20", ["1960-1969~"]),
        ("khoảng 1930", ["1930-1930~"]),
        ("1884–1885", ["1884-1885"]),
        ("1964-72", ["1964-1972"]),
        ("khởi nghĩa Hoan Châu, 713–722", ["713-722"]),
        ("Ngày 15/6/1957", ["1957-1957"]),
        ("từ tháng 8/1964 đến hết tháng 10 năm 1972", ["1964-1972"]),
        ("thời Trần, thế kỷ 13", ["1225-1300~"]),
        ("Thời Trần, niên hiệu Kiến Tân (1398–1400)", ["1398-1400"]),
        ("năm 1833, thời vua Minh Mạng", ["1833-1833"]),
        ("năm Minh Mạng thứ 14 (1833)", ["1833-1833"]),
        ("đời Lê", ["1428-1789~"]),
        ("thời Lê – Nguyễn", ["1428-1945~"]),
        ("thời vua Tự Đức", ["1847-1883~"]),
        ("thế kỷ 15; dựng lại năm 1918", ["1401-1500~", "1918-1918"]),
        ("thế kỷ 15, sửa lại khoảng năm 1930", ["1401-1500~", "1930-1930~"]),
        ("tương truyền từ thế kỷ 4; tu bổ thế kỷ 17", ["301-400~T", "1601-1700~"]),
        ("hậu kỳ đá mới – sơ kỳ kim khí", ["0-0~"]),
        ("khoảng 4.000 năm trước", ["0-0~"]),
        ("thế kỷ 3 trước Công nguyên – thế kỷ 2", ["0-200~"]),
        ("XV–XVI", ["1401-1600~"]),
        ("thế kỷ XVII – đầu XVIII", ["1601-1733~"]),
        ("thế kỷ 15, 18 và 19", ["1401-1500~", "1701-1800~", "1801-1900~"]),
        ("thế kỷ 15, 3 lần tu sửa", ["1401-1500~"]),
        ("thời Lý, Trần", ["1009-1400~"]),
        ("thời Lê, Nguyễn Xí dựng", ["1428-1789~"]),
        ("Minh Mệnh thứ 5", ["1820-1841~"]),
        ("Tự Đức năm thứ 5 (1852)", ["1852-1852"]),
        ("1945 – nay", ["1945-2100"]),
        ("khoảng thế kỷ 18 đến nay", ["1701-2100~"]),
        ("12.9.1930, 1885/86", ["1930-1930", "1885-1886"]),
        ("111 TCN – 43 SCN", ["0-43~"]),
        ("rộng 1500 m2, điện thoại 1900 1234", []),
        ("thời Nguyễn Du", []),
        ("hơn 500 năm, rộng 1500 m", []),
        ("thế kỷ 16–15", []),
        ("chưa rõ", []),
    ],
)
def test_times_are_read_from_what_editors_write(typed: str, expected: list[str]) -> None:
    assert told(typed) == expected


@given(st.lists(st.sampled_from(WORDS)).map(" ".join) | st.text())
def test_no_words_are_refused_or_changed_and_times_go_forward(typed: str) -> None:
    period = Period.read(typed)
    assert period.text == " ".join(typed.split())
    assert all(BEFORE <= each.first <= each.last for each in period.spans)
    words = Period.read("thế kỷ 15").translated(typed)
    assert (words.text, words.spans) == (typed, (YearSpan(1401, 1500, about=True),))


def test_a_date_tells_its_years_as_a_period_does() -> None:
    for typed in ("1930", "khoảng 1930", "1964-1972", "thế kỷ 18", "9/12/2013", "9.12.2013"):
        assert When.read(typed).spans == spans(typed)


def test_long_words_are_read_at_once() -> None:
    """Each part of them looked at a few times, however often it stands there: else these would take hours."""
    assert len(spans("1930, " * 8000)) == 1
    assert spans(f"1930 - {'1' * 40_000}x 1931") == (YearSpan(1930, 1930), YearSpan(1931, 1931))
