"""One page for the shop: what is ordered, how it must be made, how it is tried before it is paid for. A batch goes in, the page's words

come out, all of them from the strings of its language. Draws nothing itself.
"""

from collections.abc import Sequence

from msgspec import Struct

from disan.core.strings import Strings
from disan.printing.plaques.manifest import MOUNTING_HEIGHT
from disan.printing.plaques.model import QUIET, Plaque

_RULES = ("size", "distance", "contrast", "ink", "face", "rim", "quiet", "height", "files")
_FACTS = ("batch", "plaques", "size", "code", "module", "symbol", "distance", "material")
_PROOFS = 3
"""Telephones that must read the first plaque: their cameras and their readers of codes differ (bench/SCANNING.md)."""


class LabelledValue(Struct, frozen=True):
    """A name and what it names."""

    name: str
    text: str


class Specification(Struct, frozen=True):
    """The page's words."""

    language: str
    title: str
    lead: str
    facts_title: str
    facts: tuple[LabelledValue, ...]
    rules_title: str
    rules: tuple[LabelledValue, ...]
    proof_title: str
    proof: str
    columns: tuple[str, ...]
    telephones: tuple[str, ...]
    signatures: tuple[str, ...]


def specification(plaques: Sequence[Plaque], strings: Strings) -> Specification:
    """The page for a batch, whose plaques are of one size and material."""
    values = _values(plaques, strings)

    def say(key: str) -> str:
        return strings.say(f"specification.{key}", **values)

    return Specification(
        language=strings.language,
        title=say("title"),
        lead=say("lead"),
        facts_title=say("facts_title"),
        facts=tuple(LabelledValue(say(f"fact.{name}"), say(f"value.{name}")) for name in _FACTS),
        rules_title=say("rules_title"),
        rules=tuple(LabelledValue(say(f"rule.{name}"), say(f"how.{name}")) for name in _RULES),
        proof_title=say("proof_title"),
        proof=say("proof"),
        columns=tuple(say(f"column.{name}") for name in ("telephone", "far", "tilted", "address")),
        telephones=tuple(f"{number}" for number in range(1, _PROOFS + 1)),
        signatures=(say("signature.orderer"), say("signature.maker")),
    )


def _values(plaques: Sequence[Plaque], strings: Strings) -> dict[str, object]:
    """The values that sentences may name, written as the language writes numbers."""
    first, number = plaques[0], strings.number
    return {
        "batch": first.batch,
        "count": number(len(plaques)),
        "copies": number(sum(plaque.quantity for plaque in plaques)),
        "width": number(first.size.width),
        "height": number(first.size.height),
        "code": number(first.size.code),
        "module": number(round(min(plaque.module for plaque in plaques), 2)),
        "quiet": number(round(QUIET * min(plaque.module for plaque in plaques), 1)),
        "version": max(plaque.symbol.version for plaque in plaques),
        "level": first.level,
        "distance": number(min(plaque.reading_distance for plaque in plaques)),
        "material": first.material,
        "low": MOUNTING_HEIGHT[0].replace(".", strings.say("language.decimal_mark")),
        "high": MOUNTING_HEIGHT[1].replace(".", strings.say("language.decimal_mark")),
    }
