"""A text with its holes filled: links to records as they are called in this language, pictures and blocks ready to show.

A view and prose in, parts of a page out. Where pictures and sounds stand is the caller's to say.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from disan import prose
from disan.pages import cards, maps
from disan.pages.parts import Chapter, PictureShown
from disan.pages.running import BlockShown, BodyPart
from disan.pages.view import View
from disan.record.block import Block


@dataclass(frozen=True)
class Files:
    """What stands beside a text: a picture by its file name, None while it could not be made; a sound's site path."""

    picture: Callable[[str], PictureShown | None]
    sound: Callable[[str], str]


def shown(view: View, body: prose.Prose, files: Files) -> tuple[BodyPart, ...]:
    """The parts of a text in order."""
    return tuple(ready for part in body.parts for ready in _parts(view, part, files))


def chapters(body: prose.Prose) -> tuple[Chapter, ...]:
    """The headings of a text."""
    return tuple(Chapter(heading.anchor, heading.text, heading.level) for heading in body.headings)


def named(body: prose.Prose) -> frozenset[str]:
    """The picture files that a text shows."""
    files = {part.file for part in body.every() if isinstance(part, prose.Image)}
    blocks = (part.fields for part in body.every() if isinstance(part, prose.Block))
    return frozenset(files | {file for each in blocks if isinstance(each, Block) for _, _, file in each.named(pictures=True)})


def _parts(view: View, part: prose.Part, files: Files) -> Iterator[BodyPart]:
    if isinstance(part, str):
        yield BodyPart(html=Markup(part))
    elif isinstance(part, prose.Address):
        yield BodyPart(path=part.path)
    elif isinstance(part, prose.Image):
        picture = files.picture(part.file)
        if picture:
            yield BodyPart(picture=picture)
    elif isinstance(part, prose.Block):
        if isinstance(part.fields, Block):
            yield BodyPart(block=_block(view, part, part.fields, files))
    else:
        yield from _record(view, part)


def _record(view: View, part: prose.Reference | prose.Card) -> Iterator[BodyPart]:
    target = view.catalogue.by_reference.get(part.target)
    if target is None:
        return
    if isinstance(part, prose.Card):
        yield BodyPart(card=cards.card(view, target))
        return
    label = escape(part.label or view.title(target).text)
    yield BodyPart(html=Markup('<a href="'))
    yield BodyPart(path=view.path(target))
    yield BodyPart(html=Markup('">') + label + Markup("</a>"))


def _block(view: View, block: prose.Block, fields: Block, files: Files) -> BlockShown:
    pictures = {file: picture for _, _, file in fields.named(pictures=True) if (picture := files.picture(file))}
    entries = [view.catalogue.by_reference.get(name) for _, _, name in fields.named(pictures=False)]
    records = [entry for entry in entries if entry]
    return BlockShown(
        name=fields.identifier,
        title=block.title,
        anchor=block.anchor if fields.chapter else "",
        fields=fields,
        pictures=pictures,
        sound=files.sound(fields.sound) if fields.sound else "",
        cards=tuple(cards.card(view, entry) for entry in records),
        province=maps.province(maps.linked_dots(view, records)) if fields.mapped else None,
        told=fields.told(view.strings),
        body=shown(view, block.content, files),
    )
