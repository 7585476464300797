"""What is known of photographs that come back from a field trip, and of the records that they may show. Values only."""

import datetime
from typing import Literal

from msgspec import Struct

from disan.content.fields.coordinates import Coordinates

Reason = Literal["plaque", "series", "position", "name", "several", "disagreement", "near", "strange", "none"]
"""How a record was found, in order of what counts more; the last five are why none was: signs that fit several records or disagree,
records nearby that nobody asked for, a plaque of no record, no sign at all."""


class Photograph(Struct, frozen=True):
    """A photograph: its name within the folder, with forward slashes, and what it says of itself.

    `taken` is the camera's own time; `codes` are those of the plaques that it shows; `thumbnail` is a small JPEG.
    """

    file: str
    digest: str
    thumbnail: bytes = b""
    taken: datetime.datetime | None = None
    camera: str = ""
    point: Coordinates | None = None
    codes: tuple[str, ...] = ()


class Candidate(Struct, frozen=True):
    """A record as photographs are matched with it: `names` are all that it is called, as slugs; `point` is its own, not its commune's."""

    reference: str
    title: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()
    """Its own, and those of retired plaques that lead to it."""
    point: Coordinates | None = None


class Identification(Struct, frozen=True):
    """The record that a photograph shows, and how that is known; without one, those that it may show.

    `metres` is how far the nearest of them is where the place told it, `plaque` the photograph or the code that did.
    """

    reason: Reason
    reference: str = ""
    candidates: tuple[str, ...] = ()
    metres: int = 0
    plaque: str = ""
