"""Files into place: whole or not at all, and only ours are ever removed."""

from pathlib import Path

from disan.output import LIST, Stage, foreign, publish


def staged(folder: Path, files: dict[str, str]) -> Stage:
    """A stage with these files."""
    stage = Stage(folder)
    for name, content in files.items():
        stage.put([name], content.encode())
    return stage


def test_files_no_longer_made_are_removed_with_their_empty_folders(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(tmp_path, {"a/index.html": "1", "b/c/index.html": "2"}), site)
    published = publish(staged(tmp_path, {"a/index.html": "1"}), site)
    assert published.removed == 1
    assert published.written == 0
    assert not (site / "b").exists()
    assert (site / "a/index.html").read_text() == "1"


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


def test_what_a_killed_build_left_is_gone_after_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(staged(tmp_path, {"index.html": "1"}), site)
    (site / ".disan-part").write_text("half")
    publish(staged(tmp_path, {"index.html": "1"}), site)
    assert sorted(file.name for file in site.iterdir()) == [LIST, "index.html"]
