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
    "string_type": Words("một dòng chữ", "a line of text"),
    "tuple_type": Words("một danh sách, mỗi dòng một mục", "a list, one item a line"),
    "model_type": Words("các dòng “khóa: giá trị” lùi vào hai dấu cách", "indented lines of “key: value”"),
    "dict_type": Words("các dòng “khóa: giá trị” lùi vào hai dấu cách", "indented lines of “key: value”"),
}
_OTHER = Words("một giá trị khác", "another value")


def validated(cls: type[Kind], source: Source) -> tuple[Kind | None, list[Problem]]:
    """The model that the source's front matter gives, or None and why not."""
    try:
        return cls.model_validate(sources.data(source.front)), []
    except ValidationError as error:
        return None, list(_problems(cls, source, error))


def _problems(cls: type[BaseModel], source: Source, error: ValidationError) -> Iterator[Problem]:
    for each in error.errors(include_url=False, include_input=False):
        location = tuple(each["loc"])
        yield _problem(cls, source, each["type"], location, each.get("ctx", {}))


def _problem(cls: type[BaseModel], source: Source, kind: str, location: tuple[Any, ...], context: Mapping[str, Any]) -> Problem:
    model = schema.owner(cls, location)
    key = next((str(step) for step in reversed(location) if isinstance(step, str)), "")
    said = schema.said(model, key)
    label = said.label if said else Words(key, key)
    if kind == "missing":
        at, length = source.at(*location[:-1])
        return source.problem(said.missing if said else "missing-field", at, length=length, key=key, label=label)
    if kind == "extra_forbidden":
        at, length = _key_place(source, location)
        return source.problem(
            "unknown-field", at, length=length, key=key, nearest=_nearest(key, model), fields=", ".join(model.model_fields)
        )
    at, length = source.at(*location)
    if kind in _EXPECTED or "rule" not in context:
        return source.problem("wrong-type", at, length=length, key=key, label=label, expected=_EXPECTED.get(kind, _OTHER))
    values = {name: value for name, value in context.items() if name != "rule"}
    return source.problem(context["rule"], at, length=length, **{"key": key, "label": label, **values})


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
