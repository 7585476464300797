"""`build`, `check` and `serve`: the site from its content."""

import argparse
import sys
import time
from typing import TYPE_CHECKING

from disan.cli.shared import (
    FINE,
    USAGE,
    WRONG_CONTENT,
    Command,
    add_building,
    add_checking,
    counted,
    out_folder,
    print_problems,
    progress,
    today,
    wrong_arguments,
)
from disan.core import problems as problem_values
from disan.core.strings import Strings

if TYPE_CHECKING:
    from disan.build.up_to_date import BuildReport


def _build(options: argparse.Namespace, strings: Strings) -> int:
    if wrong := wrong_arguments(options, strings):
        print(wrong, file=sys.stderr)
        return USAGE
    began = time.monotonic()
    report = _unchanged(options) or _built(options, strings)
    print_problems(report.problems, strings, options.format)
    print(_summary(report, strings, began), file=sys.stderr if report.stopped or options.format == "json" else sys.stdout)
    return WRONG_CONTENT if report.stopped else FINE


def _unchanged(options: argparse.Namespace) -> "BuildReport | None":
    """The last build's report where nothing has changed since; warnings that `--strict` stops at are told by a build."""
    if options.no_trust:
        return None
    from disan.build import up_to_date

    root = options.root.resolve()
    report = up_to_date.report(root, up_to_date.asked(root, out_folder(options), today(options), options.base_url))
    return None if report and options.strict and report.problems else report


def _built(options: argparse.Namespace, strings: Strings) -> "BuildReport":
    from disan.build import pipeline  # Loads nearly all of the program.

    return pipeline.build(
        options.root.resolve(),
        out_folder(options),
        today(options),
        base_url=options.base_url,
        strict=options.strict,
        jobs=options.jobs,
        trust=not options.no_trust,
        progress=progress(strings),
    )


def _summary(report: "BuildReport", strings: Strings, began: float) -> str:
    if report.stopped:
        return strings.say("cli.stopped", **counted(report.problems))
    seconds = strings.number(round(time.monotonic() - began, 1))
    return strings.say(
        "cli.built", pages=report.pages, codes=report.codes, written=report.written, seconds=seconds, **counted(report.problems)
    )


def _check(options: argparse.Namespace, strings: Strings) -> int:
    from disan.build import pipeline

    report = pipeline.build(options.root.resolve(), None, today(options), strict=options.strict)
    print_problems(report.problems, strings, options.format)
    key = "cli.check_wrong" if report.stopped else "cli.check_fine"
    print(strings.say(key, **counted(report.problems)), file=sys.stderr)
    return WRONG_CONTENT if report.stopped else FINE


def _serve(options: argparse.Namespace, strings: Strings) -> int:
    from disan.build import pipeline
    from disan.content import settings
    from disan.preview import server

    if wrong := wrong_arguments(options, strings):
        print(wrong, file=sys.stderr)
        return USAGE
    root, out = options.root.resolve(), out_folder(options)
    chosen, _ = settings.read(root, options.base_url)

    def rebuild() -> server.Built:
        began = time.monotonic()
        report = pipeline.build(
            root, out, today(options), base_url=options.base_url, strict=options.strict, jobs=options.jobs, trust=not options.no_trust
        )
        told = problem_values.shown(report.problems, strings) if report.stopped else ""
        return server.Built(told, _summary(report, strings, began))

    base_path = pipeline.base_path(chosen) if chosen else ""
    try:
        server.serve(rebuild, out, [root / "content", root / "templates"], base_path, options.port, options.lang)
    except server.PortTakenError as error:
        print(strings.say("cli.port_taken", port=options.port, error=error.strerror or error), file=sys.stderr)
        return USAGE
    return FINE


def _add_site(command: argparse.ArgumentParser) -> None:
    add_building(command)
    add_checking(command)
    command.add_argument("--jobs", type=_jobs, help="jobs")
    command.add_argument("--no-trust", action="store_true", help="no_trust")


def _jobs(typed: str) -> int:
    """A number of processes; ValueError, which argparse tells, for none."""
    jobs = int(typed)
    if jobs < 1:
        raise ValueError(typed)
    return jobs


def _add_preview(command: argparse.ArgumentParser) -> None:
    _add_site(command)
    command.add_argument("--port", type=int, default=8000, help="port")


BUILD = Command("build", _add_site, _build)
CHECK = Command("check", add_checking, _check)
SERVE = Command("serve", _add_preview, _serve)
