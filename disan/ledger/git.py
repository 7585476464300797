"""What git remembers of a project's files: a folder and a file's name in, its earlier versions out. Nothing is ever written.

The one module that runs git. Knows no ledger and no record.
"""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct


class Version(Struct, frozen=True):
    """A file as a commit left it."""

    commit: str
    content: bytes


class History:
    """The past of a project that stands in a git repository, as far as the commit that is checked out."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def complete(self) -> bool:
        """Whether all of the past is there; a shallow clone has forgotten."""
        return self._git("rev-parse", "--is-shallow-repository").strip() != b"true"

    def versions(self, file: str) -> tuple[Version, ...]:
        """Every version of a file that a commit made, oldest first; those of merged branches among them.

        Merges are compared with each of their parents and no side of them is passed over (`-m`, `--full-history`), so that
        a line that a merge dropped is not forgotten.
        """
        commits = self._git("log", "--topo-order", "--reverse", "--full-history", "-m", "--format=%H", "--", file).decode("ascii").split()
        asked = "".join(f"{commit}:./{file}\n" for commit in commits)
        answer = self._git("cat-file", "--batch", standard_input=asked.encode()) if commits else b""
        first: dict[bytes, str] = {}
        for commit in commits:
            head, _, answer = answer.partition(b"\n")
            if not head.endswith(b" missing"):
                length = int(head.rpartition(b" ")[2])
                first.setdefault(answer[:length], commit)
                answer = answer[length + 1 :]
        return tuple(Version(commit, content) for content, commit in first.items())

    def lines(self, commit: str, pattern: str, folder: str) -> tuple[tuple[str, str], ...]:
        """The lines below a folder that match an extended regular expression, as a commit has them: (file, line)."""
        found = self._git("grep", "-z", "-I", "-E", "-e", pattern, commit, "--", folder, missing_is_fine=True)
        pairs = (line.partition("\0") for line in found.decode("utf-8", errors="replace").splitlines())
        return tuple((name.partition(":")[2], text) for name, _, text in pairs)

    def last_changing(self, pattern: str, folder: str) -> str:
        """The latest commit that added or removed a line below a folder that matches an extended regular expression, or ""."""
        found = self._git("log", "-1", "--format=%h", "-G", pattern, "HEAD", "--", folder, missing_is_fine=True)
        return found.decode("ascii").strip()

    def content(self, commit: str, file: str) -> bytes:
        """A file as a commit has it; empty where it has none."""
        return self._git("show", f"{commit}:./{file}", missing_is_fine=True)

    def changed(self, commit: str) -> Mapping[str, str]:
        """The files below `root` that differ from a commit's, each "added", "changed" or "removed". KeyError: no such commit."""
        if not self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}", missing_is_fine=True):
            raise KeyError(commit)
        listed = self._git("diff", "-z", "--name-status", "--no-renames", "--relative", commit, "--", ".")
        parts = listed.decode("utf-8", errors="replace").split("\0")[:-1]
        fates = {"A": "added", "D": "removed"}
        return {file: fates.get(status[0], "changed") for status, file in zip(parts[::2], parts[1::2], strict=True)}

    def _git(self, *arguments: str, standard_input: bytes = b"", missing_is_fine: bool = False) -> bytes:
        import shutil
        import subprocess

        program = shutil.which("git")
        assert program is not None, "`of` gives no history where there is no git"
        command = [program, "-C", str(self.root), "-c", "core.quotePath=false", "-c", "log.showSignature=false", *arguments]
        done = subprocess.run(command, input=standard_input, capture_output=True, check=not missing_is_fine, env=_surroundings())  # noqa: S603  Fixed words and our own names.
        return done.stdout


def of(root: Path) -> History | None:
    """Opens the history of the project below `root`; None where it has none: no repository, no commit yet, or no git to ask."""
    import shutil
    import subprocess

    inside = any((folder / ".git").exists() for folder in (root, *root.parents))
    if not inside or shutil.which("git") is None:
        return None
    history = History(root)
    try:
        history._git("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except subprocess.CalledProcessError:
        return None
    return history


def position(root: Path) -> str:
    """The state of the history of the project below `root`: another one after every commit, merge or change of branch. Runs nothing."""
    place = next((folder / ".git" for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    if place is None:
        return ""
    if place.is_file():  # A further work tree, whose own part of the repository stands elsewhere.
        place = place.parent / place.read_text(encoding="utf-8", errors="replace").partition("gitdir:")[2].strip()
    # Every movement of HEAD is written into its log; where logs are switched off, a commit still renews the index.
    found = (place / name for name in ("HEAD", "logs/HEAD", "index", "shallow", "packed-refs"))
    return " ".join(f"{each.name}:{each.stat().st_mtime_ns}:{each.stat().st_size}" for each in found if each.is_file())


def _surroundings() -> dict[str, str]:
    """A hook's variables would name another repository than the one that `root` stands in."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {"LC_ALL": "C"}
