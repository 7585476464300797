"""`plaques`: a batch of verified print files, and its rows in the ledger.

Light to import: what makes plaques is an extra, imported when the command runs, and named with its cure where it is missing.
"""

import argparse
import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.photographing import proof
from disan.cli.posting import add_selection, selection, text_sheets
from disan.cli.shared import FINE, WRONG_CONTENT, Command, add_checking, check_out, number, out_folder, print_problems, progress, today
from disan.core import text
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.printing.plaques.ordering import OrderReport, PlaqueOrder


def _add_arguments(command: argparse.ArgumentParser) -> None:
    add_checking(command)
    command.add_argument("--batch", type=text.normalized, help="plaques_batch")
    add_selection(command)
    command.add_argument("--size", choices=("a6", "a5", "a4"), default="a5", help="plaques_size")
    command.add_argument("--level", choices=("q", "h"), default="q", help="plaques_level")
    command.add_argument("--material", type=text.normalized, help="plaques_material")
    command.add_argument("--quantity", type=number, default=1, help="plaques_quantity")
    command.add_argument("--out", type=Path, help="plaques_out")
    command.add_argument("--dry-run", action="store_true", help="plaques_dry_run")
    command.add_argument("--accept-temporary-address", action="store_true", help="plaques_accept")
    command.add_argument("--offline-text", action="store_true", help="plaques_offline_text")
    command.add_argument("--proof", nargs="+", type=Path, default=[], metavar="PHOTO", help="plaques_proof")


def _plaques(options: argparse.Namespace, strings: Strings) -> int:
    check_out(options)
    if options.proof:
        return proof(options, options.proof, strings)
    return text_sheets(options, strings) if options.offline_text else _released(options, strings)


def _released(options: argparse.Namespace, strings: Strings) -> int:
    from disan.printing.plaques import ordering

    order = _order(options, strings, today(options))
    outcome = ordering.carry_out_order(order, progress(strings))
    print_problems(outcome.problems, strings, options.format)
    apart = outcome.stopped or options.format == "json"
    tell(_summary(order, outcome, strings), error=apart)
    return WRONG_CONTENT if outcome.stopped else FINE


def _order(options: argparse.Namespace, strings: Strings, today: datetime.date) -> "PlaqueOrder":
    from disan.printing.plaques.model import SIZES
    from disan.printing.plaques.ordering import PlaqueOrder
    from disan.printing.plaques.selection import Production
    from disan.render.folders import folder_with

    batch = options.batch or f"{today:%Y-%m}"
    if not text.SLUG.fullmatch(batch):
        raise NotPossibleError("plaques.bad_batch", batch=batch, right=text.slug(batch) or f"{today:%Y-%m}")
    root = options.root.resolve()
    return PlaqueOrder(
        root=root,
        out=out_folder(options, "plaques"),
        templates=folder_with(root, "plaques"),
        choice=selection(options),
        production=Production(
            batch=batch,
            size=SIZES[options.size],
            level=options.level.upper(),
            material=options.material or strings.say("plaques.material"),
            quantity=options.quantity,
            today=today,
        ),
        accept_temporary=options.accept_temporary_address,
        dry_run=options.dry_run,
        strict=options.strict,
    )


def _summary(order: "PlaqueOrder", outcome: "OrderReport", strings: Strings) -> str:
    """The last line: what was made and where, or that nothing was."""
    if outcome.stopped:
        return strings.say("plaques.stopped")
    count = strings.number(outcome.plaques)
    if outcome.released is None:
        return strings.say("plaques.dry", count=count, batch=order.production.batch, out=order.out / order.production.batch)
    released = outcome.released
    return strings.say(
        "plaques.made", count=count, files=strings.number(released.files), coarse=strings.number(released.coarse), out=released.folder
    )


PLAQUES = Command(_add_arguments, _plaques)
