"""The kinds of record, one file each. Everything that differs by kind follows from these classes."""

from disan.kinds.house import House
from disan.kinds.relic import Relic
from disan.kinds.story import Story
from disan.record import Record

KINDS: tuple[type[Record], ...] = (Relic, House, Story)
"""In the order of the navigation."""
