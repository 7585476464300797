"""An order carried out, from settings and records to a released batch that stands in the ledger.

An Order goes in; an Outcome, with every problem, comes out.

Stops at the first stage that finds an error, and says everything that this stage found. Reads no arguments and prints nothing.
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from disan.build.project import open_project
from disan.content.record.entry import Entry
from disan.content.settings import Settings
from disan.core.problems import Problem, stops
from disan.core.strings import Strings, load
from disan.ledger import rules
from disan.printing.plaques import permanence, selection
from disan.printing.plaques.release import LaidOutPlaque, Progress, ReleaseReport, release
from disan.printing.plaques.selection import Production, Selection

_RELEVANT_WARNING = "missing-code"
"""The one warning of the content that matters to who orders plaques; a build tells the others."""


class PlaqueOrder(Struct, frozen=True):
    """An order: of the project below `root`, into `out`, drawn with the templates in `templates`."""

    root: Path
    out: Path
    templates: Path
    choice: Selection
    production: Production
    accept_temporary: bool = False
    dry_run: bool = False
    strict: bool = False


class OrderReport(Struct, frozen=True):
    """The result of an order; nothing was released where it was `stopped`, or was a dry run."""

    problems: tuple[Problem, ...]
    stopped: bool
    plaques: int = 0
    released: ReleaseReport | None = None


def carry_out_order(order: PlaqueOrder, progress: Progress) -> OrderReport:
    """Chooses, lays out, makes, verifies, releases and records. NotPossibleError where the choice names what there is not."""
    project, found = open_project(order.root)
    if project is None:
        return OrderReport(found, stopped=True)
    chosen, records = project.settings, project.catalogue
    temporary = list(permanence.check_plaque_url(order.root, chosen))
    if temporary and not order.accept_temporary:
        return OrderReport(tuple(temporary), stopped=True)
    problems = [each for each in found if each.grade == "error" or each.rule == _RELEVANT_WARNING]
    if not project.ledger_problems:
        problems += rules.broken(order.root, project.ledger, records.by_code, records.unread, project.addresses)
    if stops(problems, strict=order.strict):
        return OrderReport(tuple(problems), stopped=True)
    first, second = _languages(chosen)
    entries = selection.select_coded(records, order.choice)
    batch, unmakeable = _lay_out_all(order, entries, chosen, first, second, temporary=bool(temporary))
    problems += unmakeable
    if stops(problems, strict=order.strict) or order.dry_run:
        return OrderReport(tuple(problems), stops(problems, strict=order.strict), len(batch))
    released = release(batch, order.root, order.out, order.templates, first, order.production.today, progress)
    return OrderReport((*problems, *released.problems), released.folder is None, len(batch), released)


def _languages(chosen: Settings) -> tuple[Strings, Strings]:
    """The languages of a plaque: the site's first language, and its second or else English."""
    return load(chosen.languages[0]), load((*chosen.languages, "en")[1])


def _lay_out_all(
    order: PlaqueOrder, entries: Sequence[Entry], chosen: Settings, first: Strings, second: Strings, *, temporary: bool
) -> tuple[list[LaidOutPlaque], list[Problem]]:
    """The plaques with their faces, and what keeps any of them from being made."""
    production = replace(order.production, note=first.say("plaques.temporary") if temporary else "")
    plaques = [selection.plaque(entry, chosen.addresses, production, first, second.language) for entry in entries]
    problems = list(permanence.check_length(order.root, plaques[0], accepted=temporary))
    if stops(problems):
        return [], problems
    plaques_laid_out: list[LaidOutPlaque] = []
    for entry, plaque in zip(entries, plaques, strict=True):
        face, found = selection.lay_out(order.root, entry, plaque, first, second)
        problems += found
        plaques_laid_out += [LaidOutPlaque(plaque, face)] if face else []
    return plaques_laid_out, problems
