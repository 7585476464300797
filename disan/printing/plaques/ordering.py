"""An order carried out, from settings and records to a released batch that stands in the ledger.

An Order goes in; an Outcome, with every problem, comes out.

Stops at the first stage that finds an error, and says everything that this stage found. Reads no arguments and prints nothing.
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from disan import ledger
from disan.content import catalogue, settings
from disan.content.kinds import KINDS
from disan.content.record.entry import Entry
from disan.content.settings import Settings
from disan.core.addresses import Addresses
from disan.core.problems import Problem, stops
from disan.core.strings import Strings, load
from disan.ledger import rules
from disan.printing.plaques import permanence, selection
from disan.printing.plaques.release import Laid, Progress, Released, release
from disan.printing.plaques.selection import Making, Selection

_TOLD = "missing-code"
"""The one warning of the content that matters to who orders plaques; a build tells the others."""


class PlaqueOrder(Struct, frozen=True):
    """What is ordered: of the project below `root`, into `out`, drawn with the templates in `templates`."""

    root: Path
    out: Path
    templates: Path
    choice: Selection
    making: Making
    accept_temporary: bool = False
    dry_run: bool = False
    strict: bool = False


class Outcome(Struct, frozen=True):
    """What came of an order; nothing was released where it was `stopped`, or was a dry run."""

    problems: tuple[Problem, ...]
    stopped: bool
    plaques: int = 0
    released: Released | None = None


def carry_out(order: PlaqueOrder, progress: Progress) -> Outcome:
    """Chooses, lays out, makes, verifies, releases and records. NotPossibleError where the choice names what there is not."""
    chosen, problems = settings.read(order.root)
    if chosen is None:
        return Outcome(tuple(problems), stopped=True)
    temporary = list(permanence.temporary(order.root, chosen))
    if temporary and not order.accept_temporary:
        return Outcome((*problems, *temporary), stopped=True)
    records, found = catalogue.read(order.root, KINDS, chosen.languages, chosen.province)
    problems += [each for each in found if each.grade == "error" or each.rule == _TOLD]
    printed, found = ledger.read(order.root)
    where = Addresses(chosen.url, chosen.plaque_url or chosen.url)
    problems += found or rules.broken(order.root, printed, records.by_code, records.unread, where)
    if stops(problems, strict=order.strict):
        return Outcome(tuple(problems), stopped=True)
    first, second = _languages(chosen)
    entries = selection.chosen(records, order.choice)
    laid, found = _laid_out(order, entries, chosen, first, second, temporary=bool(temporary))
    problems += found
    if stops(problems, strict=order.strict) or order.dry_run:
        return Outcome(tuple(problems), stops(problems, strict=order.strict), len(laid))
    released = release(laid, order.root, order.out, order.templates, first, order.making.today, progress)
    return Outcome((*problems, *released.problems), released.folder is None, len(laid), released)


def _languages(chosen: Settings) -> tuple[Strings, Strings]:
    """What a plaque speaks: the site's first language, and its second or else English."""
    return load(chosen.languages[0]), load((*chosen.languages, "en")[1])


def _laid_out(
    order: PlaqueOrder, entries: Sequence[Entry], chosen: Settings, first: Strings, second: Strings, *, temporary: bool
) -> tuple[list[Laid], list[Problem]]:
    """The plaques with their faces, and what keeps any of them from being made."""
    where = Addresses(chosen.url, chosen.plaque_url or chosen.url)
    making = replace(order.making, note=first.say("plaques.temporary") if temporary else "")
    plaques = [selection.plaque(entry, where, making, first, second.language) for entry in entries]
    problems = list(permanence.too_long(order.root, plaques[0], accepted=temporary))
    if stops(problems):
        return [], problems
    laid: list[Laid] = []
    for entry, plaque in zip(entries, plaques, strict=True):
        face, found = selection.laid_out(order.root, entry, plaque, first, second)
        problems += found
        laid += [Laid(plaque, face)] if face else []
    return laid, problems
