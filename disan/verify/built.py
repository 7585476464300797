"""What a built site answers for a code: a folder and a subject in, a finding out. Reads files; opens no socket.

The host on a plaque is history, so only the path below it is asked here; that the host answers is for `live` to find.
"""

from pathlib import Path

from disan.core import addresses
from disan.verify import hosting
from disan.verify.finding import Finding, Subject, mentions_code


def finding(site: Path, subject: Subject) -> Finding:
    """Asks for one code: 200 at the printed form and at the form with a slash, no redirection, a page that names it."""
    for path in (addresses.code_path(subject.code), f"{addresses.code_path(subject.code)}/"):
        result, detail = _ask(site, path, subject.code)
        if result != "right":
            return Finding("code", subject.code, subject.batch, subject.address, result, detail)
    return Finding("code", subject.code, subject.batch, subject.address, "right")


def _ask(site: Path, path: str, code: str) -> tuple[str, str]:
    answer = hosting.answer(site, "", path)
    if answer.location:
        return "moved", answer.location
    if answer.status != 200 or answer.file is None:
        return "missing", path
    named = mentions_code(answer.file.read_text(encoding="utf-8", errors="replace"), code)
    return ("right" if named else "nameless"), ""
