"""What a file of a site leads to: its name and bytes in, the addresses in it and its anchors out. Reads no disk and asks for nothing.

Pages by their attributes, style sheets by `url()`, JSON by its texts, anything else that is text by the site's own address.
"""

import contextlib
import html
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

import msgspec
from msgspec import Struct

from disan.core import addresses, text
from disan.pages.search_parts import SearchIndex

PICTURE, SOUND, STYLE, PROGRAM = "image/", "audio/", "text/css", "application/javascript"
"""How the media types begin that a browser takes for these."""
_SITE = re.compile(r"const SITE=(\{.*\});")
"""How the service worker begins: with what it shall keep."""
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]*))\s*\)""")
_MOVES = re.compile(r"^\s*\d+\s*[;,]\s*url\s*=\s*(.+)$", re.IGNORECASE)
_LISTS = ("srcset", "imagesrcset")
_LINKS = ("href", "src", "poster", "action", "formaction", "data", "xlink:href", *_LISTS)
_SAID = ("alt", "title", "placeholder", "value", "label", "summary", "d")
"""Attributes whose values are words or drawings, however they begin."""
_OF_ELEMENTS = {"img": PICTURE, "image": PICTURE, "script": PROGRAM, "audio": SOUND}
_OF_RELATIONS = {
    "stylesheet": STYLE,
    "icon": PICTURE,
    "apple-touch-icon": PICTURE,
    "manifest": "application/manifest+json",
    "modulepreload": PROGRAM,
}


_SERVED = {"application/json+oembed": "application/json"}
"""Types by which programs find a file, and the one that it is served as (oembed.com, 2.3.4 and 4)."""


class Reference(Struct, frozen=True):
    """An address as a file has it, and how the media type of what stands there must begin; any type that is known where that is empty."""

    address: str
    type: str = ""


class Contents(Struct, frozen=True):
    """What a file leads to, each once, and the anchors at which it can be entered."""

    references: tuple[Reference, ...] = ()
    anchors: frozenset[str] = frozenset()


def read(name: str, content: bytes, url: str) -> Contents:
    """Reads a file of the site that stands at `url` (without a slash at the end); what is no text of a known sort leads nowhere."""
    ending = ending_of(name)
    if ending in ("html", "svg"):
        page = _Page(url)
        page.feed(content.decode("utf-8", "replace"))
        page.close()
        return Contents(tuple(dict.fromkeys(page.references)), frozenset(page.anchors))
    found = _READERS[ending](content.decode("utf-8", "replace"), url) if ending in _READERS else ()
    return Contents(tuple(dict.fromkeys(found)))


def ending_of(name: str) -> str:
    """The end of a file's name, by which its sort is known."""
    return name.rpartition(".")[2].lower()


class _Page(HTMLParser):
    """A page, or a drawing, while it is read."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.references: list[Reference] = []
        self.anchors: set[str] = set()
        self._inside = ""
        self._words: list[str] = []

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002  As the library calls it.
        """Counts no lines: nobody asks for them."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes an element's addresses and its anchor."""
        self._inside = "style" if tag == "style" else ""
        if not attrs:
            return
        given = {name: value for name, value in attrs if value}
        self.anchors |= {given[name] for name in ("id", *(["name"] if tag == "a" else [])) if name in given}
        if tag == "script" and "json" in given.get("type", ""):
            self._inside = "json"
        for name, value in given.items():
            if "url(" in value:
                self.references += _urls(value)
            if name in _LINKS or (value.startswith(("/", self.url)) and name not in _SAID):
                wanted = _wanted(tag, name, given)
                self.references += (Reference(each, wanted) for each in _addresses(name, value))
        if tag == "meta" and (moves := _MOVES.match(given.get("content", ""))):
            self.references.append(Reference(moves[1].strip("'\" ")))

    def handle_data(self, data: str) -> None:
        """Keeps a style sheet or linked data, which may come in pieces."""
        if self._inside:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  As the library calls it.
        """Takes the addresses in a style sheet or in linked data that ends."""
        if self._inside:
            whole = "".join(self._words)
            self.references += _urls(whole) if self._inside == "style" else _json(whole, self.url)
            self._inside = ""
            self._words.clear()


def _wanted(tag: str, name: str, given: dict[str, str]) -> str:
    """How the media type must begin of what an attribute names."""
    if name in (*_LISTS, "poster") or "image" in given.get("property", given.get("name", "")):
        return PICTURE
    if tag == "link":
        return next((_OF_RELATIONS[each] for each in given.get("rel", "").split() if each in _OF_RELATIONS), _typed(given))
    if tag == "source":
        return _typed(given).partition("/")[0]
    return _OF_ELEMENTS.get(tag, "") if name in ("src", "href") else ""


def _typed(given: dict[str, str]) -> str:
    said = given.get("type", "").partition(";")[0].strip()
    return _SERVED.get(said, said)


def _addresses(name: str, value: str) -> list[str]:
    """The addresses of an attribute: one, or of a list with widths or densities ("a.jpg 400w, b.jpg 800w"), or those of a program's own."""
    if name in _LISTS:
        return [each.split()[0] for each in value.split(",") if each.strip()]
    return value.split() if name.startswith("data-") else [value.strip()]


def _urls(style: str) -> Iterator[Reference]:
    return (Reference(next(filter(None, found.groups()), "")) for found in _URL.finditer(style))


def _style(content: str, _url: str) -> Iterator[Reference]:
    return _urls(content)


def _worker(content: str, url: str) -> Iterable[Reference]:
    found = _SITE.match(content)
    return _json(found[1], url) if found else ()


def _json(content: str, url: str) -> list[Reference]:
    try:
        whole = msgspec.json.decode(content)
    except msgspec.DecodeError:
        return []
    with contextlib.suppress(msgspec.ValidationError):
        return [Reference(each) for each in _indexed(msgspec.convert(whole, SearchIndex))]
    return [Reference(each) for each in _texts(whole) if each.startswith(("/", url))]


def _indexed(index: SearchIndex) -> Iterator[str]:
    """Where the search leads, as `templates/assets/search.js` puts it together."""
    yield index.leads
    paths = [*(each.path for each in index.kinds), *(each.path for each in index.communes)]
    paths += [value.path for facet in index.facets for value in facet.values if value.path]
    paths += [f"{index.kinds[each.kind].path}{each.slug or text.slug(each.original or each.title)}/" for each in index.records]
    codes = [*(each.code for each in index.records), *(each.code for each in index.retired)]
    paths += map(addresses.code_path, filter(None, codes))
    yield from (f"{index.base}{each}" for each in paths)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _plain(content: str, url: str) -> Iterator[Reference]:
    """The site's own addresses in a text, whose lines may be folded as calendars fold them (RFC 5545, 3.1); a sentence's end is none's."""
    whole = re.sub(r"\r?\n[ \t]", "", content)
    own = re.compile(rf"{re.escape(url)}(?![\w.:-])(?:/[^\s\"'<>\\,]*)?", re.IGNORECASE)
    return (Reference(html.unescape(found[0]).rstrip(".;:!?)")) for found in own.finditer(whole))


_READERS = {
    "css": _style,
    "js": _worker,
    "json": _json,
    "webmanifest": _json,
    **dict.fromkeys(("csv", "geojson", "gpx", "ics", "kml", "txt", "xml"), _plain),
}
"""By the ends of names; csv has addresses as plaques do, with the host in capitals."""
READ = frozenset({"html", "svg", *_READERS})
"""The ends of names of files that may lead somewhere."""
