"""A source's values against a class: a model comes out, or every problem at once, each at the value that caused it."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from disan import source as sources
from disan import text
from disan.problems import Problem
from disan.record import schema
from disan.source import Source
from disan.strings import Words

Kind = TypeVar("Kind", bound=BaseModel)

_EXPECTED = {
    "string_type": Words(
        "một dòng chữ; chữ có dấu [ hay { ở đầu thì đặt cả dòng trong ngoặc kép", "a line of text; quote one that begins with [ or {"
    ),
    "tuple_type": Words("một danh sách, mỗi dòng một mục", "a list, one item a line"),
}
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
_OTHER = Words("một giá trị khác", "another value")


def validated(cls: type[Kind], source: Source) -> tuple[Kind | None, list[Problem]]:
    """The model that the source's front matter gives, or None and why not."""
    try:
        return cls.model_validate(sources.data(source.front)), []
    except ValidationError as error:
        return None, list(_problems(cls, source, error))


def _problems(cls: type[BaseModel], source: Source, error: ValidationError) -> Iterator[Problem]:
    found = [
        _problem(cls, source, each["type"], tuple(each["loc"]), each.get("ctx", {}))
        for each in error.errors(include_url=False, include_input=False)
    ]
    meant = {problem.values["nearest"] for problem in found if problem.rule == "unknown-field"}
    # A name that was mistyped is told once: what it meant is not missing too.
    yield from (problem for problem in found if not (problem.rule == "missing-field" and problem.values["key"] in meant))


def _problem(cls: type[BaseModel], source: Source, kind: str, location: tuple[Any, ...], context: Mapping[str, Any]) -> Problem:
    named = max((number for number, step in enumerate(location, 1) if isinstance(step, str)), default=0)
    model = schema.owner(cls, location[:named])
    key = str(location[named - 1]) if named else ""
    said = schema.said(model, key)
    label = said.label if said else Words(key, key)
    at, length = source.at(*location)
    typed = _typed(source, location)
    if kind == "missing":
        reason = "" if typed is None else "empty"
        return source.problem(said.missing if said else "missing-field", at, length=length, key=key, label=label, reason=reason)
    if kind == "extra_forbidden":
        at, length = _key_place(source, location)
        near, inside = _nearest(key, model), _owner(key, cls)
        reason = "inside" if inside and not near else ""
        fields = ", ".join(model.model_fields)
        return source.problem("unknown-field", at, length=length, key=key, nearest=near, reason=reason, right=inside, fields=fields)
    values = {name: value for name, value in context.items() if name != "rule"}
    if "rule" not in context:
        values["expected"] = _lines(model, key, typed) if kind in ("model_type", "dict_type") else _EXPECTED.get(kind, _OTHER)
    rule = context.get("rule", "wrong-type")
    if rule == "wrong-type" and typed is not None and text.folded(typed) in _UNKNOWN:
        values["reason"] = "unknown"
    return source.problem(rule, at, length=length, **{"key": key, "label": label, **values})


def _typed(source: Source, location: tuple[Any, ...]) -> str | None:
    """The text at the end of the path of keys: None where nothing stands, "" for what is no text."""
    node: sources.Node = source.front
    for step in location:
        if isinstance(node, sources.Table) and step in node.entries:
            node = node.entries[step][1]
        elif isinstance(node, sources.Items) and isinstance(step, int) and step < len(node.nodes):
            node = node.nodes[step]
        else:
            return None
    return node.text if isinstance(node, sources.Scalar) else ""


def _lines(model: type[BaseModel], key: str, typed: str | None) -> Words:
    """What to type for a table where a line stands: its first field that is required, or the first of all, with the line as its value."""
    field = model.model_fields.get(key)
    inner = schema.inner(field.annotation) if field else None
    names = list(inner.model_fields) if inner else []
    first = next((name for name in names if inner and inner.model_fields[name].is_required()), names[0] if names else "…")
    line = f"“{first}: {typed or '…'}”"
    return Words(f"các dòng con lùi vào hai dấu cách, như {line}", f"lines below, indented by two spaces, such as {line}")


def _owner(key: str, model: type[BaseModel]) -> str:
    """The field whose lines below have this name, as "places": what stands at the margin was probably meant to stand there."""
    for name, field in model.model_fields.items():
        inner = schema.inner(field.annotation)
        if inner and key in inner.model_fields:
            return name
    return ""


def _nearest(key: str, model: type[BaseModel]) -> str:
    """The field that was meant: by its name, or by what Vietnamese calls it."""
    called = {text.slug(said.label.vi): name for name, said in schema.members(model)}
    typed = text.slug(key)
    begins = next((name for label, name in called.items() if typed and label.split("-")[: len(typed.split("-"))] == typed.split("-")), "")
    return text.nearest(key, model.model_fields) or begins or called.get(text.nearest(typed, called) or "", "")


def _key_place(source: Source, location: tuple[Any, ...]) -> tuple[Any, int]:
    node: sources.Node = source.front
    for step in location[:-1]:
        if isinstance(node, sources.Table) and step in node.entries:
            node = node.entries[step][1]
        elif isinstance(node, sources.Items):
            node = node.nodes[step]
    if isinstance(node, sources.Table) and location[-1] in node.entries:
        name = node.entries[location[-1]][0]
        return name.at, name.length
    return source.at(*location)
