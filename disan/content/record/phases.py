"""What a record is by time, in phases of which one holds at a moment, and what a reader can do meanwhile. Knows no clock."""

import datetime
from typing import Literal

from msgspec import Struct

Standing = Literal["unscheduled", "coming", "running", "past"]
"""Where a phase puts a record among the others of its kind."""


class Phase(Struct, frozen=True):
    """What a record is from a moment on, until its next phase: a name, whose words are the sentence `phase.<name>`.

    `since` is an aware moment, None for the first of all. `open` says whether the record's actions can be done meanwhile.
    """

    name: str
    since: datetime.datetime | None
    standing: Standing
    open: bool = False


class Action(Struct, frozen=True):
    """What a reader can do at once: a name, whose words are the sentence `action.<name>` with the value filled in, and an address.

    The address begins with https:, tel: or sms:; it is empty where the value is a text to copy.
    """

    name: str
    address: str
    value: str = ""
