"""One broken site a rule, with its report letter for letter in both languages. Adding a case is adding a folder."""

import io
import re
import shutil
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from disan import ledger
from disan.content import source as sources
from disan.content.kinds import KINDS
from disan.core.problems import Problem, report
from disan.core.strings import load
from tests.fixtures.projects import SETTINGS, Project, relic, told

BROKEN = Path(__file__).parent / "broken"
CASES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())
"""A rule, or `rule--variant` for further ways of breaking it."""


def _has_a_sibling(case: str) -> bool:
    """Whether another case of its rule comes before it, which a run of the quick tests has."""
    rule = case.partition("--")[0]
    return case != next(each for each in CASES if each.partition("--")[0] == rule)


WARNINGS = {
    "code-quoted",
    "cut-picture",
    "domain-expired",
    "domain-expires",
    "damaged-recording",
    "located-recording",
    "several-pictures",
    "ledger-unproven",
    "located-picture",
    "long-path",
    "missing-code",
    "outside-outline",
    "printed-address-moved",
    "stray-file",
    "unknown-place",
    "unordered-period",
    "accidental-heading",
    "broken-table",
    "heading-without-blank",
    "renumbered-list",
    "run-on-lines",
    "stray-emphasis",
    "row-without-bar",
}


@pytest.mark.parametrize("case", [pytest.param(case, marks=pytest.mark.slow if _has_a_sibling(case) else []) for case in CASES])
def test_report(case: str, tmp_path: Path) -> None:
    project = Project(tmp_path)
    if case != "missing-settings":
        project.write({"content/site.yml": SETTINGS})
    shutil.copytree(BROKEN / case, project.root, dirs_exist_ok=True)
    report = project.check()
    for language in ("vi", "en"):
        kinds = ", ".join(f"{kind.folder} ({load(language).of(kind.name).lower()})" for kind in KINDS)
        expected = (BROKEN / case / f"report.{language}.txt").read_text(encoding="utf-8").replace("{kinds}", kinds)
        assert f"{told(report, language)}\n" == expected
    rule = case.partition("--")[0]
    assert rule in {problem.rule for problem in report.problems}
    assert report.stopped == (rule not in WARNINGS)
    for problem in report.problems:
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(problem), type=Problem) == problem, "packed and read back by its types"
        _assert_caret_stands_under_what_is_wrong(problem, project)


def _assert_caret_stands_under_what_is_wrong(problem: Problem, project: Project) -> None:
    if problem.line:
        assert 1 <= problem.at.column <= len(problem.line) + 1
        assert problem.at.column + problem.at.length <= len(problem.line) + 2
        lines = (project.root / problem.at.file).read_text(encoding="utf-8").splitlines()
        assert lines[problem.at.line - 1][problem.left_out :][:500] == problem.line, "of a long line what stands around the place"


READ_ALONE = (
    *("duplicate-key", "ledger-syntax", "merge-conflict", "no-front-matter", "not-utf8", "old-font", "pasted-table", "pasted-twice"),
    *("lost-text", "private-character", "too-deep", "unclosed-front-matter", "yaml-syntax"),
)
"""Rules that a file's reader alone tells, whatever the file is."""
DOUBTED = ("lost-text--item", "lost-text--settings")
"""Where a field's own class says whether what stands behind a # is text."""


def test_a_file_read_alone_is_told_as_in_its_site() -> None:
    """What readers of files find is in the site's report as it stands, and all that it says by their rules comes from them."""
    strings = load("vi")
    for case in (each for each in CASES if each != "stray-file"):  # Which stands where no record does, and is not read.
        folder, expected = BROKEN / case, (BROKEN / case / "report.vi.txt").read_text(encoding="utf-8")
        found = ledger.read(folder)[1]
        for path in (each for each in sorted(folder.rglob("*")) if each.suffix in (".md", ".yml")):
            name = path.relative_to(folder).as_posix()
            source, problems = (sources.read if path.suffix == ".md" else sources.read_settings)(path, name)
            found += problems
            if source and case.startswith("lost-text") and case not in DOUBTED:
                found += [problem for _, problem in sources.doubts(source.front)]
        for problem in found:
            assert "\n".join([*report([problem], strings).splitlines()[:3], ""]) in expected, case
        for rule in READ_ALONE if "--block" not in case and case not in DOUBTED else ():
            assert [each.rule for each in found].count(rule) == expected.count(f"[{rule}]"), (case, rule)


PICTURE = io.BytesIO()
Image.linear_gradient("L").resize((1300, 800)).convert("RGB").save(PICTURE, "JPEG")
COVER = "cover:\n  file: {file}\n  alt: Cổng thử\n  credit: Người thử\n  licence: CC0\n"
DATED = "recognitions:\n  - rank: tỉnh\n    date: {date}\n"


@pytest.mark.parametrize(
    ("extra", "body"),
    [
        ("coordinates: 18°20'31\"N, 105°54'11\"E\n", "Bài thử."),
        ("coordinates: 18,3419, 105,9030\n", "Bài thử."),
        (DATED.format(date="khoảng 1930"), "Bài thử."),
        (DATED.format(date="23-11-1992"), "Bài thử."),
        (COVER.format(file="Cổng đền (1).jpg"), "Bài thử."),
        ("other_names:\n  • Đền Một\n  – Đền Hai\n", "Trong đền có:\n\n• một chuông\n•\u00a0hai bia"),
        (DATED.format(date="2-9-1945."), "Bài thử."),
        ("coordinates: 18.3419N 105.9030E\n", "Bài thử."),
        ("summary: Một câu\vngắt dòng kiểu Word.\n", "Bài thử\fsang trang."),
    ],
    ids=["degrees", "decimal-commas", "about", "day-first", "picture-name", "bullets", "full-stop", "letters", "breaks"],
)
def test_habits_that_do_no_harm_are_no_mistakes(extra: str, body: str, tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write({"content/site.yml": SETTINGS, "content/relics/den-thu/index.vi.md": relic(code="7K3QM", extra=extra, body=body)})
    project.write({"content/relics/den-thu/Cổng đền (1).jpg": PICTURE.getvalue()} if "file:" in extra else {})
    assert project.build(strict=True).problems == ()
    page = project.page("di-tich/den-thu/index.html")
    if "•" in body:
        assert "<li>một chuông</li>" in page
        assert "•" not in page.split("<main", 1)[1].split("Trong đền có", 1)[1].split("hai bia", 1)[0]


@pytest.mark.parametrize("marks", ["- ", "-", "+ ", "* ", "— ", "1. 2. ", "1) 2) "])
def test_other_marks_of_a_list_are_read_as_its_hyphens(marks: str, tmp_path: Path) -> None:
    """Where a list is expected; in a text that goes on over lines they stay what they are."""
    first, second = (marks[:3], marks[3:]) if len(marks) > 3 else (marks, marks)
    typed = f"other_names:\n  {first}Đền Một\n  {second}Đền Hai\nsummary: Đền\n  — một câu\n  2. nữa\n"
    project = Project(tmp_path)
    project.write({"content/site.yml": SETTINGS, "content/relics/den-thu/index.vi.md": relic(code="7K3QM", extra=typed)})
    assert project.build(strict=True).problems == ()
    page = project.page("di-tich/den-thu/index.html")
    assert re.search(r"Đền Một\W+(?:<[^>]+>\s*)*Đền Hai", page)
    assert "Đền — một câu 2. nữa" in page


def test_a_caret_stands_where_the_editor_typed(tmp_path: Path) -> None:
    """Though the line was read with a hyphen and a space, or without the quotation marks around its key."""
    typed = "recognitions:\n  -rank: tỉnh\n    “date”: hôm qua\nfestivals:\n  -lunar: hôm qua\n"
    project = Project(tmp_path)
    project.write({"content/site.yml": SETTINGS, "content/relics/den-thu/index.vi.md": relic(code="7K3QM", extra=typed)})
    found = [each for each in project.check().problems if each.rule == "wrong-type"]
    assert [each.line[each.at.column - 1 :][: each.at.length] for each in found] == ["hôm qua", "hôm qua"]


@pytest.mark.parametrize(
    "body", ["Où est le naïf?", "Café · «phở» ©1990 ®", "```\na\tb\nc\td\n```", "Một dòng\tcó Tab.", "Müller, Besançon"]
)
def test_foreign_words_and_code_are_no_mistakes(body: str, tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.write({"content/site.yml": SETTINGS, "content/relics/den-thu/index.vi.md": relic(code="7K3QM", body=body)})
    assert project.build(strict=True).problems == ()
