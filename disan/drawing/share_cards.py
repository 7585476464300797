"""The pictures that chat programs and social networks show for a link. Cards go in, files come out, kept between builds.

The shape is Facebook's ("Images in link shares": 1.91 to 1, shown large from 600 x 315), which Zalo, Messenger and others take as well;
the size is that of a phone's screen: a card is drawn in a third of the time and loaded with two thirds of the bytes of one of 1200. What a
card was drawn of decides whether it is drawn again; the typesetter is only imported when one is. Chooses no words and no picture.
"""

import bisect
import collections
import functools
import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from disan.core import files, listeners, processes
from disan.drawing import covers, pictures
from disan.drawing.covers import Scene
from disan.drawing.pictures import Derived, Rendition

if TYPE_CHECKING:
    from disan.drawing.fitting import FittedText
    from disan.drawing.typesetting import Typesetter

WIDTH, HEIGHT = 800, 420
TEMPLATE = "share/card.typ"
"""The name of the file that cards are drawn with, among the templates."""
_RECIPE = "3"
"""Raised whenever the same card would give another picture."""
_RESOLUTION = 96
"""Pixels an inch, of a template 600 points wide."""
_WIDEST, _TALLEST, _PITCH = 330.0, 170.0, 1.34
"""Of the title, in points of a card 600 wide; its lines' distance in ems. 1.3 would let Ộ touch the next line's Ẩ."""
_DRAWN = 210 / 315
"""The shape of a card's drawing, width over height."""
_SIZES = (44, 40, 36, 32, 28, 25, 22, 20, 18)
_LONGEST_TITLE = 400
"""Letters: no card has room for half as many."""
_TITLE_TOP = 62.0
_LARGEST = 2_000_000
"""Bytes of a card: one has some thirty thousand."""
_SHORTEST_BATCH = 8
"""From how many cards on a second process pays for its start."""


class ShareCard(Struct, frozen=True):
    """The content of a card. `scene` is what is drawn on it, `picture` the picture shown instead, as the gallery names it, or ""."""

    language: str
    kicker: str
    title: str
    site_name: str
    tagline: str
    scene: Scene
    picture: str = ""
    digest: str = ""
    """Of the picture's content."""

    @property
    def path(self) -> str:
        """Its site path, another one whenever it looks otherwise, because networks keep a picture by its address."""
        return f"/share/{_digest(self)[:16]}{self.ending}"

    @property
    def ending(self) -> str:
        """The ending of its file: a photograph in few colours would be a poor one."""
        return ".jpg" if self.picture else ".png"

    @property
    def layout(self) -> str:
        """The name of a large picture above the words, in the vocabulary that X began and chat programs read."""
        return "summary_large_image"

    @property
    def type(self) -> str:
        """Its media type."""
        return "image/jpeg" if self.picture else "image/png"


class _CardJob(Struct, frozen=True):
    """A card to be drawn: its picture if it has one, the folder of the templates, the file to keep it in."""

    card: ShareCard
    picture: Rendition | None
    templates: Path
    file: Path


def draw_cards(
    cards: Iterable[ShareCard], pictured: Callable[[str], Derived | None], folders: Sequence[Path], cache: Path, jobs: int
) -> Iterator[tuple[ShareCard, bytes]]:
    """Draws every card, once, in at most `jobs` processes, and yields it with its file; `pictured` gives the picture of a name."""
    templates = next(folder for folder in folders if (folder / TEMPLATE).is_file())
    from importlib.metadata import version  # Loads mail's and more, which a build without cards to draw does without.

    recipe = hashlib.sha256((templates / TEMPLATE).read_bytes() + f"{version('typst')} {version('pillow')}".encode()).hexdigest()
    orders = [_order(card, pictured, templates, recipe, cache / "share") for card in sorted(set(cards), key=lambda card: card.path)]
    missing = [order for order in orders if _read_cached(order.file) is None]
    workers = max(1, min(jobs, len(missing) // _SHORTEST_BATCH))
    # Where it is loaded it has threads, which a fork would leave behind.
    drawn = map(_draw, missing) if "typst" in sys.modules else processes.mapped_apart(_draw, missing, workers)
    collections.deque(drawn, 0)
    for order in orders:
        yield order.card, _read_cached(order.file) or _draw(order)


def _order(card: ShareCard, pictured: Callable[[str], Derived | None], templates: Path, recipe: str, folder: Path) -> _CardJob:
    derived = pictured(card.picture) if card.picture else None
    files = sorted((each for each in derived.renditions if each.format == "jpeg"), key=lambda each: each.width) if derived else []
    picture = next((each for each in files if each.height >= HEIGHT), files[-1] if files else None)
    name = hashlib.sha256(f"{_digest(card)} {picture.name if picture else ''} {recipe}".encode()).hexdigest()
    return _CardJob(card, picture, templates, folder / name[:32])


def _digest(card: ShareCard) -> str:
    return hashlib.sha256(msgspec.json.encode([_RECIPE, covers.digest(card.scene), card])).hexdigest()


def _read_cached(file: Path) -> bytes | None:
    """A kept file; None where there is none, or where it is not what was written."""
    try:
        digest, _, content = (b"" if file.is_symlink() else files.content(file, _LARGEST)).partition(b"\n")
    except OSError:
        return None
    whole = digest == hashlib.sha256(content).hexdigest().encode()
    return content if whole and content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) else None


def _draw(order: _CardJob) -> bytes:
    """Draws a card and keeps it, whole or not at all."""
    from disan.drawing.pictures import encoding

    png = _typesetter(order.templates).png(TEMPLATE, {"data": listeners.json(_template_data(order))}, _RESOLUTION)
    content = encoding.reduce_drawing(png, "jpeg" if order.card.picture else "png")
    order.file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=order.file.parent, prefix=".making-", delete=False) as part:
        part.write(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
    Path(part.name).replace(order.file)
    return content


@functools.cache
def _typesetter(templates: Path) -> "Typesetter":
    from disan.drawing.typesetting import Typesetter

    return Typesetter(templates)


def _template_data(order: _CardJob) -> dict[str, object]:
    """The template's data: the title in lines at the largest size that fits; one that never fits ends in an ellipsis."""
    from disan.drawing.fitting import fit_text
    from disan.drawing.typesetting import face

    card, measure = order.card, face(700).width
    text = _fitted(card.title, lambda title: fit_text(title, _SIZES, _WIDEST, _TALLEST, measure, _PITCH, 5))
    pitch = text.size * _PITCH
    first = _TITLE_TOP + text.size * 1.05 + max(0.0, (_TALLEST - pitch * len(text.lines)) / 4)
    data: dict[str, object] = msgspec.to_builtins(card) | {"lines": text.lines, "size": text.size, "pitch": pitch, "first": first}
    return data | {"drawing": pictures.as_svg(order.picture) if order.picture else covers.draw(card.scene, _DRAWN)}


def _fitted(title: str, fit: "Callable[[str], FittedText | None]") -> "FittedText":
    """The title set, or as much of it as fits with an ellipsis, whole words where there is a space."""
    whole = fit(title) if len(title) <= _LONGEST_TITLE else None
    if whole:
        return whole

    def shortened(count: int) -> str:
        return (title[:count].rpartition(" ")[0] or title[:count]) + "…"

    counts = range(1, min(len(title), _LONGEST_TITLE))
    most = bisect.bisect_left(counts, True, key=lambda count: fit(shortened(count)) is None)
    found = fit(shortened(counts[max(0, most - 1)]))
    assert found is not None, "one letter fits"
    return found
