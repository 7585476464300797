"""`verify`: whether every printed code opens its page."""

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.shared import FINE, USAGE, WRONG_CONTENT, Command, check_url, day, number, out_folder, print_problems, today
from disan.core import problems as problem_values
from disan.core.listeners import pass_on, tell
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.verify.finding import Finding
    from disan.verify.proof import Promises

_MINUTES = 20


def _verify(options: argparse.Namespace, strings: Strings) -> int:
    from disan.verify import finding, proof

    root, site = options.root.resolve(), out_folder(options)
    for url in options.urls:
        check_url(url)
    if not options.urls and (options.notify or options.heartbeat):
        raise NotPossibleError("verify.nothing_live")
    promises, found = proof.read_promises(root)
    print_problems(found, strings, "text")
    if promises is None:
        return WRONG_CONTENT
    if not options.urls and not site.is_dir():
        tell(strings.say("verify.not_built", site=site), error=True)
        return WRONG_CONTENT
    findings = _asked(promises, options) if options.urls else (*proof.check_built(promises, site), *proof.check_site(promises, site))
    shown = finding.format_findings(findings, strings, options.format, built=not options.urls)
    tell(shown) if options.format == "text" else pass_on(shown)
    if options.record:
        found += _recorded(root, findings, options, strings)
    untold = list(_told(findings, options, strings))
    for error in untold:
        tell(strings.say(error.key, **error.values), error=True)
    right = all(each.right for each in findings) and not problem_values.stops(found)
    return WRONG_CONTENT if not right else USAGE if untold else FINE


def _asked(promises: "Promises", options: argparse.Namespace) -> "tuple[Finding, ...]":
    """What the live sites answer, within the minutes that the whole may take; no host has more than half of them."""
    from disan.verify import proof
    from disan.verify.client import Client

    seconds = 60.0 * options.minutes
    return proof.check_live(promises, options.urls, today(options), Client(host_seconds=seconds / 2).begun(seconds))


def _recorded(
    root: Path, findings: "tuple[Finding, ...]", options: argparse.Namespace, strings: Strings
) -> Sequence[problem_values.Problem]:
    from disan.ledger import writing
    from disan.verify import proof

    refused = writing.append_check(root, proof.summarise(findings, today(options)))
    print_problems(refused, strings, "text")
    return refused


def _told(findings: "tuple[Finding, ...]", options: argparse.Namespace, strings: Strings) -> Iterator[NotPossibleError]:
    """Tells whom the surroundings name, then gives a sign of life; and what of it failed. One who was not told must not be calmed."""
    from disan.verify import alarm, channels

    untold = list(alarm.tell(findings, options.notify, os.environ, strings)) if options.notify else []
    yield from untold
    heartbeat = options.heartbeat or os.environ.get(channels.HEARTBEAT, "") if options.urls else ""
    if heartbeat and not untold:
        try:
            channels.give_a_sign_of_life(heartbeat)
        except NotPossibleError as error:
            yield error


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("urls", metavar="URL", nargs="*", help="url")
    command.add_argument("--out", type=Path, help="site")
    command.add_argument("--today", type=day, default=None, help="verify_today")
    command.add_argument("--format", choices=("text", "csv", "json"), default="text", help="verify_format")
    command.add_argument("--record", action="store_true", help="record")
    command.add_argument("--minutes", type=number, default=_MINUTES, help="verify_minutes")
    command.add_argument("--notify", type=Path, metavar="FILE", help="verify_notify")
    command.add_argument("--heartbeat", metavar="URL", help="verify_heartbeat")


VERIFY = Command(_add_arguments, _verify)
