"""A damaged store, read in every way there is, as each way survives other damage.

The table is read from both ends and around what lies broken between them; then the bytes of the
file are searched for what looks like an event. What proves an event is its id, the hash of its
bytes: ids stand beside the events, in an index, and in the events that came after.
"""

import re
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

import apsw

from quizkit.store.event import MAX_BYTES
from quizkit.store.take import Offered
from quizkit.text import digest

_BEGIN: Final = b'{"at":'
_END: Final = b',"v":1}'
_HEX_ID: Final = re.compile(rb"[0-9a-f]{64}")
_NEAR: Final = 1_024
"""Bytes before an event in its row among which its id stands."""

_MOST_QUERIES: Final = 20_000
"""Queries that are made around broken places, before the rest is left to the search of bytes."""

_UNREADABLE: Final = (apsw.Error, UnicodeDecodeError)
"""What reading damaged pages ends in; the second where bytes pass for a text."""

_TAIL: Final = 1_000
"""Events of a device that may be missing behind the last one that an index names."""


class Wreck:
    """A store in any state.

    Args:
        path: A copy of its file, with its WAL beside it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def events(self) -> Iterator[Offered]:
        """Yield all that may be events, each once, with an id that proves it if it is one."""
        found: set[str] = set()
        ids: set[str] = set()
        with suppress(*_UNREADABLE), closing(self._opened()) as connection:
            for id_, data in _around(connection):
                if id_ not in found and digest(data) == id_:
                    found.add(id_)
                    yield Offered(id_, data)
            ids = _indexed(connection)
        for side in ("", "-wal"):
            place = Path(f"{self._path}{side}")
            if place.is_file():
                yield from _carved(place.read_bytes(), found, ids)

    def forgotten(self) -> list[bytes]:
        """Return what is left of the hashes of learners who were forgotten."""
        found = self._rows("SELECT learner FROM forgotten")
        return [name for (name,) in found if isinstance(name, bytes) and len(name) == 32]

    def tips(self) -> dict[str, int]:
        """Return the last seq of each device of which the index of devices knows."""
        seqs: dict[str, list[int]] = {}
        for dev, seq in self._rows("SELECT dev, seq FROM event INDEXED BY event_dev"):
            if isinstance(dev, bytes) and isinstance(seq, int) and seq > 0:
                seqs.setdefault(dev.hex(), []).append(seq)
        # One damaged number says nothing: the last one must be near those before it.
        return {
            dev: max((seq for seq in known if seq <= len(known) + _TAIL), default=0)
            for dev, known in seqs.items()
        }

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        with suppress(*_UNREADABLE), closing(self._opened()) as connection:
            found.extend(connection.execute(sql))
        return found

    def _opened(self) -> apsw.Connection:
        connection = apsw.Connection(str(self._path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            connection.config(apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0)
            connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
            connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
            connection.execute("PRAGMA query_only = ON; PRAGMA writable_schema = ON")
        except BaseException:
            connection.close()
            raise
        return connection


def _around(connection: apsw.Connection) -> Iterator[tuple[str, bytes]]:
    """Yield id and bytes of the table's rows, from both ends and between broken places."""
    waiting = [(0, _last(connection))]
    for _ in range(_MOST_QUERIES):
        if not waiting:
            return
        low, high = waiting.pop()
        for order in ("ASC", "DESC"):
            try:
                for n, id_, data in _between(connection, low, high, order):
                    low, high = (n + 1, high) if order == "ASC" else (low, n - 1)
                    if isinstance(id_, bytes) and isinstance(data, bytes):
                        yield id_.hex(), data
                break
            except _UNREADABLE:
                continue
        else:
            if low < high:
                middle = (low + high) // 2
                waiting += [(middle + 1, high), (low, middle)]


def _between(
    connection: apsw.Connection, low: int, high: int, order: str
) -> Iterator[tuple[int, object, object]]:
    sql = "SELECT n, id, CAST(body AS BLOB) FROM event WHERE n BETWEEN ? AND ? ORDER BY n "
    yield from connection.execute(sql + order, (low, high))


def _last(connection: apsw.Connection) -> int:
    """Return the n of the last row, as far as anything still tells it."""
    last = 0
    for sql in (
        "SELECT max(n) FROM event",
        "SELECT max(n) FROM timeline",
        "SELECT max(n) FROM event INDEXED BY event_dev",
    ):
        with suppress(*_UNREADABLE):
            last = max(last, connection.execute(sql).get or 0)
    return min(last or _MOST_QUERIES, 2**40)


def _indexed(connection: apsw.Connection) -> set[str]:
    """Return the ids that stand in the index of ids."""
    found: set[str] = set()
    for order in ("ASC", "DESC"):
        sql = "SELECT id FROM event INDEXED BY sqlite_autoindex_event_1 ORDER BY id "
        with suppress(*_UNREADABLE):
            for (id_,) in connection.execute(sql + order):
                if isinstance(id_, bytes):
                    found.add(id_.hex())
            break
    return found


def _carved(data: bytes, found: set[str], ids: set[str]) -> Iterator[Offered]:
    """Yield what looks like an event and stands in one piece in the bytes of a file."""
    unproved: dict[str, bytes] = {}
    start = data.find(_BEGIN)
    while start >= 0:
        end = data.find(_END, start, start + MAX_BYTES) + len(_END)
        candidate = data[start:end]
        id_ = digest(candidate)
        if end > start and id_ not in found:
            if id_ in ids or bytes.fromhex(id_) in data[max(0, start - _NEAR) : start]:
                found.add(id_)
                yield Offered(id_, candidate)
            else:
                unproved[id_] = candidate
        start = data.find(_BEGIN, start + 1)
    if unproved:  # events name those before them
        named = {match.decode() for match in _HEX_ID.findall(data)}
        for id_ in unproved.keys() & named:
            found.add(id_)
            yield Offered(id_, unproved[id_])
