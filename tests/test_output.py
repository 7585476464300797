"""Files into place: whole or not at all, and only ours are ever removed."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from disan.build import snapshot
from disan.build.output import LIST, MadeFile, Stage, foreign, publish, put_made
from disan.build.snapshot import Snapshot


def staged(folder: Path, files: dict[str, str]) -> Stage:
    """A stage with these files."""
    stage = Stage(folder)
    for name, content in files.items():
        stage.put([name], content.encode())
    return stage


def inside(site: Path) -> dict[str, str]:
    """The files in a site, and what they hold."""
    return {file.relative_to(site).as_posix(): file.read_text() for file in site.rglob("*") if file.is_file() and file.name != LIST}


def test_files_no_longer_made_are_removed_with_their_empty_folders(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(tmp_path, {"a/index.html": "1", "b/c/index.html": "2"}), site)
    published = publish(staged(tmp_path, {"a/index.html": "1"}), site)
    assert published.removed == 1
    assert published.written == 0
    assert not (site / "b").exists()
    assert (site / "a/index.html").read_text() == "1"


def test_files_no_longer_made_may_have_been_taken_away_already(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(tmp_path, {"a/b/c.html": "one", "a/d.html": "two", "e.html": "three"}), site)
    (site / "a/d.html").unlink()
    publish(staged(tmp_path, {"e.html": "three"}), site)
    assert inside(site) == {"e.html": "three"}
    assert [each.name for each in site.iterdir() if each.is_dir()] == []


def test_files_that_no_build_wrote_stay(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(tmp_path, {"b/index.html": "2"}), site)
    (site / "b" / "photo.jpg").write_text("theirs")
    publish(staged(tmp_path, {"index.html": "1"}), site)
    assert (site / "b" / "photo.jpg").read_text() == "theirs"


def test_a_file_in_our_way_is_told_not_overwritten(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("theirs")
    assert foreign(["index.html", "other.html"], site) == ["index.html"]


def test_a_list_that_names_files_outside_the_site_removes_nothing_there(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(tmp_path, {"index.html": "1"}), site)
    outside = tmp_path / "precious.txt"
    outside.write_text("theirs")
    (site / LIST).write_text(f"index.html\n../precious.txt\n{outside}\n")
    publish(staged(tmp_path, {"index.html": "2"}), site)
    assert outside.read_text() == "theirs"


def test_one_content_stands_under_all_its_names(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.put(["Q/A.html", "Q/A/index.html"], b"same")
    publish(stage, tmp_path / "site")
    assert (tmp_path / "site/Q/A.html").read_bytes() == (tmp_path / "site/Q/A/index.html").read_bytes() == b"same"


@pytest.mark.needs("posix")
def test_a_file_that_the_disk_takes_only_in_part_is_none(tmp_path: Path) -> None:
    """A disk that becomes full within a file takes what it has room for, and says so only to who asks again."""
    import resource  # Which Windows has not.

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Stage(tmp_path) as stage:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        try:
            with pytest.raises(OSError, match="too large"):
                stage.put(["page/index.html"], b"p" * 1001)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_name_that_is_put_twice_has_what_came_last_and_no_other_name_has(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.put(["Q/A.html", "Q/A/index.html"], b"first")
    stage.put(["Q/A/index.html", "b.html"], b"second")
    publish(stage, tmp_path / "site")
    assert inside(tmp_path / "site") == {"Q/A.html": "first", "Q/A/index.html": "second", "b.html": "second"}


def test_a_file_that_is_put_twice_into_a_site_that_had_it_before_is_no_other_file(tmp_path: Path) -> None:
    """As a picture that two records show, which somebody took out of the site."""
    site = tmp_path / "site"
    first = staged(tmp_path, {"one.jpg": "one", "two.jpg": "two"})
    publish(first, site)
    again = Stage(tmp_path, site)
    again.before = Snapshot({}, first.digests)
    for name, content in (("one.jpg", b"one"), ("one.jpg", b"one"), ("two.jpg", b"other")):
        again.put([name], content)
    (site / "one.jpg").unlink()
    publish(again, site)
    assert inside(site) == {"one.jpg": "one", "two.jpg": "other"}


def test_a_file_with_the_same_bytes_is_not_written_whatever_it_was_made_for(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first = Stage(tmp_path, site)
    first.put_as("list.json", "one key", b"same")
    publish(first, site)
    again = Stage(tmp_path, site)
    again.before = first.left()
    put_made([MadeFile("list.json", "another key", lambda: b"same")], again)
    assert publish(again, site).written == 0
    third = Stage(tmp_path, site)
    third.before = again.left()
    put_made([MadeFile("list.json", "a third key", lambda: b"other")], third)
    assert publish(third, site).written == 1


def test_what_a_killed_build_left_is_gone_after_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(tmp_path, {"index.html": "1"}), site)
    (site / ".disan-part").write_text("half")
    publish(staged(tmp_path, {"index.html": "1"}), site)
    assert sorted(file.name for file in site.iterdir()) == [LIST, "index.html"]


def test_a_new_folder_goes_into_the_site_whole_and_an_old_one_takes_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, rename = tmp_path / "site", os.rename
    moved: list[str] = []

    def noted(old: str, new: str) -> None:
        moved.append(Path(new).relative_to(site).as_posix())
        rename(old, new)

    monkeypatch.setattr(os, "rename", noted)
    first = {"di-tich/a/index.html": "a", "di-tich/b/index.html": "b", "index.html": "1"}
    assert publish(staged(tmp_path, first), site).written == 3
    assert moved == ["di-tich"]
    more = {**first, "di-tich/c/index.html": "c", "di-tich/c/d/index.html": "d", "di-tich/b/e.txt": "e"}
    assert publish(staged(tmp_path, more), site).written == 3
    assert moved == ["di-tich", "di-tich/c"]
    assert inside(site) == more


def test_a_site_on_another_disk_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between disks nothing can be renamed."""
    site, replace = tmp_path / "site", os.replace

    def apart(old: str, new: str) -> None:
        if str(site) not in str(old):
            raise OSError(errno.EXDEV, "another disk")
        replace(old, new)

    monkeypatch.setattr(os, "rename", apart)
    monkeypatch.setattr(os, "replace", apart)
    files = {"a/b/index.html": "1", "a/index.html": "2", "index.html": "3"}
    assert publish(staged(tmp_path, files), site).written == 3
    assert {
        file.relative_to(site).as_posix(): file.read_text() for file in site.rglob("*") if file.is_file() and file.name != LIST
    } == files


def test_a_file_whose_folder_somebody_took_away_comes_back(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(tmp_path, {"a/index.html": "1"}), site)
    again = Stage(tmp_path, site)
    again.before = Snapshot({"a/index.html": snapshot.stamp(str(site / "a/index.html"))}, {"a/index.html": "digest"})
    shutil.rmtree(site / "a")
    assert not again.kept(["a/index.html"])
    again.put(["a/index.html"], b"1")
    assert publish(again, site).written == 1
    assert (site / "a/index.html").read_text() == "1"
