"""What pages are made of beside the catalogue: what was made of each record by itself, wherever that is kept. Keeps nothing itself."""

from collections.abc import Mapping
from typing import Protocol

from disan.pages.contexts import OwnPage
from disan.pages.parts import Card, ListRow, SymbolDrawing


class ArtifactSource(Protocol):
    """What was made of each record by itself, by its reference and the language."""

    def card(self, reference: str, language: str) -> Card:
        """How other pages show it."""

    def card_digests(self, language: str) -> Mapping[str, tuple[str, str]]:
        """For each, what changes with anything that its card shows, and what changes with anything that a list of many shows of it."""

    def listed(self, reference: str, language: str) -> ListRow:
        """How a list of many shows it."""

    def body(self, reference: str, language: str) -> OwnPage:
        """Its own page."""

    def symbol(self, name: str, language: str, address: str) -> SymbolDrawing | None:
        """The QR code of an address, where it was drawn for this page before: a record's by its reference, another's by its path."""


class _Nothing:
    """Where a record is seen alone, nothing is known of others."""

    def card(self, reference: str, language: str) -> Card:
        raise LookupError(reference, language)

    def card_digests(self, language: str) -> Mapping[str, tuple[str, str]]:  # noqa: ARG002
        return {}

    def listed(self, reference: str, language: str) -> ListRow:
        raise LookupError(reference, language)

    def body(self, reference: str, language: str) -> OwnPage:
        raise LookupError(reference, language)

    def symbol(self, name: str, language: str, address: str) -> SymbolDrawing | None:  # noqa: ARG002
        return None


NOTHING = _Nothing()
