"""JSON Schemas of the kinds, with which an editor program completes and checks a record while it is typed. Classes in, schemas out.

Draft 7, which the YAML language server reads. A schema is more forgiving than a build: whatever a build takes it takes, since a date or
a number may be typed in many ways; what it does tell is a wrong name, a missing field, a choice that is none.
"""

import functools
from collections.abc import Mapping
from typing import Any

from disan.content.fields.choice import Choice
from disan.content.fields.model import Field, Model
from disan.content.fields.plain import code
from disan.content.record import Record, SourceNote
from disan.core import codes, listeners
from disan.core.strings import Strings

Schema = dict[str, Any]
_ANSWERS = ("có", "không", "yes", "no", True, False)
_TYPED: Schema = {"type": ["string", "number", "null"]}
"""Whatever stands in one line: a program that reads YAML takes 2013 for a number."""


def of_kind(kind: type[Record], strings: Strings) -> Schema:
    """The schema of a kind's Vietnamese file, described in the language of `strings`."""
    described = {"$schema": "http://json-schema.org/draft-07/schema#", "title": strings.of(kind.name)}
    return {**described, **_of_model(kind, strings)}


def path(kind: type[Record]) -> str:
    """The site path of a kind's schema."""
    return f"/schema/{kind.__name__.lower()}.json"


@functools.cache  # The same for every site that a process builds.
def text(kind: type[Record], strings: Strings) -> bytes:
    """The schema as a file."""
    return listeners.json(of_kind(kind, strings)).encode()


def _of_model(cls: type[Model], strings: Strings) -> Schema:
    fields: Mapping[str, Field] = cls.fields
    properties = {name: _of_field(field, strings) for name, field in fields.items()}
    required = [name for name, field in fields.items() if field.required]
    made: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**made, "required": required} if required else made


def _of_field(field: Field, strings: Strings) -> Schema:
    said = field.about
    help_text = f": {strings.of(said.help)}" if said and strings.of(said.help) else ""
    described = {"description": f"{strings.of(said.label)}{help_text}"} if said else {}
    one = _of_value(field, strings)
    if field.listed:
        one = {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]}
    return {**described, **one}


def _of_value(field: Field, strings: Strings) -> Schema:
    inner = field.inside(Model)
    if inner is not None:
        table = {"anyOf": [_of_model(inner, strings), {"type": "null"}]}
        return {"anyOf": [*table["anyOf"], {"type": "string"}]} if inner is SourceNote else table
    chosen = field.inside(Choice)
    if chosen is not None:
        return {"enum": [*(name for member in chosen for name in (member.identifier, member.label.vi, member.label.en)), None]}
    if field.inside(bool):
        return {"enum": [*_ANSWERS, None]}
    if field.read_by(code):
        return {"type": ["string", "null"], "pattern": f"^[{codes.ALPHABET}]{{5}}$"}
    return dict(_TYPED)
