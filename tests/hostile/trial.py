"""Cases go through the program, as a proposal would; what became of each comes out: refused, published harmlessly, or a fault."""

import contextlib
import io
import re
import shutil
import signal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from disan import cli
from disan.build import pipeline
from disan.build.pipeline import BuildReport
from disan.core.problems import Problem
from tests.fixtures.projects import SETTINGS, TODAY, Project
from tests.hostile.cases import Case, record
from tests.hostile.inspection import Inspected, inspect
from tests.hostile.projects import Trial
from tests.hostile.values import CANARY

SECRET = "bí-mật-của-máy"
"""What stands in files outside of a project, and nowhere else."""
TOO_LONG = 60
"""Seconds of processor after which a command hangs."""


@dataclass(frozen=True)
class Ran:
    """What a command said, and its exit code; `hung` where it had to be stopped."""

    code: int
    said: str
    hung: bool = False

    @property
    def crashed(self) -> bool:
        """Whether it ended as only a fault of the program ends."""
        return self.code == 3 or "Traceback" in self.said


class _HangsError(BaseException):
    pass


def run(root: Path, command: str, *words: str) -> Ran:
    """One command, as from the command line."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), _at_most():
            code = cli.main([command, "--root", str(root), *words])
    except SystemExit as error:
        code = int(error.code or 0)
    except _HangsError:
        return Ran(-1, said.getvalue(), True)
    return Ran(code, said.getvalue())


@contextlib.contextmanager
def _at_most() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _HangsError

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = [signal.signal(each, stop) for each in (signal.SIGALRM, signal.SIGPROF)]
    signal.alarm(10 * TOO_LONG)  # Whoever waits takes no processor.
    signal.setitimer(signal.ITIMER_PROF, TOO_LONG)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        for each, handler in zip((signal.SIGALRM, signal.SIGPROF), before, strict=True):
            signal.signal(each, handler)


def surrounded(folder: Path) -> Project:
    """A project with files beside it that are nobody's business."""
    project = Project(folder / "kho")
    project.write({"content/site.yml": SETTINGS, "content/relics/den-thu/index.vi.md": record(), "../bi-mat.txt": SECRET})
    (folder / "private.jpg").write_bytes(SECRET.encode())
    return project


def outside(folder: Path) -> Mapping[str, bytes]:
    """What stands beside a project."""
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file() and not file.is_symlink()}


def leaked(project: Project) -> list[str]:
    """Files of the site that hold what stands outside of the project, or in its settings of git."""
    return [name for name, content in project.files().items() if SECRET.encode() in content]


@dataclass(frozen=True)
class Tried:
    """What became of the cases of one site."""

    root: Path
    told: Mapping[str, Sequence[Problem]]
    """By folder."""
    built: BuildReport
    site: Inspected
    plain: Inspected
    folders: Mapping[str, str]
    """The folder of each case."""

    def refused(self, case: Case) -> list[Problem]:
        """Why a case was refused."""
        return [each for each in self.told.get(self.folders[case.name], ()) if each.grade == "error"]

    def fault(self, case: Case) -> str:
        """What is wrong with how a case ended; empty where nothing is."""
        slug = self.folders[case.name].rpartition("/")[2]
        if refused := self.refused(case):
            return "" if all(self._placed(each) for each in refused) else f"no place: {refused}"
        if case.refused:
            return "published"
        if live := {name: found for name, found in self.site.faults.items() if f"/{slug}" in name}:
            return f"live: {live}"
        return "" if CANARY in self.site.words.get(f"di-tich/{slug}/index.html", "") else "lost: neither published nor told"

    def _placed(self, problem: Problem) -> bool:
        content = re.sub(rb"\r\n?", b"\n", (self.root / problem.at.file).read_bytes())
        return 1 <= problem.at.line <= 1 + content.count(b"\n")


def try_all(folder: Path, cases: Sequence[Case]) -> Tried:
    """Checks a site of all cases, sets aside what is refused, and builds the rest."""
    project = surrounded(folder)
    assert not project.build(jobs=1).stopped
    plain = inspect(project.out)
    folders = {case.name: f"content/relics/ca-{number}" for number, case in enumerate(cases)}
    for case in cases:
        project.write({f"{folders[case.name]}/{file}": content for file, content in case.written().items()})
    told: dict[str, list[Problem]] = {}
    for problem in pipeline.build(project.root, None, TODAY, jobs=1).problems:
        told.setdefault("/".join(problem.at.file.split("/")[:3]), []).append(problem)
    aside = [name for name, found in told.items() if any(each.grade == "error" for each in found)]
    for name in aside:
        shutil.move(project.root / name, folder / "aside" / name)
    built = project.build(jobs=1)
    for name in aside:
        shutil.move(folder / "aside" / name, project.root / name)
    return Tried(project.root, told, built, inspect(project.out), plain, folders)


@dataclass(frozen=True)
class Carried:
    """A trial that was carried out, and what is wrong with how it ended."""

    ran: Ran
    faults: tuple[str, ...]


def carry_out(trial: Trial, folder: Path) -> Carried:
    """A trial in a project of its own."""
    project = surrounded(folder)
    trial.arrange(project.root)
    before, content = outside(folder), _texts(project.root / "content")
    words = [word.format(project.root) for word in trial.command]
    ran = run(project.root, *words)
    faults = [] if ran.code in trial.codes else [f"exit code {ran.code}"]
    faults += ["crashed"] if ran.crashed else []
    faults += ["hung"] if ran.hung else []
    faults += [] if trial.says in ran.said else [f"{trial.says!r} is not told"]
    faults += ["changed files outside"] if outside(folder) != before else []
    faults += ["control characters told"] if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", ran.said) else []
    faults += ["a command to the log"] if re.search(r"^\s*::", ran.said, re.MULTILINE) else []
    faults += ["the secret is told"] if SECRET in ran.said else []
    if ran.code != 0 or words[0] == "build":
        faults += ["content changed"] if _texts(project.root / "content") != content else []
    if project.out.is_dir() and not project.out.is_symlink():
        faults += [f"leaked: {name}" for name in leaked(project)]
        faults += [f"live: {name}: {found}" for name, found in inspect(project.out).faults.items()]
    return Carried(ran, tuple(faults))


def _texts(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file() and not file.is_symlink()}
