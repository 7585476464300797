"""What every command opens: a project's folder in; its settings, catalogue and ledger out, with every problem of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from disan import ledger
from disan.content import catalogue, misplaced, province, register, settings
from disan.content.catalogue import Catalogue, Item
from disan.content.gazetteer import Gazetteer
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.content.register import Register
from disan.content.settings import Settings
from disan.core import files
from disan.core.addresses import Addresses
from disan.core.problems import Problem
from disan.ledger import EMPTY, Ledger

ReadItems = Callable[[Settings, Gazetteer], tuple[Sequence[Item], frozenset[str], Sequence[Problem]]]
"""Gives the records that could be read, the names of those that could not, and what is wrong with each by itself."""


class Project(Struct, frozen=True):
    """A project's folder, read; the ledger is empty where `ledger_problems` tell what is wrong with its tables."""

    root: Path
    settings: Settings
    catalogue: Catalogue
    content_problems: tuple[Problem, ...]
    ledger: Ledger = EMPTY
    ledger_problems: tuple[Problem, ...] = ()
    register: Register | None = None

    @property
    def addresses(self) -> Addresses:
        """Where the site stands, and what its codes encode."""
        return self.settings.addresses

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them."""
        return (*self.content_problems, *self.ledger_problems)


def open_project(
    root: Path, base_url: str | None = None, kinds: Sequence[type[Record]] = KINDS, read: ReadItems | None = None
) -> tuple[Project | None, tuple[Problem, ...]]:
    """The project below `root`, and its problems; None where its settings, or the province that they name, cannot be read.

    `base_url` takes the place of the address in the settings, `read` that of reading every record afresh.
    """
    chosen, problems = settings.read(root, base_url, kinds)
    known, unusable = province.read(root, chosen.province) if chosen else (None, [])
    if chosen is None or known is None:
        return None, (*problems, *unusable)
    items, unread, found = read(chosen, known) if read else catalogue.read_items(root, kinds, chosen.languages, known)
    records, between = catalogue.link(kinds, items, known, unread)
    printed, of_ledger = ledger.read(root)
    listed, wrong = register.read(root, kinds, {*unread, *(item.reference for item in items)})
    odd = [problem for listing in files.walk(root / "templates", "templates") for problem in listing.problems]
    told = (*problems, *found, *between, *wrong, *misplaced.problems(root, kinds), *odd)
    project = Project(root, chosen, records, told, printed, tuple(of_ledger), listed)
    return project, project.problems
