"""The register of what has no record yet, content/register.yml: names that published lists give. A file in, a frozen register out."""

from collections.abc import Collection, Container, Iterator, Sequence
from pathlib import Path
from typing import Annotated

from disan.content import source as sources
from disan.content.fields.about import About
from disan.content.fields.dates import When
from disan.content.fields.localised import Localised
from disan.content.fields.model import Model, Several
from disan.content.fields.numbers import Count
from disan.content.fields.plain import Line, Reference, WebAddress
from disan.content.record import Record
from disan.content.record.validation import validate
from disan.content.source import Source
from disan.core import text
from disan.core.problems import Problem
from disan.core.strings import Words

FILE = "content/register.yml"
_KIND = Words("Loại hồ sơ", "Kind")


class ListedName(Model):
    """What a list names, with the place as the list has it; once it has a record, which one."""

    name: Annotated[Line, About(Words("Tên", "Name"))]
    place: Annotated[Line | None, About(Words("Xã, phường", "Commune"), Words("Như trong danh sách", "As the list has it"))] = None
    district: Annotated[Line, About(Words("Huyện, thị xã, thành phố", "District"))]
    record: Annotated[
        Reference | None,
        About(Words("Hồ sơ", "Record"), Words("Khi đã có bài, ví dụ: relics/den-cui", "Once there is one, such as relics/den-cui")),
    ] = None


class PublishedList(Model):
    """A decision, and those whom its list names."""

    number: Annotated[Line | None, About(Words("Số quyết định", "Decision"))] = None
    date: Annotated[When | None, About(Words("Ngày", "Date"))] = None
    level: Annotated[Localised, About(Words("Cấp", "Level"))]
    count: Annotated[Count, About(Words("Quyết định có bao nhiêu", "How many it has"))]
    note: Annotated[Localised | None, About(Words("Ghi chú", "Note"))] = None
    sources: Annotated[Several[WebAddress], About(Words("Nguồn", "Sources"))]
    names: Annotated[Several[ListedName], About(Words("Tên trong danh sách", "Names"))]


class Total(Model):
    """How many there are in all, as one source has it at one time."""

    as_of: Annotated[When | None, About(Words("Tính đến", "As of"))] = None
    when: Annotated[Localised | None, About(Words("Khi nào, bằng lời", "When, in words"))] = None
    text: Annotated[Localised, About(Words("Có bao nhiêu", "How many"))]
    source: Annotated[WebAddress, About(Words("Nguồn", "Source"))]


class Register(Model):
    """What published lists name, of one kind of record."""

    kind: Annotated[Line, About(_KIND, Words("Ví dụ: relics", "Such as relics"))]
    title: Annotated[Localised, About(Words("Tên trang", "Title"))]
    lead: Annotated[Localised, About(Words("Tóm tắt", "Summary"))]
    totals: Annotated[Several[Total], About(Words("Tổng số", "Totals"))] = ()
    decisions: Annotated[Several[PublishedList], About(Words("Các quyết định", "Decisions"))]

    def left(self, published: Container[str]) -> tuple[tuple[PublishedList, ListedName], ...]:
        """What has no published record yet, each with the list that names it."""
        return tuple((listing, name) for listing in self.decisions for name in listing.names if name.record not in published)


def read(root: Path, kinds: Sequence[type[Record]], records: Collection[str]) -> tuple[Register | None, list[Problem]]:
    """The register below `root`, or what is wrong with it, a record that is none of `records` among it; None where there is no file."""
    path = root / FILE
    if not (path.exists() or path.is_symlink()):
        return None, []
    source, problems = sources.read_settings(path, FILE)
    register, found = validate(Register, source) if source else (None, [])
    strange = list(_strange(register, source, kinds, records)) if register and source else []
    return None if strange else register, [*problems, *found, *strange]


def _strange(register: Register, source: Source, kinds: Sequence[type[Record]], records: Collection[str]) -> Iterator[Problem]:
    """A kind that there is not, and records that there are not."""
    folders = [kind.folder for kind in kinds]
    if register.kind not in folders:
        nearest, choices = text.nearest(register.kind, folders), ", ".join(folders)
        yield source.problem("unknown-choice", source.at("kind"), label=_KIND, value=register.kind, nearest=nearest, choices=choices)
    for place, listing in enumerate(register.decisions):
        for row, name in enumerate(listing.names):
            if name.record and name.record not in records:
                at = source.at("decisions", place, "names", row, "record")
                yield source.problem("dead-link", at, target=name.record, nearest=text.nearest(name.record, records))
