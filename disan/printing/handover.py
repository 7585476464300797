"""The checklist with which a site is handed to another office: A4, to fill in and sign. A project goes in, a PDF a language comes out.

What the settings and the ledger know stands there; for what nobody has said there is room to write.
"""

from collections.abc import Iterator

from msgspec import Struct

from disan.build.project import Project
from disan.core.addresses import Addresses
from disan.core.problems import NotPossibleError
from disan.core.strings import Strings, load
from disan.drawing.typesetting import MissingGlyphError, Typesetter
from disan.pages.days import day
from disan.render.folders import folder_with

_TEMPLATE = "handover/checklist.typ"
_LINES = {"archive": 1, "duties": 4}


class ChecklistItem(Struct, frozen=True):
    """One thing to hand over, and how both sides know that it is done."""

    what: str
    how: str
    lines: int
    """To write on."""


class Checklist(Struct, frozen=True):
    """A checklist to be drawn: `facts` are labels and values, an empty value being unknown; `strings` the words around them."""

    language: str
    title: str
    site_name: str
    facts: tuple[tuple[str, str], ...]
    items: tuple[ChecklistItem, ...]
    strings: dict[str, str]


def checklists(project: Project) -> Iterator[tuple[str, bytes]]:
    """Yields the name and the PDF in each language of the site. NotPossibleError where the typeface lacks a character."""
    typesetter = Typesetter(folder_with(project.root, _TEMPLATE))
    for language in project.settings.languages:
        try:
            yield f"checklist.{language}.pdf", typesetter.pdf(_TEMPLATE, checklist(project, load(language)))
        except MissingGlyphError as error:
            title = project.settings.name.of(language)
            raise NotPossibleError("poster.missing_glyph", title=title, characters=error.characters) from error


def checklist(project: Project, strings: Strings) -> Checklist:
    """Gathers the checklist in a language."""
    what, how = strings.below("checklist.what"), strings.below("checklist.how")
    facts = tuple((strings.say(f"checklist.fact.{name}"), value) for name, value in _facts(project, strings))
    return Checklist(
        language=strings.language,
        title=strings.say("checklist.title"),
        site_name=project.settings.name.of(strings.language),
        facts=facts,
        items=tuple(ChecklistItem(what[name], how[name].format(url=project.settings.url), _LINES.get(name, 0)) for name in what),
        strings=strings.below("checklist.words"),
    )


def _facts(project: Project, strings: Strings) -> Iterator[tuple[str, str]]:
    settings, ledger, language = project.settings, project.ledger, strings.language
    domain = settings.domain
    yield "url", settings.url
    yield "domain", Addresses(settings.addresses.plaque_url, "").host
    yield "holder", domain.holder.of(language) if domain.holder else ""
    yield "until", day(strings, domain.until.earliest) if domain.until else ""
    yield "tell", domain.tell.of(language) if domain.tell else ""
    yield "keeper", settings.keeper.of(language) if settings.keeper else ""
    yield "repository", settings.repository or ""
    yield "records", strings.number(len(project.catalogue.entries))
    yield "codes", strings.number(len(ledger.printed()))
    yield "batches", ", ".join(sorted({row.batch for row in ledger.rows})) or strings.say("status.none_printed")
    yield "checked", day(strings, ledger.checks[-1].date) if ledger.checks else strings.say("status.never_checked")
