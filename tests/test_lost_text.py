"""Text that YAML alone would drop, join or change: kept where it can only be text. What is told stands in tests/broken. Test data."""

import pytest

from disan.content import settings
from disan.content import source as sources
from disan.content.source import editing
from disan.content.source.nodes import Data, data, doubts, uncommented
from disan.content.source.parsing import parse
from disan.core.problems import Position
from tests.fixtures.projects import Site, relic, rules


def read(*lines: str) -> object:
    """What lines of YAML say; nothing may be wrong with them."""
    table, problems = parse(list(lines), 0, "thu.yml")
    assert problems == []
    assert table
    return data(table)


def test_a_number_sign_and_hashtags_behind_a_value_are_kept(site_of: Site) -> None:
    extra = "summary: Mùa hè xanh. #DiSanHaTinh #VeNguon\nother_names:\n  - Nhà số #5 ngõ 2\n  - Nhà #6\n"
    record = relic("Nhà văn hóa tổ dân phố #5", code="7K3QM", extra=extra)
    english = "---\ntitle: House of group #5\n---\nText.\n"
    project = site_of({"content/relics/den-thu/index.vi.md": record, "content/relics/den-thu/index.en.md": english})
    assert rules(project.build(strict=True)) == set()
    page = project.page("di-tich/den-thu/index.html")
    for said in ("Nhà văn hóa tổ dân phố #5</h1>", "Mùa hè xanh. #DiSanHaTinh #VeNguon</p>", "Nhà số #5 ngõ 2", "Nhà #6"):
        assert said in page
    assert "House of group #5</h1>" in project.page("en/relics/den-thu/index.html")


@pytest.mark.parametrize(
    "line",
    [
        "code: 7K3QM  # chương trình cấp, không sửa",
        "type: history # loại hình",
        "visit_minutes: 90 # phút",
        "places: # các xã\n  - name: xã Thạch Trị",
        "# type: cũ",
    ],
)
def test_a_comment_where_no_text_can_stand_is_one(line: str, site_of: Site) -> None:
    """So are those on lines of their own."""
    record = relic(code="7K3QM")
    name = line.partition(":")[0]
    lines = [each for each in record.split("\n") if not each.startswith(f"{name}:")]
    project = site_of({"content/relics/den-thu/index.vi.md": "\n".join([lines[0], *line.split("\n"), *lines[1:]])})
    assert "lost-text" not in rules(project.check())
    assert "yaml-syntax" not in rules(project.check())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["a: 'Đền # 5'"], "Đền # 5"),
        (['a: "Đền', '  # 5"'], "Đền # 5"),
        (["a: |", "  • một", "  # hai", '  "ba'], '• một\n# hai\n"ba\n'),
        (["a: |", "  Gồm:", "  • một"], "Gồm:\n• một\n"),
        (["  “a”: Đền"], "Đền"),
        (["a: Đền", "  – một câu", "  2. nữa"], "Đền – một câu 2. nữa"),
        (["a: Đền#5:7:30"], "Đền#5:7:30"),
        (["a:\u00a0Đền\u202fthử"], "Đền thử"),
        (["a: Đền (số 5), “mới”"], "Đền (số 5), “mới”"),
    ],
)
def test_what_an_editor_sees_is_what_is_read(lines: list[str], said: str) -> None:
    assert read(*lines) == {"a": said}


@pytest.mark.parametrize("mark", ["•", "▪", "–", "*", "1.", "-"])
def test_marks_of_a_list_are_hyphens_in_every_line(mark: str) -> None:
    """At the margin too, and in lists within lists of fields."""
    assert read("a:", f"{mark} Đền Một", f"{mark} Đền Hai") == {"a": ["Đền Một", "Đền Hai"]}


def test_a_text_that_stands_as_it_is_ends_where_its_indent_does() -> None:
    assert read("a: |", "  “x”: 1", "“b”: Đền") == {"a": "“x”: 1\n", "b": "Đền"}


def test_what_stands_behind_a_number_sign_can_be_put_to_its_value() -> None:
    table, _ = parse(["a: Đền # 5", "b:", "  - Nhà # 6", "  - c: # 7", "    d: Miếu"], 0, "thu.yml")
    assert table
    assert data(uncommented(table)) == {"a": "Đền # 5", "b": ["Nhà # 6", {"c": "# 7", "d": "Miếu"}]}
    assert [path for path, _ in doubts(table)] == [("a",), ("b", 0), ("b", 1, "c")]


def test_a_value_or_a_list_that_no_page_holds_is_told_where_it_begins() -> None:
    """Two halves of a text that are short enough by themselves, and one item more than a list may have."""
    half = "  " + "á" * 30_000
    (long,) = parse(["t: Đền", "a: |", half, half], 4, "thu.yml")[1]
    assert (long.rule, long.at.line, long.at.column, long.values) == ("too-long", 6, 4, {"reason": "value", "limit": 50_000})
    (many,) = parse(["a:", *["- Đền"] * 1001], 0, "thu.yml")[1]
    assert (many.rule, many.at.line, many.values) == ("too-long", 2, {"reason": "items", "limit": 1000})
    assert parse(["a:", *["- Đền"] * 1000], 0, "thu.yml")[1] == []
    (listed,) = parse(["[a, b]: Đền"], 0, "thu.yml")[1]
    assert (listed.rule, listed.values, listed.line) == ("yaml-syntax", {"reason": "token"}, "[a, b]: Đền")
    (bare,) = parse(["Đền"], 4, "thu.yml")[1]
    assert (bare.rule, bare.at, bare.values) == ("yaml-syntax", Position("thu.yml", 5, 1, 1), {"reason": "no-colon"})
    table, _ = parse(["a: Đền", "  Miếu cũ"], 0, "thu.yml")
    assert table
    assert table.entries["a"][1].at == Position("thu.yml", 1, 4, 3), "of a value over several lines, what stands on the first"


def test_a_sign_of_a_text_with_no_text_below_it_is_told() -> None:
    (lost,) = parse(["a: | ", "b: Đền"], 0, "thu.yml")[1]
    assert (lost.rule, lost.at.line, lost.at.column) == ("lost-text", 1, 4)
    assert (lost.values["reason"], lost.values["lost"]) == ("sign", "|")


def test_bullets_of_a_word_processor_begin_items_of_the_body() -> None:
    source, problems = sources.from_bytes("---\na: Đền\n---\nGồm:\n• một\n  ▪\u00a0hai · ba\n".encode(), "thu.md")
    assert problems == []
    assert source
    assert source.body == "Gồm:\n- một\n  - hai · ba"
    assert source.body_line == 4


def test_a_record_begun_again_is_told_though_its_fields_are_not_closed() -> None:
    _, problems = sources.from_bytes("---\ntitle: Đền\n---\nBài.\n---\ntitle: Miếu\n".encode(), "thu.md")
    assert [(each.rule, each.at.line) for each in problems] == [("pasted-twice", 5)]


def test_fields_within_a_body_stand_at_their_lines_of_the_file() -> None:
    source, _ = sources.from_bytes("---\na: Đền\n---\n/// hộp\nb: Miếu\nc: Chùa\n///\n".encode(), "thu.md")
    assert source
    inner, problems = sources.read_inner(source, 5, 7, Position("thu.md", 4))
    assert problems == []
    assert inner
    assert data(inner.front) == {"b": "Miếu", "c": "Chùa"}
    assert (inner.at(), inner.at("c").line, inner.key_at("c").column) == (Position("thu.md", 4, length=3), 6, 1)
    assert inner.line(inner.at("c")) == "c: Chùa"
    assert [source.line(Position("thu.md", number)) for number in (7, 8)] == ["///", ""]


def test_items_added_to_a_list_leave_those_that_stand_as_they_are() -> None:
    before = "---\na:\n- 'Một'  # cũ\n- Hai\n\n# lời\nb: Đền\n---\nBài\n"
    assert editing.with_items(before, "a", ["Ba", "Bốn"], ["Một", "Hai"]) == before.replace("- Hai\n", "- Hai\n- Ba\n- Bốn\n")
    windows = before.replace("\n", "\r\n")
    assert editing.with_items(windows, "a", ["Ba"], ["Một", "Hai"]) == windows.replace("- Hai\r\n", "- Hai\r\n- Ba\r\n")
    assert editing.with_items(before, "c", ["Ba"], []) == before.replace("b: Đền\n", "b: Đền\nc:\n  - Ba\n")
    nested: Data = {"d": "Hai", "e": {"f": "Ba"}, "g": None}
    assert editing.with_field(before, "c", nested) == before.replace("b: Đền\n", "b: Đền\nc:\n  d: Hai\n  e:\n    f: Ba\n  g:\n")
    flow = "---\na: [Một]\n---\n"
    assert editing.with_items(flow, "a", ["Hai"], ["Một"]) == "---\na:\n  - Một\n  - Hai\n---\n"


def test_what_forms_leave_empty_says_nothing(site_of: Site) -> None:
    """An English file as a form writes it: empty texts, lists, names that belong to the Vietnamese file, and a last line's words."""
    record = relic(code="7K3QM", extra="places:\n  - name: xã Thạch Trị\n  - name: xã Thạch Văn\n    note: cũ\n  - name: xã Thạch Hội\n")
    places = "places:\n  - name: ''\n    note: \"\"\n  - note: former\n  - {}\n"
    english = f"---\ntitle: ''\nsummary: \"\"\nother_names: []\n{places}sources:\n  - {{}}\nperiod: ' '\n---\n"
    project = site_of({"content/relics/den-thu/index.vi.md": record, "content/relics/den-thu/index.en.md": english})
    assert rules(project.build()) <= {"unknown-place"}
    assert "former" in project.page("en/relics/den-thu/index.html")


def test_settings_may_say_nothing_of_a_language(site_of: Site) -> None:
    typed = "name: {vi: Trang, en: }\ntagline: Thử\nurl: https://disan.example\nkeeper:\n  vi:\n  en:\nbenchmarks:\n  houses:\n"
    chosen, problems = settings.read(site_of({"content/site.yml": typed}).root)
    assert problems == []
    assert chosen
    assert (chosen.name.of("en"), chosen.keeper, chosen.benchmarks.figures) == ("Trang", None, ())
