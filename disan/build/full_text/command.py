"""Pagefind as a command: a folder of HTML documents and a language in, a folder with their index out, or why there is none.

All that the program knows of Pagefind is here and in `templates/assets/full_text.js`. It is run as the program that its package brings,
with a limit of time: the package's own way in from Python was seen to wait for ever.
"""

import importlib.util
import json
from pathlib import Path

NOT_NEEDED = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js")
"""What it writes for pages that show its own interface, and for searching beside the page, which a slow network turns away from."""
_ENTRY = "pagefind-entry.json"


class NoIndexError(Exception):
    """There is no index: `reason` is "missing" (no program), "slow" (the time is over) or "failed", with its last words."""

    def __init__(self, reason: str, words: str = "") -> None:
        super().__init__(reason)
        self.reason, self.words = reason, words


def installed() -> bool:
    """Whether the extra that brings it is here."""
    return importlib.util.find_spec("pagefind_bin") is not None


def program_version() -> str:
    """The version of the program that makes the index."""
    from importlib import metadata

    return metadata.version("pagefind_bin")


def index(documents: Path, language: str, into: Path, seconds: float) -> bool:
    """Makes the index of a folder's documents, in at most so many seconds, and says whether it knows stems; raises NoIndexError."""
    import subprocess  # Slow to load.

    command = [_program(), "--site", str(documents), "--output-path", str(into), "--force-language", language, "--silent"]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=seconds)  # noqa: S603  Our own words.
    except subprocess.TimeoutExpired as error:
        raise NoIndexError("slow") from error
    except OSError as error:
        raise NoIndexError("missing", str(error.strerror or error)) from error
    if done.returncode or not (into / _ENTRY).is_file():
        raise NoIndexError("failed", _last_line(done.stderr or done.stdout))
    for pattern in NOT_NEEDED:
        for file in into.glob(pattern):
            file.unlink()
    return bool(json.loads((into / _ENTRY).read_bytes())["languages"][language]["wasm"])


def _program() -> str:
    """Where the program is that the package has brought for this machine."""
    import pagefind_bin

    try:
        return str(pagefind_bin.get_executable())
    except FileNotFoundError as error:
        raise NoIndexError("missing") from error


def _last_line(words: bytes) -> str:
    return next(iter(reversed(words.decode(errors="replace").strip().splitlines())), "")
