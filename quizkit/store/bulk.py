"""Many rows of the store at once, for what comes from elsewhere by the thousand."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from json import dumps
from typing import Final

import apsw

from quizkit.model import Event
from quizkit.store import rows
from quizkit.store.event import facet_of, is_id, recall
from quizkit.store.schema import pragma

_ROOM: Final = (("cache_size", -65_536), ("wal_autocheckpoint", 16_000))
"""Settings of a connection under which the pages of the indexes are not written again and again."""


@contextmanager
def roomy(connection: apsw.Connection) -> Iterator[None]:
    """Let a connection keep 64 MiB of pages in memory and of changes in the WAL for a while.

    Every commit is synced as ever.
    """
    before = [(name, pragma(connection, name)) for name, _ in _ROOM]
    for name, value in _ROOM:
        pragma(connection, f"{name}={value}")
    try:
        yield
    finally:
        for name, value in before:
            pragma(connection, f"{name}={value}")


def known(connection: apsw.Connection, ids: Sequence[str]) -> frozenset[str]:
    """Return those of some ids under which the store holds an event, whosever it is."""
    sound = dumps([id_ for id_ in ids if is_id(id_)])
    found = rows.fetch(
        connection,
        "SELECT lower(hex(id)) FROM event WHERE id IN (SELECT unhex(value) FROM json_each(?))",
        (sound,),
    )
    return frozenset(id_ for (id_,) in found)


def insert(connection: apsw.Connection, passed: Sequence[tuple[Event, bytes]]) -> int:
    """Write events that are not here yet, in their order, and return the n of the first.

    Must run inside a write transaction.
    """
    first = rows.last_n(connection)[0] + 1
    connection.executemany(
        "INSERT INTO event(n, id, dev, seq, learner, kind, facet, body) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                n,
                bytes.fromhex(event.id),
                bytes.fromhex(event.dev),
                event.seq,
                event.learner,
                event.kind,
                facet_of(event),
                data.decode(),
            )
            for n, (event, data) in enumerate(passed, first)
        ),
    )
    return first


def numbered(
    connection: apsw.Connection, learner: str, fresh: Mapping[int, Event]
) -> Iterator[tuple[int, Event]]:
    """Yield all of a learner's events with their n, as `rows.numbered` does.

    Args:
        connection: The store.
        learner: The learner's id.
        fresh: n to event of those that were just inserted, which need not be read again.
    """
    low = min(fresh)
    for n, event in rows.numbered(connection, learner, below=low):
        yield n, event
    sql = "SELECT n FROM event WHERE learner = ? AND n >= ? ORDER BY n"
    for (n,) in rows.fetch(connection, sql, (learner, low)):
        if n in fresh:
            yield n, fresh[n]
        else:  # another program wrote it in between
            sql = "SELECT lower(hex(id)), body FROM event WHERE n = ?"
            ((id_, body),) = rows.fetch(connection, sql, (n,))
            yield n, recall(body, id_)
