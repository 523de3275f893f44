"""A stranger's SQLite database: looked over as a whole, then read table by table, never run.

It may hold views that never end, triggers, columns that are reckoned, pages that lead in circles,
texts that are none. So it is opened for reading only, as a file that nobody changes; only plain
tables and indexes are let pass; whatever is read is counted; and texts are decoded here.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import apsw

from quizkit.errors import FormatError

LONGEST: Final = 8 * 2**20
"""Bytes of one value."""

MOST_STEPS: Final = 50_000_000
"""Steps of SQLite's machine for one file."""

MOST_OBJECTS: Final = 500
"""Tables and indexes of one file."""

HEAD: Final = b"SQLite format 3\x00"
"""What the first bytes of a database are."""

_LIMITS: Final = {
    apsw.SQLITE_LIMIT_LENGTH: LONGEST,
    apsw.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    apsw.SQLITE_LIMIT_COLUMN: 100,
    apsw.SQLITE_LIMIT_EXPR_DEPTH: 50,
    apsw.SQLITE_LIMIT_COMPOUND_SELECT: 2,
    apsw.SQLITE_LIMIT_VDBE_OP: 25_000,
    apsw.SQLITE_LIMIT_FUNCTION_ARG: 8,
    apsw.SQLITE_LIMIT_ATTACHED: 0,
    apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50,
    apsw.SQLITE_LIMIT_VARIABLE_NUMBER: 10,
    apsw.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    apsw.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_SETTINGS: Final = (
    (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
    (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
    (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
    (apsw.SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
)
_PRAGMAS: Final = (
    "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON",
    "ignore_check_constraints=ON", "temp_store=MEMORY", "cache_size=-8192",
)  # fmt: skip
_STEPS: Final = 20_000
_FUNCTIONS: Final = frozenset(("count", "max", "min", "length", "typeof"))
_FAULTS: Final = (apsw.Error, UnicodeDecodeError, MemoryError, OverflowError)
_UTF8: Final = 1


class Stranger:
    """A database that was looked over.

    Args:
        file: Where it is; nothing else may change it meanwhile.
        path: What messages call it.
        tables: The only tables that are read.
        collations: Names of orders that it may use; they are taken for one that ignores case.

    Attributes:
        columns: The columns of each of those tables that is there.

    Raises:
        FormatError: If it is no database, is damaged, or holds anything but tables and indexes.
    """

    def __init__(
        self, file: Path, path: str, *, tables: Sequence[str], collations: Sequence[str] = ()
    ) -> None:
        self.path = path
        self._left = MOST_STEPS // _STEPS
        _check_head(file, path)
        with self._guarded():
            self._connection = _connected(file)
            self._connection.set_progress_handler(self._is_enough, _STEPS)
            for name in collations:
                self._connection.create_collation(name, _caseless)
        try:
            with self._guarded():
                self.columns = self._looked_over(tables)
                self._connection.authorizer = _Door(self.columns).may
        except FormatError:
            self.close()
            raise

    def __enter__(self) -> "Stranger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.set_progress_handler(None)
        self._connection.close()

    def rows(
        self, table: str, *, numbers: Sequence[str] = (), texts: Sequence[str] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """Yield rows: whole numbers first, then texts as bytes of UTF-8, in the order named.

        A number that is none is 0, a text that is none is empty.

        Args:
            table: One of `columns`.
            numbers: Its columns of numbers.
            texts: Its columns of texts.

        Raises:
            FormatError: If a column is missing, a page is damaged, or a value is too long.
        """
        missing = {*numbers, *texts}.difference(self.columns.get(table, ()))
        if missing:
            self._refuse(f"its table `{table}` has no column `{min(missing)}`")
        wanted = [f"CAST({name} AS INTEGER)" for name in numbers]
        wanted += [f"CAST({name} AS BLOB)" for name in texts]
        with self._guarded():
            found = self._connection.execute(f"SELECT {', '.join(wanted)} FROM {table}")  # noqa: S608
            for row in found:
                yield tuple(_kept(row, len(numbers))) if None in row else row

    def _refuse(self, why: str) -> None:
        message = f"cannot use {self.path}: {why}"
        raise FormatError(message, self.path)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except _FAULTS:
            too_long = self._left <= 0
            why = "its database takes too long to read" if too_long else "its database is damaged"
            message = f"cannot read {self.path}: {why}"
            raise FormatError(message, self.path) from None

    def _is_enough(self) -> bool:
        self._left -= 1
        return self._left <= 0

    def _looked_over(self, tables: Sequence[str]) -> dict[str, frozenset[str]]:
        """Return the columns of the tables that are wanted, when all that is there may be there."""
        sql = "SELECT CAST(type AS BLOB), CAST(name AS BLOB), rootpage FROM sqlite_schema"
        there = set()
        for count, (kind, name, page) in enumerate(self._connection.execute(sql)):
            # Views, triggers and virtual tables have no page of their own.
            if kind not in (b"table", b"index") or type(page) is not int or page < 1:
                self._refuse("its database has views, triggers or virtual tables")
            if count > MOST_OBJECTS:
                self._refuse("its database has too many tables")
            if kind == b"table":
                there.add(name)
        found = {name: self._columns(name) for name in tables if name.encode() in there}
        (state,) = self._connection.execute("PRAGMA quick_check(1)")
        if state != ("ok",):
            self._refuse("its database is damaged")
        return found

    def _columns(self, table: str) -> frozenset[str]:
        names = set()
        for row in self._connection.execute(f"PRAGMA table_xinfo({table})"):
            _, name, *_, hidden = row
            if hidden:
                self._refuse("its database reckons columns")
            names.add(str(name))
        return frozenset(names)


class _Door:
    """Says what a statement may do: read columns of the tables that are wanted."""

    def __init__(self, tables: Mapping[str, frozenset[str]]) -> None:
        self._tables = tables

    def may(self, action: int, first: str | None, second: str | None, *_: str | None) -> int:
        """Return whether SQLite may do something."""
        is_read = action == apsw.SQLITE_READ and first in self._tables
        is_call = action == apsw.SQLITE_FUNCTION and second in _FUNCTIONS
        allowed = action == apsw.SQLITE_SELECT or is_read or is_call
        return apsw.SQLITE_OK if allowed else apsw.SQLITE_DENY


def _connected(file: Path) -> apsw.Connection:
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    connection = apsw.Connection(f"file:{quote(str(file))}?mode=ro&immutable=1", flags=flags)
    for limit, value in _LIMITS.items():
        connection.limit(limit, value)
    for setting, value in _SETTINGS:
        connection.config(setting, value)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _check_head(file: Path, path: str) -> None:
    with file.open("rb") as stream:
        head = stream.read(100)
    if len(head) < 100 or not head.startswith(HEAD):
        message = f"cannot read {path}: what should be its database is none"
        raise FormatError(message, path)
    if int.from_bytes(head[56:60]) != _UTF8:
        message = f"cannot use {path}: its database is not UTF-8"
        raise FormatError(message, path)


def _kept(row: tuple[Any, ...], numbers: int) -> Iterator[Any]:
    for place, value in enumerate(row):
        yield value if value is not None else 0 if place < numbers else b""


def _caseless(left: str, right: str) -> int:
    one, other = left.casefold(), right.casefold()
    return (one > other) - (one < other)
