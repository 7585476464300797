"""What earlier builds computed, in one SQLite file: `get` a value by its name and the digest of its inputs, or compute and `put` it.

Whatever is wrong with the file (damaged, foreign, another version's, in use, read-only, a full disk) means that a value is not known.
It costs time and nothing else: the build computes the value again. Knows nothing of what it keeps.
"""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import quote_from_bytes

import msgspec

Value = TypeVar("Value")
FILE = "cache.sqlite"
_CHECK = 8
"""Bytes before each value that tell whether it is whole."""
_PATIENCE = 1
"""Seconds to wait for another build that is writing."""


class Table(Generic[Value]):
    """The values of one sort, as MessagePack. The type says what is made of the bytes, so that foreign ones give no more than a value."""

    def __init__(self, name: str, wanted: Any) -> None:
        self.name, self._wanted = name, wanted

    @cached_property
    def _decoder(self) -> "msgspec.msgpack.Decoder[Value]":
        return msgspec.msgpack.Decoder(self._wanted)

    def sealed(self, name: str, digest: str, value: bytes) -> bytes:
        """A packed value behind a check of its name, its digest and itself."""
        return self._check(name, digest, value) + value

    def opened(self, name: str, digest: str, sealed: bytes) -> Value | None:
        """The value, where it is whole and of this sort."""
        try:
            value = sealed[_CHECK:]
            return self._decoder.decode(value) if sealed[:_CHECK] == self._check(name, digest, value) else None
        except (msgspec.MsgspecError, TypeError, ValueError):
            return None

    def _check(self, name: str, digest: str, value: bytes) -> bytes:
        return blake2b(b"\0".join((self.name.encode(), name.encode(), digest.encode(), value)), digest_size=_CHECK).digest()


class Cache:
    """The values that builds of one project computed, of each name the last. What is put is there for other processes after `commit`.

    Values are read from `files`, the first that has one; they are written to the first file, where that can be.
    """

    def __init__(self, files: Collection[Path], version: str) -> None:
        self._files, self._version, self._process = tuple(files), version, os.getpid()
        self._at_hand: dict[str, dict[str, tuple[str, Any]]] = {}
        self._writing = _writable(self._files[0], version) if version else None
        self._ending = contextlib.ExitStack()
        own = [self._writing] if self._writing else []
        self._connections = [*own, *self._reading(self._files[len(own) :])]

    @classmethod
    def of(cls, folder: Path, version: str, *, lasting: bool) -> "Cache":
        """The cache below `folder`, or, where values cannot or need not be `lasting`, one elsewhere that reads from it too."""
        if lasting:
            found = cls([folder / FILE], version)
            if found.lasting:
                return found
            found.close()
        spare = tempfile.TemporaryDirectory(prefix="disan-cache-", ignore_cleanup_errors=True)
        found = cls([Path(spare.name) / FILE, folder / FILE], version)
        found._ending.callback(spare.cleanup)
        return found

    @classmethod
    def read_only(cls, folder: Path) -> "Cache":
        """The cache below `folder`, of whatever version of the program, with nothing in it where it cannot be read."""
        return cls([folder / FILE], "")

    @property
    def lasting(self) -> bool:
        """Whether what is put is kept for later builds."""
        return self._writing is not None

    def get(self, table: Table[Value], name: str, digest: str) -> Value | None:
        """The value of a name, where it was computed from what has this digest."""
        if table.name in self._at_hand:
            found = self._at_hand[table.name].get(name)
            return found[1] if found and found[0] == digest else None
        rows = self._rows("SELECT value FROM entries WHERE sort=? AND name=? AND digest=?", table.name, name, digest)
        return next((value for (sealed,) in rows if (value := table.opened(name, digest, sealed)) is not None), None)

    def last(self, table: Table[Value], name: str) -> Value | None:
        """The last value of a name, whatever it was computed from."""
        rows = self._rows("SELECT digest, value FROM entries WHERE sort=? AND name=?", table.name, name)
        return next((value for digest, sealed in rows if (value := table.opened(name, digest, sealed)) is not None), None)

    def load(self, table: Table[Value]) -> Mapping[str, tuple[str, Value]]:
        """Every value by its name, with the digest of what it was computed from; from then on they are at hand, in memory."""
        if table.name not in self._at_hand:
            self._at_hand[table.name] = self.beginning(table, "")
        return self._at_hand[table.name]

    def beginning(self, table: Table[Value], start: str) -> dict[str, tuple[str, Value]]:
        """The values whose names begin so, each with the digest of what it was computed from; they are not kept in memory."""
        found: dict[str, tuple[str, Value]] = {}
        within = "SELECT name, digest, value FROM entries WHERE sort=? AND name>=? AND name<?"
        for name, digest, sealed in self._rows(within, table.name, start, f"{start}\U0010ffff"):
            if (value := table.opened(name, digest, sealed)) is not None:
                found.setdefault(name, (digest, value))
        return found

    def put(self, table: Table[Value], name: str, digest: str, packed: bytes, value: Value | None = None) -> None:
        """Keeps a packed value in the place of the last of its name; `value` is the same unpacked, for a table that is at hand."""
        if table.name in self._at_hand and value is not None:
            self._at_hand[table.name][name] = (digest, value)
        self._write("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", table.name, name, digest, table.sealed(name, digest, packed))

    def drop(self, table: Table[Any], names: Iterable[str]) -> None:
        """Forgets the values of names."""
        for name in names:
            self._at_hand.get(table.name, {}).pop(name, None)
            self._write("DELETE FROM entries WHERE sort=? AND name=?", table.name, name)

    def commit(self) -> None:
        """Keeps all that was put since the last time; another build may write from then on, until this one puts something again."""
        if self._writing and self._writing.in_transaction:
            self._write("COMMIT")

    def close(self) -> None:
        """Ends; what was put since the last `commit` is forgotten."""
        for each in self._connections:
            each.close()
        self._ending.close()

    def _write(self, statement: str, *values: str | bytes) -> None:
        """Carries out a statement; the first that fails, on a full disk for example, is the last that is tried."""
        if self._writing:
            try:
                if not self._writing.in_transaction:
                    self._writing.execute("BEGIN IMMEDIATE")
                self._writing.execute(statement, values)
            except sqlite3.Error:
                self._writing = None

    def _rows(self, statement: str, *values: str) -> Iterator[tuple[Any, ...]]:
        for each in self._here():
            with contextlib.suppress(sqlite3.Error):
                yield from each.execute(statement, values)

    def _here(self) -> list[sqlite3.Connection]:
        """The connections; new ones in a process that was forked since, which must not use those of another."""
        if os.getpid() != self._process:
            self._inherited, self._writing = self._connections, None  # Referred to still, for they are not ours to close.
            self._connections, self._process = self._reading(self._files), os.getpid()
        return self._connections

    def _reading(self, files: Collection[Path]) -> list[sqlite3.Connection]:
        return [found for file in files if (found := _readable(file, self._version))]


class OpenCache:
    """The cache of one project that stays open from one build to the next, as a preview keeps it: what is at hand stays in memory."""

    def __init__(self) -> None:
        self._found: tuple[tuple[Path, str, bool], Cache] | None = None

    def of(self, folder: Path, version: str, *, lasting: bool) -> Cache:
        """See `Cache.of`."""
        asked = (folder, version, lasting)
        if self._found is None or self._found[0] != asked:
            self.close()
            self._found = asked, Cache.of(folder, version, lasting=lasting)
        return self._found[1]

    def close(self) -> None:
        """Ends."""
        if self._found:
            self._found[1].close()
            self._found = None


def _readable(file: Path, version: str) -> sqlite3.Connection | None:
    """A file to read from, as it was last committed; None where it cannot be read, or is of another version."""
    connection = None
    try:
        # Without a log nobody writes, so that nothing is locked and no file is made; should somebody begin to, values show that they broke.
        still = "" if Path(f"{file}-wal").exists() else "&immutable=1"
        path = quote_from_bytes(os.fsencode(file))  # Since Python 3.14 `as_uri` loads the clients of HTTP and TLS.
        connection = sqlite3.connect(f"file:{path}?mode=ro{still}", uri=True, isolation_level=None, check_same_thread=False)
        (found,) = connection.execute("SELECT version FROM program").fetchone()
        if found == _of_here(file, version or found.partition(" ")[0]):
            return connection
    except (sqlite3.Error, OSError, TypeError, AttributeError):  # No row, or another sort of value in it.
        pass
    if connection:
        connection.close()
    return None


def _writable(file: Path, version: str) -> sqlite3.Connection | None:
    """A file to write to, made anew where it is damaged or of another version; None where that cannot be."""
    for _ in range(2):
        connection = None
        try:
            connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=_PATIENCE)
            _begin(connection, file, version)
        except sqlite3.OperationalError:  # In use, or no place to write.
            if connection:
                connection.close()
            return None
        except sqlite3.DatabaseError:
            if connection:
                connection.close()
            try:
                for each in file.parent.glob(f"{FILE}*"):
                    each.unlink(missing_ok=True)
            except OSError:
                return None
        else:
            return connection
    return None


def _of_here(file: Path, version: str) -> str:
    """What says that a file was written by this version and in this place: a copy, as a proposal or an archive brings one, has another
    inode, and what it holds is nobody's word for anything."""
    return f"{version} {file.stat().st_ino}"


def _begin(connection: sqlite3.Connection, file: Path, version: str) -> None:
    """Begins to write; a file of another version, or from elsewhere, is emptied first."""
    # A lost cache costs one clean build, so nothing waits for the disk; what a killed build left half-done is undone at the next opening.
    # The log beside the file lets other processes read while this one writes. A record's page has some 12,000 bytes: one read, not four.
    for setting in ("page_size=16384", "journal_mode=WAL", "synchronous=OFF"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE IF NOT EXISTS program (version TEXT)")
    own = _of_here(file, version)
    if connection.execute("SELECT version FROM program").fetchall() != [(own,)]:
        connection.execute("DROP TABLE IF EXISTS entries")
        connection.execute("DELETE FROM program")
        connection.execute("INSERT INTO program VALUES (?)", (own,))
    connection.execute("CREATE TABLE IF NOT EXISTS entries (sort TEXT, name TEXT, digest TEXT, value BLOB, PRIMARY KEY (sort, name))")
