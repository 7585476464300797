"""A source's values against a class: a model comes out, or every problem at once, each at the value that caused it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from disan.content import source as sources
from disan.content.fields import measures
from disan.content.fields.about import About
from disan.content.fields.errors import FieldFault, RefusedError
from disan.content.fields.model import Field, Model
from disan.content.fields.readers import reader_of
from disan.content.record import schema
from disan.content.source import Source
from disan.core import text
from disan.core.problems import Position, Problem
from disan.core.strings import Words

Kind = TypeVar("Kind", bound=Model)

_UNKNOWN = frozenset(
    (
        "khong ro",
        "chua ro",
        "chua biet",
        "khong biet",
        "khong co",
        "chua co",
        "dang cap nhat",
        "cap nhat sau",
        "khong",
        "n/a",
        "unknown",
        "none",
    )
)
"""What is typed where nothing is known, accents aside."""
_PRIVATE = frozenset(
    ("dien-thoai", "so-dien-thoai", "sdt", "dt", "di-dong", "zalo", "phone", "telephone", "tel", "mobile", "email", "cccd", "cmnd")
)
_TELEPHONE = r"(?<!\d)(?:\+84|0)(?:[ .-]?\d){8,10}(?!\d)"
"""A telephone number of Vietnam, nought or +84 before it."""
_FEW = 6
"""Fields that a message names."""


def validate(cls: type[Kind], source: Source) -> tuple[Kind | None, list[Problem]]:
    """The model that the source's front matter gives, or None and why not."""
    model, faults = _read(cls, sources.data(source.front))
    problems = [*_problems(cls, source, faults), *_lost(cls, source), *_undashed(cls, source)]
    return (None if problems else model), problems


def _read(cls: type[Kind], data: sources.Data) -> tuple[Kind | None, tuple[FieldFault, ...]]:
    try:
        return cls.read(data), ()
    except RefusedError as error:
        return None, error.faults


def _lost(cls: type[Model], source: Source) -> Iterator[Problem]:
    """What stands behind a # where a field would take it as text: it is a comment only where it can be nothing else."""
    if not any("#" in line for line in source.lines[: source.body_line]):
        return
    found = tuple(sources.doubts(source.front))
    if not found:
        return
    _, faults = _read(cls, sources.data(sources.uncommented(source.front)))
    for path, problem in found:
        if not any(path == fault.path[: len(path)] or fault.path == path[: len(fault.path)] for fault in faults):
            yield problem


def _undashed(cls: type[Model], source: Source) -> Iterator[Problem]:
    """Several bare lines below the name of a list, which YAML makes one of."""
    for name in source.front.entries:
        field = cls.fields.get(name)
        typed = source.typed(name) if field and field.listed else None
        if not typed:
            continue
        at = source.at(name)
        first = " ".join(source.line(at).split())
        if at.line > source.key_at(name).line and first[:1] not in ("\"'|>") and " ".join(typed.split()) != first:
            yield source.problem("lost-text", at, lost=first, right=f"- {first}", reason="item")


def _problems(cls: type[Model], source: Source, faults: Iterable[FieldFault]) -> Iterator[Problem]:
    found = [_problem(cls, source, fault) for fault in faults]
    meant = {problem.values["nearest"] for problem in found if problem.rule == "unknown-field"}
    # A name that was mistyped is told once: what it meant is not missing too.
    yield from (problem for problem in found if not (problem.rule == "missing-field" and problem.values["key"] in meant))


def _problem(cls: type[Model], source: Source, fault: FieldFault) -> Problem:
    named = max((number for number, step in enumerate(fault.path, 1) if isinstance(step, str)), default=0)
    model = schema.owner(cls, fault.path[:named])
    key = str(fault.path[named - 1]) if named else ""
    if fault.rule == "unknown-field":
        return _unknown(cls, source, fault.path, model, key)
    field = model.fields.get(key)
    said = field.about if field else None
    label = said.label if said else Words(key, key)
    at, typed = source.at(*fault.path), source.typed(*fault.path)
    if fault.rule == "missing-field":
        reason = "" if typed is None else "empty"
        return source.problem(said.missing if said else fault.rule, at, key=key, label=label, reason=reason)
    values: dict[str, Any] = {"key": key, "label": label, **fault.values}
    if fault.values.get("reason") in ("list", "table"):
        values |= _as_line(source, at, key)
    if field and said and fault.rule == "wrong-type" and typed:
        values |= _instead(typed, field, said, values)
    if fault.rule == "wrong-type" and typed is not None and text.folded(typed) in _UNKNOWN:
        values["reason"] = "unknown"
    return source.problem(fault.rule, at, **values)


def _instead(typed: str, field: Field, said: About, values: Mapping[str, Any]) -> dict[str, Any]:
    """The cure of a number with words around it; else the field's own example, where it has one."""
    number = values.get("reason") == "number"
    expected = measures.cure(typed, said, reader_of(field.annotation)) if number else None
    if expected:
        return {"expected": expected, "reason": ""}
    return {"expected": said.help, "reason": "help"} if said.help.vi and (number or values.get("reason") == "example") else {}


def _as_line(source: Source, at: Position, key: str) -> dict[str, str]:
    """What a line would be that was read as a list or a table."""
    line = source.line(at)
    begins = len(line[: at.column - 1].rstrip("[{"))
    typed = line[begins:].removeprefix(f"{key}:").strip()
    if not typed:
        line = source.line(replace(at, line=at.line + 1))
        typed = line.strip()
    if typed.startswith("-"):
        return {"reason": "dash", "right": typed.lstrip("- ")}
    return {"reason": "quote", "right": sources.with_quotes(line, line.find(typed))} if typed else {"reason": ""}


def _unknown(cls: type[Model], source: Source, path: tuple[Any, ...], model: type[Model], key: str) -> Problem:
    typed = source.typed(*path)
    at = source.key_at(*(step for step in path if isinstance(step, str) or typed is not None))
    if key in model.elsewhere:
        return source.problem("bad-translation", at, key=key, reason="shared")
    successor, instead = _successor(key, model)
    near, inside = successor or _nearest(key, model), _owner(key, cls)
    was = "former" if instead else "renamed"
    reason = was if successor else "inside" if inside and not near else "private" if not near and _private(key, typed) else ""
    right = instead.replace("…", typed or "…") if successor else inside
    return source.problem(
        "unknown-field", at, key=key, nearest=near, reason=reason, right=right, fields="" if near or inside else _likely(key, model)
    )


def _private(key: str, typed: str | None) -> bool:
    """Whether a line speaks of how somebody is reached, which no public page tells."""
    return text.slug(key) in _PRIVATE or bool(re.search(_TELEPHONE, typed or ""))


def _likely(key: str, model: type[Model]) -> Words:
    """The fields whose labels share a word with a name, else those that stand first in a form: label and key of each."""
    words = set(text.slug(key).split("-"))
    shown = [(name, said.label) for name, said in schema.members(model) if not said.last]
    alike = [each for each in shown if words & {*text.slug(each[1].vi).split("-"), *each[0].split("_")}]
    chosen = (alike or shown)[:_FEW]
    return Words(*(", ".join(f"{label} ({name})" for name, label in named) for named in _by_language(chosen)))


def _by_language(fields: Sequence[tuple[str, Words]]) -> Iterator[list[tuple[str, str]]]:
    yield [(name, label.vi) for name, label in fields]
    yield [(name, label.en) for name, label in fields]


def _successor(key: str, model: type[Model]) -> tuple[str, str]:
    """The field that took the place of one that is no more, and what to write below it, empty for the same; no field for any other name."""
    found = ((name, instead) for name, said in schema.members(model) for old, instead in said.formerly if old == key)
    return next(found, ("", ""))


def _owner(key: str, model: type[Model]) -> str:
    """The field whose lines below have this name, as "places": what stands at the margin was probably meant to stand there."""
    for name, field in model.fields.items():
        inner = field.inside(Model)
        if inner and key in inner.fields:
            return name
    return ""


def _nearest(key: str, model: type[Model]) -> str:
    """The field that was meant: by its name, or by what Vietnamese calls it, as far as no other begins alike."""
    called = {text.slug(said.label.vi): name for name, said in schema.members(model)}
    typed = text.slug(key)
    own = {label: name for label, name in called.items() if not dict(schema.members(model))[name].remark}
    begins = [name for label, name in own.items() if typed and f"{label}-".startswith(f"{typed}-")]
    alone = begins[0] if len(begins) == 1 else ""
    return called.get(typed) or text.nearest(key, model.fields) or alone or own.get(text.nearest(typed, own) or "", "")
