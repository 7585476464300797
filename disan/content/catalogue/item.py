"""A record as the catalogue lists it: what other pages and the checks of the whole site need of it, without its text.

An entry goes in, an item comes out. An item can be kept between builds; the record itself is opened only where its page is made.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from hashlib import blake2b

from msgspec import Struct, msgpack
from msgspec.structs import replace

from disan.content.markdown import BlockPart
from disan.content.record import Record, bodies, schema
from disan.content.record.block import Block, KindByFacet
from disan.content.record.entry import Entry
from disan.content.record.observation import observing
from disan.content.source import Source
from disan.core import codes, text
from disan.core.problems import Position

_QUOTED = re.compile(r"code(?<!\wcode)[\"']?\s{0,9}:\W{0,20}([0-9A-Z]{5})\b")


class Meaning(Struct, frozen=True):
    """What a measure counts, as a record says it in a language, with its unit or "": in the observation at `path`."""

    measure: str
    language: str
    label: str
    unit: str
    path: schema.Path


class Outline(Struct, frozen=True):
    """The part of a record that stands in for it between builds. Places are decimal degrees, WGS 84; communes are today's, by code."""

    slug: str
    title: str
    order: str
    """Sorts titles as a Vietnamese dictionary does."""
    code: str
    draft: bool
    formerly: tuple[str, ...]
    communes: tuple[str, ...]
    points: tuple[tuple[float, float], ...]
    """Its own coordinates, else its communes' points."""
    pinpointed: bool
    """Whether they are its own."""
    stands: bool
    """Whether it is a thing in one place, to which there is a way."""
    targets: tuple[str, ...]
    """The records that it names, in its fields and its texts."""
    claims: tuple[tuple[str, str], ...]
    """Those of them whose pages tell of this record: the field that names each, and the record."""
    figures: tuple[str, ...]
    """The figures of records that it names, its own among them."""
    meanings: tuple[Meaning, ...]
    """What its observations count."""
    part_of: str
    """The record that it belongs to; empty where it stands by itself."""
    filled_fields: int
    """How many of its fields say something."""
    empty: tuple[str, ...]
    """Its fields that say nothing."""
    translated: tuple[str, ...]
    gathers: tuple[str, ...] = ()
    """The kinds, by their folders, all of whose records its texts show."""
    quoted_codes: tuple[str, ...] = ()
    """Codes that stand in its file as the field would, but in its text, a comment or another value."""


class Item:
    """A record of the catalogue, by its reference (`relics/den-cui`).

    `open` reads the record itself, which is done once and only when it is asked for.
    """

    def __init__(
        self,
        reference: str,
        kind: type[Record],
        outline: Outline,
        open: "Callable[[Item], Entry | None]",  # noqa: A002
    ) -> None:
        self.reference, self.kind, self.outline = reference, kind, outline
        self._open = open

    @property
    def slug(self) -> str:
        """The folder's name."""
        return self.outline.slug

    @property
    def code(self) -> str:
        """The code; empty where it has none."""
        return self.outline.code

    @property
    def title(self) -> str:
        """The title in Vietnamese."""
        return self.outline.title

    @property
    def path(self) -> str:
        """The folder, from the project's root, with forward slashes."""
        return f"content/{self.reference}"

    @property
    def figures(self) -> Iterator[str]:
        """The names of its own figures, such as figures/2023#members."""
        return (f"{self.reference}#{each.measure}" for each in self.outline.meanings)

    @cached_property
    def digest(self) -> str:
        """Another one whenever its outline is, but for how much of it is filled in: what is missing pages tell with their own rows."""
        return blake2b(msgpack.encode(replace(self.outline, filled_fields=0, empty=())), digest_size=16).hexdigest()

    @cached_property
    def entry(self) -> Entry:
        """The record itself, opened when it is first asked for."""
        opened = self._open(self)
        assert opened is not None, "only what could be read is in the catalogue"
        return opened

    @property
    def source(self) -> Source:
        """The record's file."""
        return self.entry.source


def item(entry: Entry) -> Item:
    """The item of a record that has just been read."""
    return Item(entry.reference, entry.kind, outline(entry), lambda _: entry)


def outline(entry: Entry) -> Outline:
    """The outline of a record."""
    record = entry.record
    communes = entry.communes
    own = record.coordinates
    names = tuple(dict.fromkeys(name for name, _ in references(entry)))
    return Outline(
        slug=entry.slug,
        title=record.title,
        order="".join(map(chr, text.collation_key(record.title)[0])),
        code=record.code or "",
        draft=record.draft,
        formerly=record.formerly,
        communes=tuple(unit.code for unit in communes),
        points=((own.latitude, own.longitude),) if own else tuple(unit.point for unit in communes),
        pinpointed=own is not None,
        stands=own is not None or record.stands_somewhere(),
        targets=tuple(dict.fromkeys(target for name in names if (target := name.partition("#")[0]) != entry.reference)),
        claims=tuple(
            dict.fromkeys((name, each) for name in schema.claiming(entry.kind) for _, each in schema.each(getattr(record, name), ()))
        ),
        figures=tuple(name for name in names if "#" in name),
        meanings=tuple(_meanings(entry)),
        part_of=record.part_of or "",
        gathers=tuple(dict.fromkeys(each.kind for each in _gatherings(entry))),
        quoted_codes=tuple(dict.fromkeys(match[1] for match in quoted_codes(entry.source, record.code or ""))),
        filled_fields=sum(bool(getattr(record, name)) for name, _ in schema.members(entry.kind)),
        empty=record.empty(),
        translated=tuple(sorted(entry.translated)),
    )


def _gatherings(entry: Entry) -> Iterator[KindByFacet]:
    parts = (part for edition in entry.editions.values() for part in edition.body.every())
    blocks = (part.fields for part in parts if isinstance(part, BlockPart))
    return (gathered for each in blocks if isinstance(each, Block) and (gathered := each.gathers()))


def references(entry: Entry) -> Iterator[tuple[str, Position]]:
    """Every record that this one names, or figure of one (`figures/2023#members`), in its fields and its texts, with where it does."""
    for path, target in schema.references(entry.record):
        yield target, entry.source.at(*path)
    for edition in {edition.body_language: edition for edition in entry.editions.values()}.values():
        yield from bodies.references(edition.body_source, edition.body)


def quoted_codes(source: Source, own: str) -> Iterator[re.Match[str]]:
    """Finds where a record's file has a code, other than its own, as if in the field: a search of its lines, joined by line ends."""
    found = _QUOTED.finditer("\n".join(source.lines))
    return (match for match in found if match[1] != own and codes.fault(match[1]) is None)


def _meanings(entry: Entry) -> Iterator[Meaning]:
    """What each observation counts in each language in which it has words of its own."""
    for language in sorted(entry.translated):
        record = entry.editions[language].record
        for name in observing(entry.kind):
            for place, (own, said) in enumerate(zip(getattr(entry.record, name), getattr(record, name), strict=True)):
                if said is own or said.label != own.label:
                    yield Meaning(own.measure, language, said.label, said.unit or "", (name, place))
