"""Looking at the disk again: whatever came, went, moved or changed, a look that builds on the last one sees what a first look sees."""

import random
import shutil
from pathlib import Path

import pytest

from disan.build import snapshot
from disan.build.snapshot import NOTHING, Snapshot

NAMES = ("a", "b", "c")


def look(folders: list[Path], before: Snapshot, beside: Path) -> Snapshot:
    """A look as a build takes it."""
    return snapshot.look(folders, before, snapshot.now(beside))


def change(root: Path, chance: random.Random) -> None:
    """One thing that people and programs do to folders."""
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    path = chance.choice(folders) / chance.choice(NAMES)
    other = chance.choice(folders) / chance.choice(NAMES)
    what = chance.choice(["write", "folder", "remove", "move"])
    if what == "write" and not path.is_dir():
        path.write_text(str(chance.random()))
    elif what == "folder" and not path.exists():
        path.mkdir()
    elif what == "remove" and path.is_dir():
        shutil.rmtree(path)
    elif what == "remove":
        path.unlink(missing_ok=True)
    elif what == "move" and path.exists() and not other.exists() and path not in other.parents:
        path.rename(other)


@pytest.mark.parametrize("seed", range(8))
def test_a_look_after_another_sees_what_a_first_one_sees(tmp_path: Path, seed: int) -> None:
    chance, root = random.Random(seed), tmp_path / "content"
    root.mkdir()
    seen = NOTHING
    for _ in range(40):
        for _ in range(chance.randrange(4)):
            change(root, chance)
        seen = look([root], seen, tmp_path)
        assert seen.digests == look([root], NOTHING, tmp_path).digests


def test_only_what_stands_below_the_folders_asked_for_is_seen(tmp_path: Path) -> None:
    for name in ("content", "templates", "templates-old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    all_three = [tmp_path / "content", tmp_path / "templates", tmp_path / "templates-old"]
    seen = look(all_three[:2], look(all_three, NOTHING, tmp_path), tmp_path)
    assert seen.digests == look(all_three[:2], NOTHING, tmp_path).digests
    shutil.rmtree(tmp_path / "templates")
    assert look(all_three[:2], seen, tmp_path).digests == look(all_three[:1], NOTHING, tmp_path).digests
    assert look(all_three, seen, tmp_path).digests == look(all_three, NOTHING, tmp_path).digests
