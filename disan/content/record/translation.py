"""A record and its translation: one record with the translated texts in place. Knows no files."""

from collections.abc import Iterator
from typing import Any, TypeVar

from msgspec.structs import replace

from disan.content.fields.model import Model
from disan.content.record import schema
from disan.content.source import Source
from disan.core.problems import Problem

Kind = TypeVar("Kind", bound=Model)


def merge(record: Kind, translation: Model) -> Kind:
    """The record with each text that the translation has; what it lacks stays as it is. Lists are of equal length."""
    changes: dict[str, Any] = {}
    for name in type(translation).fields:
        there = getattr(translation, name)
        here = getattr(record, name)
        if there is None or there == () or here is None:
            continue
        if isinstance(there, Model):
            changes[name] = merge(here, there)
        elif isinstance(there, tuple) and any(isinstance(each, Model) for each in there):
            changes[name] = tuple(merge(mine, theirs) for mine, theirs in zip(here, there, strict=True))
        else:
            changes[name] = here.translated(there) if hasattr(here, "translated") else there
    return replace(record, **changes)


def untranslated(record: Model, translation: Model | None) -> frozenset[str]:
    """The fields with translated text that have some in Vietnamese for which the translation has nothing."""
    own = schema.translation(type(record))
    names = own.fields if own else {}
    return frozenset(name for name in names if _lacks(getattr(record, name), getattr(translation, name, None)))


def _lacks(here: Any, there: Any) -> bool:
    if here is None or here == ():
        return False
    if isinstance(here, tuple):
        return any(_lacks(mine, theirs) for mine, theirs in zip(here, there or (None,) * len(here), strict=False))
    if isinstance(here, Model):
        return bool(untranslated(here, there))
    return there is None


def misfits(record: Model, translation: Model, source: Source, *path: str | int) -> Iterator[Problem]:
    """Problems where a translation speaks of values that the record has not: a list of another length, a text for an empty field."""
    for name in type(translation).fields:
        there = getattr(translation, name)
        here = getattr(record, name)
        place = (*path, name)
        if there is None or there == ():
            continue
        at = source.at(*place)
        if here is None or here == ():
            yield source.problem("bad-translation", at, key=name, reason="absent")
        elif isinstance(there, tuple) and len(there) != len(here):
            yield source.problem("bad-translation", at, key=name, reason="length", count=len(there), right=len(here))
        elif isinstance(there, tuple):
            for index, (mine, theirs) in enumerate(zip(here, there, strict=True)):
                if isinstance(theirs, Model):
                    yield from misfits(mine, theirs, source, *place, index)
        elif isinstance(there, Model):
            yield from misfits(here, there, source, *place)
