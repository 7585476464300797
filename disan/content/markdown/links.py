"""Where a link leads, judged by its target alone. A target as typed goes in; what kind it is, or what is wrong, comes out."""

import re
from typing import Literal

from msgspec import Struct

from disan.core import addresses, names

Kind = Literal["reference", "address", "external", "anchor", "dead-link", "unsafe-link"]

_IGNORED_BY_BROWSERS = re.compile(r"[\x00-\x1f]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_BY_APP = re.compile(r"mailto:[^@]+@|tel:[+0-9]", re.IGNORECASE)
_RECORD = re.compile(r"(?P<record>[^/.:?#]+/[^/.?#]+)/?(?:#(?P<measure>[^#]+))?")
_HOST = r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]|$)"
_FILE_NAME = re.compile(r"[^/\\:?]+\.[A-Za-z0-9]{2,5}")
_FILE_ENDING = r"\.(?:avif|csv|docx?|gif|hei[cf]|html?|jpe?g|md|mp[34]|pdf|png|pptx?|svg|webp|xlsx?|zip)$"
"""Compiled where they are used: only dead links are looked at for what they were meant to be."""


class Target(Struct, frozen=True):
    """A judged target; `suggestion` is what the editor probably meant, or empty; `measure` is what a reference names of the record."""

    kind: Kind
    href: str
    suggestion: str = ""
    measure: str = ""


def classify(typed: str) -> Target:
    """The kind of a link's target.

    Browsers drop tabs and line breaks inside addresses and read `\\` as `/` (WHATWG URL, "basic URL parser"), so both are
    dealt with before the scheme is looked at. `//host` would leave the site by a path that looks like our own.
    """
    href = _IGNORED_BY_BROWSERS.sub("", typed).strip().replace(" ", "%20")
    if href.startswith("//") or "\\" in href:
        return Target("unsafe-link", href, "https:" + href if re.match(r"//[^/\\]+$|//[^/\\]+/[^\\]*$", href) else "")
    if _SCHEME.match(href):
        return Target("external" if _BY_APP.match(href) or addresses.leads_to_a_page(href) else "unsafe-link", href)
    if href.startswith("/"):
        return Target("address", href)
    spaced = names.comparable(href.removeprefix("./"))
    if href.startswith("#"):
        return Target("anchor", spaced)
    if found := _RECORD.fullmatch(spaced):
        return Target("reference", found["record"], measure=found["measure"] or "")
    return Target("dead-link", spaced, "https://" + href if _names_host(href) else "")


def _names_host(href: str) -> bool:
    """Whether a scheme was forgotten: `baohatinh.vn/bai-viet`, but not `bao-cao.pdf`."""
    hosted = re.match(_HOST, href, re.IGNORECASE)
    return bool(hosted) and ("/" in href or not re.search(_FILE_ENDING, href, re.IGNORECASE))


def is_beside(file: str) -> bool:
    """Whether a picture's name is that of a file in the record's own folder."""
    return _FILE_NAME.fullmatch(file) is not None
