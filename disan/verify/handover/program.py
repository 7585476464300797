"""The program itself, to install on a machine without a network: a wheel of what runs here, and the wheels of all that it stands on.

The wheel (Python's "Binary distribution format" 1.0) is made of the very files that run, so that what is handed over is what built the
site, from a checkout and where it is installed; the others are fetched by pip, each checked against the hash that ships.
"""

import base64
import hashlib
import io
import subprocess
import sys
import sysconfig
import zipfile
from importlib import metadata
from pathlib import Path

from disan.build.up_to_date import PROGRAM
from disan.core import files
from disan.core.archives import entry
from disan.editing import new_site
from disan.render.folders import program_templates
from disan.verify.handover.pieces import LeftOut, Piece, Portion

FOLDER = "program"
LOCKED = "locked.txt"
SECONDS = 900.0
"""The longest that pip may take: about 160 MB."""
_WHEEL = "Wheel-Version: 1.0\nGenerator: disan\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def machine() -> str:
    """The Python and system that the wheels are for: "Python 3.11, linux-x86_64"."""
    return f"Python {sys.version_info.major}.{sys.version_info.minor}, {sysconfig.get_platform()}"


def program(work: Path) -> Portion:
    """The wheel, the locked list of libraries with their hashes, and a wheel of each, which pip puts into the folder `work`."""
    name, wheel = own_wheel()
    own = (Piece(f"{FOLDER}/{name}", wheel), Piece(f"{FOLDER}/{LOCKED}", new_site.locked()))
    locked = work / LOCKED
    locked.write_bytes(new_site.locked())
    refused = _download(locked, work / FOLDER)
    if refused is not None:
        return Portion(own, (LeftOut("libraries", {"reason": refused}),))
    return Portion((*own, *(Piece(f"{FOLDER}/{file.name}", file) for file in files.every(work / FOLDER))))


def own_wheel() -> tuple[str, bytes]:
    """The name and the content of the program's wheel."""
    known = metadata.distribution("disan")
    told = f"disan-{known.version}.dist-info"
    held = {f"disan/{each.relative_to(PROGRAM).as_posix()}": files.content(each) for each in files.every(PROGRAM)}
    held = {name: content for name, content in held.items() if "/__pycache__/" not in name}
    templates = program_templates()
    held |= {f"disan/templates/{each.relative_to(templates).as_posix()}": files.content(each) for each in files.every(templates)}
    held[f"{told}/METADATA"] = (known.read_text("METADATA") or known.read_text("PKG-INFO") or "").encode()
    held[f"{told}/WHEEL"] = _WHEEL.encode()
    held[f"{told}/entry_points.txt"] = (known.read_text("entry_points.txt") or "").encode()
    if licence := _licence(known):
        held[f"{told}/licenses/LICENSE"] = licence
    record = "".join(f"{name},{_digest(content)},{len(content)}\n" for name, content in sorted(held.items()))
    held[f"{told}/RECORD"] = f"{record}{told}/RECORD,,\n".encode()
    return f"disan-{known.version}-py3-none-any.whl", _zipped(held)


def _licence(known: metadata.Distribution) -> bytes:
    beside = PROGRAM.parent / "LICENSE"
    return (known.read_text("licenses/LICENSE") or "").encode() or (files.content(beside) if beside.is_file() else b"")


def _digest(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _zipped(held: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in sorted(held.items()):
            archive.writestr(entry(name), content)
    return made.getvalue()


def _download(locked: Path, into: Path) -> str | None:
    """Fetches the wheels of a locked list; the last words of pip where it cannot."""
    options = ("--disable-pip-version-check", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes", "--retries", "1")
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(into), "--requirement", str(locked)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603  Our own words.
    except subprocess.TimeoutExpired:
        return f"{SECONDS:.0f} s"
    words = (done.stderr or done.stdout).decode(errors="replace").strip().splitlines()
    errors = [line for line in words if line.startswith("ERROR")] or words or ["pip"]
    return errors[-1] if done.returncode else None
