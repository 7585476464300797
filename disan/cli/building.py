"""`build`, `check` and `serve`: the site from its content."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from disan.cli.shared import (
    FINE,
    WRONG_CONTENT,
    Command,
    add_checking,
    check_out,
    check_url,
    count_grades,
    number,
    out_folder,
    print_problems,
    progress,
    today,
)
from disan.core import problems as problem_values
from disan.core import transactions
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.build.cache import OpenCache
    from disan.build.up_to_date import BuildReport


def _build(options: argparse.Namespace, strings: Strings) -> int:
    check_url(options.base_url)
    check_out(options)
    began = time.monotonic()
    report = _unchanged(options) or _built(options, progress(strings), waiting=_waiting(strings))
    print_problems(report.problems, strings, options.format)
    tell(_summary(report, strings, began), error=report.stopped or options.format == "json")
    return WRONG_CONTENT if report.stopped else FINE


def _unchanged(options: argparse.Namespace) -> "BuildReport | None":
    """The last build's report where nothing has changed since; warnings that `--strict` stops at are told by a build."""
    if options.no_trust:
        return None
    from disan.build import up_to_date

    root = options.root.resolve()
    report = up_to_date.report(root, up_to_date.asked(root, out_folder(options), today(options), options.base_url))
    return None if report and options.strict and report.problems else report


def _built(
    options: argparse.Namespace,
    progress: Callable[[int, int], None],
    *,
    full_text: bool = True,
    share_cards: bool = True,
    exports_anew: bool = True,
    cache: "OpenCache | None" = None,
    waiting: Callable[[], None],
) -> "BuildReport":
    from disan.build import pipeline  # Loads nearly all of the program.

    return pipeline.build(
        options.root.resolve(),
        out_folder(options),
        today(options),
        base_url=options.base_url,
        strict=options.strict,
        jobs=options.jobs,
        trust=not options.no_trust,
        progress=progress,
        share_cards=share_cards,
        exports_anew=exports_anew,
        full_text=full_text,
        cache=cache,
        waiting=waiting,
    )


def _waiting(strings: Strings) -> Callable[[], None]:
    """Says that another build comes first."""
    return lambda: tell(strings.say("faults.waiting"), error=True)


def _summary(report: "BuildReport", strings: Strings, began: float) -> str:
    if report.stopped:
        return strings.say("cli.stopped", **count_grades(report.problems))
    seconds = strings.number(round(time.monotonic() - began, 1))
    return strings.say(
        "cli.built", pages=report.pages, codes=report.codes, written=report.written, seconds=seconds, **count_grades(report.problems)
    )


def _check(options: argparse.Namespace, strings: Strings) -> int:
    from disan.build import pipeline

    if options.printed:
        _tell_printed(options.root.resolve(), strings)
    report = pipeline.build(options.root.resolve(), None, today(options), strict=options.strict)
    print_problems(report.problems, strings, options.format)
    key = "cli.check_wrong" if report.stopped else "cli.check_fine"
    tell(strings.say(key, **count_grades(report.problems)), error=True)
    return WRONG_CONTENT if report.stopped else FINE


def _tell_printed(root: Path, strings: Strings) -> None:
    """Lists what the work at hand changes of printed codes, and against which commit."""
    from disan.editing import printed, summary
    from disan.ledger import git

    past = git.required(root)
    name, commit = past.published()
    tell(strings.say("printed.since", name=name, commit=commit[:10]))
    promises = summary.PrintedChanges(printed.changes(past, commit), printed.unguarded(past))
    tell("\n".join(summary.listed(promises, strings)))


def _serve(options: argparse.Namespace, strings: Strings) -> int:
    from disan.build.cache import OpenCache
    from disan.content import settings
    from disan.preview import server

    check_url(options.base_url)
    check_out(options)
    root, out = options.root.resolve(), out_folder(options)
    chosen, _ = settings.read(root, options.base_url)
    cache = OpenCache()

    def rebuild() -> server.BuildResult:
        began = time.monotonic()
        transactions.recover(root / "content")
        report = _built(
            options,
            lambda _done, _whole: None,
            full_text=False,
            share_cards=options.share_cards,
            exports_anew=options.exports,
            cache=cache,
            waiting=_waiting(strings),
        )
        text = problem_values.report(report.problems, strings) if report.stopped else ""
        return server.BuildResult(text, _summary(report, strings, began))

    base_path = chosen.addresses.base_path if chosen else ""
    try:
        server.serve(rebuild, out, [root / "content", root / "templates"], base_path, options.port, options.lang)
    except server.PortTakenError as error:
        raise NotPossibleError("cli.port_taken", port=options.port, error=error.strerror or error) from error
    finally:
        cache.close()
    return FINE


def _add_site(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, help="out")
    command.add_argument("--base-url", help="base_url")
    add_checking(command)
    command.add_argument("--jobs", type=number, help="jobs")
    command.add_argument("--no-trust", action="store_true", help="no_trust")


def _add_check(command: argparse.ArgumentParser) -> None:
    add_checking(command)
    command.add_argument("--printed", action="store_true", help="check_printed")


def _add_preview(command: argparse.ArgumentParser) -> None:
    _add_site(command)
    command.add_argument("--port", type=int, default=8000, help="port")
    command.add_argument("--share-cards", action="store_true", help="share_cards")
    command.add_argument("--exports", action="store_true", help="exports_anew")


BUILD = Command(_add_site, _build)
CHECK = Command(_add_check, _check)
SERVE = Command(_add_preview, _serve)
