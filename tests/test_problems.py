"""How problems look, in the three forms."""

import json

from disan.core.problems import Position, Problem, in_order, report, stops
from disan.core.strings import load

PROBLEM = Problem(
    "unknown-choice",
    Position("content/relics/a/index.vi.md", 7, 7, 7),
    values={"label": "Cấp", "value": "quốc ja", "nearest": "quốc gia", "choices": "quốc gia, tỉnh"},
    line="rank: quốc ja",
)


def test_text_is_the_line_the_caret_and_the_cure() -> None:
    assert report([PROBLEM], load("vi")).splitlines() == [
        "content/relics/a/index.vi.md:7:7: lỗi: Cấp “quốc ja” không có trong danh mục [unknown-choice]",
        "   7 | rank: quốc ja",
        "     |       ^^^^^^^ có phải là “quốc gia”?",
        "     = chọn một trong: quốc gia, tỉnh",
    ]


def test_a_hint_without_its_value_gives_way_to_one_that_needs_none() -> None:
    values = {**PROBLEM.values, "nearest": None}
    lines = report([Problem(PROBLEM.rule, PROBLEM.at, values=values, line=PROBLEM.line)], load("vi")).splitlines()
    assert lines[2] == "     |       ^^^^^^^ ghi đúng một giá trị trong danh mục"


def test_tabs_keep_the_caret_in_its_column() -> None:
    problem = Problem("stray-block-end", Position("a.md", 2, 2), line="\tx: 1")
    assert report([problem], load("vi")).splitlines()[2].startswith("     | \t^")


def test_github_escapes_what_its_commands_ask_for() -> None:
    problem = Problem("stray-file", Position("a,b:c.md"), "warning", {"value": "100%\nx"})
    line = report([problem], load("en"), "github")
    assert line.startswith("::warning file=a%2Cb%3Ac.md,line=1,col=1,title=stray-file::")
    assert "100%25%0Ax" in line
    assert "\n" not in line


def test_json_has_every_part() -> None:
    (one,) = json.loads(report([PROBLEM], load("en"), "json"))
    assert one["rule"] == "unknown-choice"
    assert (one["line"], one["column"], one["grade"]) == (7, 7, "error")
    assert json.loads(report([], load("en"), "json")) == []


def test_order_is_by_place_and_nothing_is_told_twice() -> None:
    later, earlier = Problem("stray-block-end", Position("b.md")), Problem("stray-block-end", Position("a.md", 9))
    assert in_order([later, earlier, later]) == [earlier, later]


def test_warnings_stop_a_strict_build_only() -> None:
    warning = Problem("missing-code", Position("a.md"), "warning")
    assert not stops([warning])
    assert stops([warning], strict=True)
    assert stops([PROBLEM])
