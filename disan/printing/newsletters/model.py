"""What a newsletter says, in one language: frozen values. Every address is whole. Reads nothing and writes nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from disan.pages.parts import Said
from disan.printing.code_sheets import CodeSheet
from disan.printing.handouts import DrawnSymbol, RecordPicture


class NewsPicture(Struct, frozen=True):
    """A picture on the site, and what it shows."""

    address: str
    alt: str


class NewsRecord(Struct, frozen=True):
    """A record that is told of. `says` is what its code says; `state` what it is by time, such as open for registration."""

    title: Said
    kicker: str
    summary: Said | None
    when: str
    state: str
    address: str
    says: str
    picture: NewsPicture | None


class NewsGroup(Struct, frozen=True):
    """Records below one heading; `more` says how many others there are, and leads to `address`. It is empty where all are told."""

    title: str
    records: tuple[NewsRecord, ...]
    more: str = ""
    address: str = ""


class NewsDay(Struct, frozen=True):
    """What happens on a day: when, what, where, and the page that tells more."""

    when: str
    name: Said
    where: str
    address: str


class Newsletter(Struct, frozen=True):
    """A newsletter. Groups without a record are left out beforehand."""

    language: str
    subject: str
    title: str
    period: str
    site_name: str
    home: str
    keeper: str
    featured: NewsRecord | None
    fresh: tuple[NewsGroup, ...]
    changed: tuple[NewsGroup, ...]
    current: NewsGroup | None
    """What has its time to come, or runs."""
    days: tuple[NewsDay, ...]
    more_days: str
    calendar: str
    sender: str
    """The address that the settings give for mail; empty where they give none."""
    unsubscribe: str
    """The address that readers write to who want no more; empty where the settings give none."""
    sent: str
    """The day on which it ends, as ISO 8601 has it."""

    @property
    def records(self) -> tuple[NewsRecord, ...]:
        """All records that are told of, each once."""
        groups = (*self.fresh, *self.changed, *((self.current,) if self.current else ()))
        told = [*((self.featured,) if self.featured else ()), *(record for group in groups for record in group.records)]
        return tuple({each.address: each for each in told}.values())


class Leaflet(CodeSheet, frozen=True, kw_only=True):
    """A newsletter ready to be drawn, with its codes by what they say."""

    news: Newsletter
    symbols: Mapping[str, DrawnSymbol]
    home: DrawnSymbol
    cover: RecordPicture | None
    """The picture of its story."""
    strings: Mapping[str, str]

    def codes(self, notes: Sequence[Any]) -> list[str]:
        """Those that its template noted as drawn; all that it was given at least."""
        drawn = [note["code"] for note in notes if isinstance(note, dict) and "code" in note]
        return [*drawn, *sorted({self.home.says, *self.symbols}.difference(drawn))]
