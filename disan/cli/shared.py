"""What commands share: exit codes, the options that several have, and how they print. Knows no command."""

import argparse
import contextlib
import copy
import datetime
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from disan.core import problems as problem_values
from disan.core import text
from disan.core.addresses import is_of_a_site
from disan.core.listeners import pass_on, tell
from disan.core.problems import Format, NotPossibleError, Problem
from disan.core.strings import Strings, load

if TYPE_CHECKING:
    from disan.content.record import Record

FINE, WRONG_CONTENT, USAGE, OUR_FAULT = 0, 1, 2, 3
_YEARS = range(1900, 2200)


class Command(Struct, frozen=True):
    """A command: what it takes, and what it does with it, which gives the exit code or raises NotPossibleError."""

    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Strings], int]


def add_common(command: argparse.ArgumentParser) -> None:
    """Adds the options that every command takes."""
    command.add_argument("--root", type=Path, default=Path(), help="root")
    command.add_argument("--lang", choices=("vi", "en"), default="vi", help="lang")


def add_checking(command: argparse.ArgumentParser) -> None:
    """Adds the options of commands that tell every problem of the content."""
    command.add_argument("--today", type=day, default=None, help="today")
    command.add_argument("--strict", action="store_true", help="strict")
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help="format")


class Bilingual(argparse.RawDescriptionHelpFormatter):
    """Help in both languages, for it is printed before the language is known. Commands give keys; sentences are read for who asks."""

    def _format_action(self, action: argparse.Action) -> str:
        # Since Python 3.14 every option's help is looked at when it is added: only what is printed may read sentences and load kinds.
        shown = copy.copy(action)
        shown.help = _help_text(action.help)
        return super()._format_action(shown)

    def add_text(self, text: str | None) -> None:
        """A description."""
        super().add_text(_help_text(text))


def _help_text(key: str | None) -> str | None:
    """The sentence of a key; what is none stays as it is, such as what argparse says of its own."""
    if key is None or not load("vi").has(f"help.{key}"):
        return key
    from disan.content.kinds import KINDS

    kinds = ", ".join(kind.__name__.lower() for kind in KINDS)
    return f"{load('vi').say(f'help.{key}', kinds=kinds)} / {load('en').say(f'help.{key}', kinds=kinds)}".replace("%", "%%")


def parse_kind(typed: str, strings: Strings) -> "type[Record]":
    """Parses the kind that a word on the command line names, in either language; NotPossibleError for any other."""
    from disan.content.kinds import KINDS

    names = {name: kind for kind in KINDS for name in (kind.folder, kind.__name__, kind.address.vi, kind.name.vi)}
    kinds = {text.slug(name): kind for name, kind in names.items()}
    if text.slug(typed) not in kinds:
        known = ", ".join(f"{kind.__name__.lower()} ({strings.of(kind.name).lower()})" for kind in KINDS)
        raise NotPossibleError("cli.bad_kind", kind=typed, kinds=known)
    return kinds[text.slug(typed)]


def day(typed: str) -> datetime.date:
    """Parses a day as it is typed: 2026-11-24; ArgumentTypeError for all else; nobody builds in year 1."""
    with contextlib.suppress(ValueError):
        if (found := datetime.date.fromisoformat(typed)).year in _YEARS:
            return found
    raise _mistyped("bad_day", typed)


def number(typed: str) -> int:
    """Parses a number of 1 or more; ArgumentTypeError for anything else."""
    with contextlib.suppress(ValueError):
        if int(typed) >= 1:
            return int(typed)
    raise _mistyped("bad_number", typed)


def _mistyped(key: str, typed: str) -> argparse.ArgumentTypeError:
    """What argparse tells of an argument, in both languages."""
    return argparse.ArgumentTypeError(" / ".join(load(language).say(f"cli.{key}", typed=typed) for language in ("vi", "en")))


def today(options: argparse.Namespace) -> datetime.date:
    """Reads the only clock. Vietnam is at UTC+7 all year."""
    if options.today:
        return options.today  # type: ignore[no-any-return]
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()


def print_problems(found: Sequence[Problem], strings: Strings, form: Format) -> None:
    """Prints the problems, to standard error as text and to standard output for a program to read."""
    shown = problem_values.report(found, strings, form)
    if shown:
        tell(shown, error=True) if form == "text" else pass_on(shown)


def count_grades(found: Sequence[Problem]) -> dict[str, object]:
    """Counts the problems of each grade, as sentences name them."""
    grades = [problem.grade for problem in problem_values.in_order(found)]
    return {"errors": grades.count("error"), "warnings": grades.count("warning")}


def check_url(url: str | None) -> None:
    """Raises NotPossibleError for an address that is not whole."""
    if url and not is_of_a_site(url):
        raise NotPossibleError("cli.bad_base_url", url=url)


def check_out(options: argparse.Namespace) -> None:
    """Raises NotPossibleError for a folder to write to that holds the project or its content: it would be mixed with the editors' work."""
    out, root = Path(options.out or options.root / "site").resolve(), options.root.resolve()
    inside = any(out.is_relative_to(root / name) for name in ("content", "templates", "disan", "tests", ".git"))
    if inside or root.is_relative_to(out):
        raise NotPossibleError("cli.bad_out", out=options.out)


def _check_no_link(folder: Path, root: Path) -> None:
    """Raises NotPossibleError where a link stands for a folder of the project: a proposal may bring one, and it leads anywhere."""
    whole = Path(os.path.abspath(folder))  # noqa: PTH100  Links shall stay.
    for each in (whole, *whole.parents):
        if each != root and each.is_relative_to(root) and each.is_symlink():
            raise NotPossibleError("cli.linked_out", out=each)


def out_folder(options: argparse.Namespace, name: str = "site") -> Path:
    """The folder of the site or of other output, below the project where none is given; NotPossibleError for a link in the project."""
    folder = Path(options.out or options.root / name)
    _check_no_link(folder, Path(os.path.abspath(options.root)))  # noqa: PTH100
    return folder.resolve()


def progress(strings: Strings, key: str = "cli.progress") -> Callable[[int, int], None]:
    """Makes a line that counts pages, or what the sentence says, on a terminal once it lasts; nothing where output is kept in a file."""
    began = time.monotonic()

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty() and time.monotonic() - began > 1 and (done % 20 == 0 or done == total):
            tell(strings.say(key, done=done, whole=total), error=True, over=True, unended=done < total)

    return show
