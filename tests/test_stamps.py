"""Looking at the disk again: whatever came, went, moved or changed, a look that builds on the last one sees what a first look sees."""

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from disan.build.store import Store, looks, packed, stamps
from disan.build.store.stamps import NOTHING, Snapshot

NAMES = ("a", "b", "c")


def look(folders: list[Path], before: Snapshot, beside: Path) -> Snapshot:
    """A look as a build takes it."""
    return stamps.look(folders, before, stamps.now(beside))


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


def kept(store: Store, seen: Snapshot) -> Snapshot:
    """A look as the next build reads it."""
    looks.keep(store, "inputs", looks.read(store, "inputs").whole, seen)
    return looks.read(store, "inputs").seen


@pytest.mark.parametrize("seed", range(4))
def test_looks_are_kept_as_they_were_seen(tmp_path: Path, seed: int) -> None:
    """Whether much has changed since the last whole one, or little, or names are gone, or are back."""
    chance, root = random.Random(seed), tmp_path / "content"
    root.mkdir()
    for number in range(30):
        (root / f"file-{number}").write_text(str(number))
    seen = NOTHING
    with contextlib.closing(Store(tmp_path / "store.sqlite")) as store:
        for _ in range(25):
            for _ in range(chance.choice([0, 1, 2, 12])):
                change(root, chance)
            seen = look([root], seen, tmp_path)
            assert kept(store, seen) == seen


def test_little_is_written_where_little_has_changed(tmp_path: Path) -> None:
    with contextlib.closing(Store(tmp_path / "store.sqlite")) as store:
        names = [f"file-{number}" for number in range(1_000)]
        many = Snapshot({name: (1, 2, number) for number, name in enumerate(names)}, dict.fromkeys(names, "digest"))
        kept(store, many)
        whole = store.get("known", "inputs")
        changed = Snapshot({**many.stamps, "file-7": (1, 3, 7)}, {**many.digests, "file-7": "another"})
        assert kept(store, changed) == changed
        assert store.get("known", "inputs") == whole
        assert kept(store, many) == many


def test_a_look_that_is_lost_vouches_for_nothing(tmp_path: Path) -> None:
    with contextlib.closing(Store(tmp_path / "store.sqlite")) as store:
        assert looks.read(store, "inputs") == looks.KeptSnapshots(NOTHING, NOTHING)
        store.put("known", [("inputs, since", packed((("a", b"", ""), ())))])
        assert looks.read(store, "inputs").seen == NOTHING
