"""`redirects`: a site for the old host, when the site moves to a new address."""

import argparse
import sys
from pathlib import Path

from disan.cli.shared import FINE, USAGE, WRONG_CONTENT, Command, out_folder, print_problems, wrong_arguments
from disan.core.addresses import Addresses
from disan.core.strings import Strings


def _redirects(options: argparse.Namespace, strings: Strings) -> int:
    from disan.content import settings
    from disan.render.folders import template_folders
    from disan.verify import forwarding, proof

    root, to, out = options.root.resolve(), options.to.rstrip("/"), options.out.resolve()
    built = out_folder(argparse.Namespace(out=options.site, root=root))
    chosen, found = settings.read(root, options.former)
    promised, _ = proof.known(root)
    if chosen is None or promised is None:
        print_problems(found or proof.known(root)[1], strings, "text")
        return WRONG_CONTENT
    former = Addresses(chosen.url, chosen.url)
    if wrong := _wrong(options, strings, former, to, built):
        print(wrong, file=sys.stderr)
        return USAGE
    if not built.is_dir():
        print(strings.say("verify.not_built", site=built), file=sys.stderr)
        return WRONG_CONTENT
    findings = proof.of_built(promised, built)
    if not all(finding.right for finding in findings):
        print(proof.shown(findings, strings, "text", built=True), file=sys.stderr)
        print(strings.say("forwarding.codes_wrong"), file=sys.stderr)
        return WRONG_CONTENT
    files = forwarding.made(built, former, to, chosen.languages, template_folders(root))
    if foreign := forwarding.write(files, out):
        print(strings.say("forwarding.foreign", file=foreign[0], out=options.out), file=sys.stderr)
        return USAGE
    print(strings.say("forwarding.made", count=strings.number(len(files)), codes=strings.number(len(findings)), out=options.out, to=to))
    print(strings.say("forwarding.next", former=former.url, out=options.out))
    return FINE


def _wrong(options: argparse.Namespace, strings: Strings, former: Addresses, to: str, built: Path) -> str:
    """Why the arguments cannot be used; empty when they can."""
    for url in (options.to, options.former or options.to):
        if wrong := wrong_arguments(argparse.Namespace(base_url=url, out=options.out, root=options.root), strings):
            return wrong
    if to == former.url:
        return strings.say("forwarding.same", url=to)
    out = options.out.resolve()
    return strings.say("forwarding.into_site", out=options.out) if out.is_relative_to(built) or built.is_relative_to(out) else ""


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", metavar="URL", required=True, help="redirects_to")
    command.add_argument("--out", type=Path, required=True, help="redirects_out")
    command.add_argument("--from", metavar="URL", dest="former", help="redirects_from")
    command.add_argument("--site", type=Path, help="site")


REDIRECTS = Command("redirects", _add_arguments, _redirects)
