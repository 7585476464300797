"""What git remembers of a project's files: a folder and a file's name in, its earlier versions out. Nothing of it is ever changed.

The one module that runs git. Knows no ledger and no record.
"""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from disan.core.listeners import one_line
from disan.core.problems import NotPossibleError

if TYPE_CHECKING:
    from subprocess import CompletedProcess

_NOTHING_THERE, _USAGE = 1, 129
"""What git ends with where there is no such commit, and where it does not know an option."""
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
"""A name by SHA-1, or by SHA-256."""


class Version(Struct, frozen=True):
    """A file as a commit left it."""

    commit: str
    content: bytes


class Commit(Struct, frozen=True):
    """A commit: when it was made, in seconds of Unix time, whether it has no parent, and each file that it changed with its new object.

    The object of a file that it removed is made of zeros.
    """

    time: int
    first: bool
    files: tuple[tuple[str, str], ...]


class History:
    """The past of a project that stands in a git repository, as far as the `commit` that is checked out.

    Whatever is asked raises NotPossibleError where git itself fails.
    """

    def __init__(self, root: Path, commit: str) -> None:
        self.root, self.commit = root, commit

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
        first: dict[bytes, str] = {}
        for commit, content in zip(commits, self._contents([f"{commit}:./{file}" for commit in commits]), strict=True):
            if content is not None:
                first.setdefault(content, commit)
        return tuple(Version(commit, content) for content, commit in first.items())

    def commits(self, folder: str, since: str = "") -> Iterator[Commit]:
        """Every commit that changed a file below a folder, the oldest first, merges apart; of those behind a commit `since` none.

        A file that was renamed is one removed and one added.
        """
        begin = (f"^{since}",) if since else ()
        shown = ("--raw", "--no-renames", "--no-abbrev", "-z", "--relative", "--format=%ct %P")
        listed = self._git("log", "--reverse", "--full-history", "--no-merges", *shown, "HEAD", *begin, "--", folder)
        parts = iter(listed.split(b"\0")[:-1])
        head, changed = next(parts, b""), list[tuple[str, str]]()
        for part in parts:
            if part.lstrip().startswith(b":"):  # Of each file a line of its own, then its name, which may be anything.
                changed.append((next(parts).decode("utf-8", errors="replace"), part.split()[3].decode("ascii")))
            else:
                yield _commit(head, changed)
                head, changed = part, []
        if head:
            yield _commit(head, changed)

    def follows(self, commit: str) -> bool:
        """Whether a commit is in the past of the one that is checked out."""
        return self._git("merge-base", commit, "HEAD", missing_is_fine=True).decode("ascii").strip() == commit

    def objects(self, names: Sequence[str]) -> Iterator[bytes]:
        """The contents of objects, by the names that commits give them; nothing for one that is not there."""
        return (content or b"" for content in self._contents(names))

    def holding(self, commit: str, words: Sequence[str], files: str) -> Mapping[str, bytes]:
        """The files of a commit in which one of the words stands, by their names; `files` is a pattern of git's, in which * stops at a /.

        Whatever attributes say of a file it is searched as text: what a stranger calls binary is not passed over.
        """
        asked = [part for word in words for part in ("-e", word)]
        listed = self._git("grep", "-l", "-z", "--text", "--fixed-strings", *asked, commit, "--", f":(glob){files}", missing_is_fine=True)
        names = [name.partition(":")[2] for name in listed.decode("utf-8", errors="replace").split("\0") if name and "\n" not in name]
        found = zip(names, self._contents([f"{commit}:./{name}" for name in names]), strict=True)
        return {name: content for name, content in found if content is not None}

    def before_changes(self, word: str, folder: str) -> tuple[str, ...]:
        """The parents of the commits that added or removed a line below a folder in which the word stands, the latest first."""
        command = ("log", "--full-history", "-m", "--format=%p", "--text", "-G", word, "HEAD", "--", folder)
        return tuple(dict.fromkeys(self._git(*command, missing_is_fine=True).decode("ascii").split()))

    def content(self, commit: str, file: str) -> bytes:
        """A file as a commit has it; empty where it has none."""
        return self._git("show", f"{commit}:./{file}", missing_is_fine=True)

    def changed(self, commit: str) -> Mapping[str, str]:
        """The files below `root` that differ from a commit's, each "added", "changed" or "removed". KeyError: no such commit.

        Files that git does not know yet are among them, but for those that it shall ignore.
        """
        if not self._git("rev-parse", "--verify", "--end-of-options", f"{commit}^{{commit}}", missing_is_fine=True):
            raise KeyError(commit)
        listed = self._git("diff", "-z", "--name-status", "--no-renames", "--relative", commit, "--", ".")
        parts = listed.decode("utf-8", errors="replace").split("\0")[:-1]
        fates = {"A": "added", "D": "removed"}
        others = self._git("ls-files", "-z", "--others", "--exclude-standard", "--", ".").decode("utf-8", errors="replace").split("\0")[:-1]
        return dict.fromkeys(others, "added") | {
            file: fates.get(status[0], "changed") for status, file in zip(parts[::2], parts[1::2], strict=True)
        }

    def published(self) -> tuple[str, str]:
        """What the work at hand began from: the name of the main branch, the server's where one is known, and the commit they part at."""
        for name in ("origin/HEAD", "origin/main", "main"):
            found = self._git("merge-base", "HEAD", name, missing_is_fine=True).decode("ascii").strip()
            if found:
                return name, found
        return "HEAD", "HEAD"

    def tracked(self, names: Sequence[str]) -> tuple[str, ...]:
        """The files of these folders that are committed, or will be with the next commit."""
        found = self._git("--literal-pathspecs", "ls-files", "-z", "--", *names, missing_is_fine=True)
        return tuple(found.decode("utf-8", errors="replace").split("\0")[:-1])

    def size(self) -> int:
        """Bytes of all that the repository keeps, as far as it has been fetched."""
        lines = (line.partition(": ") for line in self._git("count-objects", "-v").decode("ascii").splitlines())
        return 1024 * sum(int(size) for name, _, size in lines if name in ("size", "size-pack"))

    def bundle(self, file: Path) -> None:
        """Writes all branches and tags with all of their past into a file from which `git clone` makes a repository again.

        In one thread, so that the same past gives the same bytes; what was only put aside (a stash) stays the editor's own.
        """
        self._git("-c", "pack.threads=1", "bundle", "create", "--quiet", str(file), "--exclude=refs/stash", "--all")

    def _contents(self, objects: Sequence[str]) -> Iterator[bytes | None]:
        """The contents of files of commits, each named as git does it (COMMIT:./FILE); None for one that is not there."""
        asked = "".join(f"{name}\n" for name in objects)
        answer = self._git("cat-file", "--batch", standard_input=asked.encode()) if objects else b""
        at = 0
        for _ in objects:
            end = answer.index(b"\n", at)
            head, at = answer[at:end], end + 1
            if head.endswith(b" missing"):
                yield None
            else:
                length = int(head.rpartition(b" ")[2])
                yield answer[at : at + length]
                at += length + 1

    def _git(self, *arguments: str, standard_input: bytes = b"", missing_is_fine: bool = False) -> bytes:
        done = _run(self.root, arguments, standard_input)
        if done.returncode == _USAGE:
            raise NotPossibleError("faults.git_old")
        if done.returncode and not missing_is_fine:
            raise _failed(done)
        return done.stdout


def _commit(head: bytes, changed: Sequence[tuple[str, str]]) -> Commit:
    time, _, parents = head.decode("ascii").partition(" ")
    return Commit(int(time), not parents, tuple(changed))


def _failed(done: "CompletedProcess[bytes]") -> NotPossibleError:
    return NotPossibleError("faults.git", reason=one_line(done.stderr.decode("utf-8", errors="replace").strip()) or done.returncode)


def _run(root: Path, arguments: Sequence[str], standard_input: bytes) -> "CompletedProcess[bytes]":
    import shutil
    import subprocess

    program = shutil.which("git")
    assert program is not None, "`of` gives no history where there is no git"
    command = [program, "-C", str(root), "-c", "core.quotePath=false", "-c", "log.showSignature=false", *arguments]
    try:
        return subprocess.run(command, input=standard_input, capture_output=True, check=False, env=_surroundings())  # noqa: S603  Fixed words and our own names.
    except OSError as error:
        raise NotPossibleError("faults.git", reason=error.strerror or error) from error


def of(root: Path) -> History | None:
    """Opens the history of the project below `root`; None where it has none: no repository, no commit yet, or no git that answers."""
    try:
        return required(root)
    except NotPossibleError:
        return None


def required(root: Path) -> History:
    """Opens the history of the project below `root`; NotPossibleError says why there is none."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        raise NotPossibleError("faults.no_repository", folder=root)
    import shutil

    if shutil.which("git") is None:
        raise NotPossibleError("faults.no_git")
    done = _run(root, ("rev-parse", "--verify", "--quiet", "HEAD^{commit}"), b"")
    if done.returncode == _NOTHING_THERE:
        raise NotPossibleError("faults.no_commit")
    if done.returncode:
        raise _failed(done)
    commit = done.stdout.decode("ascii", errors="replace").strip()
    if not _COMMIT.fullmatch(commit):  # Something else goes by git's name.
        raise NotPossibleError("faults.git_answer")
    return History(root, commit)


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
