"""Plain text: the letters that were meant, comparison without accents, slugs. Strings in, strings out; knows no YAML and no HTML."""

import re
import unicodedata
from collections.abc import Iterable

_MARKS = re.compile(r"[\u0300-\u036f]")
_TONES = re.compile(r"[\u0300\u0301\u0303\u0309\u0323]")
_ORDER = {letter: 1000 + place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_LONGEST_NAME = 80
"""Characters of a folder's name: it stands in an address, which people read aloud."""
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")
"""Of "Naming Files, Paths, and Namespaces" of Microsoft, whose systems cannot check out such names."""
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ROOM = 150
"""Characters of a folder's name that files made of it have room for: a disk takes 255 bytes."""
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a\u202c\u202d\u2060-\u2064\u2066\u2068\u2069\ufeff"
"""What shows nothing and nobody types: soft hyphens, zero-width marks, marks of direction that leave Latin letters where they are."""
_JOINERS = "\u200c\u200d"
_BREAKS = "\v\f\x85\u2028\u2029"
"""What word processors put for a new line or a new page within a paragraph."""
_MISTAKEN = re.compile(f"[{_UNSEEN}{_JOINERS}{_BREAKS}\u00d0\u0189\u00f0]")


def normalized(text: str) -> str:
    """The text with the letters that were meant: Unicode NFC (UAX #15), without what nobody sees, Đ for its look-alikes.

    Every text that enters passes here; what is seen stays as it is.
    """
    return unicodedata.normalize("NFC", _MISTAKEN.sub(_meant, text))


def _meant(found: re.Match[str]) -> str:
    """What is meant, by the letter before: joiners join emoji and letters that are not Latin; Icelandic words never begin with ð."""
    letter, before = found[0], found.string[max(found.start() - 1, 0) : found.start()]
    if letter in "\u00d0\u0189":
        return "Đ"
    if letter == "\u00f0":
        return letter if before.isalpha() else "đ"
    if letter in _JOINERS:
        return letter if before > "\u058f" and not "\u1e00" <= before <= "\u206f" else ""
    return " " if letter in _BREAKS else ""


def folded(text: str) -> str:
    """The text as a search sees it: lower case, no tone or vowel marks, đ as d, single spaces."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).replace("đ", "d")
    return " ".join(bare.split())


def collation_key(text: str) -> tuple[list[int], str]:
    """A key that sorts as a Vietnamese dictionary does: a ă â b c d đ e ê … o ô ơ … u ư; tones only where letters agree."""
    letters = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", text.casefold())))
    return [_ORDER.get(letter, ord(letter)) for letter in letters], text


def from_initial(words: str) -> str:
    """The words without the signs that stand before them, by which no dictionary orders."""
    return next((words[place:] for place, each in enumerate(words) if each.isalnum()), "")


def initial(words: str) -> str:
    """The letter under which a Vietnamese dictionary has them, in capitals: Ă, Â, Đ … apart. Empty for what begins with none."""
    bare = unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", words[:1].casefold())))
    return bare.upper() if bare in _ORDER else ""


def telex(letter: str) -> str:
    """A letter as it is typed on keys that lack it, Telex's way: "Đ" is "dd", "Ư" is "uw", so that no two are the same."""
    marks = unicodedata.normalize("NFD", letter.casefold())
    return "dd" if marks == "đ" else marks.translate({0x302: marks[0], 0x306: "w", 0x31B: "w"})


def dialled(number: str) -> str:
    """A telephone number as a machine dials it: its digits, and the plus before them."""
    return re.sub(r"[^\d+]", "", number)


def unbroken(line: str) -> str:
    """The line with spaces at which it does not break, as a telephone number is set."""
    return line.replace(" ", "\u00a0")


def capital(words: str) -> str:
    """Words as a sentence begins."""
    return words[:1].upper() + words[1:]


def slug(title: str) -> str:
    """An ASCII name for a folder or an address: "Đền Củi (Chợ Củi)" becomes "den-cui-cho-cui"."""
    return _NOT_SLUG.sub("-", folded(title)).strip("-")


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a name for itself, whatever its case and ending, so that no file or folder there can have it."""
    return _RESERVED.fullmatch(name) is not None


def path_name(words: str) -> str:
    """The slug of words as the name of a file or folder of the site, which every system can have: "Côn" becomes "con-1"."""
    whole = slug(words)
    return f"{whole}-1" if is_reserved(whole) else whole


def is_folder_name(name: str) -> bool:
    """Whether a record's folder may be called so."""
    return SLUG.fullmatch(name) is not None and len(name) <= _ROOM and not is_reserved(name)


def folder_name(title: str) -> str:
    """The slug of a title, cut behind a word where it is longer than a folder's name should be."""
    whole = path_name(title)
    return whole if len(whole) <= _LONGEST_NAME else whole[: _LONGEST_NAME + 1].rpartition("-")[0] or whole[:_LONGEST_NAME]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, accents aside, or None when nothing is near enough to suggest."""
    import difflib  # Needed only where something is wrong.

    by_folded: dict[str, str] = {}
    for each in known:
        by_folded.setdefault(folded(each), each)
    found = difflib.get_close_matches(folded(word), by_folded, n=1, cutoff=0.7)
    return by_folded[found[0]] if found else None
