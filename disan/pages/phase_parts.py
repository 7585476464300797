"""What pages show of a record by time: its phases, and what can be done in them."""

from msgspec import Struct

from disan.content.record.phases import Standing


class PhaseShown(Struct, frozen=True):
    """A phase of a record: its name, its words, until when it holds in words, where it puts the record, whether its actions can be done.

    `since` and `until` are seconds of Unix time, 0 where it holds from ever or for ever; `lasting` is empty for the last one.
    """

    name: str
    words: str
    lasting: str
    standing: Standing
    open: bool
    since: int
    until: int


class ActionShown(Struct, frozen=True):
    """What a reader can do at once: go to an address (https:, tel: or sms:), or else copy a text."""

    name: str
    words: str
    address: str
    copied: str
