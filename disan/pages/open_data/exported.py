"""What is known of a record's rows without reading them. A frozen value."""

from collections.abc import Mapping

from msgspec import Struct


class Exported(Struct, frozen=True):
    """Rows in the files of data: the digest of all of them, and their bytes by the form of the file, where there are any."""

    digest: str
    sizes: Mapping[str, int]
    reviewed: str
    """The last day that its review may mean, as ISO 8601 has it; empty while nobody has reviewed it."""
    figures: int
    """How many figures it has."""
