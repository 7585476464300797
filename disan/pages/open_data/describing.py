"""What every file of data says of the whole: whose it is, its licence, the day of its last change, the program, how to cite. A view in."""

import datetime
import functools
from collections.abc import Callable, Mapping
from typing import Any

import disan
from disan.core import listeners, text
from disan.core.strings import load
from disan.pages import days, licences
from disan.pages.view import View

PROGRAM = f"disan {disan.__version__}"


def day(view: View) -> str:
    """The newest day on which a record is known to have changed or been reviewed; empty where none is. Never the day of the build."""
    changed = max((each.changed for each in view.record_dates.values()), default=None)
    reviewed = max((each.exported.reviewed for each in view.summaries.values() if each.exported), default="")
    return max(reviewed, changed.date().isoformat() if changed else "")


def each_language(view: View, said: Callable[[str], str]) -> dict[str, str]:
    """Words in each of the site's languages."""
    return {language: said(language) for language in view.settings.languages}


def citation(view: View, language: str) -> str:
    """How to cite the data, in one line."""
    settings, strings = view.settings, load(language)
    dated = days.day(strings, datetime.date.fromisoformat(day(view))) if day(view) else ""
    keeper = settings.keeper.of(language) if settings.keeper else settings.name.of(language)
    title = strings.say("data.cited", site=settings.name.of(language))
    address = view.addresses.absolute(view.page("data", language))
    parts = (keeper, f"{title} ({dated})" if dated else title, address, settings.licence or "")
    return ". ".join(part for part in parts if part) + "."


def described(view: View) -> dict[str, Any]:
    """The members that stand before the records in JSON."""
    settings = view.settings
    licence = {"name": settings.licence, "address": licences.address(settings.licence or "")}
    told: dict[str, Any] = {
        "title": each_language(view, lambda language: load(language).say("data.cited", site=settings.name.of(language))),
        "homepage": view.addresses.absolute(view.home(view.default)),
        "explained": each_language(view, lambda language: view.addresses.absolute(view.page("data", language))),
        "licence": {name: each for name, each in licence.items() if each},
        "date": day(view),
        "program": PROGRAM,
        "citation": each_language(view, functools.partial(citation, view)),
    }
    return {name: each for name, each in told.items() if each}


def package(view: View, resources: list[Mapping[str, Any]]) -> bytes:
    """datapackage.json (Data Package 1.0, specs of the Open Knowledge Foundation)."""
    settings = view.settings
    address = licences.address(settings.licence or "")
    licence = {"name": text.slug(settings.licence).upper(), "title": settings.licence} if settings.licence else {}
    told: dict[str, Any] = {
        "profile": "data-package",
        "name": text.slug(view.addresses.host),
        "title": load(view.default).say("data.cited", site=settings.name.of(view.default)),
        "description": "\n".join(each_language(view, lambda language: load(language).say("data.lead")).values()),
        "homepage": view.addresses.absolute(view.home(view.default)),
        "licenses": [licence | ({"path": address} if address else {})] if licence else [],
        "contributors": [{"title": settings.keeper.of(view.default), "role": "publisher"}] if settings.keeper else [],
        "date": day(view),
        "program": PROGRAM,
        "citation": each_language(view, functools.partial(citation, view)),
    }
    whole = {name: each for name, each in told.items() if each} | {"resources": resources}
    return listeners.json(whole, indent=1).encode() + b"\n"
