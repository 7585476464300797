"""What a built site holds that must not be there: a folder in, the faults by file out. Knows no case."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

from disan.core.addresses import leads_to_a_page

_LOADING = {
    "src",
    "srcset",
    "data",
    "poster",
    "action",
    "formaction",
    "background",
    "ping",
    "xlink:href",
    "manifest",
    "srcdoc",
    "imagesrcset",
}
"""Attributes by which a page asks for something, or runs it, by itself; `href` does so of some elements."""
_FETCHING = {"link", "use", "image", "base"}
_NEVER = {"iframe", "frame", "object", "embed", "base", "applet", "portal", "foreignobject", "math", "animate", "set", "marquee"}
_FOLLOWED = re.compile(r"(?:mailto|tel|sms|geo):[^\s<>\"]*|#.*|\?.*|\.{0,2}/(?![/\\]).*|[\w%.-]+(?:/[^:]*)?|", re.DOTALL)
_SOUND = re.compile(r"(?:https://disan\.example)?/(?![/\\])[^\s]*|data:image/webp;base64,[\w+/=]*|#[\w-]*|")
_CODE = re.compile(r"<script|javascript:|\bon\w+\s*=\s*['\"]?\s*alert|expression\(|evil\.example", re.IGNORECASE)


@dataclass
class _Reader(HTMLParser):
    """A page as a browser takes it apart."""

    site: str
    faults: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.faults += [f"<{tag}>"] if tag in _NEVER else []
        self.faults += [f"<{tag} {name}>" for name in given if name.startswith("on")]
        self.faults += [f"<{tag} {name}={value[:60]}>" for name, value in given.items() if not self._harmless(tag, name, value)]
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.faults += [] if re.fullmatch(r"0; ?url=(?:https://disan\.example)?/(?![/\\])\S*", given["content"]) else ["refresh"]
        if tag == "script":
            self.inside = "json" if given.get("type") == "application/ld+json" else "script"
            self.scripts.append(given.get("src", ""))
        elif tag == "style":
            self.inside = "style"
        self.words += [given[name] for name in ("alt", "title", "aria-label", "content") if name in given]

    def _harmless(self, tag: str, name: str, value: str) -> bool:
        if name in _LOADING or (name == "href" and tag in _FETCHING and "rel" not in value):
            rel_elsewhere = tag == "link" and not _SOUND.fullmatch(value) and leads_to_a_page(value) and "evil" not in value
            return rel_elsewhere or all(_SOUND.fullmatch(each.strip().split(" ")[0]) for each in value.split(", "))
        if name == "href":
            return bool(_FOLLOWED.fullmatch(value)) or leads_to_a_page(value)
        return name != "style" or not re.search(r"url\(|expression|@import|position", value)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "json":
            self.words += list(_texts(json.loads(data)))
        elif self.inside:
            (self.scripts if self.inside == "script" else self.styles).append(data)
        else:
            self.words.append(data)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, str):
        yield value


@dataclass(frozen=True)
class Inspected:
    """What was found in a site: faults by file, the words of each page, and the digests of all that runs or draws in one."""

    faults: Mapping[str, list[str]]
    words: Mapping[str, str]
    running: frozenset[str]


def inspect(site: Path) -> Inspected:
    """Takes apart every file of a site by what its ending says that it is."""
    faults, words, running = {}, {}, set()
    for file in sorted(path for path in site.rglob("*") if path.is_file() or path.is_symlink()):
        name = file.relative_to(site).as_posix()
        if name.startswith("pagefind/"):
            continue
        if file.is_symlink():
            faults[name] = ["a link"]
        elif file.suffix == ".html":
            reader = _Reader("https://disan.example")
            reader.feed(file.read_text(encoding="utf-8"))
            reader.close()
            faults[name], words[name] = reader.faults, " ".join(reader.words)
            running |= {hashlib.sha256(each.encode()).hexdigest() for each in reader.scripts}
        elif found := _FORMS.get(file.suffix, lambda _: [])(file):
            faults[name] = found
    return Inspected({name: found for name, found in faults.items() if found}, words, frozenset(running))


def _xml(file: Path) -> list[str]:
    root = ET.fromstring(file.read_text(encoding="utf-8"))
    found = [
        each.tag for each in root.iter() if str(each.tag).rpartition("}")[2] in ("script", "foreignObject", "handler", "set", "animate")
    ]
    found += [name for each in root.iter() for name in each.attrib if name.lower().startswith("on")]
    links = (value for each in root.iter() for name, value in each.attrib.items() if name.endswith("href"))
    return found + [link for link in links if not (_SOUND.fullmatch(link) or leads_to_a_page(link))]


def _json(file: Path) -> list[str]:
    json.loads(file.read_text(encoding="utf-8"))
    return []


def _csv(file: Path) -> list[str]:
    return re.findall(r"(?:^|[,;\t\n]\"?)[=+@][^,]*|(?:^|[,\n])-[A-Za-z(][^,]*", file.read_text(encoding="utf-8-sig"))


def _text(file: Path) -> list[str]:
    return _CODE.findall(file.read_text(encoding="utf-8")) if file.name in ("robots.txt", "CNAME", "_headers", "_redirects") else []


_FORMS = {
    ".xml": _xml,
    ".svg": _xml,
    ".gpx": _xml,
    ".kml": _xml,
    ".json": _json,
    ".webmanifest": _json,
    ".geojson": _json,
    ".csv": _csv,
    ".txt": _text,
}
