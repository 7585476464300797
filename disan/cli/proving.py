"""`verify`: whether every printed code opens its page."""

import argparse
from pathlib import Path

from disan.cli.shared import FINE, WRONG_CONTENT, Command, check_url, day, out_folder, print_problems, today
from disan.core import problems as problem_values
from disan.core.listeners import pass_on, tell
from disan.core.strings import Strings


def _verify(options: argparse.Namespace, strings: Strings) -> int:
    from disan.ledger import writing
    from disan.verify import finding, proof

    root, site = options.root.resolve(), out_folder(options)
    check_url(options.url)
    promises, found = proof.read_promises(root)
    print_problems(found, strings, "text")
    if promises is None:
        return WRONG_CONTENT
    if not options.url and not site.is_dir():
        tell(strings.say("verify.not_built", site=site), error=True)
        return WRONG_CONTENT
    findings = proof.check_live(promises, options.url, today(options)) if options.url else proof.check_built(promises, site)
    shown = finding.format_findings(findings, strings, options.format, built=not options.url)
    tell(shown) if options.format == "text" else pass_on(shown)
    if options.record:
        refused = writing.append_check(root, proof.summarise(findings, today(options)))
        print_problems(refused, strings, "text")
        found += refused
    return FINE if all(each.right for each in findings) and not problem_values.stops(found) else WRONG_CONTENT


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("url", metavar="URL", nargs="?", help="url")
    command.add_argument("--out", type=Path, help="site")
    command.add_argument("--today", type=day, default=None, help="verify_today")
    command.add_argument("--format", choices=("text", "csv", "json"), default="text", help="verify_format")
    command.add_argument("--record", action="store_true", help="record")


VERIFY = Command(_add_arguments, _verify)
