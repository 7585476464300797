"""Which records the names of a photograph and its folders mean. Names in, records out; accents, case and đ do not count."""

import re
from collections.abc import Collection, Sequence

from disan.core import codes, text
from disan.editing.photographs.model import Candidate

_OF_CAMERAS = re.compile(r"\d+|[a-z]{1,4}\d+|img|dsc|pxl|mvimg|photo|image|picture|anh|hinh|screenshot|zalo|copy")
"""Words of a name that a camera or a program put there."""


def slugs(title: str, *others: str) -> tuple[str, ...]:
    """All that a record may be called, as slugs: a title whole, as far as a comma, a dash or a bracket, and what stands in brackets."""
    pieces = (title, re.split(r"[,(–]", title)[0], *re.findall(r"\((.*?)\)", title), *others)
    return tuple(dict.fromkeys(slug for piece in pieces if (slug := text.slug(piece))))


def named(file: str, candidates: Sequence[Candidate], communes: Collection[str]) -> tuple[Candidate, ...]:
    """The records that a file's own name means, else its folder's, else that of the folder around: one where it is sure, or several.

    `communes` are slugs that mean no record: much stands in a commune.
    """
    *folders, last = file.split("/")
    parts = [last.rpartition(".")[0] or last, *reversed(folders)]
    return next((found for part in parts if (found := _meant(part, candidates, communes))), ())


def _meant(part: str, candidates: Sequence[Candidate], communes: Collection[str]) -> tuple[Candidate, ...]:
    printed = {word for word in re.findall(r"[0-9A-Z]+", part) if codes.fault(word) is None}
    words = text.slug(part)
    own = "-".join(word for word in words.split("-") if not _OF_CAMERAS.fullmatch(word))
    if by_code := tuple(each for each in candidates if printed & {*each.codes}):
        return by_code
    return _longest(words, own, candidates) or (() if own in communes else _ending(own, candidates))


def _longest(words: str, own: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The records whose name stands in the words, the longest name alone; a name of one word only where no other is beside it."""
    lengths = {
        each: max((len(name) for name in each.names if own == name or ("-" in name and f"-{name}-" in f"-{words}-")), default=0)
        for each in candidates
    }
    longest = max(lengths.values(), default=0)
    return tuple(each for each, length in lengths.items() if length == longest) if longest else ()


def _ending(own: str, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The records whose name ends so: what tells one from another comes last in Vietnamese, as in "nhà văn hóa thôn Hoa Thị"."""
    return tuple(each for each in candidates if "-" in own and any(name.endswith(f"-{own}") for name in each.names))
