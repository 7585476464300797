"""A source's values against a class: a model comes out, or every problem at once, each at the value that caused it."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from disan.content import source as sources
from disan.content.fields.errors import FieldFault, RefusedError
from disan.content.fields.model import Model
from disan.content.record import schema
from disan.content.source import Source
from disan.core import text
from disan.core.problems import Problem
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


def validate(cls: type[Kind], source: Source) -> tuple[Kind | None, list[Problem]]:
    """The model that the source's front matter gives, or None and why not."""
    try:
        return cls.read(sources.data(source.front)), []
    except RefusedError as error:
        return None, list(_problems(cls, source, error.faults))


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
    if fault.rule == "wrong-type" and typed is not None and text.folded(typed) in _UNKNOWN:
        values["reason"] = "unknown"
    return source.problem(fault.rule, at, **values)


def _unknown(cls: type[Model], source: Source, path: tuple[Any, ...], model: type[Model], key: str) -> Problem:
    typed = source.typed(*path)
    at = source.key_at(*(step for step in path if isinstance(step, str) or typed is not None))
    successor, instead = _successor(key, model)
    near, inside = successor or _nearest(key, model), _owner(key, cls)
    reason = "former" if successor else "inside" if inside and not near else ""
    right = instead.replace("…", typed or "…") if successor else inside
    fields = ", ".join(model.fields)
    return source.problem("unknown-field", at, key=key, nearest=near, reason=reason, right=right, fields=fields)


def _successor(key: str, model: type[Model]) -> tuple[str, str]:
    """The field that took the place of one that is no more, and what to write below it; both empty for any other name."""
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
    """The field that was meant: by its name, or by what Vietnamese calls it."""
    called = {text.slug(said.label.vi): name for name, said in schema.members(model)}
    typed = text.slug(key)
    begins = next((name for label, name in called.items() if typed and label.split("-")[: len(typed.split("-"))] == typed.split("-")), "")
    return text.nearest(key, model.fields) or begins or called.get(text.nearest(typed, called) or "", "")
