"""The fields of a form, made from a kind's class: labels, help, choices, what must be filled in, what is translated.

A class goes in, the form program's own description of fields comes out. Every value is typed as in a file, so that a build reads
both alike: a date, a number or a place's name stays the words that the editor wrote.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.model import Model
from disan.content.fields.plain import code, reference
from disan.content.record import Picture, Record, Sound, SourceNote, schema
from disan.content.record.reading import ORIGINAL
from disan.core.strings import Strings

Field = dict[str, Any]
_LEAD = "summary"
"""The field that the text follows."""
_NEEDED = (SourceNote,)
"""What no record is published without (the rule `no-sources`): a form that was saved without it would stop everybody's build. A
translation need not say it again."""
_FILES: Mapping[type[Any], str] = {Picture: "image", Sound: "file"}
"""Models whose `file` is chosen, or brought in, beside the record."""


def of_kind(kind: type[Record], references: Mapping[str, str], strings: Strings) -> list[Field]:
    """The form's fields for a kind; `references` are the records that a field may name, with what they are called."""
    members = sorted(schema.members(kind), key=lambda member: member[1].last)
    ordered = [_field(kind, name, said, references, strings) for name, said in members]
    behind = next(number for number, field in enumerate(ordered, 1) if field["name"] == _LEAD)
    return [*ordered[:behind], _body(strings), *ordered[behind:]]


def _body(strings: Strings) -> Field:
    """The text, as it stands in the file: an editor that understood Markdown would write it anew, and change every block."""
    said = {"label": strings.say("form.body"), "hint": strings.say("form.body_help")}
    return {"name": "body", **said, "widget": "text", "required": False, "i18n": True}


def _field(cls: type[Any], name: str, said: About, references: Mapping[str, str], strings: Strings) -> Field:
    info = cls.fields[name]
    inner, listed = info.inside(Model), info.listed
    needed: bool | list[str] = [ORIGINAL] if inner in _NEEDED else info.required
    made: Field = {"name": name, "label": strings.of(said.label), "required": needed, "i18n": _translated(cls, name, said)}
    if help_text := strings.of(said.help):
        made["hint"] = help_text
    if inner is not None:
        inside = [_field(inner, each, about, references, strings) for each, about in schema.members(inner)]
        return {**made, **_table(inside, listed=listed)}
    if info.read_by(reference):
        options = [{"label": called, "value": reference} for reference, called in references.items()]
        return {**made, "widget": "select", "multiple": listed, "options": options}
    if listed:
        line = {"name": "line", "label": made["label"], "widget": "string", "i18n": made["i18n"]}
        return {**made, "widget": "list", "field": line}
    return {**made, **_value(cls, name, info, strings)}


def _table(inside: list[Field], *, listed: bool) -> Field:
    """Closed, it shows its first required value, or the first of all."""
    shown = next((field["name"] for field in inside if field["required"]), inside[0]["name"])
    return {"widget": "list" if listed else "object", "fields": inside, "summary": f"{{{{fields.{shown}}}}}", "collapsed": "auto"}


def _translated(cls: type[Any], name: str, said: About) -> bool:
    inner = cls.fields[name].inside(Model)
    return said.translated or (inner is not None and schema.translation(inner) is not None)


def _value(cls: type[Any], name: str, info: Any, strings: Strings) -> Field:
    if info.read_by(code):
        return {"widget": "string", "readonly": True}
    if name == "file" and cls in _FILES:
        return {"widget": _FILES[cls]}
    options = list(_options(info, strings))
    if options:
        return {"widget": "select", "options": options}
    return {"widget": "text" if info.about.long else "string"}


def _options(info: Any, strings: Strings) -> Iterator[Mapping[str, str]]:
    chosen = info.inside(Choice)
    for member in chosen or ():
        yield {"label": strings.of(member.label), "value": member.identifier}
    if info.inside(bool):
        for answer in ("shown.yes", "shown.no"):
            yield {"label": strings.say(answer), "value": strings.say(answer).lower()}
