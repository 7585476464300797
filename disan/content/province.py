"""The data of a province: the name of one that ships, or a folder of the project, in; its gazetteer, or what is wrong with the files, out.

A folder holds `units.json` (the province's name, its communes of today, those that they were made of, names that ended earlier) and
`outline.json` (its coarse outline); each says in `source` where it is from. Nothing is remembered but what the same bytes mean.
"""

import datetime
import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Struct

from disan.content.fields.errors import refused
from disan.content.fields.plain import Line
from disan.content.gazetteer import Became, Border, FormerUnit, Gazetteer, Unit
from disan.core import files, text
from disan.core.problems import Position, Problem
from disan.core.strings import Words

DEFAULT = "ha-tinh"
_DATA = Path(__file__).parent.parent / "data"
_UNITS, _OUTLINE = "units.json", "outline.json"
_LARGEST = 20_000_000
"""Bytes: a province's units and outline have a tenth of one million."""
_OWN = re.compile(r"content(/[\w-]+)+")


class _AliasRow(Struct):
    """A name that ended earlier: the units of today that it became, or the former unit that took it in."""

    name: str
    kind: str
    district: str
    certain: bool
    now: tuple[str, ...] = ()
    former: str = ""


class _UnitsFile(Struct):
    """`units.json`."""

    name: str
    as_of: datetime.date
    units: Annotated[tuple[Unit, ...], msgspec.Meta(min_length=1)]
    former: tuple[FormerUnit, ...] = ()
    aliases: tuple[_AliasRow, ...] = ()


class _OutlineFile(Struct):
    """`outline.json`: longitude and latitude of each corner, WGS 84, closed or not."""

    points: Annotated[Border, msgspec.Meta(min_length=4)]


def shipped() -> list[str]:
    """The provinces that come with the program."""
    return sorted(each.parent.name for each in _DATA.glob(f"*/{_UNITS}"))


def named(value: str) -> str:
    """The word of the settings where it is one: a province that ships, or a folder below content/; refuses `unknown-choice`."""
    known = shipped()
    if value in known or _OWN.fullmatch(value):
        return value
    raise refused("unknown-choice", value=value, nearest=text.nearest(value, known), choices=", ".join([*known, "content/…"]))


def read(root: Path, name: str) -> tuple[Gazetteer | None, list[Problem]]:
    """The gazetteer that the word in the settings means, or every file that is not there or cannot be understood."""
    shown = f"disan/data/{name}" if name in shipped() else name
    folder = _DATA / name if name in shipped() else root / name
    missing = [file for file in (_UNITS, _OUTLINE) if not (folder / file).is_file()]
    if missing:
        return None, [Problem("missing-province", Position(f"{shown}/{file}")) for file in missing]
    (units, wrong), (outline, also) = (files.read(folder / each, f"{shown}/{each}", _LARGEST) for each in (_UNITS, _OUTLINE))
    if wrong or also:
        return None, [*wrong, *also]
    problems = [*_faults(_UnitsFile, units, f"{shown}/{_UNITS}"), *_faults(_OutlineFile, outline, f"{shown}/{_OUTLINE}")]
    return (None, problems) if problems else (_gazetteer(units, outline), [])


def _faults(rows: type[_UnitsFile | _OutlineFile], content: bytes, file: str) -> Iterator[Problem]:
    """What is wrong with a file: the library's own words where it is no such file, else each code that no unit has."""
    try:
        found = msgspec.json.decode(content, type=rows)
    except msgspec.DecodeError as error:
        yield Problem("province-data", Position(file), values={"detail": str(error)})
        return
    if isinstance(found, _UnitsFile):
        for code in _lost(found):
            detail = Words(f"mã {code} được nêu mà không đơn vị nào có", f"the code {code} is named, and no unit has it")
            yield Problem("province-data", Position(file), values={"reason": "code", "detail": detail})


def _lost(table: _UnitsFile) -> list[str]:
    """The codes that are named and that nothing has."""
    today, before = {each.code for each in table.units}, {each.code for each in table.former}
    became = {each.code for row in table.former for each in row.now} | {code for row in table.aliases for code in row.now}
    return sorted((became - today) | ({row.former for row in table.aliases if row.former} - before))


@functools.lru_cache(maxsize=4)
def _gazetteer(units: bytes, outline: bytes) -> Gazetteer:
    table, corners = msgspec.json.decode(units, type=_UnitsFile), msgspec.json.decode(outline, type=_OutlineFile)
    former = {row.code: row for row in table.former}
    return Gazetteer(
        name=table.name,
        changed=table.as_of,
        units=table.units,
        former=tuple(former.values()),
        aliases=tuple(_alias(row, former) for row in table.aliases),
        outline=(*corners.points, *([corners.points[0]] if corners.points[0] != corners.points[-1] else [])),
        digest=hashlib.sha256(units + outline).hexdigest(),
    )


def _alias(row: _AliasRow, former: Mapping[str, FormerUnit]) -> FormerUnit:
    """A unit that ended earlier: what it became itself, or what the unit that took it in became."""
    now = former[row.former].now if row.former else tuple(Became(code) for code in row.now)
    return FormerUnit("", row.name, row.kind, row.district, now, row.certain)


ProvinceName = Annotated[Line, named]
"""The word in the settings that says which province a site is about."""
