"""Several files are written as one, whatever happens: killed at any instant or refused any step, they are as before or as wanted."""

import ast
import errno
import itertools
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from disan.core import transactions
from disan.core.problems import NotPossibleError
from disan.core.transactions import PREFIX, Transaction
from tests.fixtures.disk import touched
from tests.requirements import ROOT

BEFORE = {"a/one.md": b"one", "a/two.md": b"two", "left.csv": b"left"}
WANTED = {"a/one.md": b"another one, and longer", "new/below/three.md": b"three", "a/two.md": b"", "four.md": b"four"}
AFTER = {**BEFORE, **WANTED}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as it was."""
    return begun(tmp_path / "content")


def begun(folder: Path) -> Path:
    for name, content in BEFORE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def written(folder: Path) -> None:
    with Transaction(folder) as writing:
        for name, content in WANTED.items():
            writing.put(folder / name, content)


def there(folder: Path) -> dict[str, bytes]:
    """What an editor finds: files below, hidden folders apart."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {name: file.read_bytes() for file in files if not (name := file.relative_to(folder).as_posix()).startswith(PREFIX)}


def whole(folder: Path) -> bool:
    """Whether all is as it was or as wanted, with nothing left over; empty folders count as left over."""
    left = [each for each in folder.rglob("*") if each.name.startswith(PREFIX) or (each.is_dir() and not any(each.iterdir()))]
    return there(folder) in (BEFORE, AFTER) and left == []


def refusing(first: int, last: float) -> Callable[[], None]:
    """A disk that refuses the steps from the first to the last, counted from 0."""
    count = itertools.count()

    def told() -> None:
        if first <= next(count) <= last:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return told


def refuses(work: Callable[[Path], None], folder: Path) -> bool:
    """Whether the disk ended it."""
    try:
        work(folder)
    except OSError as error:
        return error.errno == errno.ENOSPC
    return False


def steps(folder: Path) -> int:
    """How many steps writing takes."""
    taken: list[None] = []
    with touched(folder, lambda: taken.append(None)):
        written(folder)
    return len(taken)


def test_all_files_are_written_and_nothing_is_left_over(folder: Path) -> None:
    (folder / "a/one.md").chmod(0o640)
    written(folder)
    assert there(folder) == AFTER
    assert whole(folder)
    assert (folder / "a/one.md").stat().st_mode & 0o777 == 0o640 or os.name == "nt"


def test_who_writes_nothing_touches_nothing(folder: Path) -> None:
    with touched(folder, refusing(0, 0)), Transaction(folder):
        pass
    transactions.recover(folder)
    transactions.recover(folder / "is-not-there")


def test_an_exception_on_the_way_leaves_all_as_it_was(folder: Path) -> None:
    def interrupted() -> None:
        with Transaction(folder) as writing:
            writing.put(folder / "a/one.md", b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert there(folder) == BEFORE
    assert whole(folder)


def test_killed_before_any_step_the_next_program_puts_it_right(folder: Path, tmp_path: Path) -> None:
    """What stands on the disk at that instant is what a killed program leaves."""
    left: list[Path] = []

    def told() -> None:
        left.append(tmp_path / f"instant-{len(left)}")
        shutil.copytree(folder, left[-1])

    with touched(folder, told):
        written(folder)
    assert len(left) > 20
    ends = []
    for each in left:
        transactions.recover(each)
        assert whole(each), each.name
        ends.append(there(each) == AFTER)
    assert ends == sorted(ends), "as it was up to the decision, as wanted from then on"
    assert {*ends} == {False, True}


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "for good"])
def test_refused_any_step_all_is_as_it_was_or_as_wanted(tmp_path: Path, lasting: bool) -> None:
    count = steps(begun(tmp_path / "counted"))
    for number in range(count):
        folder = begun(tmp_path / f"{number}/content")
        with touched(folder, refusing(number, float("inf") if lasting else number)):
            refused = refuses(written, folder)
        assert lasting or there(folder) in ((BEFORE, AFTER) if refused else (AFTER,)), number
        transactions.recover(folder)
        assert whole(folder), number


def test_putting_right_may_itself_be_interrupted(folder: Path, tmp_path: Path) -> None:
    randomness = random.Random(20261129)
    for number in range(steps(begun(tmp_path / "counted"))):
        left = begun(tmp_path / f"{number}/content")
        with touched(left, refusing(number, float("inf"))):
            refuses(written, left)
        for _ in range(3):
            with touched(left, refusing(randomness.randrange(6), float("inf"))):
                refuses(transactions.recover, left)
        transactions.recover(left)
        assert whole(left), number


def test_a_program_still_at_work_is_left_alone(folder: Path) -> None:
    with Transaction(folder) as writing:
        writing.put(folder / "a/one.md", WANTED["a/one.md"])
        transactions.recover(folder)
        writing.put(folder / "four.md", b"four")
    assert there(folder) == {**BEFORE, "a/one.md": WANTED["a/one.md"], "four.md": b"four"}


def test_what_somebody_saved_meanwhile_is_not_overwritten(folder: Path) -> None:
    def late() -> None:
        with Transaction(folder) as writing:
            writing.put(folder / "four.md", b"four")
            writing.put(folder / "a/one.md", b"mine", before=b"what I read")

    with pytest.raises(NotPossibleError):
        late()
    assert there(folder) == BEFORE


def test_nothing_else_writes_content() -> None:
    """Rooms below the build write by a transaction; what else writes there writes no content: a workbook, the reference, a trial's copy."""
    others = {"core/transactions.py", "core/whole.py", "editing/reference.py", "editing/trial.py"}
    writes = {"write_text", "write_bytes", "mkdir", "unlink", "rmdir", "rename", "copyfile", "copytree", "rmtree"}
    found = set()
    for room in ("core", "content", "ledger", "editing"):
        for file in (ROOT / "disan" / room).rglob("*.py"):
            calls = (node.func for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
            if any(isinstance(call, ast.Attribute) and call.attr in writes for call in calls):
                found.add(file.relative_to(ROOT / "disan").as_posix())
    assert found - others == set()


def test_what_a_stranger_says_was_decided_writes_nothing_outside(tmp_path: Path) -> None:
    folder, outside = tmp_path / "content", tmp_path / "home"
    outside.mkdir()
    for number, name in enumerate(("../home/a", str(outside / "b"), "link/c")):
        stage = folder / f".writing-{number}"
        stage.mkdir(parents=True)
        (stage / ".decided").write_bytes(msgspec.json.encode({"files": [(name, False)], "folders": []}))
        (stage / ".0.new").write_bytes(b"x")
    (folder / ".writing-9").mkdir()
    (folder / ".writing-9" / ".decided").write_bytes(b"{")
    (folder / "link").symlink_to(outside)
    transactions.recover(folder)
    assert list(outside.iterdir()) == []


def test_nothing_is_written_through_a_link_that_leads_out(tmp_path: Path) -> None:
    folder, outside = tmp_path / "content", tmp_path / "home"
    folder.mkdir()
    outside.mkdir()
    (folder / "houses").symlink_to(outside)
    with pytest.raises(NotPossibleError), Transaction(folder) as writing:
        writing.put(folder / "houses" / "a" / "index.vi.md", b"x")
    assert list(outside.iterdir()) == []
