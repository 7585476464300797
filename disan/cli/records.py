"""`new`, `assign` and `shrink`: what is done to records and their pictures in content/."""

import argparse
import random

from disan.cli.shared import FINE, WRONG_CONTENT, Command, parse_kind, print_problems
from disan.core import problems as problem_values
from disan.core import text
from disan.core.listeners import tell
from disan.core.problems import NotPossibleError, Problem
from disan.core.strings import Strings
from disan.core.transactions import Transaction


def _new(options: argparse.Namespace, strings: Strings) -> int:
    from disan.content import settings
    from disan.content.kinds import KINDS
    from disan.core import codes, old_fonts
    from disan.editing import assignment, scaffold, schemas

    kind = parse_kind(options.kind, strings)
    typed = " ".join(options.title)
    if old_fonts.find(typed):
        raise NotPossibleError("cli.old_font", title=typed)
    title = " ".join(text.normalized(typed).split())
    slug = text.folder_name(title)
    if not slug:
        raise NotPossibleError("cli.bad_title")
    root = options.root.resolve()
    folder = root / "content" / kind.folder / slug
    if folder.exists():
        tell(strings.say("cli.exists", path=folder.relative_to(root).as_posix()), error=True)
        return WRONG_CONTENT
    code = codes.generate(assignment.taken(root, KINDS), random.SystemRandom())
    file = folder / "index.vi.md"
    chosen, _ = settings.read(root)
    url = f"{chosen.url}{schemas.path(kind)}" if chosen else ""
    with Transaction(root / "content") as writing:
        writing.put(file, scaffold.text(kind, title, code, strings, url).encode())
    tell(strings.say("cli.new", path=file.relative_to(root).as_posix(), code=code))
    return FINE


def _assign(options: argparse.Namespace, strings: Strings) -> int:
    from disan.content.kinds import KINDS
    from disan.editing import assignment

    assigned, found = assignment.assign(options.root.resolve(), KINDS, random.SystemRandom())
    for each in assigned:
        tell(f"{each.code}  {each.file}")
    print_problems(found, strings, "text")
    tell(strings.count("cli.assigned", len(assigned)))
    return WRONG_CONTENT if problem_values.stops(found) else FINE


def _shrink(options: argparse.Namespace, strings: Strings) -> int:
    from disan.editing import shrinking

    done: list[shrinking.Shrunk] = []
    found: list[Problem] = []
    for each in shrinking.shrink(options.root.resolve(), dry_run=options.dry_run):
        if isinstance(each, Problem):
            found.append(each)
            continue
        done.append(each)
        sizes = {"before": strings.number(each.before // 1000), "after": strings.number(each.after // 1000)}
        tell(strings.say("cli.shrunk.one", file=each.file, **sizes))
        if each.spare:
            tell(strings.say("cli.shrunk.spare", file=each.file))
    print_problems(found, strings, "text")
    saved = strings.number(sum(each.before - each.after for each in done) // 1000)
    key = "left" if found and not done else "none" if not done else "would" if options.dry_run else "other"
    tell(strings.say(f"cli.shrunk.{key}", count=len(done), saved=saved))
    return WRONG_CONTENT if problem_values.stops(found) else FINE


def _add_record(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", metavar="KIND", help="kind")
    command.add_argument("title", metavar="TITLE", nargs="+", help="title")


def _add_trial(command: argparse.ArgumentParser) -> None:
    command.add_argument("--dry-run", action="store_true", help="dry_run")


NEW = Command(_add_record, _new)
ASSIGN = Command(lambda _command: None, _assign)
SHRINK = Command(_add_trial, _shrink)
