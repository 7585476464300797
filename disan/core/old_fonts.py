"""Texts typed for fonts of before Unicode, TCVN3 (.VnTime) and VNI (VNI-Times): a text in, where it is one out.

A word is of such a font if it is no Vietnamese syllable as it stands and is one once its letters are read as the font shows them.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
"""TCVN 5712:1993, VN3: each letter's code, as Windows shows it in a font of today."""
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_TONE = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VNI = dict(zip("øùõûïâàáãåäêèéüúë", (base + tone for base in ("", _CIRCUMFLEX, _BREVE) for tone in _TONE if base or tone), strict=True))
"""VNI: a vowel's mark, written as a letter behind it."""
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_WORD = re.compile(r"[^\s\d!-@\[-`{-~“”‘’…–—]+")
_FOREIGN = re.compile("[\u00a1-\u00ff]")
_LETTER = re.compile("[A-Za-z]")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = re.compile("[\u0301\u0323]")
"""The tones that a syllable takes which ends in c, ch, p or t."""
_INITIAL = r"(?:ngh?|nh|[cgkpt]h|tr|gi|qu|[bcdđghklmnprstvx])?"
_RIME = (
    r"(?:i|y|e|ê|ư|u|o|ô|ơ|a|oa|oe|uê|uy|uơ|ia|ya|ua|ưa|uya"
    r"|[aoôơuưi]i|oai|uôi|ươi|uây|oay|[aâu]y|[aâeêiư]u|[ae]o|iêu|yêu|ươu|oao|oeo|uyu"
    r"|(?:[aăâeêioôơuưy]|oa|oă|oe|uâ|iê|yê|uô|ươ|uy|uê)(?:n|m|p|t|c|ng)|(?:[aêi]|oa|uê|uy)(?:nh|ch)|uyê[nt])"
)
_SYLLABLE = re.compile(_INITIAL + _RIME)
_NAME = re.compile(r"\s*(?:- )?[A-Za-z_]+:\s")
"""The name of a field before its text."""
_SIGN = re.compile("[§®µ¶·¸¹¨©ª«¬»¼½¾]")
"""What no language of Latin letters has within a word."""


def may_have(text: str) -> bool:
    """Whether any of a text's words is of an old font as it stands; hardly a text has one, so that its lines need not be looked at."""
    return any(map(_has_old_font, set(text.split())))


def find(text: str) -> tuple[int, int] | None:
    """The start and the end of the words that are of an old font; None where there are none, or where it may be foreign."""
    if not _FOREIGN.search(text):
        return None
    name = _NAME.match(text)
    words = list(_WORD.finditer(text, name.end() if name else 0))
    found = [word for word in words if _FOREIGN.search(word[0]) and _of_old_font(word[0])]
    if not found:
        return None
    signs, foreign = any(_SIGN.search(word[0]) for word in found), _count_foreign(words)
    sure = (2 if foreign else 1) if signs else foreign + 2
    return (found[0].start(), found[-1].end()) if len(found) >= sure else None


def _count_foreign(words: Iterable[re.Match[str]]) -> int:
    """How many words are Vietnamese in no font."""
    return sum(not _is_syllable(word[0]) and not _of_old_font(word[0]) for word in words)


@functools.lru_cache(16384)  # A language's words recur: without it this took a fifth of a build.
def _has_old_font(token: str) -> bool:
    """Whether what stands between two spaces has a word of an old font."""
    return _FOREIGN.search(token) is not None and any(_FOREIGN.search(word) and _of_old_font(word) for word in _WORD.findall(token))


def _of_old_font(word: str) -> bool:
    lettered = word[0] not in "µ×÷" and _LETTER.search(word)
    return bool(lettered) and not _is_syllable(word) and any(_is_syllable(shown) for shown in _shown(word))


def _shown(word: str) -> Iterator[str]:
    """The word as each of the fonts shows it."""
    yield "".join(_TCVN3.get(letter, letter) for letter in word)
    parts = re.findall(r"[AEOUYaeouyôöÔÖ][øùûõïâáàåãäêéèúüëØÙÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|.", word)
    yield "".join(_vni_alone(part[0]) + _VNI[part[1].lower()] if len(part) > 1 else _vni_alone(part) for part in parts)


def _vni_alone(letter: str) -> str:
    small = _VNI_ALONE.get(letter.lower(), letter.lower())
    return small.upper() if letter.isupper() else small


def _is_syllable(word: str) -> bool:
    """Whether Vietnamese has a syllable of this form, its tone among those that its end takes."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = _TONES.findall(apart)
    toneless = unicodedata.normalize("NFC", _TONES.sub("", apart))
    stopped = toneless.endswith(("c", "ch", "p", "t"))
    return len(tones) <= 1 and bool(_SYLLABLE.fullmatch(toneless)) and (not stopped or not tones or bool(_STOPPED.match(tones[0])))
