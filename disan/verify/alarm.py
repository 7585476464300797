"""Whom to tell of what was found, once when it breaks and once when all is well again.

Findings, what each channel was told before (a file) and the surroundings go in; messages go out, and why one could not be sent.
A channel that could not be reached counts as not told, and is told by the next run.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from disan.core import files, listeners, whole
from disan.core.files import RefusedFileError
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings
from disan.verify import channels
from disan.verify.channels import Message
from disan.verify.finding import Finding, line

CHANNELS: Mapping[str, Callable[[Message, Mapping[str, str]], None]] = {
    channels.MAIL_TO: channels.mail,
    channels.WEBHOOK: channels.post,
}
"""How each is told, by what says in the surroundings that it is wanted."""
_LINES, _LONGEST, _LARGEST = 20, 3500, 4_000_000
"""Lines of a message and its letters (a bot of Telegram takes 4096); bytes of the file."""


def tell(findings: Sequence[Finding], kept: Path, given: Mapping[str, str], strings: Strings) -> Iterator[NotPossibleError]:
    """Tells each channel what it does not know yet, notes that, and gives why one could not be told."""
    wanted = {name: send for name, send in CHANNELS.items() if given.get(name)}
    if not wanted:
        raise NotPossibleError("verify.nobody_to_tell", names=", ".join(CHANNELS))
    wrong = {_name(finding): finding for finding in findings if not finding.right}
    told = _read(kept)
    for channel, send in wanted.items():
        try:
            _tell_one(send, frozenset(told.get(channel, ())), wrong, findings, given, strings)
            told[channel] = tuple(sorted(wrong))
        except NotPossibleError as error:
            yield error
    whole.replace(kept, msgspec.json.encode(told))


def _tell_one(
    send: Callable[[Message, Mapping[str, str]], None],
    before: frozenset[str],
    wrong: Mapping[str, Finding],
    findings: Sequence[Finding],
    given: Mapping[str, str],
    strings: Strings,
) -> None:
    if wrong.keys() - before:
        send(_message("failed", list(wrong.values()), findings, strings), given)
    elif before and not wrong:
        send(_message("recovered", [], findings, strings), given)


def _message(state: str, wrong: Sequence[Finding], findings: Sequence[Finding], strings: Strings) -> Message:
    sites = ", ".join(dict.fromkeys(finding.site for finding in findings if finding.site))
    title = strings.say(f"verify.alarm_{state}", sites=listeners.short(sites, 200), wrong=strings.number(len(wrong)))
    lines = [listeners.short(line(finding, strings), 300) for finding in wrong[:_LINES]]
    if len(wrong) > _LINES:
        lines.append(strings.say("verify.alarm_more", more=strings.number(len(wrong) - _LINES)))
    return Message(title, listeners.short("\n".join(lines) or title, _LONGEST), state)


def _name(finding: Finding) -> str:
    """What is wrong, whatever was answered this time."""
    return hashlib.sha256("\n".join((finding.site, finding.about, finding.code, finding.batch, finding.address)).encode()).hexdigest()[:16]


def _read(kept: Path) -> dict[str, tuple[str, ...]]:
    """What each was told; nothing where there is no such file yet, or what stands there is none of ours; NotPossibleError for a folder."""
    try:
        return msgspec.json.decode(files.content(kept, _LARGEST), type=dict[str, tuple[str, ...]])
    except (FileNotFoundError, msgspec.MsgspecError, RecursionError):
        return {}
    except RefusedFileError as error:
        raise NotPossibleError("verify.no_file", file=kept) from error
