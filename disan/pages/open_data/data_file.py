"""A file of data before it is made. A frozen value."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from disan.content.record import Record
from disan.pages.open_data.columns import DataColumn

FOLDER = "/data/"
Rows = Callable[[str, Sequence[str]], Iterable[bytes]]
"""Gives the rows of records, by their references, in the files of a form."""


class DataFile(Struct, frozen=True):
    """A file of data: its site path, what it is, a digest of all that it is made of, its bytes once made, its rows and columns.

    `key` names among the strings what is in it; `kind` is that of all its records, where it is of one; `unique` are the columns of which no
    two rows have the same values.
    """

    path: str
    key: str
    digest: str
    size: int
    make: Callable[[Rows], bytes]
    rows: int
    columns: tuple[DataColumn, ...] = ()
    unique: tuple[str, ...] = ()
    kind: type[Record] | None = None

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.removeprefix(FOLDER)
