"""A new site: a folder with content alone, which builds, checks, serves and deploys with the program as it is installed.

Kinds and the program's repository go in; files as text come out, and stand in a folder all or none. Knows no content but examples.
"""

import random
import re
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from string import Template

from disan import __version__
from disan.content.record import Record
from disan.core import codes, transactions
from disan.core.transactions import Transaction
from disan.editing.new_site import examples

UNKNOWN = "OWNER/disan"
"""What stands for the program's repository on GitHub where nobody has said which it is."""
_FILES = Path(__file__).parent / "files"
_PLACES = {
    "readme.md": "README.md",
    "requirements.txt": "requirements.txt",
    "locked.txt": "locked.txt",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "codeowners": ".github/CODEOWNERS",
    **{name: f".github/workflows/{name}" for name in ("check.yml", "deploy.yml", "verify.yml")},
}
"""The files that are the same for all sites, and where each stands in a new one."""
_REPOSITORY = re.compile(r"(?:https://github\.com/)?([\w.-]+/[\w.-]+?)(?:\.git)?/?")
_OURS = ".git"
"""What may stand in the folder of a new site: a repository in which nothing is yet."""


class NotEmptyError(Exception):
    """The folder for a new site holds files, or is one."""


def repository(typed: str | None) -> str | None:
    """The program's repository on GitHub as OWNER/NAME: as typed, else as its package says, else UNKNOWN; None for what names none."""
    if typed is None:
        addresses = dict(each.split(", ", 1) for each in metadata.metadata("disan").get_all("Project-URL") or ())
        typed = addresses.get("Repository", UNKNOWN)
    found = _REPOSITORY.fullmatch(typed)
    return found[1] if found else None


def files(kinds: Sequence[type[Record]], program: str, randomness: random.Random) -> dict[str, str]:
    """The files of a new site by their paths: an example a kind, settings, workflows that call those of the repository `program`."""
    values = {"repository": program, "series": f"v{__version__.partition('.')[0]}", "requirement": _requirement(program)}
    made = {place: Template((_FILES / name).read_text(encoding="utf-8")).substitute(values) for name, place in _PLACES.items()}
    made["content/site.yml"] = examples.settings_file()
    taken: set[str] = set()
    for kind in kinds:
        code = codes.generate(frozenset(taken), randomness)
        taken.add(code)
        made[f"content/{examples.reference(kind)}/index.vi.md"] = examples.original(kind, code, kinds)
    return {**made, f"content/{examples.reference(kinds[0])}/index.en.md": examples.translation(kinds[0], kinds)}


def locked() -> bytes:
    """Reads the list of every library at the version tested, each file of it by its hash, as pip takes it."""
    return (_FILES / "locked.txt").read_bytes()


def _requirement(program: str) -> str:
    """The line that installs this version: where the repository is known from its release, for a name alone might be somebody else's."""
    if program == UNKNOWN:
        return f"disan[pack,plaques,search]=={__version__}"
    wheel = f"https://github.com/{program}/releases/download/v{__version__}/disan-{__version__}-py3-none-any.whl"
    return f"disan[pack,plaques,search] @ {wheel}"


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Writes all files or none. Raises NotEmptyError where there are files already, OSError where the machine cannot write."""
    transactions.recover(folder)
    if folder.exists() and (not folder.is_dir() or any(each.name != _OURS for each in folder.iterdir())):
        raise NotEmptyError(folder)
    with Transaction(folder) as writing:
        for name, text in files.items():
            writing.put(folder / name, text.encode())
