"""What strangers may put into a project: every case of tests/hostile is refused with its place, or published harmlessly with its words.

The cases are tables by kind. Those of records share one site; the others have a small project each. `python -m tests.hostile` tries more.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.hostile.cases import Case, all_cases
from tests.hostile.inspection import inspect
from tests.hostile.projects import Trial, all_trials
from tests.hostile.trial import Tried, carry_out, try_all

CASES, TRIALS = all_cases(1), all_trials()
SOME = CASES[::16]
"""For the quick run."""


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    return try_all(tmp_path_factory.mktemp("hostile"), CASES)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_record_is_refused_with_its_place_or_published_harmlessly(case: Case, tried: Tried) -> None:
    assert tried.fault(case) == ""


def test_some_are_refused_with_their_places_or_published_harmlessly(tmp_path: Path) -> None:
    tried = try_all(tmp_path, SOME)
    assert {case.name: fault for case in SOME if (fault := tried.fault(case))} == {}
    assert len({bool(tried.refused(case)) for case in SOME}) == 2
    assert tried.site.faults == {}
    assert tried.site.running == tried.plain.running


@pytest.mark.slow
def test_no_other_page_holds_what_they_hold(tried: Tried) -> None:
    """Lists, the search's index, the map, feeds and open data, of which each case is a part."""
    assert tried.site.faults == {}
    assert tried.site.running == tried.plain.running, "nothing runs that did not run before"
    assert not tried.built.stopped


@pytest.mark.slow
@pytest.mark.needs("posix")
@pytest.mark.parametrize("trial", [pytest.param(trial, id=trial.name) for trial in TRIALS])
def test_a_project_of_its_own_is_told_and_nothing_else_happens(trial: Trial, tmp_path: Path) -> None:
    carried = carry_out(trial, tmp_path)
    assert carried.faults == (), carried.ran.said[-2000:]


def test_the_cases_are_many_and_none_has_the_name_of_another() -> None:
    names = Counter([*(case.name for case in CASES), *(trial.name for trial in TRIALS)])
    assert max(names.values()) == 1
    assert len(names) > 400


LIVE = {
    "script": "<script>alert(1)</script>",
    "handler": "<p onclick=x>a</p>",
    "frame": "<iframe src=/a></iframe>",
    "picture elsewhere": "<img src=https://evil.example/x.png>",
    "script link": "<a href=' JAVAscript:alert(1)'>a</a>",
    "no scheme": "<a href=//evil.example>a</a>",
    "style": "<p style='background:url(//evil.example)'>a</p>",
    "style sheet": "<link rel=stylesheet href=//evil.example/a.css>",
    "refresh": "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "base": "<base href=/x>",
}


@pytest.mark.parametrize("name", LIVE)
def test_what_is_live_would_be_found(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(LIVE[name], encoding="utf-8")
    found = inspect(tmp_path)
    assert found.faults or found.running
    (tmp_path / "a.html").write_text(re.sub("[<>]", "", LIVE[name]), encoding="utf-8")
    assert not inspect(tmp_path).faults
