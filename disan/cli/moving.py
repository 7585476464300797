"""`redirects`: a site for the old host, when the site moves to a new address."""

import argparse
from pathlib import Path

from disan.cli.shared import FINE, WRONG_CONTENT, Command, check_out, check_url, out_folder, print_problems
from disan.core.addresses import Addresses
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings


def _redirects(options: argparse.Namespace, strings: Strings) -> int:
    from disan.content import settings
    from disan.render.folders import template_folders
    from disan.verify import finding, forwarding, proof

    root, to, out = options.root.resolve(), options.to.rstrip("/"), out_folder(options)
    built = out_folder(argparse.Namespace(out=options.site, root=root))
    chosen, found = settings.read(root, options.former)
    promises, faults = proof.read_promises(root)
    if chosen is None or promises is None:
        print_problems(found or faults, strings, "text")
        return WRONG_CONTENT
    former = Addresses(chosen.url, chosen.url)
    _check(options, former, built)
    if not built.is_dir():
        tell(strings.say("verify.not_built", site=built), error=True)
        return WRONG_CONTENT
    findings = proof.check_built(promises, built)
    if not all(each.right for each in findings):
        tell(finding.format_findings(findings, strings, "text", built=True), error=True)
        tell(strings.say("forwarding.codes_wrong"), error=True)
        return WRONG_CONTENT
    files = forwarding.forwarding_files(built, former, to, chosen.languages, template_folders(root))
    if foreign := forwarding.write_files(files, out):
        raise NotPossibleError("forwarding.foreign", file=foreign[0], out=options.out)
    tell(strings.say("forwarding.made", count=strings.number(len(files)), codes=strings.number(len(findings)), out=options.out, to=to))
    tell(strings.say("forwarding.next", former=former.url, out=options.out))
    return FINE


def _check(options: argparse.Namespace, former: Addresses, built: Path) -> None:
    """Raises NotPossibleError for addresses and folders that cannot be used."""
    check_url(options.to)
    check_out(options)
    check_url(options.former)
    if options.to.rstrip("/") == former.url:
        raise NotPossibleError("forwarding.same", url=former.url)
    out = options.out.resolve()
    if out.is_relative_to(built) or built.is_relative_to(out):
        raise NotPossibleError("forwarding.into_site", out=options.out)


def _add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", metavar="URL", required=True, help="redirects_to")
    command.add_argument("--out", type=Path, required=True, help="redirects_out")
    command.add_argument("--from", metavar="URL", dest="former", help="redirects_from")
    command.add_argument("--site", type=Path, help="site")


REDIRECTS = Command(_add_arguments, _redirects)
