"""What a proposal changes, for the one who has to say yes to it: changed files, records and problems in, a comment in Markdown out.

What touches printed codes stands first, for it is on walls and cannot be taken back.

Knows no git and no host; decides nothing about the proposal.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from disan.content.catalogue import Catalogue
from disan.core import addresses, listeners
from disan.core.problems import Problem, in_order, report
from disan.core.strings import Strings, load
from disan.editing.printed import OWNERS, PrintedChange

MARK = "<!-- disan -->"
"""The comment's first line, by which a later run finds it again."""
PRINTED_MARK = "<!-- disan: printed -->"
"""The second line where printed codes are touched, by which the workflow knows to set the label."""
_LONGEST_SIDE = 400
"""Letters shown of what was and of what is."""
_MOST = 20
"""Problems and records that are told one by one; the run's own log has all of them."""


class Touched(Struct, frozen=True):
    """A record that the proposal adds, changes or removes, and the site paths of its pages."""

    reference: str
    title: str
    fate: str
    paths: tuple[str, ...]


def touched(changes: Mapping[str, str], records: Catalogue | None, languages: Sequence[str]) -> tuple[Touched, ...]:
    """The records among changed files; `changes` tells of a file "added", "changed" or "removed"."""
    fates: dict[str, set[str]] = {}
    for file, fate in changes.items():
        parts = PurePosixPath(file).parts
        if len(parts) >= 4 and parts[0] == "content":
            whole = fate if parts[3] == "index.vi.md" else "changed"
            fates.setdefault("/".join(parts[1:3]), set()).add(whole)
    return tuple(_touched(reference, fates[reference], records, languages) for reference in sorted(fates))


class PrintedChanges(Struct, frozen=True):
    """What touches printed codes, and whether nobody is named who must say yes to it."""

    changes: tuple[PrintedChange, ...] = ()
    unguarded: bool = False


def text(
    printed: PrintedChanges, found: Sequence[Touched], others: int, problems: Sequence[Problem], built_at: str, strings: Strings
) -> str:
    """The comment. `others` counts changed files that belong to no record; `built_at` is where the built site can be taken, or ""."""
    marks = [MARK, PRINTED_MARK] if printed.changes else [MARK]
    lines = [*marks, *_printed(printed, strings), *_lines(found, others, problems, built_at, strings)]
    return listeners.comment(lines, strings.say("summary.cut"))


def listed(printed: PrintedChanges, strings: Strings) -> Iterator[str]:
    """Yields the same of printed codes as lines for a terminal."""
    for each in printed.changes:
        before, after = (listeners.one_line(side, _LONGEST_SIDE) or strings.say("printed.nothing") for side in (each.before, each.after))
        yield f"{each.subject}: {_what(each, strings)}: {before} → {after}"
    if not printed.changes:
        yield strings.say("printed.none")
    if printed.unguarded:
        yield strings.say("printed.unguarded", file=OWNERS)


def _printed(printed: PrintedChanges, strings: Strings) -> Iterator[str]:
    if not printed.changes:
        return
    yield from (f"### {strings.say('printed.heading', count=len(printed.changes))}", "", strings.say("printed.ask"), "")
    if printed.unguarded:
        yield from (strings.say("printed.unguarded", file=f"`{OWNERS}`"), "")
    yield f"| {' | '.join(strings.say(f'printed.{column}') for column in ('subject', 'what', 'before', 'after'))} |"
    yield "|---|---|---|---|"
    for each in printed.changes[:_MOST]:
        cells = (
            each.subject,
            _what(each, strings),
            each.before or strings.say("printed.nothing"),
            each.after or strings.say("printed.nothing"),
        )
        yield f"| {' | '.join(listeners.markdown(cell, _LONGEST_SIDE) for cell in cells)} |"
    yield ""
    yield from _rest(len(printed.changes), strings)
    yield ""


def _what(change: PrintedChange, strings: Strings) -> str:
    return strings.say(f"printed.{change.sort}", percent=change.percent)


def _touched(reference: str, fates: set[str], records: Catalogue | None, languages: Sequence[str]) -> Touched:
    item = records.by_reference.get(reference) if records else None
    fate = next((each for each in ("added", "removed") if each in fates), "changed")
    if item is None:
        return Touched(reference, reference, fate, ())
    default = languages[0]
    paths = (addresses.page_path(load(each).of(item.kind.address), item.slug, each, default) for each in languages)
    code = (addresses.code_path(item.code),) if item.code else ()
    return Touched(reference, item.title, fate, (*paths, *code))


def _lines(found: Sequence[Touched], others: int, problems: Sequence[Problem], built_at: str, strings: Strings) -> Iterator[str]:
    errors = sum(problem.grade == "error" for problem in problems)
    yield f"### {strings.say('summary.wrong', count=errors) if errors else strings.say('summary.fine')}"
    if problems:
        yield from ("", f"**{strings.say('summary.problems')}**", "")
        yield from report(in_order(problems)[:_MOST], strings, "markdown").split("\n")
        yield from _rest(len(problems), strings)
    if found:
        yield from ("", f"**{strings.say('summary.records')}**", "")
        yield from (_record(each, strings) for each in found[:_MOST])
        yield from _rest(len(found), strings)
    if others:
        yield from ("", strings.say("summary.others", count=others))
    if built_at:
        yield from ("", f"{strings.say('summary.built', address=built_at)}", "", "```sh", "cd site && python3 -m http.server 8000", "```")
    yield from ("", strings.say("summary.live"))


def _rest(count: int, strings: Strings) -> Iterator[str]:
    if count > _MOST:
        yield f"- {strings.say('summary.more', count=count - _MOST)}"


def _record(record: Touched, strings: Strings) -> str:
    paths = ", ".join(map(listeners.markdown_code, record.paths))
    return f"- {strings.say(f'summary.{record.fate}')}: {listeners.markdown(record.title)}" + (f" ({paths})" if paths else "")
