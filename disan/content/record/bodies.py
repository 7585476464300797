"""A source's body in, its prose with every block's options read out, or what is wrong with either.

Rules: unknown-block, nested-block, block-title, block-no-title, block-text, block-no-text.
"""

import functools
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from disan.content import blocks, markdown
from disan.content import source as sources
from disan.content.record.block import Block, Need
from disan.content.record.validation import validate
from disan.content.source import Source
from disan.core import text
from disan.core.problems import Position, Problem, Value
from disan.core.strings import Words


def read(source: Source) -> tuple[markdown.Prose, list[Problem]]:
    """The source's text; a block whose options are wrong is left out of it, and told."""
    body = markdown.read(source.body, _is_verse)
    reading = _BlockReader(source)
    parts = reading.parts(body.parts, None)
    headings = tuple(each for each in body.headings if not each.block or _opens_chapter(_named(each.block)))
    faults = [source.problem(each.rule, place(source, each.span), each.grade, **each.values) for each in body.faults]
    return replace(body, parts=parts, headings=headings), sorted([*faults, *reading.problems], key=lambda problem: problem.at.order)


def place(source: Source, span: markdown.Span) -> Position:
    """The place in the file of something that stands in the body."""
    return Position(source.file, source.body_line + span.line - 1, span.column, span.length)


def references(source: Source, body: markdown.Prose) -> Iterator[tuple[str, Position]]:
    """Every record that a text names, or figure of one (`figures/2023#members`), with where it does."""
    for part in body.every():
        if isinstance(part, markdown.ReferencePart | markdown.CardPart):
            yield part.name, place(source, part.span)
        elif isinstance(part, markdown.BlockPart) and isinstance(part.fields, Block):
            for path, name in (*part.fields.named(pictures=False), *part.fields.figures()):
                yield name, option_place(source, part, *path)


def option_place(source: Source, block: markdown.BlockPart, *path: str | int) -> Position:
    """The place of a value of a block's options."""
    options, _ = _options(source, block)
    return options.at(*path) if options else place(source, block.span)


def _options(source: Source, block: markdown.BlockPart) -> sources.Read:
    first, last = (source.body_line + line - 1 for line in block.options)
    return sources.read_inner(source, first, last, place(source, block.span))


def _named(name: str) -> type[Block] | None:
    """The block that an editor calls so, in any of its names."""
    typed = text.folded(name)
    return next((each for each in blocks.every() if typed in _names(each)), None)


@functools.cache
def _names(cls: type[Block]) -> frozenset[str]:
    return frozenset(text.folded(each) for each in (cls.identifier, cls.name.vi, cls.name.en))


def _is_verse(name: str) -> bool:
    cls = _named(name)
    return cls is not None and cls.verse


def _opens_chapter(cls: type[Block] | None) -> bool:
    return cls is not None and cls.chapter


class _BlockReader:
    """Reads blocks from the outside to the inside and gathers their problems."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def parts(self, parts: Sequence[markdown.Part], parent: type[Block] | None) -> tuple[markdown.Part, ...]:
        read = (self.block(part, parent) if isinstance(part, markdown.BlockPart) else part for part in parts)
        return tuple(part for part in read if part is not None)

    def block(self, block: markdown.BlockPart, parent: type[Block] | None) -> markdown.BlockPart | None:
        cls = _named(block.name)
        if cls is None:
            names = [name for each in blocks.every() for name in (each.identifier, each.name.vi)]
            self.found("unknown-block", block.span, name=block.name, nearest=text.nearest(block.name, names), blocks=self.known())
            return None
        self.check(block, cls, parent)
        fields = self.options(block, cls)
        content = replace(block.content, parts=self.parts(block.content.parts, cls))
        return replace(block, name=cls.identifier, content=content, fields=fields) if fields else None

    def known(self) -> Words:
        return Words(", ".join(each.name.vi for each in blocks.every()), ", ".join(each.identifier for each in blocks.every()))

    def options(self, block: markdown.BlockPart, cls: type[Block]) -> Block | None:
        options, found = _options(self.source, block)
        fields, wrong = validate(cls, options) if options else (None, [])
        self.problems += [*found, *wrong]
        return fields

    def check(self, block: markdown.BlockPart, cls: type[Block], parent: type[Block] | None) -> None:
        name = cls.name
        misplaced = cls.identifier not in parent.holds if parent else bool(cls.inside)
        if misplaced:
            outer = next((each.name for each in blocks.every() if each.identifier == cls.inside), None)
            self.found("nested-block", block.span, name=name, right=outer, reason="inside" if outer else "outside")
        if cls.title is Need.REQUIRED and not block.title:
            self.found("block-no-title", block.span, name=name, typed=block.name)
        if cls.title is Need.NONE and block.title:
            self.found("block-title", block.title_span, name=name)
        self.check_text(block, cls)

    def check_text(self, block: markdown.BlockPart, cls: type[Block]) -> None:
        inner = any(isinstance(part, markdown.BlockPart) for part in block.content.parts)
        other = any(
            not isinstance(part, markdown.BlockPart) and (not isinstance(part, str) or part.strip()) for part in block.content.parts
        )
        empty = {Need.REQUIRED: not other, Need.BLOCKS: not inner}
        unwanted = {Need.NONE: other or inner, Need.BLOCKS: other}
        if empty.get(cls.text):
            self.found("block-no-text", block.span, name=cls.name)
        if unwanted.get(cls.text):
            self.found("block-text", self.text_span(block), name=cls.name)

    def text_span(self, block: markdown.BlockPart) -> markdown.Span:
        """The first line of the block's text, which stands after its options."""
        line = block.options[1]
        while not self.source.line(place(self.source, markdown.Span(line, 1, 1))).strip():
            line += 1
        return markdown.Span(line, 1, len(self.source.line(place(self.source, markdown.Span(line, 1, 1)))))

    def found(self, rule: str, span: markdown.Span, **values: Value) -> None:
        self.problems.append(self.source.problem(rule, place(self.source, span), **values))
