"""What word processors do to YAML, undone where only one thing can be meant: lines in, lines with as many characters or fewer out."""

import re

_SMART_KEY = r"^(\s*(?:- )?)(?:[“”„]([A-Za-z_]+)[“”]|\"([A-Za-z_]+)\"|'([A-Za-z_]+)')(\s*:)"
"""A key in quotation marks of one kind; `- "a': b"` is a value."""
_MARK = re.compile(r"^( *)(?:[•·▪●○◦–—+*] +|\d{1,2}[.)] +|-(?=[^\W\d_]))")
"""Other marks that begin an item, and a hyphen with no space behind it: taken for one only where a list is expected."""
_TYPED = re.compile(r" *(?:- )?[^\W\d]| *#")
"""How nearly every line begins, with a letter or a comment: with nothing to forgive."""
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_BLOCK = re.compile(r"[^#]*:[ \t]+[|>][-+\d]*[ \t]*")
"""The line above a text that stands as it is."""


def forgiven(typed: list[str]) -> list[str]:
    """The lines with blanks for all other spaces, bare keys for keys in quotation marks, and a hyphen for each mark of a list."""
    made: list[str] = []
    listing, block = False, -1
    for each in typed:
        line = each if each.isprintable() else _SPACES.sub(" ", each)
        depth = len(line) - len(line.lstrip(" "))
        if block >= 0 and (depth > block or not line.strip()):
            made.append(line)
            continue
        listing = (listing and (depth > 0 or not line or _MARK.match(line) is not None)) or (bool(made) and made[-1].rstrip().endswith(":"))
        if not (line[:1].isalpha() or _TYPED.match(line)):
            line = _MARK.sub(r"\1- ", line) if listing else line
            line = re.sub(_SMART_KEY, r"\1\2\3\4\5", line)
        block = depth if ("|" in line or ">" in line) and _BLOCK.fullmatch(line) else -1
        made.append(line)
    return made
