"""Blocks of places."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Self, TypeVar

from msgspec.structs import replace

from disan.content.fields.about import About
from disan.content.fields.errors import FieldFault, RefusedError
from disan.content.fields.model import Several
from disan.content.fields.plain import Line, Reference
from disan.content.record import schema
from disan.content.record.block import Block, KindByFacet, Need
from disan.content.record.location import DISTRICTS
from disan.core import text
from disan.core.strings import Words

if TYPE_CHECKING:
    from disan.content.record import Record


class MapBlock(Block):
    """A map of the province with the records that it names."""

    identifier = "map"
    name = Words("bản đồ", "map")
    help = Words("Những nơi được kể, đánh dấu trên sơ đồ tỉnh.", "The places of the story, on a map of the province.")
    title = Need.OPTIONAL
    mapped = True

    records: Annotated[Several[Reference], About(Words("Các hồ sơ", "Records"), Words("Ví dụ: relics/den-cui", "Such as relics/den-cui"))]


class FillingBlock(Block):
    """A map of the province that fills with the records of a kind, one value of a facet after the other."""

    identifier = "filling"
    name = Words("bản đồ đầy dần", "filling")
    help = Words(
        "Sơ đồ tỉnh đầy dần những hồ sơ của một loại, theo từng huyện cũ hay theo điều khác; bảng số đứng bên dưới.",
        "A map of the province that fills with the records of a kind, former district by district or otherwise, with their numbers below.",
    )
    title = Need.REQUIRED
    text = Need.OPTIONAL

    kind: Annotated[Line, About(Words("Loại hồ sơ", "Kind of record"), Words("Ví dụ: nhà văn hóa", "Such as cultural houses"))]
    by: Annotated[
        Line | None,
        About(
            Words("Đầy dần theo", "Fills by"),
            Words(
                "Để trống thì theo huyện cũ; hoặc một cách “Xem theo” của loại ấy, ví dụ: Niên đại",
                "By former district when left out; or by what readers look for that kind by, such as Century",
            ),
        ),
    ] = None

    @classmethod
    def read(cls, value: object) -> Self:
        """The block that a table means, its kind and facet by their names in the program; refuses those that there are not."""
        from disan.content.kinds import KINDS  # Kinds have texts, and texts have blocks.

        found = super().read(value)
        kind = _meant(
            "kind", found.kind, {each: (each.plural, each.name, Words(each.folder, each.folder)) for each in KINDS}, _kinds(KINDS)
        )
        facets = tuple({each.identifier: each for each in (DISTRICTS, *schema.facets(kind))}.values())
        choices = Words("; ".join(each.name.vi for each in facets), "; ".join(each.name.en for each in facets))
        by = _meant("by", found.by, {each: (each.name,) for each in facets}, choices) if found.by else DISTRICTS
        return replace(found, kind=kind.folder, by=by.identifier)

    def gathers(self) -> KindByFacet:
        """The kind and the facet."""
        return KindByFacet(self.kind, self.by or DISTRICTS.identifier)


Meant = TypeVar("Meant")


def _meant(field: str, typed: str, known: Mapping[Meant, Sequence[Words]], choices: Words) -> Meant:
    """What a name means, in either language; refuses one that means nothing, with the nearest and what there is to choose."""
    names = {name: (each, words) for each, several in known.items() for words in several for name in (words.vi, words.en)}
    by_slug: dict[str, Meant] = {}
    for name, (each, _) in names.items():
        by_slug.setdefault(text.slug(name), each)
    if text.slug(typed) in by_slug:
        return by_slug[text.slug(typed)]
    near = text.nearest(typed, names)
    values = {"value": typed, "nearest": names[near][1] if near else None, "choices": choices}
    raise RefusedError(FieldFault("unknown-choice", values, (field,)))


def _kinds(kinds: Sequence["type[Record]"]) -> Words:
    """The folders of kinds, each with its name."""
    return Words(
        ", ".join(f"{kind.folder} ({kind.name.vi.lower()})" for kind in kinds),
        ", ".join(f"{kind.folder} ({kind.name.en.lower()})" for kind in kinds),
    )
