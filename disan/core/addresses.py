"""Where everything stands: site paths in, addresses out. The one place that knows the base path, languages and the code's path.

A site path begins with "/" and has no base path ("/di-tich/den-cui/"). Knows no record; asks nothing of the network.
"""

import functools
import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from msgspec import Struct

from disan.core import text

RESERVED = (".example", ".invalid", ".test", ".localhost")
"""Top-level names that never resolve (RFC 2606, RFC 6761)."""


_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_PORT = r"(?::\d{1,5})?"
_SIX = r"\[[0-9a-f:.]+\]"
_HOST = rf"(?:{_LABEL}\.)+[^\W\d_][\w-]+\.?|\d{{1,3}}(?:\.\d{{1,3}}){{3}}|{_SIX}"
_ELSEWHERE = re.compile(rf"https?://(?P<host>{_HOST}){_PORT}(?:[/?#][^\s\\]*)?", re.IGNORECASE)
_NAME = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_OWN = re.compile(
    rf"https?://(?:{_NAME}(?:\.{_NAME})*|{_SIX}){_PORT}(?:/(?!\.{{1,2}}(?:/|$))[a-z0-9._~-]+)*/?",
    re.IGNORECASE | re.ASCII,
)
_PLAIN = re.compile(r"[A-Za-z0-9/#._~-]*")


class Addresses(Struct, frozen=True, dict=True):
    """`url` is where the site stands, `plaque_url` what codes encode; both absolute, without a slash at the end."""

    url: str
    plaque_url: str

    @functools.cached_property
    def base_path(self) -> str:
        """The path below which the site stands: "" or "/repository"."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def host(self) -> str:
        """The host of the site, in lower case, without a port."""
        return urlsplit(self.url).hostname or ""

    @property
    def unreachable(self) -> bool:
        """Whether nobody else comes to the host: it is reserved, or this machine."""
        return self.host.endswith(RESERVED) or self.host in ("localhost", "127.0.0.1", "::1")

    @property
    def temporary(self) -> bool:
        """Whether the host is reserved, this machine or somebody else's: nothing to print, and no domain of the site's own."""
        return self.unreachable or self.host.endswith(".github.io")

    def link(self, path: str) -> str:
        """A site path as a root-absolute address below the base path; an #anchor stays."""
        return self.base_path + _quoted(path)

    def absolute(self, path: str) -> str:
        """A site path as an absolute address."""
        return self.url + _quoted(path)

    def plaque(self, path: str) -> str:
        """The address that a printed code encodes for a site path: the host in capitals, the scheme in lower case.

        See docs/architecture.md, "What a plaque's symbol is".
        """
        return self._plaques + path

    def lowered_plaque(self, path: str) -> str:
        """The same as a browser asks for it."""
        return self._lowered_plaques + path

    @functools.cached_property
    def _plaques(self) -> str:
        """What the addresses of all codes begin with."""
        parts = urlsplit(self.plaque_url)
        return f"{parts.scheme}://{parts.netloc.upper()}{parts.path.rstrip('/')}"

    @functools.cached_property
    def _lowered_plaques(self) -> str:
        return lowered(self._plaques)


def leads_to_a_page(address: str) -> bool:
    """Whether it is the http or https address of a page elsewhere that is what it looks like.

    No name or password before the host, which hides where it leads; no letters of other scripts in the host that look like Latin ones
    (UTS #39), nothing that is not seen.
    """
    found = _ELSEWHERE.fullmatch(address) if address.isprintable() else None
    return found is not None and all(each.isascii() or _is_latin(each) for each in found["host"]) and _can_be_taken_apart(address)


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN") and unicodedata.normalize("NFKC", letter) == letter


def is_of_a_site(address: str) -> bool:
    """Whether a site can stand at it: http or https, a host in ASCII, a path of plain names, and nothing else.

    Links are made of it: `https://a//evil.b` would make them lead to another host.
    """
    return _OWN.fullmatch(address) is not None and _can_be_taken_apart(address)


def _can_be_taken_apart(address: str) -> bool:
    """Whether the port is one, and the host in brackets, which the library that takes addresses apart would stumble over."""
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def _quoted(path: str) -> str:
    """The path as an address has it; nearly all of ours are so already, and asking that is cheaper than quoting."""
    return path if _PLAIN.fullmatch(path) else quote(path, safe="/#-._~")


def lowered(address: str) -> str:
    """An address as a browser asks for it: scheme and host, which have no case, in lower case, the path as printed (RFC 3986, 6.2.2.1)."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()))


def page_path(words: str, slug: str, language: str, default: str) -> str:
    """The site path of a page: the kind's word in its language, then the slug; languages but the first stand in a folder."""
    last = slug if not slug or text.SLUG.fullmatch(slug) else text.path_name(slug)
    folder = _folder(words, language, default)
    return f"{folder}{last}/" if last else folder


@functools.lru_cache(maxsize=1024)
def _folder(words: str, language: str, default: str) -> str:
    """Of a kind, a page or a commune, of which there are few; one stands in every address."""
    parts = [*([] if language == default else [language]), *filter(None, [text.path_name(words)])]
    return "/" + "".join(f"{part}/" for part in parts)


def code_path(code: str) -> str:
    """The site path of a code, as printed: "/Q/7K3QM"."""
    return f"/Q/{code}"


def code_files(code: str) -> tuple[str, str]:
    """The two files, byte for byte the same, that answer for a code with and without a slash at the end."""
    return f"Q/{code}.html", f"Q/{code}/index.html"


def file(path: str) -> str:
    """The file in the site that answers for a site path: "/di-tich/" is di-tich/index.html."""
    bare = path.split("#", maxsplit=1)[0].lstrip("/")
    return f"{bare}index.html" if bare == "" or bare.endswith("/") else bare
