"""How GitHub Pages answers a path: a folder of files, a base path and a requested path go in, an answer goes out.

Reads names of files, never what is in them; opens no socket and changes no page. The preview server, the tests and the
proof that printed codes still open all ask here, so that what works for them works where the site will stand.

Where the rules come from: GitHub's documentation for a custom 404 page and for media types ("GitHub Pages supports more
than 750 MIME types", after the mime-db project), and, since it is silent on slashes and endings, the observed table of
https://github.com/slorber/trailing-slash-guide (row "GitHub Pages"). Names are matched letter for letter, as Pages' disks do. What is
left out where no file .nojekyll stands is what Jekyll leaves out (its documentation, "include" and "exclude"; class EntryFilter).
"""

from collections.abc import Callable, Collection
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

CONTENT_TYPES = {
    ".aac": "audio/aac",
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".flac": "audio/x-flac",
    ".geojson": "application/geo+json",
    ".gpx": "application/gpx+xml",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".kml": "application/vnd.google-earth.kml+xml",
    ".m4a": "audio/mp4",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""Media types of the files that sites of ours hold; anything else is `application/octet-stream`."""

Listed = Callable[[Path], Collection[str]]
"""Lists the names in a folder."""

_HTML = CONTENT_TYPES[".html"]


def names_in(folder: Path) -> Collection[str]:
    """The names in a folder; none in what is no folder."""
    return frozenset(each.name for each in folder.iterdir()) if folder.is_dir() else frozenset()


class Answer(Struct, frozen=True):
    """A status (200, 301 or 404), the file whose bytes are the body, and for a 301 the address to go to."""

    status: int
    file: Path | None
    location: str | None
    content_type: str


def answer(root: Path, base_path: str, path: str, listed: Listed = names_in) -> Answer:
    """Answers as Pages does when a site in `root`, standing under `base_path` ("/" or "/repository/"), is asked for `path`.

    `path` is as it stands in a request: percent-encoded, perhaps with a query, which a redirection keeps. A path outside the
    base path is somebody else's, so it gets a 404 without our 404 page. Nothing outside `root` is ever answered. Who asks often gives
    a `listed` that remembers.
    """
    requested, mark, query = path.partition("?")
    base = folder(base_path)
    if requested == base.rstrip("/"):
        return _redirect(base + mark + query)
    if not requested.startswith(base):
        return Answer(404, None, None, _HTML)
    names = _names(requested.removeprefix(base))
    if names is None or (any(map(is_left_out, names)) and ".nojekyll" not in listed(root)):
        return _not_found(root, listed)
    if names[-1] == "":
        return _file_answer(_exact_path(root, [*names[:-1], "index.html"], listed)) or _not_found(root, listed)
    page = _exact_path(root, [*names[:-1], f"{names[-1]}.html"], listed)
    exact = _exact_path(root, names, listed)
    if exact is not None and exact.is_dir() and not _is_file(page):
        return _redirect(f"{requested}/{mark}{query}")
    return _file_answer(exact) or _file_answer(page) or _not_found(root, listed)


def folder(base_path: str) -> str:
    """The path of a site's start page: "/" or "/repository/"."""
    return f"/{base_path.strip('/')}/".replace("//", "/")


def content_type(file: Path) -> str:
    """The media type that Pages sends for a file of this name."""
    return CONTENT_TYPES.get(file.suffix.lower(), "application/octet-stream")


def is_left_out(name: str) -> bool:
    """Whether Jekyll, which runs where no file .nojekyll tells otherwise, keeps a file or folder of this name off the site."""
    return name.startswith((".", "_", "#", "~")) or name.endswith("~")


def _names(relative: str) -> list[str] | None:
    """The decoded names on a path, the last one empty where it ends in a slash; None for what no page of ours links to."""
    try:
        names = unquote(relative, errors="strict").split("/")
    except UnicodeDecodeError:
        return None
    if any(name in {".", ".."} or "\\" in name or "\0" in name for name in names) or "" in names[:-1]:
        return None
    return names


def _exact_path(root: Path, names: list[str], listed: Listed) -> Path | None:
    """The file or folder of exactly these names. Folders are listed, because asking a disk by name may ignore case."""
    place = root
    for name in names:
        if name not in listed(place):
            return None
        place /= name
    return place


def _is_file(file: Path | None) -> bool:
    return file is not None and file.is_file()


def _file_answer(file: Path | None) -> Answer | None:
    return Answer(200, file, None, content_type(file)) if file is not None and file.is_file() else None


def _redirect(location: str) -> Answer:
    return Answer(301, None, location, _HTML)


def _not_found(root: Path, listed: Listed) -> Answer:
    page = _exact_path(root, ["404.html"], listed)
    return Answer(404, page if _is_file(page) else None, None, _HTML)
