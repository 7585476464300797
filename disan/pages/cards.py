"""Cards: what a listing, a neighbour or the front page shows of a record; and who a record's neighbours are."""

from disan.pages import facts
from disan.pages.parts import Card
from disan.pages.view import View
from disan.record import schema
from disan.record.entry import Entry
from disan.units import Unit


def card(view: View, entry: Entry) -> Card:
    """A record's card."""
    edition = entry.editions[view.language]
    summary = edition.record.summary
    return Card(
        path=view.path(entry),
        kind=entry.kind.folder,
        kicker=kicker(view, entry),
        title=view.title(entry),
        summary=view.said(edition, "summary", summary) if summary else None,
        place=", ".join(commune_name(view, unit) for unit in view.catalogue.communes(entry)),
        badge=badge(view, entry),
        cover=view.cover(entry),
        figures=facts.figures(view, entry, most=3),
    )


def commune_name(view: View, unit: Unit) -> str:
    """A commune as running text has it: "xã Đồng Lộc", "Đồng Lộc commune"."""
    return view.strings.say(f"unit.{unit.kind}", name=unit.name)


def kicker(view: View, entry: Entry) -> str:
    """The line above a title: the first field that classifies the record, else the kind's name."""
    return _classified(view, entry, "kicker") or view.strings.of(entry.kind.name)


def badge(view: View, entry: Entry) -> str:
    """The mark beside a title, such as a rank; empty where there is none."""
    return _classified(view, entry, "badge")


def _classified(view: View, entry: Entry, role: str) -> str:
    for name, said in schema.members(entry.kind):
        value = getattr(entry.record, name)
        if said.role == role and value is not None:
            text = facts.texts(view, value, said)[0]
            key = f"badge.{name}.{getattr(value, 'identifier', '')}"
            shown = view.strings.say(key) if view.strings.has(key) else text
            return shown[:1].upper() + shown[1:]
    return ""


def near(view: View, entry: Entry, most: int = 4) -> tuple[Card, ...]:
    """The nearest records by commune, those of the same commune first; those already linked are left to `related`."""
    linked = {entry.reference, *view.catalogue.linked[entry.reference]}
    others = [other for other in view.catalogue.entries if other.reference not in linked and view.catalogue.communes(other)]
    if not view.catalogue.communes(entry):
        return ()
    others.sort(key=lambda other: view.distance(entry, other))
    return tuple(card(view, other) for other in others[:most])


def related(view: View, entry: Entry, most: int = 6) -> tuple[Card, ...]:
    """The records that this one names or that name it."""
    names = view.catalogue.linked[entry.reference][:most]
    return tuple(card(view, view.catalogue.by_reference[name]) for name in names)


def following(view: View, entry: Entry) -> Card | None:
    """The next record of a kind that is read in series, the first after the last; None where it is the only one."""
    series = view.catalogue.of(entry.kind) if entry.kind.serial else ()
    if len(series) < 2:
        return None
    return card(view, series[(series.index(entry) + 1) % len(series)])


def by_wealth(entry: Entry) -> int:
    """How many facts a record has: what a front page shows first has much to show."""
    return sum(bool(getattr(entry.record, name)) for name, _ in schema.members(entry.kind))
