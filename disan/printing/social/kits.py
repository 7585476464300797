"""The files of a record's posts: drawn, read back, and only then written. A view for each language and records in, folders out.

A folder is called as the record is referred to, so that a story and a relic of one name stay apart; the same content gives the same bytes.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from disan.content.record.entry import Entry
from disan.core import whole
from disan.drawing.pictures import encoding
from disan.drawing.typesetting import Typesetter
from disan.pages.language_view import CatalogueView
from disan.printing.code_sheets import UnreadableError, UnshownError
from disan.printing.plaques import decoding, rasters
from disan.printing.plaques.model import QUIET
from disan.printing.social import motion, texts
from disan.printing.social.highlights import highlights
from disan.printing.social.layouts import LetterMissingError
from disan.printing.social.motion import SocialMotion
from disan.printing.social.omissions import Omission
from disan.printing.social.pictures import TEMPLATE, SocialPicture, picture
from disan.printing.social.sizes import SIZES

PIXELS_AN_INCH = 72
"""One a point, as the templates have it."""
LARGEST_MOTION = 2_000_000
"""Bytes of an animation that networks still take without complaint, and a phone loads."""


class SocialKit(Struct, frozen=True):
    """What is posted of a record in one language; `text` is that of the file beside the pictures, with the animation and without."""

    reference: str
    title: str
    pictures: tuple[SocialPicture, ...]
    motion: SocialMotion | None
    file: str
    text: str
    text_without_motion: str
    omissions: tuple[Omission, ...]


def kit(view: CatalogueView, entry: Entry, wanted: str = "") -> SocialKit | None:
    """Gathers what is posted of a record in the view's language, with what is `wanted` of it first; None where its title is not translated.

    DoesNotFitError where its words are too long, UnshownError where they have letters that the typeface lacks.
    """
    if "title" in entry.editions[view.language].untranslated:
        return None
    title = view.title(entry).text
    try:
        pictures = tuple(picture(view, entry, size, wanted) for size in SIZES)
        moving, unmoved = motion.motion(view, entry)
    except LetterMissingError as error:
        raise UnshownError(title, error.characters) from error
    post, name = texts.post(view, entry, wanted), texts.file_name(view)
    written = functools.partial(texts.file_text, view, entry, post, pictures)
    omitted = functools.partial(Omission, entry.reference, view.language)
    omissions = [
        *_unshown(view, entry, pictures, wanted),
        *(omitted("motion", words) for words in unmoved),
        *(omitted("post", words, name) for words in post.without),
        *(() if texts.fits_title(title) else [omitted("title", title, name)]),
    ]
    return SocialKit(entry.reference, title, pictures, moving, name, written(moving), written(None), tuple(omissions))


def _unshown(view: CatalogueView, entry: Entry, pictures: Sequence[SocialPicture], wanted: str) -> Iterator[Omission]:
    """What should stand large on pictures and does not."""
    omitted = functools.partial(Omission, entry.reference, view.language)
    best = next(iter(highlights(view, entry, wanted)), None)
    if wanted and (best is None or best.sort != wanted):
        yield omitted("wanted", wanted)
    for each in pictures:
        if best and each.highlight != best:
            yield omitted("picture" if each.highlight else "title_alone", best.told(view.strings), each.file)


def make(kits: Sequence[SocialKit], out: Path, folder_of: Callable[[str], Path]) -> tuple[int, tuple[Omission, ...]]:
    """Draws the kits, reads their codes and then writes them below `out`; tells how many pictures, and what they do without.

    `folder_of` finds a template's folder. UnreadableError, and nothing written, where a code does not say what it must.
    """
    typesetter = functools.cache(Typesetter)
    made: dict[Path, bytes] = {}
    omissions: list[Omission] = []
    for each in kits:
        drawn = dict(_files(each, lambda template: typesetter(folder_of(template))))
        omissions += each.omissions
        text = each.text
        if each.motion and each.motion.file not in drawn:
            omissions.append(Omission(each.reference, each.motion.language, "heavy", "", each.motion.file))
            text = each.text_without_motion
        made |= {out / each.reference / name: content for name, content in (drawn | {each.file: text.encode()}).items()}
    for path, content in made.items():
        whole.replace(path, content)
    return sum(path.suffix != ".txt" for path in made), tuple(omissions)


def _files(kit: SocialKit, typesetter: Callable[[str], Typesetter]) -> Iterator[tuple[str, bytes]]:
    for each in kit.pictures:
        (png,) = typesetter(TEMPLATE).pages(TEMPLATE, each, PIXELS_AN_INCH)
        content = encoding.reduce_drawing(png, "jpeg" if each.photograph else "png")
        _verify(each.file, content, each.code.says)
        yield each.file, content
    if kit.motion:
        frames = typesetter(motion.TEMPLATE).pages(motion.TEMPLATE, kit.motion, PIXELS_AN_INCH)
        content = encoding.animate(frames, motion.durations())
        _verify(kit.motion.file, content, kit.motion.code.says)
        if len(content) <= LARGEST_MOTION:
            yield kit.motion.file, content


def _verify(name: str, content: bytes, says: str) -> None:
    """Reads the code of a picture as it was written, with both decoders; UnreadableError where it says otherwise or stands too tight."""
    pixels = rasters.picture(content)
    found = decoding.read_with_zxing(pixels)
    sound = (
        len(found) == 1 and decoding.is_confirmed(pixels, found[0]) and decoding.has_quiet_zone(pixels, found[0].box, found[0].size, QUIET)
    )
    if not sound or found[0].content != says.encode():
        raise UnreadableError(f"{name}: {found}")
