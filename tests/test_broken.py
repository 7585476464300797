"""One broken site a rule, with its report letter for letter in both languages. Adding a case is adding a folder."""

import shutil
from pathlib import Path

import pytest

from disan.problems import Problem
from tests.fixtures.projects import SETTINGS, Project, told

BROKEN = Path(__file__).parent / "broken"
CASES = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())
WARNINGS = {"ledger-unproven", "located-picture", "missing-code", "outside-outline", "printed-address-moved", "stray-file", "unknown-place"}


@pytest.mark.parametrize("case", CASES)
def test_report(case: str, tmp_path: Path) -> None:
    project = Project(tmp_path)
    if case != "missing-settings":
        project.write({"content/site.yml": SETTINGS})
    shutil.copytree(BROKEN / case, project.root, dirs_exist_ok=True)
    report = project.check()
    for language in ("vi", "en"):
        assert f"{told(report, language)}\n" == (BROKEN / case / f"report.{language}.txt").read_text(encoding="utf-8")
    rule = case.partition("--")[0]
    assert rule in {problem.rule for problem in report.problems}
    assert report.stopped == (rule not in WARNINGS)
    for problem in report.problems:
        _assert_caret_stands_under_what_is_wrong(problem, project)


def _assert_caret_stands_under_what_is_wrong(problem: Problem, project: Project) -> None:
    if problem.line:
        assert 1 <= problem.at.column <= len(problem.line) + 1
        assert problem.at.column + problem.length <= len(problem.line) + 2
        lines = (project.root / problem.at.file).read_text(encoding="utf-8").splitlines()
        assert lines[problem.at.line - 1] == problem.line
