"""Whether a built folder can be carried to its host and served there: names and sizes of files and its CNAME in, findings out.

A folder goes on by tar, zip, git or a USB stick, and is opened on Windows too. Of each sort of finding one says that all is right.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from disan.build import exports, limits
from disan.core import names
from disan.core.addresses import Addresses
from disan.ledger import Ledger
from disan.ledger.rules import plaques_of
from disan.verify import hosting
from disan.verify.finding import Finding

_OURS = (".nojekyll", ".disan-files")
"""Names of files that tell the host and later builds something: nobody asks for them."""


def of_names(site: Path, found: Sequence[str]) -> Iterator[Finding]:
    """Names that a system, a packer or the host cannot carry, and those that are one to a disk that ignores case."""
    wrong = list(_wrong_names([name for name in found if name not in _OURS], jekyll=".nojekyll" not in found))
    yield from wrong or [Finding("name", "", "", str(site), "right", str(len(found)))]


def _wrong_names(found: Sequence[str], *, jekyll: bool) -> Iterator[Finding]:
    for name in found:
        parts = name.split("/")
        reason = next(filter(None, map(names.fault, parts)), "long" if names.is_long_path(name) else "")
        if not reason and jekyll and any(map(hosting.is_left_out, parts)):
            reason = "dropped"
        if reason:
            yield Finding("name", "", "", names.printable(name), reason, str(names.LONGEST_PATH))
    folders = {name[:end] for name in found for end, sign in enumerate(name) if sign == "/"}
    for name, other in names.twins({*found, *folders}):
        yield Finding("name", "", "", names.printable(name), "twin", names.printable(other))


def of_sizes(site: Path, found: Sequence[str]) -> Iterator[Finding]:
    """What is more than git or GitHub Pages take: each such file, and the whole; `limits` tells of it long before."""
    sizes = {name: (site / name).stat().st_size for name in found}
    for name, size in sizes.items():
        if size > limits.FILE:
            yield Finding("size", "", "", name, "heavy", str(limits.megabytes(size)))
    whole = sum(sizes.values())
    yield Finding("size", "", "", str(site), "over" if whole > limits.SITE else "right", str(limits.megabytes(whole)))


def of_domain(site: Path, url: str, stated: Addresses, ledger: Ledger) -> Iterator[Finding]:
    """Whether the folder, built for `url`, has the CNAME that belongs to it: that of the settings, where plaques lead to their domain."""
    printed = exports.hosting(stated).get("CNAME") if plaques_of(ledger, stated) else None
    expected = printed or exports.hosting(Addresses(url, url)).get("CNAME", b"")
    file = site / "CNAME"
    held = file.read_bytes() if file.is_file() else b""
    yield Finding("cname", "", "", "CNAME", "right" if held == expected else "wrong", held.decode("utf-8", "replace").strip())
