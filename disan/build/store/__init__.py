"""What the last build knew, in one file below .cache/: named tables of kept values, each under a key.

Never trusted blindly: a file that is damaged, of another version of the program or of another project's making costs time and nothing
else, for every value carries its own check and a store that cannot be read is begun anew. Knows nothing of records and pages.
"""

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from disan.build.store.values import DamagedError, packed, unpacked

__all__ = ["DamagedError", "Store", "opened", "packed", "unpacked"]

_BUNDLES = 64
"""So many that a changed value costs little to write, so few that all are soon read."""
FILE = "store.sqlite"
TABLES = ("known", "items", "cards", "listed", "bodies", "pages", "facts", "symbols", "read")


class Store:
    """An open store. What is put is there for this process at once, for others and for the next build after `commit`."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._database = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=1)
        try:
            self._begin()
        except sqlite3.DatabaseError:  # Whoever opens a connection closes it: a damaged file is found out only here.
            self._database.close()
            raise

    def _begin(self) -> None:
        # A lost store costs one clean build, so nothing waits for the disk; what a killed build left half-done is undone at the next
        # opening. The log beside the file lets other processes read while this one writes.
        self._database.execute("PRAGMA page_size=16384")  # A record's page is some twelve thousand bytes: one read instead of four.
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=OFF")
        self._database.execute("BEGIN IMMEDIATE")
        for table in TABLES:
            self._database.execute(f"CREATE TABLE IF NOT EXISTS {table} (name TEXT PRIMARY KEY, value BLOB)")

    def get(self, table: str, name: str) -> Any:
        """A kept value; None where there is none, or none that is whole."""
        with contextlib.suppress(DamagedError, sqlite3.DatabaseError):
            row = self._database.execute(f"SELECT value FROM {table} WHERE name=?", (name,)).fetchone()  # noqa: S608  Names of this module.
            return unpacked(row[0]) if row else None
        return None

    def all(self, table: str) -> dict[str, Any]:
        """Every whole value of a table by its name."""
        found: dict[str, Any] = {}
        with contextlib.suppress(sqlite3.DatabaseError):
            for name, value in self._database.execute(f"SELECT name, value FROM {table}"):  # noqa: S608
                with contextlib.suppress(DamagedError):
                    found[name] = unpacked(value)
        return found

    def bundled(self, table: str) -> dict[str, Any]:
        """Every value of a table of bundles, by its name: thousands of small values are sooner read so than each alone."""
        return {name: value for bundle in self.all(table).values() for name, value in bundle.items()}

    def put_bundled(self, table: str, values: Mapping[str, Any], changed: Iterable[str]) -> None:
        """Keeps values in bundles, of which those with a name that `changed` are written; `values` are all that there are."""
        bundles: dict[str, dict[str, Any]] = {_bundle(name): {} for name in changed}
        for name, value in values.items():
            if (bundle := _bundle(name)) in bundles:
                bundles[bundle][name] = value
        self.put(table, ((bundle, packed(inside)) for bundle, inside in bundles.items()))

    def put(self, table: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Keeps packed values under names, in the place of what stood there; DamagedError where the file takes none."""
        self._each(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", values)  # noqa: S608

    def drop(self, table: str, names: Iterable[str]) -> None:
        """Forgets names; DamagedError as above."""
        self._each(f"DELETE FROM {table} WHERE name=?", ((name,) for name in names))  # noqa: S608

    def _each(self, statement: str, values: Iterable[tuple[str, bytes] | tuple[str]]) -> None:
        try:
            self._database.executemany(statement, values)
        except sqlite3.DatabaseError as error:
            raise DamagedError from error

    def clear(self) -> None:
        """Forgets everything."""
        for table in TABLES:
            self._database.execute(f"DELETE FROM {table}")  # noqa: S608

    def commit(self) -> None:
        """Keeps all that was put since the last time."""
        self._database.execute("COMMIT")
        self._database.execute("BEGIN IMMEDIATE")

    def again(self) -> "Store":
        """The same store for a process that was forked: a connection must not be carried across."""
        return Store.reading(self._file)

    @staticmethod
    def reading(file: Path) -> "Store":
        """A store to read from, as it was last committed; sqlite3.Error where it cannot be read."""
        return _ReadOnlyStore(file)

    def close(self) -> None:
        """Ends; what was put since the last `commit` is forgotten."""
        self._database.close()


class _ReadOnlyStore(Store):
    def __init__(self, file: Path) -> None:
        self._file = file
        self._database = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, isolation_level=None)


def _bundle(name: str) -> str:
    """The bundle in which a value is kept."""
    return str(zlib.crc32(name.encode()) % _BUNDLES)


def opened(folder: Path, spare: Path, *, new: bool = False) -> Store:
    """The store below a folder; a new one where it is asked for or it cannot be read, one in `spare` while another build is in it."""
    file = folder / FILE
    if new:
        _remove(folder)
    try:
        return Store(file)
    except sqlite3.OperationalError:
        return Store(spare / FILE)
    except sqlite3.DatabaseError:
        _remove(folder)
        return Store(file)


def _remove(folder: Path) -> None:
    for each in folder.glob(f"{FILE}*"):
        each.unlink(missing_ok=True)
