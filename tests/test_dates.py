"""When records were published and changed, of real git repositories: commits say it, whoever builds, in any order. Test data only."""

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from disan import cli, ledger
from disan.ledger import dates, git
from disan.ledger.model import RecordDates
from tests.fixtures.projects import Project, Site, read, relic, views

pytestmark = pytest.mark.needs("git")
A, B, C, D = "relics/den-mot", "relics/den-hai", "relics/den-ba", "relics/den-tu"
TEXT = "content/{}/index.vi.md"


def day(number: int) -> datetime:
    return datetime(2026, 3, number, 1, 30, tzinfo=UTC)


def told(published: int, changed: int) -> RecordDates:
    return RecordDates(day(published), day(changed))


def run(project: Project, *words: str, on: int = 1) -> None:
    """A command of git on a day of March 2026, 08:30 in Vietnam; the author says another year, which counts for nothing."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    surroundings |= {"GIT_COMMITTER_DATE": f"2026-03-{on:02} 08:30:00 +0700", "GIT_AUTHOR_DATE": "2020-01-01 00:00:00 +0000"}
    who = ("-c", "user.name=Người thử", "-c", "user.email=thu@disan.example", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", str(project.root), *who, *words], check=True, capture_output=True, env=surroundings)


def commit(project: Project, on: int, files: dict[str, str]) -> None:
    project.write(dict(files))
    run(project, "add", "-A")
    run(project, "commit", "-q", "-m", "Sửa", on=on)


@pytest.fixture
def project(site_of: Site) -> Project:
    """Day 1: two records, one a draft; 3: its draft line goes; 5: a translation; 6: a rename; 8: a branch from day 4 comes in."""
    made = site_of(
        {TEXT.format(A): relic("Đền Một"), TEXT.format(B): relic("Đền Hai", extra="draft: có\n"), ".gitignore": "/site/\n/.cache/\n"}
    )
    run(made, "init", "-q")
    commit(made, 1, {})
    commit(made, 3, {TEXT.format(B): relic("Đền Hai")})
    run(made, "switch", "-q", "-c", "nhanh")
    commit(made, 4, {TEXT.format(D): relic("Đền Tư")})
    run(made, "switch", "-q", "main")
    commit(made, 5, {f"content/{A}/index.en.md": "---\ntitle: First temple\n---\nText.\n"})
    run(made, "mv", f"content/{B}", f"content/{C}")
    commit(made, 6, {TEXT.format(C): relic("Đền Hai", extra="formerly: [den-hai]\n")})
    run(made, "merge", "-q", "--no-edit", "nhanh", on=8)
    return made


KNOWN = {A: told(1, 5), C: told(3, 6), D: told(4, 4)}


def found(project: Project) -> dict[str, RecordDates]:
    with views(project) as shown:
        return dict(shown["vi"].record_dates)


def test_commits_say_when_records_came_and_changed(project: Project) -> None:
    """A draft was not published; a translation is a change; a renamed record is what it was; a merge is no change."""
    assert found(project) == KNOWN
    project.write({TEXT.format(A): relic("Đền Một, sửa"), "content/relics/den-moi/index.vi.md": relic("Đền mới")})
    assert found(project) == KNOWN, "what is not committed has no date"


def test_what_came_since_the_last_build_is_read_alone_and_agrees_with_a_whole_reading(project: Project) -> None:
    history = git.required(project.root)
    run(project, "checkout", "-q", "HEAD^")
    past = dates.of_history(git.required(project.root))
    run(project, "checkout", "-q", "main")
    assert dates.of_history(history, past) == dates.of_history(history)
    known = dates.of_history(history)
    assert dates.of_project(project.root, known) == (known, [])
    assert dates.of_project(project.root, known)[0] is known, "nothing is read while the commit is the same"
    run(project, "checkout", "-q", "HEAD^")
    assert dates.of_history(git.required(project.root), known) == past, "what is known of a future that is no more does not count"


def test_a_site_without_history_has_the_dates_of_the_table(project: Project, tmp_path: Path) -> None:
    table = project.root / "content/dates.csv"
    assert cli.main(["dates", "--root", str(project.root)]) == 0
    moved = f"{C},2026-03-06T01:30:00Z,2026-03-06T01:30:00Z"
    assert table.read_text(encoding="utf-8").splitlines()[:2] == ["record,published,changed", moved], "under its own name"
    written = table.read_bytes()
    assert cli.main(["dates", "--root", str(project.root)]) == 0
    assert table.read_bytes() == written
    copy = project.copied(tmp_path / "copy")
    (copy.root / ".git").rename(copy.root / "gone")
    assert found(copy) == KNOWN
    run(copy, "init", "-q")
    commit(copy, 20, {})
    assert found(copy) == KNOWN, "a history that begins with the table goes on from it"
    commit(copy, 21, {f"content/{D}/index.en.md": "---\ntitle: Fourth temple\n---\nText.\n"})
    assert found(copy) == {**KNOWN, D: told(4, 21)}
    assert cli.main(["dates", "--root", str(copy.root)]) == 0
    assert ledger.read(copy.root)[1] == []
    assert set(written.splitlines()) - set((copy.root / "content/dates.csv").read_bytes().splitlines()) == {
        f"{D},2026-03-04T01:30:00Z,2026-03-04T01:30:00Z".encode()
    }, "no row goes, one is newer"


def test_a_shallow_clone_is_told_and_is_no_history(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{project.root}", str(tmp_path / "clone")], check=True, capture_output=True
    )
    clone = Project(tmp_path / "clone")
    with read(clone) as (reading, problems):
        assert [each.grade for each in problems if each.rule == "history-shallow"] == ["warning"]
        assert reading.record_dates == {}
    assert cli.main(["dates", "--root", str(clone.root)]) == 2
    assert "--unshallow" in capsys.readouterr().err
    assert not (clone.root / "content/dates.csv").exists()


def test_a_table_by_hand_is_read_as_it_is_meant_or_told(site_of: Site) -> None:
    rows = "relics/den-thu,24/11/2026,2026-11-25\nrelics/den-thu,2026-11-23T17:00:00+07:00,2026-11-24\n"
    project = site_of({TEXT.format("relics/den-thu"): relic(), "content/dates.csv": f"record,published,changed\n{rows}"})
    first, last = datetime(2026, 11, 23, 10, tzinfo=UTC), datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert found(project) == {"relics/den-thu": RecordDates(first, last)}, "a day begins in Vietnam; of two rows the first and the last"
    project.write({"content/dates.csv": "record,published,changed\nden-thu,hôm qua,2026-11-24T08:00:00\n"})
    _, problems = ledger.read(project.root)
    assert [(each.rule, each.values["column"]) for each in problems] == [
        ("ledger-syntax", name) for name in ("record", "published", "changed")
    ]
