"""Text that YAML alone would drop, join or change: kept where it can only be text. What is told stands in tests/broken. Test data."""

import pytest

from disan.content import settings
from disan.content.source.nodes import data
from disan.content.source.parsing import parse
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
