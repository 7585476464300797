"""A text made ready to show: pictures and blocks first, which are its own; then links to records as they are called today.

A view and prose in, parts of a page out, in two steps: what the first gives can be kept as long as the text stays as it is. Where
pictures and sounds stand is the caller's to say.
"""

from collections.abc import Callable, Iterator

from markupsafe import escape
from msgspec import Struct
from msgspec.structs import replace

from disan.content import markdown
from disan.content.blocks import AnyBlock
from disan.content.record.block import Block
from disan.pages import fillings, maps
from disan.pages.body_parts import BlockShown, BodyPart, Hole
from disan.pages.figure_parts import Observed
from disan.pages.language_view import LanguageView
from disan.pages.parts import Chapter, PictureShown, Said
from disan.pages.view import View


class TextFiles(Struct, frozen=True):
    """What stands beside a text: a picture by its file name, None while it could not be made; a sound's site path."""

    picture: Callable[[str], PictureShown | None]
    sound: Callable[[str], str]


Parts = tuple[BodyPart | Hole, ...]


def ready(view: LanguageView, body: markdown.Prose, files: TextFiles) -> Parts:
    """The parts of a text in order, with holes where other records are named."""
    return tuple(made for part in body.parts for made in _parts(view, part, files))


def filled(view: View, parts: Parts) -> tuple[BodyPart, ...]:
    """The parts with every hole filled; one whose record is not there leaves nothing."""
    return tuple(made for part in parts for made in _filled(view, part))


def chapters(body: markdown.Prose) -> tuple[Chapter, ...]:
    """The headings of a text."""
    return tuple(Chapter(heading.anchor, heading.text, heading.level) for heading in body.headings)


def targets(parts: Parts) -> Iterator[str]:
    """Every record that the parts of a text name, by its reference; one may come several times."""
    for part in parts:
        if isinstance(part, Hole):
            yield part.target
        elif part.block:
            yield from part.block.targets
            yield from (name.partition("#")[0] for name in part.block.figures)
            yield from targets(part.block.body)


def gathered(parts: Parts) -> Iterator[str]:
    """The kinds, by their folders, all of whose records the parts of a text show."""
    for part in parts:
        if isinstance(part, BodyPart) and part.block:
            if found := part.block.fields.gathers():
                yield found.kind
            yield from gathered(part.block.body)


def named(body: markdown.Prose) -> frozenset[str]:
    """The picture files that a text shows."""
    files = {part.file for part in body.every() if isinstance(part, markdown.ImagePart)}
    blocks = (part.fields for part in body.every() if isinstance(part, markdown.BlockPart))
    return frozenset(files | {file for each in blocks if isinstance(each, Block) for _, file in each.named(pictures=True)})


def _parts(view: LanguageView, part: markdown.Part, files: TextFiles) -> Iterator[BodyPart | Hole]:
    if isinstance(part, str):
        yield BodyPart(html=part)
    elif isinstance(part, markdown.AddressPart):
        yield BodyPart(path=part.path)
    elif isinstance(part, markdown.ImagePart):
        picture = files.picture(part.file)
        if picture:
            yield BodyPart(picture=picture)
    elif isinstance(part, markdown.BlockPart):
        if isinstance(part.fields, AnyBlock):
            yield BodyPart(block=_block(view, part, part.fields, files))
    elif isinstance(part, markdown.CardPart):
        yield Hole(part.target, card=True)
    else:
        yield Hole(part.target, part.label, measure=part.measure)


def _block(view: LanguageView, block: markdown.BlockPart, fields: AnyBlock, files: TextFiles) -> BlockShown:
    files_named = dict.fromkeys(file for _, file in fields.named(pictures=True))
    return BlockShown(
        name=fields.identifier,
        title=block.title,
        anchor=block.anchor if fields.chapter else "",
        fields=fields,
        pictures=tuple((file, picture) for file in files_named if (picture := files.picture(file))),
        sound=files.sound(fields.sound) if fields.sound else "",
        cards=(),
        province=None,
        told=fields.data(view.strings, {}),
        body=ready(view, block.content, files),
        targets=tuple(name for _, name in fields.named(pictures=False)),
        figures=tuple(name for _, name in fields.figures()),
    )


def _filled(view: View, part: BodyPart | Hole) -> Iterator[BodyPart]:
    if isinstance(part, Hole):
        yield from _record(view, part)
    elif part.block is None:
        yield part
    else:
        block = part.block
        records = [found for name in block.targets if (found := view.catalogue.by_reference.get(name))]
        province = maps.province(view, maps.linked_dots(view, records)) if block.fields.mapped else None
        cards = tuple(view.card(record) for record in records)
        block = _with_figures(view, block) if block.figures else block
        gathering = block.fields.gathers()
        filling = fillings.filling(view, gathering) if gathering else None
        yield BodyPart(block=replace(block, cards=cards, province=province, filling=filling, body=filled(view, block.body)))


def _with_figures(view: View, block: BlockShown) -> BlockShown:
    found = {name: quoted for name in block.figures if (quoted := quoted_figure(view, *name.split("#")))}
    told = block.fields.data(view.strings, {name: each.observation for name, (each, _, _) in found.items()})
    return replace(block, told=told, paths=tuple((name, path) for name, (_, path, _) in found.items()))


def quoted_figure(view: View, reference: str, measure: str) -> tuple[Observed, str, str] | None:
    """A record's figure, the site path of where it stands, and the language of its words; None where it is not there."""
    target = view.catalogue.by_reference.get(reference)
    own = view.card(target).observations if target else None
    found = own.of(measure) if own else None
    return (found, found.path(view.path(target)), own.language) if target and own and found else None


def _record(view: View, hole: Hole) -> Iterator[BodyPart]:
    target = view.catalogue.by_reference.get(hole.target)
    if target is None:
        return
    if hole.card:
        yield BodyPart(card=view.card(target))
        return
    words, path = Said(hole.label or view.card(target).title.text), view.path(target)
    if hole.measure and (quoted := quoted_figure(view, hole.target, hole.measure)):
        each, path, language = quoted
        words = Said(hole.label) if hole.label else Said(each.shown, language)
    yield BodyPart(html='<a href="')
    yield BodyPart(path=path)
    marked = f' lang="{words.language}"' if words.language else ""
    yield BodyPart(html=f'"{marked}>{escape(words.text)}</a>')
