"""What git remembers, asked of a small repository of a few commits: every answer of `disan.ledger.git`. Test data only."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from disan.core.problems import NotPossibleError
from disan.ledger import git
from tests.fixtures.commits import HOME, commits, committed, run

TABLE = "content/plaques.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that stands in a folder of a repository, with a past: two lines apart, which merged, and a file that went and came."""
    committed(
        tmp_path,
        {TABLE: "một\n", "ngoài.md": "7K3QM\n", "content/relics/đền/index.vi.md": "code: 7K3QM\n"},
        {TABLE: "một\nhai\n", ".gitattributes": "*.md binary\n"},
        {TABLE: "một\nba\n", "parents": "1"},
        {TABLE: "một\nhai\nba\n", "parents": "2 3"},
        {TABLE: None, "content/relics/đền/index.vi.md": "code: 82MW3\n", "content/relics/đền/trong/index.vi.md": "7K3QM\n"},
        {TABLE: "một\nhai\n", "content/houses/nhà/index.vi.md": "a.b\n"},
    )
    return tmp_path / HOME


def history(root: Path) -> git.History:
    past = git.of(root)
    assert past is not None
    return past


def test_every_version_of_a_file_is_remembered_once_oldest_first(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of both lines that merged, and what the merge made of them; a file that is not there is none."""
    monkeypatch.setenv("GIT_DIR", "/none")
    made = commits(root)
    found = history(root).versions(TABLE)
    assert {(each.commit, each.content.decode()) for each in found} == {
        (made[0], "một\n"),
        (made[1], "một\nhai\n"),
        (made[2], "một\nba\n"),
        (made[3], "một\nhai\nba\n"),
    }
    assert (found[0].commit, found[-1].commit) == (made[0], made[3])
    assert history(root).versions("content/retired.csv") == ()


def test_a_line_that_a_merge_dropped_is_remembered(tmp_path: Path) -> None:
    committed(tmp_path, {"a": "1\n"}, {"a": "1\n2\n"}, {"b": "", "parents": "1"}, {"a": "1\n", "parents": "3 2"})
    assert [each.content for each in history(tmp_path / HOME).versions("a")] == [b"1\n", b"1\n2\n"]


def test_files_in_which_a_word_stands_are_found_whatever_attributes_say(root: Path) -> None:
    past, made = history(root), commits(root)
    relic, house = "content/relics/đền/index.vi.md", "content/houses/nhà/index.vi.md"
    assert past.holding(made[1], ["7K3QM"], "content/*/*/index.vi.md") == {relic: b"code: 7K3QM\n"}
    assert past.holding("HEAD", ["82MW3", "a.b"], "content/*/*/index.vi.md") == {relic: b"code: 82MW3\n", house: b"a.b\n"}
    assert past.holding("HEAD", ["a.b"], "content/*/*/index.vi.md") == {house: b"a.b\n"}, "a point is a point"
    assert past.holding("HEAD", ["c.d"], "content/*/*/index.vi.md") == {}
    assert past.content(made[0], relic) == b"code: 7K3QM\n"
    assert past.content("HEAD", "content/none") == b""


def test_the_parents_of_commits_that_moved_a_word_are_found_latest_first(root: Path) -> None:
    made = commits(root)
    found = history(root).before_changes("7K3QM", "content")
    assert len(found) == 1
    assert made[3].startswith(found[0]), "the first commit, which brought it, has no parent"
    assert [made[4].startswith(each) for each in history(root).before_changes("a.b", "content")] == [True]
    assert history(root).before_changes("V1D0N", "content") == ()


def test_what_differs_from_a_commit_is_told_with_its_fate(root: Path) -> None:
    made, past = commits(root), history(root)
    (root / ".gitignore").write_text("*.tmp\n", encoding="utf-8")
    (root / "bỏ.tmp").write_text("", encoding="utf-8")
    (root / "mới.md").write_text("", encoding="utf-8")
    (root / "ngoài.md").rename(root / "đổi.md")
    (root.parent / "của nơi khác.md").write_text("", encoding="utf-8")
    assert past.changed(made[3]) == {
        ".gitignore": "added",
        "mới.md": "added",
        "đổi.md": "added",
        "ngoài.md": "removed",
        TABLE: "changed",
        "content/relics/đền/index.vi.md": "changed",
        "content/relics/đền/trong/index.vi.md": "added",
        "content/houses/nhà/index.vi.md": "added",
    }
    run(root, "add", "-A")
    assert past.changed("HEAD")["đổi.md"] == "added", "a renamed file is one that went and one that came"
    for none in ("no-such", "--all", "HEAD:./ngoài.md"):
        with pytest.raises(KeyError, match=none):
            past.changed(none)


def test_work_begins_where_it_left_the_main_branch(root: Path) -> None:
    made, past = commits(root), history(root)
    assert past.published() == ("main", made[5])
    run(root, "switch", "-q", "--detach", made[2])
    assert past.published() == ("main", made[2])
    run(root, "update-ref", "refs/remotes/origin/main", made[0])
    assert past.published() == ("origin/main", made[0])
    run(root, "update-ref", "refs/remotes/origin/HEAD", made[2])
    assert past.published() == ("origin/HEAD", made[2])
    for name in ("heads/main", "remotes/origin/main", "remotes/origin/HEAD"):
        run(root, "update-ref", "-d", f"refs/{name}")
    assert past.published() == ("HEAD", "HEAD")


def test_what_is_or_will_be_committed_is_known_by_its_folder(root: Path) -> None:
    for name in ("ngo*", "x*/một", "chưa", "-d/một"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    run(root, "add", "--", "x*/một", "-d/một")
    past = history(root)
    assert past.tracked(["x*", "content/houses", "chưa", "không có"]) == ("content/houses/nhà/index.vi.md", "x*/một")
    assert past.tracked(["ngo*"]) == (), "a star is a star"
    assert past.tracked(["-d"]) == ("-d/một",)
    assert past.tracked([str(root.parent.parent)]) == (), "what stands outside of the repository is not its own"


@pytest.mark.needs("linux")
def test_odd_names_are_told_as_far_as_they_can_be(root: Path) -> None:
    past, folder = history(root), Path(os.fsdecode(os.fsencode(root / "content/relics") + b"/\xff"))
    folder.mkdir()
    (folder / "index.vi.md").write_text("code: V1D0N\n", encoding="utf-8")
    assert past.changed("HEAD") == {"content/relics/\ufffd/index.vi.md": "added"}
    run(root, "add", "-A")
    assert past.changed("HEAD") == {"content/relics/\ufffd/index.vi.md": "added"}
    assert past.tracked(["content/relics"])[-1] == "content/relics/\ufffd/index.vi.md"
    other = root / "content/relics/a:b/index.vi.md"
    other.parent.mkdir()
    other.write_text("V1D0N", encoding="utf-8")
    run(root, "add", "-A")
    run(root, "commit", "-q", "-m", "tên lạ")
    assert past.holding("HEAD", ["V1D0N"], "content/*/*/index.vi.md") == {"content/relics/a:b/index.vi.md": b"V1D0N"}


def test_the_size_of_a_repository_is_that_of_its_objects(root: Path) -> None:
    """Loose ones by the blocks that they take on the disk, packed ones by their packs and indexes, in whole KiB (git-count-objects)."""
    (root / "nặng.bin").write_bytes(os.urandom(50_000))
    run(root, "add", "-A")
    objects = root.parent / ".git/objects"
    packs = sum(each.stat().st_size for each in objects.glob("pack/*") if each.suffix in (".pack", ".idx"))
    loose = sum(each.stat().st_blocks * 512 for each in objects.glob("[0-9a-f][0-9a-f]/*"))
    assert loose > 50_000
    assert history(root).size() == packs // 1024 * 1024 + loose // 1024 * 1024
    run(root, "gc", "-q", "--prune=now")
    packs = sum(each.stat().st_size for each in objects.glob("pack/*") if each.suffix in (".pack", ".idx"))
    assert packs > 50_000
    assert history(root).size() == packs // 1024 * 1024


def test_a_bundle_holds_branches_and_tags_and_nothing_put_aside(root: Path, tmp_path: Path) -> None:
    run(root, "tag", "v1", "main~1")
    (root / "ngoài.md").write_text("dở dang", encoding="utf-8")
    run(root, "stash", "-q")
    history(root).bundle(tmp_path / "past.bundle")
    named = {line.split()[1] for line in run(root, "bundle", "list-heads", str(tmp_path / "past.bundle")).splitlines()}
    assert named - {"HEAD"} == {"refs/heads/main", "refs/tags/v1"}


def test_a_past_that_was_fetched_in_part_is_known_to_be(root: Path) -> None:
    assert history(root).complete
    (root.parent / ".git/shallow").write_text(f"{commits(root)[4]}\n", encoding="ascii")
    assert not history(root).complete


def test_why_there_is_no_history_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> tuple[str, Mapping[str, object]]:
        assert git.of(tmp_path) is None
        with pytest.raises(NotPossibleError) as error:
            git.required(tmp_path)
        return error.value.key, error.value.values

    assert refused() == ("faults.no_repository", {"folder": tmp_path})
    run(tmp_path, "init", "-q")
    assert refused() == ("faults.no_commit", {})
    (tmp_path / ".git/HEAD").unlink()
    key, values = refused()
    assert (key, str(values["reason"]).partition(":")[0]) == ("faults.git", "fatal")
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert refused() == ("faults.no_git", {})


@pytest.mark.parametrize(
    ("program", "key", "reason"),
    [
        ("exit 129", "faults.git_old", None),
        ('printf "%s|%s\\nhai" "$LC_ALL" "$GIT_DIR" >&2; exit 2', "faults.git", "C| hai"),
        ('printf "\\377" >&2; exit 2', "faults.git", "\ufffd"),
        ("exit 3", "faults.git", 3),
        ("", "faults.git", os.strerror(2)),
    ],
)
def test_a_git_that_fails_is_told_with_what_it_said(
    program: str, key: str, reason: object, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is too old for an option, that says why, that says nothing, that cannot be started; in English, whatever the machine's."""
    past = history(root)
    file = tmp_path / "programs/git"
    file.parent.mkdir()
    file.write_text(f"#!/bin/sh\n{program}\n" if program else "#!/none\n", encoding="ascii")
    file.chmod(0o755)
    monkeypatch.setenv("PATH", str(file.parent))
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    monkeypatch.setenv("GIT_DIR", "/none")
    with pytest.raises(NotPossibleError) as error:
        past.versions(TABLE)
    assert (error.value.key, error.value.values.get("reason")) == (key, reason)
    if program:
        assert past.content("HEAD", TABLE) == b"" if key == "faults.git" else True, "what may be missing is"


def test_git_is_asked_with_the_names_that_stand_there_and_no_signatures(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = history(root)
    file = tmp_path / "programs/git"
    file.parent.mkdir()
    file.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="ascii")
    file.chmod(0o755)
    monkeypatch.setenv("PATH", str(file.parent))
    asked = past.content("HEAD", TABLE).decode().splitlines()
    assert asked == ["-C", str(root), "-c", "core.quotePath=false", "-c", "log.showSignature=false", "show", f"HEAD:./{TABLE}"]


def test_the_position_of_a_history_is_another_after_every_commit(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found without running anything; in a further work tree too, whose part of the repository stands elsewhere."""
    tree = tmp_path / "cây"
    run(root, "worktree", "add", "-q", "--detach", str(tree))
    places = (root, tree, tree / HOME)
    environment = dict(os.environ)
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    before = [git.position(each) for each in places]
    assert all(before)
    assert before[0] != before[1]
    assert before[1] == before[2]
    assert [git.position(each) for each in places] == before
    assert [each.partition(":")[0] for each in before[0].split()] == ["HEAD", "HEAD", "index"], "HEAD and its log"
    assert git.position(Path(tmp_path.anchor)) == ""
    monkeypatch.setenv("PATH", environment["PATH"])
    run(tree, "commit", "-q", "--allow-empty", "-m", "nữa")
    after = [git.position(each) for each in places]
    assert after[0] == before[0]
    assert after[1] != before[1]
    run(root, "pack-refs", "--all")
    (root.parent / ".git/shallow").write_text(f"{commits(root)[4]}\n", encoding="ascii")
    assert [each.partition(":")[0] for each in git.position(root).split()] == ["HEAD", "HEAD", "index", "shallow", "packed-refs"]


def test_another_repository_that_a_hook_names_is_not_asked(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "khác"
    other.mkdir()
    committed(other, {TABLE: "của kho khác\n"})
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert history(root).content("HEAD", TABLE).decode() == "một\nhai\n"
    assert subprocess.run(["git", "rev-parse", "--git-dir"], cwd=root, check=True, capture_output=True, text=True).stdout.strip() == str(
        other / ".git"
    )
