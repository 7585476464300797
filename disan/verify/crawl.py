"""The whole of a built site, asked as its host will answer: a folder in, findings of what is broken out. Opens no socket.

Everything that the site's own files lead to is asked for once: it must be there, without a redirection, with the anchor that is meant,
and of a type that a browser takes for it. What leads to other sites is not asked.
"""

import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from disan.core.addresses import Addresses, lowered
from disan.verify import hosting, references
from disan.verify.finding import Finding
from disan.verify.hosting import Answer
from disan.verify.references import Contents, Reference

_SITEMAP = re.compile(rb"^Sitemap: *(\S+?)/sitemap\.xml\s*$", re.MULTILINE)
_ABSOLUTE = re.compile(r"/|[a-z]+:", re.IGNORECASE)
_SHOWN = 3
"""Places that a finding names of all that lead to the same wrong address."""
_KNOWN = tuple({each.partition(";")[0] for each in hosting.CONTENT_TYPES.values()})
_TOP = ("", "top")
"""Anchors that every page has (HTML, 7.4.6.4)."""


def stands_at(site: Path, otherwise: str) -> str:
    """The address for which a folder was built, as its robots.txt tells it; a build may be for another one than settings name."""
    robots = site / "robots.txt"
    found = _SITEMAP.search(robots.read_bytes()) if robots.is_file() else None
    return found[1].decode("ascii", "replace") if found else otherwise


def names(site: Path) -> list[str]:
    """The names of all files below a folder, in order."""
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())


def links(site: Path, url: str) -> Iterator[Finding]:
    """Whatever the files of the site that stands at `url` lead to and is not as it must be: each once, with some of those files."""
    crawl = _Crawl(site, url)
    wrong: dict[tuple[str, str, str], list[str]] = {}
    for name, contents in crawl.contents.items():
        for reference in contents.references:
            result, detail = crawl.asked(name, reference)
            if result != "right":
                wrong.setdefault((result, reference.address, detail), []).append(name)
    for (result, address, detail), where in wrong.items():
        shown = ", ".join(where[:_SHOWN]) + (", …" if where[_SHOWN:] else "")
        yield Finding("link", "", "", address, result, f"{shown} ({detail})" if detail else shown)
    if not wrong:
        yield Finding("link", "", "", url, "right", str(len(crawl.answers)))


class _Crawl:
    """A site while it is asked: what its files hold, and what was answered so far."""

    def __init__(self, site: Path, url: str) -> None:
        self.site, self.url = site, url
        self.base, self.host = Addresses(url, url).base_path, urlsplit(url).netloc
        self.contents = _contents(site, url)
        self.answers: dict[str, Answer] = {}
        self._listed = functools.cache(hosting.names_in)
        self._asked: dict[Reference, tuple[str, str]] = {}

    def asked(self, name: str, reference: Reference) -> tuple[str, str]:
        """What is wrong with where a file leads, or "right"; what means the same in every file is asked for once."""
        if not _ABSOLUTE.match(reference.address):
            return self._found(name, reference)
        if reference not in self._asked:
            self._asked[reference] = self._found(name, reference)
        return self._asked[reference]

    def _found(self, name: str, reference: Reference) -> tuple[str, str]:
        try:
            whole = urljoin(f"{self.url}/{name.removesuffix('index.html')}", reference.address)
            parts = urlsplit(lowered(whole))
        except ValueError:
            return "missing", ""
        if parts.scheme not in ("http", "https") or parts.netloc != self.host:
            return "right", ""
        answer = self._answer(parts.path or "/")
        if answer.location:
            return "moved", answer.location
        if answer.status != 200 or answer.file is None:
            return "missing", ""
        if not answer.content_type.startswith(reference.type or _KNOWN):
            return "type", answer.content_type
        return ("right" if self._enters(answer.file, urldefrag(whole).fragment) else "anchorless"), ""

    def _answer(self, path: str) -> Answer:
        if path not in self.answers:
            self.answers[path] = hosting.answer(self.site, self.base, path, self._listed)
        return self.answers[path]

    def _enters(self, file: Path, fragment: str) -> bool:
        """Whether a page has the anchor; a directive of the browser's (":~:text=") is none."""
        anchor = unquote(fragment.partition(":~:")[0])
        found = self.contents.get(file.relative_to(self.site).as_posix())
        return anchor in _TOP or found is None or not found.anchors or anchor in found.anchors


def _contents(site: Path, url: str) -> Mapping[str, Contents]:
    """What each file leads to; files that are alike, as those of a code are, are read once."""
    read: dict[tuple[str, bytes], Contents] = {}
    found: dict[str, Contents] = {}
    once: dict[Reference, Reference] = {}
    for name in names(site):
        ending = references.ending_of(name)
        if ending in references.READ:
            content = (site / name).read_bytes()
            key = (ending, hashlib.blake2b(content).digest())
            if key not in read:
                made = references.read(name, content, url)
                read[key] = Contents(tuple(once.setdefault(each, each) for each in made.references), made.anchors)
            found[name] = read[key]
    return found
