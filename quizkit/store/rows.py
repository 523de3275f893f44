"""Rows of the store, read and written; the only place besides `schema` and `doctor` with SQL."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from secrets import token_hex
from typing import Any, Final, NamedTuple

import apsw

from quizkit.model import Event, EventId, FacetState
from quizkit.store.event import StoredEventError, facet_of, recall, unread

_COLUMNS: Final = (
    "SELECT e.n, lower(hex(e.id)), t.t, t.live, e.body FROM event e JOIN timeline t USING(n)"
)

_NEWEST: Final = "ORDER BY t.t DESC, e.dev DESC, e.seq DESC, e.id DESC"

# One look-up in the index for each device, however long the log is.
_DEVICES: Final = """
WITH RECURSIVE device(dev) AS (
  SELECT min(dev) FROM event
  UNION ALL
  SELECT (SELECT min(dev) FROM event e WHERE e.dev > device.dev) FROM device
  WHERE device.dev IS NOT NULL)
SELECT dev FROM device WHERE dev IS NOT NULL
AND ? = (SELECT learner FROM event e WHERE e.dev = device.dev LIMIT 1)"""

_TIP: Final = """
SELECT t.t, e.seq, lower(hex(e.id)) FROM event e JOIN timeline t USING(n)
WHERE e.dev = ? ORDER BY t.t DESC, e.seq DESC, e.id DESC LIMIT 1"""


class Row(NamedTuple):
    """An event as it stands in the store.

    Attributes:
        n: Order of arrival here, from 1.
        t: Derived time [ms].
        live: No live undo names it.
        event: The event.
    """

    n: int
    t: int
    live: bool
    event: Event

    @property
    def is_read(self) -> bool:
        """Whether this version applies the event, not only keeps it."""
        return not unread(self.event)


class Tip(NamedTuple):
    """The newest event of a chain: its seq, id and derived time [ms]."""

    seq: int
    id: EventId
    t: int


def fetch(
    connection: apsw.Connection, sql: str, bound: Sequence[str | int | bytes] = ()
) -> list[tuple[Any, ...]]:
    """Return all rows of a query; their types are the schema's, which is strict."""
    return connection.execute(sql, bound).fetchall()


def new_id() -> str:
    """Return 128 random bits as 32 hex digits."""
    return token_hex(16)


def get_meta(connection: apsw.Connection, key: str) -> str | None:
    """Return what `meta` holds under a key, or None."""
    found: str | None = connection.execute("SELECT v FROM meta WHERE k = ?", (key,)).get
    return found


def set_meta(connection: apsw.Connection, key: str, value: str) -> None:
    """Put a text under a key of `meta`."""
    connection.execute("INSERT OR REPLACE INTO meta(k, v) VALUES(?, ?)", (key, value))


def meta_under(connection: apsw.Connection, prefix: str) -> dict[str, str]:
    """Return what `meta` holds under the keys that begin with a prefix, without it."""
    return dict(
        fetch(
            connection,
            "SELECT substr(k, ?), v FROM meta WHERE k >= ? AND k < ?",
            (len(prefix) + 1, prefix, prefix + "\U0010ffff"),
        )
    )


def insert(connection: apsw.Connection, event: Event, data: bytes) -> int:
    """Write an event and return its n."""
    connection.execute(
        "INSERT INTO event(id, dev, seq, learner, kind, facet, body) VALUES(?, ?, ?, ?, ?, ?, ?)",
        (
            bytes.fromhex(event.id),
            bytes.fromhex(event.dev),
            event.seq,
            event.learner,
            event.kind,
            facet_of(event),
            data.decode(),
        ),
    )
    return connection.last_insert_rowid()


def put_times(connection: apsw.Connection, rows: Iterable[tuple[int, int, bool]]) -> None:
    """Write `timeline` rows: n, derived time, live."""
    connection.executemany(
        "INSERT OR REPLACE INTO timeline(n, t, live) VALUES(?, ?, ?)",
        ((n, t, int(live)) for n, t, live in rows),
    )


def put_states(
    connection: apsw.Connection, learner: str, states: Mapping[str, FacetState | None]
) -> None:
    """Write `state` rows; a facet without a state loses its row."""
    for facet, state in states.items():
        if state is None:
            connection.execute(
                "DELETE FROM state WHERE learner = ? AND facet = ?", (learner, facet)
            )
        else:
            connection.execute(
                "INSERT OR REPLACE INTO state VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
                (learner, *state_row(facet, state)),
            )


def state_row(facet: str, state: FacetState) -> tuple[str | float | int | None, ...]:
    """Return what the `state` table keeps of a facet, from the column `facet` on."""
    stability, difficulty = state.state or (None, None)
    return (
        facet,
        stability,
        difficulty,
        state.t,
        state.reviews,
        state.lapses,
        int(state.suspended),
    )


def states(connection: apsw.Connection, learner: str) -> list[tuple[Any, ...]]:
    """Return a learner's `state` rows, as `state_row` makes them."""
    return fetch(
        connection,
        "SELECT facet, stability, difficulty, t, reviews, lapses, suspended FROM state "
        "WHERE learner = ? ORDER BY facet",
        (learner,),
    )


def every(connection: apsw.Connection, learner: str) -> Iterator[Row]:
    """Yield all of a learner's rows in order of arrival."""
    return _rows(connection, "WHERE e.learner = ? ORDER BY e.n", (learner,))


def since(connection: apsw.Connection, learner: str, n: int) -> Iterator[Row]:
    """Yield a learner's rows that arrived after n, in order of arrival."""
    return _rows(connection, "WHERE e.n > ? AND e.learner = ? ORDER BY e.n", (n, learner))


def of_facets(connection: apsw.Connection, learner: str, facets: Sequence[str]) -> list[Row]:
    """Return the rows of some facets or facts, and of nothing else, in order of time."""
    found: list[Row] = []
    for facet in facets:
        found += _rows(connection, "WHERE e.learner = ? AND e.facet = ?", (learner, facet))
    return sorted(found, key=in_time)


def of_kind(connection: apsw.Connection, learner: str, kind: str) -> list[Row]:
    """Return all of a learner's rows of one kind, in order of arrival."""
    return list(
        _rows(connection, "WHERE e.learner = ? AND e.kind = ? ORDER BY e.n", (learner, kind))
    )


def newest(
    connection: apsw.Connection, learner: str, kind: str, *, most: int, form: str = ""
) -> list[Row]:
    """Return a learner's newest live events of one kind, newest first in order of time.

    Args:
        connection: The store.
        learner: The learner's id.
        kind: The kind.
        most: How many; -1 for all.
        form: For reviews: only those in this form that were not wrong.
    """
    where = "WHERE e.learner = ? AND e.kind = ? AND t.live"
    bound: tuple[str | int, ...] = (learner, kind)
    if form:
        where += " AND e.body ->> '$.body.form' = ? AND e.body ->> '$.body.score' >= 500000"
        bound += (form,)
    # The last to arrive are nearly always the newest, and found without reading the whole log.
    found = _read(_rows(connection, f"{where} ORDER BY e.n DESC", bound), most)
    if len(found) == most and not _are_newest(connection, found):
        return _read(_rows(connection, f"{where} {_NEWEST}", bound), most)
    return sorted(found, key=in_time, reverse=True)


def _read(found: Iterator[Row], most: int) -> list[Row]:
    return list(islice((row for row in found if row.is_read), None if most < 0 else most))


def _are_newest(connection: apsw.Connection, found: Sequence[Row]) -> bool:
    """Return whether nothing that arrived before some rows has a later time."""
    if not found:
        return True
    oldest = min(row.n for row in found)
    latest = connection.execute("SELECT max(t) FROM timeline WHERE n < ?", (oldest,)).get
    return latest is None or latest < min(row.t for row in found)


def by_ids(connection: apsw.Connection, ids: Iterable[str]) -> list[Row]:
    """Return the rows of those of the ids that the store holds."""
    found: list[Row] = []
    for id_ in ids:
        found += _rows(connection, "WHERE e.id = ?", (bytes.fromhex(id_),))
    return found


def holds(connection: apsw.Connection, learner: str, id_: str) -> bool:
    """Return whether a learner's log holds an event."""
    found = connection.execute(
        "SELECT 1 FROM event WHERE id = ? AND learner = ?", (bytes.fromhex(id_), learner)
    ).get
    return found is not None


def is_here(connection: apsw.Connection, id_: str) -> bool:
    """Return whether the store holds an event, whosever it is."""
    found = connection.execute("SELECT 1 FROM event WHERE id = ?", (bytes.fromhex(id_),)).get
    return found is not None


def time(connection: apsw.Connection, learner: str, id_: str) -> int | None:
    """Return the derived time of an event of a learner [ms], or None if it is not here."""
    found: int | None = connection.execute(
        "SELECT t.t FROM event e JOIN timeline t USING(n) WHERE e.id = ? AND e.learner = ?",
        (bytes.fromhex(id_), learner),
    ).get
    return found


def latest(connection: apsw.Connection, learner: str) -> int | None:
    """Return the derived time of a learner's newest live event [ms]; looks at all of them."""
    found: int | None = connection.execute(
        "SELECT max(t.t) FROM event e JOIN timeline t USING(n) WHERE e.learner = ? AND t.live",
        (learner,),
    ).get
    return found


def facets(connection: apsw.Connection, learner: str) -> list[str]:
    """Return the names of facets and facts that a learner's events bear."""
    found = fetch(
        connection,
        "SELECT DISTINCT facet FROM event WHERE learner = ? AND facet IS NOT NULL",
        (learner,),
    )
    return [name for (name,) in found]


def bytes_after(connection: apsw.Connection, n: int) -> Iterator[tuple[str, str, int, bytes]]:
    """Yield what arrived after n, of all learners: id, device, seq and canonical bytes."""
    yield from connection.execute(
        "SELECT lower(hex(id)), lower(hex(dev)), seq, CAST(body AS BLOB) FROM event "
        "WHERE n > ? ORDER BY n",
        (n,),
    )


def bytes_of(connection: apsw.Connection, dev: str, seq: int) -> list[tuple[Any, ...]]:
    """Return a device's events after a seq, in their order: seq, id and canonical bytes."""
    return fetch(
        connection,
        "SELECT seq, lower(hex(id)), CAST(body AS BLOB) FROM event "
        "WHERE dev = ? AND seq > ? ORDER BY seq, n",
        (bytes.fromhex(dev), seq),
    )


def forgotten(connection: apsw.Connection) -> frozenset[bytes]:
    """Return the SHA-256 of the ids of learners whose events are never taken in again."""
    return frozenset(name for (name,) in fetch(connection, "SELECT learner FROM forgotten"))


def own_tip(connection: apsw.Connection, dev: str) -> Tip | None:
    """Return the newest event of a device, or None."""
    found = fetch(
        connection,
        "SELECT e.seq, lower(hex(e.id)), t.t FROM event e JOIN timeline t USING(n) "
        "WHERE e.dev = ? ORDER BY e.seq DESC, e.n DESC LIMIT 1",
        (bytes.fromhex(dev),),
    )
    return _tip(*found[0]) if found else None


def seen_tip(connection: apsw.Connection, learner: str, dev: str) -> Tip | None:
    """Return the newest event, in order of time, of a learner's other devices, or None."""
    own = bytes.fromhex(dev)
    others = [other for (other,) in fetch(connection, _DEVICES, (learner,)) if other != own]
    tips = [
        (_tip(seq, id_, t), other)
        for other in others
        for t, seq, id_ in fetch(connection, _TIP, (other,))
    ]
    if not tips:
        return None
    return max(tips, key=lambda tip: (tip[0].t, tip[1], tip[0].seq, tip[0].id))[0]


def _tip(seq: Any, id_: str, t: Any) -> Tip:
    if type(seq) is not int or type(t) is not int:
        raise StoredEventError("event: its columns are not what was written")
    return Tip(seq, EventId(id_), t)


def numbered(
    connection: apsw.Connection, learner: str, *, below: int = 2**62
) -> Iterator[tuple[int, Event]]:
    """Yield a learner's events with an n below a limit, from nothing but the events."""
    for n, id_, body in connection.execute(
        "SELECT n, lower(hex(id)), body FROM event WHERE learner = ? AND n < ? ORDER BY n",
        (learner, below),
    ):
        yield n, recall(body, id_)


def count(connection: apsw.Connection, learner: str) -> int:
    """Return how many events a learner has."""
    found: int = connection.execute("SELECT count(*) FROM event WHERE learner = ?", (learner,)).get
    return found


def learners(connection: apsw.Connection) -> list[str]:
    """Return the ids of the learners who have events."""
    found = [name for (name,) in fetch(connection, "SELECT DISTINCT learner FROM event ORDER BY 1")]
    if not all(isinstance(name, str) for name in found):
        raise StoredEventError("event: its columns are not what was written")
    return found


def clear_caches(connection: apsw.Connection, snapshots: str) -> None:
    """Delete all timeline and state rows, and what `meta` holds under a prefix."""
    connection.execute("DELETE FROM timeline; DELETE FROM state")
    for name in meta_under(connection, snapshots):
        connection.execute("DELETE FROM meta WHERE k = ?", (snapshots + name,))


def clear_states(connection: apsw.Connection, learner: str) -> None:
    """Delete a learner's state rows."""
    connection.execute("DELETE FROM state WHERE learner = ?", (learner,))


def last_n(connection: apsw.Connection) -> tuple[int, int]:
    """Return the newest n of `event` and of `timeline`, 0 where there is none."""
    events, times = connection.execute(
        "SELECT (SELECT max(n) FROM event), (SELECT max(n) FROM timeline)"
    ).get
    return events or 0, times or 0


def in_time(row: Row) -> tuple[int, str, int, str]:
    """Return the sort key of the order in which events count."""
    return row.t, row.event.dev, row.event.seq, row.event.id


def _rows(
    connection: apsw.Connection, where: str, bound: tuple[str | int | bytes, ...]
) -> Iterator[Row]:
    for n, id_, t, live, body in connection.execute(f"{_COLUMNS} {where}", bound):
        if type(t) is not int:  # strict when it was written, so the file is damaged
            raise StoredEventError("timeline: not a time")
        yield Row(n, t, bool(live), recall(body, id_))
