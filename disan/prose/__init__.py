"""Prose: an editor's Markdown goes in, clean HTML with typed holes comes out. Never raises for what an editor typed.

Floor 2. Knows no records, no files and no addresses: who calls fills the holes and words the faults.
Rules: dead-link, unsafe-link, dead-anchor, dead-footnote, unused-footnote, picture-elsewhere, forbidden-tag,
private-character, too-deep.
"""

import dataclasses

from disan.prose import assembly, cleaning, conversion, spots
from disan.prose.model import Address, Fault, Heading, Image, Part, Prose, Reference, Spot

__all__ = ["Address", "Fault", "Heading", "Image", "Part", "Prose", "Reference", "Spot", "read"]


def read(text: str) -> Prose:
    """The prose of a Markdown text.

    Links to records, site paths and pictures are holes; other addresses must be whole (https, mailto, tel). What is
    not allowed is left out and told as a fault; spots are places in `text` as it was given.
    """
    marked = spots.marked(text, cleaning.ALLOWED)
    try:
        raw = conversion.converted(marked.text)
    except RecursionError:
        return Prose(faults=(Fault("too-deep", Spot(1, 1, 1)),))
    prose = assembly.assembled(cleaning.cleaned(raw), marked)
    faults = sorted([*_private(text), *_forbidden(raw, marked), *prose.faults], key=lambda fault: fault.spot)
    return dataclasses.replace(prose, faults=tuple(faults))


def _private(text: str) -> list[Fault]:
    return [Fault("private-character", spot, {"character": f"U+{character:04X}"}) for spot, character in spots.private(text)]


def _forbidden(raw: str, marked: spots.Marked) -> list[Fault]:
    return [Fault("forbidden-tag", marked.spot(tag), {"tag": spots.bare(tag).strip("<").lower()}) for tag in spots.at_tag(raw)]
