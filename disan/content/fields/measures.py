"""What to type for a number with words around it: a refused text and its field in, a text that the field takes out.

A word is left out only where it says nothing more: a magnitude stays, another unit is turned into the field's own or asked for.
"""

import re
from collections.abc import Iterator, Mapping

from disan.content.fields.about import About
from disan.content.fields.errors import RefusedError
from disan.content.fields.numbers import QUALIFIERS
from disan.content.fields.readers import Reader
from disan.core import text
from disan.core.strings import Words

_PIECE = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+[²³23]?|\S")
_FILLERS = frozenset(("chan", "tron", "dung", "vua"))
_SHORT = {"m2": "m²", **dict.fromkeys(("d", "vnd", "₫"), "dong")}
_TIMES: Mapping[tuple[str, str], int] = {
    **dict.fromkeys((("tieng", "phut"), ("gio", "phut"), ("hour", "phut")), 60),
    **dict.fromkeys((("ha", "m²"), ("hecta", "m²")), 10**4),
    ("km", "m"): 10**3,
}
"""How many of a field's unit another one has, accents aside."""
_WORDS = {word: str(number) for number, word in enumerate(("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), 1)}


def cure(typed: str, said: About, read: Reader) -> Words | None:
    """What to type instead; None where that cannot be told."""
    main, _, aside = text.normalized(typed).casefold().partition("(")
    pieces = [_WORDS.get(piece, piece) if index == 0 else piece for index, piece in enumerate(_PIECE.findall(main))]
    for number in range(len(pieces), 0, -1):
        if (taken := _taken(pieces[:number], read)) is not None:
            return _told(taken, [_SHORT.get(text.folded(each), text.folded(each)) for each in pieces[number:]], aside, said, read)
    return None


def _taken(pieces: list[str], read: Reader) -> str | None:
    """The words that the field takes, without "about" where it takes exact numbers alone."""
    bare = pieces[1:] if pieces[0] in QUALIFIERS else pieces
    return next((each for each in (" ".join(pieces), " ".join(bare)) if _takes(read, each)), None)


def _takes(read: Reader, words: str) -> bool:
    try:
        read(words)
    except RefusedError:
        return False
    return True


def _told(taken: str, rest: list[str], aside: str, said: About, read: Reader) -> Words | None:
    rest = [word for word in rest if word not in _FILLERS and word not in _own(said)]
    if not rest:
        kept = Words(" và ghi phần trong ngoặc ở Ghi chú", ", and what is in brackets in a note") if aside else Words("", "")
        return Words(f"{taken}{kept.vi}", f"{taken}{kept.en}")
    times = _TIMES.get((rest[0].removesuffix("s"), text.folded(said.unit.vi)))
    if times and taken.isdecimal():
        number = str(int(taken) * times)
        return Words(f"{number} (đổi ra {said.unit.vi})", f"{number} (in {said.unit.en})") if _takes(read, number) else None
    return Words(f"số tính bằng {said.unit.vi}", f"a number of {said.unit.en}") if said.unit.vi else None


def _own(said: About) -> Iterator[str]:
    """The field's unit and the words of its label, accents aside."""
    for words in (said.unit.vi, said.unit.en, said.label.vi):
        yield from text.folded(words).split()
