"""The command line: arguments in, an exit code out; progress and problems printed on the way. Does no work of its own.

Exit codes: 0 fine, 1 the content is wrong, 2 usage, 3 our own fault. Commands import what they need when they run.
"""

import argparse
import datetime
import random
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from disan import printing, text
from disan import problems as problem_values
from disan.problems import Format, Problem
from disan.strings import Strings, load

if TYPE_CHECKING:
    from disan.site import Report

FINE, WRONG_CONTENT, USAGE, OUR_FAULT = 0, 1, 2, 3
COMMANDS = ("build", "check", "serve", "new", "assign", "shrink", "plaques", "verify")


def main(arguments: Sequence[str]) -> int:
    """Runs one command; never raises for what the content holds."""
    _speak_utf8()
    given = list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "build")
    options = _parser().parse_args(given)
    strings = load(options.lang)
    try:
        return int(options.run(options, strings))
    except KeyboardInterrupt:
        return FINE if options.command == "serve" else 130
    except Exception:  # noqa: BLE001  Whatever is left is a fault of the program: said as such, with its traceback, never as the editor's.
        traceback.print_exc()
        print(strings.say("cli.our_fault"), file=sys.stderr)
        return OUR_FAULT


def _speak_utf8() -> None:
    """Vietnamese must print on a Windows console and under LC_ALL=C as well."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description=_help("about"), formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, default=Path(), help=_help("root"))
    common.add_argument("--lang", choices=("vi", "en"), default="vi", help=_help("lang"))
    built = argparse.ArgumentParser(add_help=False)
    built.add_argument("--out", type=Path, help=_help("out"))
    built.add_argument("--base-url", help=_help("base_url"))
    checked = argparse.ArgumentParser(add_help=False)
    checked.add_argument("--today", type=_day, default=None, help=_help("today"))
    checked.add_argument("--strict", action="store_true", help=_help("strict"))
    checked.add_argument("--format", choices=("text", "json", "github"), default="text", help=_help("format"))
    runs = {
        "build": _build,
        "check": _check,
        "serve": _serve,
        "new": _new,
        "assign": _assign,
        "shrink": _shrink,
        "plaques": _plaques,
        "verify": _verify,
    }
    parents = {"build": [common, built, checked], "check": [common, checked], "serve": [common, built, checked]}
    parents["plaques"] = [common, checked]
    for name in COMMANDS:
        command = commands.add_parser(name, parents=parents.get(name, [common]), help=_help(name), description=_help(name))
        command.set_defaults(run=runs[name])
        if name == "serve":
            command.add_argument("--port", type=int, default=8000, help=_help("port"))
        if name == "plaques":
            printing.add_arguments(command, _help)
        if name == "verify":
            command.add_argument("url", metavar="URL", nargs="?", help=_help("url"))
            command.add_argument("--out", type=Path, help=_help("site"))
            command.add_argument("--today", type=_day, default=None, help=_help("verify_today"))
            command.add_argument("--format", choices=("text", "csv", "json"), default="text", help=_help("verify_format"))
            command.add_argument("--record", action="store_true", help=_help("record"))
        if name == "shrink":
            command.add_argument("--dry-run", action="store_true", help=_help("dry_run"))
        if name == "new":
            command.add_argument("kind", metavar="KIND", help=_help("kind"))
            command.add_argument("title", metavar="TITLE", help=_help("title"))
    return parser


def _help(name: str) -> str:
    return f"{load('vi').say(f'help.{name}')} / {load('en').say(f'help.{name}')}".replace("%", "%%")


def _day(typed: str) -> datetime.date:
    return datetime.date.fromisoformat(typed)


def _today(options: argparse.Namespace) -> datetime.date:
    """The only clock: pages use its year and nothing else. Vietnam is at UTC+7 all year."""
    if options.today:
        return options.today  # type: ignore[no-any-return]
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()


def _print_problems(found: Sequence[Problem], strings: Strings, form: Format) -> None:
    shown = problem_values.shown(found, strings, form)
    if shown:
        print(shown, file=sys.stderr if form == "text" else sys.stdout, flush=True)


def _counted(found: Sequence[Problem]) -> dict[str, object]:
    grades = [problem.grade for problem in problem_values.in_order(found)]
    return {"errors": grades.count("error"), "warnings": grades.count("warning")}


def _wrong_arguments(options: argparse.Namespace, strings: Strings) -> str:
    """Why the addresses or folders given cannot be used; empty when they can.

    An output folder that holds the project, its content or its templates would be mixed with the editors' work.
    """
    if options.base_url and not options.base_url.startswith(("http://", "https://")):
        return strings.say("cli.bad_base_url", url=options.base_url)
    if options.out is None:
        return ""
    out, root = options.out.resolve(), options.root.resolve()
    inside = any(out.is_relative_to(root / name) for name in ("content", "templates", "disan", "tests", ".git"))
    return strings.say("cli.bad_out", out=options.out) if inside or root.is_relative_to(out) else ""


def _out(options: argparse.Namespace) -> Path:
    return Path(options.out or options.root / "site").resolve()


def _build(options: argparse.Namespace, strings: Strings) -> int:
    from disan import site

    if wrong := _wrong_arguments(options, strings):
        print(wrong, file=sys.stderr)
        return USAGE
    began = time.monotonic()
    report = site.build(
        options.root.resolve(),
        _out(options),
        _today(options),
        base_url=options.base_url,
        strict=options.strict,
        progress=_progress(strings),
    )
    _print_problems(report.problems, strings, options.format)
    print(_summary(report, strings, began), file=sys.stderr if report.stopped or options.format == "json" else sys.stdout)
    return WRONG_CONTENT if report.stopped else FINE


def _summary(report: "Report", strings: Strings, began: float) -> str:
    if report.stopped:
        return strings.say("cli.stopped", **_counted(report.problems))
    seconds = strings.number(round(time.monotonic() - began, 1))
    return strings.say(
        "cli.built", pages=report.pages, codes=report.codes, written=report.written, seconds=seconds, **_counted(report.problems)
    )


def _progress(strings: Strings) -> Callable[[int, int], None]:
    """A line that counts pages on a terminal once a build lasts; nothing where output is kept in a file."""
    began = time.monotonic()

    def shown(done: int, whole: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - began > 1 and (done % 20 == 0 or done == whole):
            end = "\n" if done == whole else ""
            print(f"\r{strings.say('cli.progress', done=done, whole=whole)}", end=end, file=sys.stderr, flush=True)

    return shown


def _check(options: argparse.Namespace, strings: Strings) -> int:
    from disan import site

    report = site.build(options.root.resolve(), None, _today(options), strict=options.strict)
    _print_problems(report.problems, strings, options.format)
    key = "cli.check_wrong" if report.stopped else "cli.check_fine"
    print(strings.say(key, **_counted(report.problems)), file=sys.stderr)
    return WRONG_CONTENT if report.stopped else FINE


def _serve(options: argparse.Namespace, strings: Strings) -> int:
    from disan import serve, settings, site

    if wrong := _wrong_arguments(options, strings):
        print(wrong, file=sys.stderr)
        return USAGE
    root, out = options.root.resolve(), _out(options)
    chosen, _ = settings.read(root, options.base_url)

    def rebuild() -> serve.Built:
        began = time.monotonic()
        report = site.build(root, out, _today(options), base_url=options.base_url, strict=options.strict)
        told = problem_values.shown(report.problems, strings) if report.stopped else ""
        return serve.Built(told, _summary(report, strings, began))

    base_path = site.base_path(chosen) if chosen else ""
    try:
        serve.serve(rebuild, out, [root / "content", root / "templates"], base_path, options.port, options.lang)
    except serve.PortTakenError as error:
        print(strings.say("cli.port_taken", port=options.port, error=error.strerror or error), file=sys.stderr)
        return USAGE
    return FINE


def _new(options: argparse.Namespace, strings: Strings) -> int:
    from disan import assignment, blank, codes
    from disan.kinds import KINDS

    kinds = {name: kind for kind in KINDS for name in (kind.folder, kind.__name__.lower(), text.folded(kind.name.vi))}
    kind = kinds.get(text.folded(options.kind))
    slug = text.slug(options.title)
    if kind is None or not slug:
        key = "cli.bad_kind" if kind is None else "cli.bad_title"
        names = ", ".join(each.__name__.lower() for each in KINDS)
        print(strings.say(key, kind=options.kind, kinds=names), file=sys.stderr)
        return USAGE
    root = options.root.resolve()
    folder = root / "content" / kind.folder / slug
    if folder.exists():
        print(strings.say("cli.exists", path=folder.relative_to(root).as_posix()), file=sys.stderr)
        return WRONG_CONTENT
    code = codes.assigned(assignment.taken(root, KINDS), random.SystemRandom())
    folder.mkdir(parents=True)
    file = folder / "index.vi.md"
    file.write_text(blank.text(kind, text.composed(options.title), code, strings), encoding="utf-8", newline="\n")
    print(strings.say("cli.new", path=file.relative_to(root).as_posix(), code=code))
    return FINE


def _assign(options: argparse.Namespace, strings: Strings) -> int:
    from disan import assignment
    from disan.kinds import KINDS

    assigned, found = assignment.assign(options.root.resolve(), KINDS, random.SystemRandom())
    for each in assigned:
        print(f"{each.code}  {each.file}")
    _print_problems(found, strings, "text")
    print(strings.count("cli.assigned", len(assigned)))
    return WRONG_CONTENT if problem_values.stops(found) else FINE


def _plaques(options: argparse.Namespace, strings: Strings) -> int:
    if wrong := _wrong_arguments(argparse.Namespace(base_url=None, out=options.out, root=options.root), strings):
        print(wrong, file=sys.stderr)
        return USAGE
    try:
        made = printing.run(options, strings, _today(options), printing.record_nowhere, _progress(strings))
    except printing.NotPossibleError as error:
        print(error, file=sys.stderr)
        return USAGE
    _print_problems(made.problems, strings, options.format)
    print(made.told, file=sys.stderr if made.stopped or options.format == "json" else sys.stdout)
    return WRONG_CONTENT if made.stopped else FINE


def _verify(options: argparse.Namespace, strings: Strings) -> int:
    from disan import ledger, proof

    root, site = options.root.resolve(), _out(options)
    if options.url and not options.url.startswith(("http://", "https://")):
        print(strings.say("cli.bad_base_url", url=options.url), file=sys.stderr)
        return USAGE
    promised, found = proof.known(root)
    _print_problems(found, strings, "text")
    if promised is None:
        return WRONG_CONTENT
    if not options.url and not site.is_dir():
        print(strings.say("verify.not_built", site=site), file=sys.stderr)
        return WRONG_CONTENT
    findings = proof.of_live(promised, options.url, _today(options)) if options.url else proof.of_built(promised, site)
    print(proof.shown(findings, strings, options.format))
    if options.record:
        refused = ledger.record(root, proof.check(findings, _today(options)))
        _print_problems(refused, strings, "text")
        found += refused
    return FINE if all(finding.right for finding in findings) and not problem_values.stops(found) else WRONG_CONTENT


def _shrink(options: argparse.Namespace, strings: Strings) -> int:
    from disan import shrinking

    done: list[shrinking.Shrunk] = []
    found: list[Problem] = []
    for each in shrinking.shrink(options.root.resolve(), dry_run=options.dry_run):
        if isinstance(each, Problem):
            found.append(each)
            continue
        done.append(each)
        sizes = {"before": strings.number(each.before // 1000), "after": strings.number(each.after // 1000)}
        print(strings.say("cli.shrunk.one", file=each.file, **sizes), flush=True)
    _print_problems(found, strings, "text")
    saved = strings.number(sum(each.before - each.after for each in done) // 1000)
    key = "none" if not done else "would" if options.dry_run else "other"
    print(strings.say(f"cli.shrunk.{key}", count=len(done), saved=saved))
    return WRONG_CONTENT if problem_values.stops(found) else FINE
