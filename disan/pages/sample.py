"""Which codes a reader's own browser may try, from the status page: a view in, what the page says of them and one file beside it out.

All that are printed, or all there are while none is; each with the address that its plaque has and the page that it must open. The browser
chooses some by chance (templates/assets/sample.js), and no word of it is sent to anybody.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from disan.core import addresses as places
from disan.core.addresses import Addresses, lowered
from disan.pages.code_contexts import SampleOffered
from disan.pages.parts import Said
from disan.pages.view import View

if TYPE_CHECKING:
    from disan.ledger.model import Retirement

COUNT = 12
"""Codes that are tried at a time: as much to load as one page with photographs."""
MOST_ORIGINS = 8
"""Hosts that the page's policy lets it ask; codes of others, which were printed before, are left to the weekly check."""
_FILE = "codes.json"


class _Codes(msgspec.Struct, frozen=True):
    """The file: the address of the site, those for which codes were printed ("" for wherever the file stands), and of each code which of
    them, its page and its title. Addresses end in a slash; whatever in it begins as an address of the site leads to a page."""

    site: str
    bases: tuple[str, ...]
    codes: tuple[tuple[str, int, str, str], ...]


def offered(view: View) -> SampleOffered | None:
    """What the page says of them; None where there is no code to try."""
    codes = _codes(view)
    if not codes.codes:
        return None
    count, total = view.strings.number(min(COUNT, len(codes.codes))), view.strings.number(len(codes.codes))
    origins = dict.fromkeys("{0.scheme}://{0.netloc}".format(urlsplit(base)) for base in codes.bases if base)
    return SampleOffered(_path(view), COUNT, count, total, tuple(origins), view.addresses.plaque(places.code_path("")))


def files(view: View) -> Mapping[str, Callable[[], bytes]]:
    """The file beside the page, made when it is asked for."""
    return {_path(view): functools.partial(_encoded, view)}


def opens(view: View, code: str, retired: "Retirement | None") -> tuple[Said, str]:
    """What a code opens, and a word on one that was retired. A code without either stops the build, so its own name will do."""
    if retired and retired.fate == "gone":
        title = retired.titles.get(view.language)
        return Said(title) if title else Said(retired.titles["vi"], "vi"), view.strings.say("status.gone")
    item = view.catalogue.by_code.get(retired.target if retired else code)
    return view.row(item).title if item else Said(code), view.strings.say("status.moved") if retired else ""


def _path(view: View) -> str:
    return f"{view.page('status')}{_FILE}"


def _encoded(view: View) -> bytes:
    return msgspec.json.encode(_codes(view))


def _codes(view: View) -> _Codes:
    bases: dict[str, int] = {}
    retired = view.ledger.retired()
    printed = ((code, bases.setdefault(base, len(bases))) for code, base in dict.fromkeys(_printed(view)))
    codes = tuple(_code(view, code, base, retired.get(code)) for code, base in printed)
    kept = tuple(bases)[: MOST_ORIGINS + 1]
    return _Codes(view.addresses.absolute("/"), kept, tuple(each for each in codes if each[1] < len(kept)))


def _printed(view: View) -> Iterator[tuple[str, str]]:
    """Each code with the address for which it was printed, the newest first; one that was only lent is asked at this site."""
    for row in sorted(view.ledger.rows, key=lambda row: row.date, reverse=True):
        yield row.code, "" if Addresses(row.address, row.address).temporary else lowered(f"{row.printed_base}/")
    if not view.ledger.rows:
        yield from ((code, "") for code in view.catalogue.by_code)


def _code(view: View, code: str, base: int, retired: "Retirement | None") -> tuple[str, int, str, str]:
    """A code, its base, the path of the page that answers (of the site's first language, for a code has one address) and its title."""
    item = view.catalogue.by_code.get(retired.target if retired else code)
    path = view.path(item, view.settings.languages[0]) if item else places.code_path(code)
    return code, base, view.addresses.link(path), opens(view, code, retired)[0].text
