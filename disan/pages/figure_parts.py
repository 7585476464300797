"""The figures of a record that pages show and quote: frozen values."""

from msgspec import Struct

from disan.content.record.observation import Observation


class Observed(Struct, frozen=True):
    """A figure of a record: as it was read, its number as the language writes it, and the number with its unit."""

    observation: Observation
    number: str
    shown: str

    @property
    def anchor(self) -> str:
        """Its id in the record's page."""
        return f"figure-{self.observation.measure}"

    def path(self, page: str) -> str:
        """Where it stands in the page of its record."""
        return f"{page}#{self.anchor}"


class ObservationGroup(Struct, frozen=True):
    """Figures that belong together, under a title or none."""

    title: str
    items: tuple[Observed, ...]


class Observations(Struct, frozen=True):
    """A record's figures. `period` tells them from other records', such as a year; it is empty where they are compared with none.

    `language` is that of their words where it is not the page's.
    """

    period: str
    language: str
    themes: tuple[ObservationGroup, ...]

    @property
    def items(self) -> tuple[Observed, ...]:
        """All of them."""
        return tuple(each for theme in self.themes for each in theme.items)

    def of(self, measure: str) -> Observed | None:
        """The one of a measure; None where there is none."""
        return next((each for each in self.items if each.observation.measure == measure), None)
