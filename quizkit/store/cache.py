"""Timeline, states and memory, kept beside the events and always what a replay would give.

Everything here may be deleted: it is a function of the events. One answer costs one row of each;
what more an event may cost is told in `follow`.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

import apsw

from quizkit.memory.replay import fold_moments
from quizkit.memory.timeline import clock_fixes, live, timeline
from quizkit.model import Event, EventId
from quizkit.store import bulk, rows
from quizkit.store.event import unread
from quizkit.store.follow import follow, names_of, reached
from quizkit.store.rows import Row
from quizkit.store.snapshot import CODE, Held, dump, load

CACHES: Final = "caches"
"""Key in `meta` of the code that made the caches."""

MEMORY: Final = "memory:"
"""What a learner's id follows in the key of its snapshot in `meta`."""


class Whole(NamedTuple):
    """A full replay: the memory, and the time and liveness of each row."""

    held: Held
    times: tuple[tuple[int, int, bool], ...]


def replay(numbered: Iterable[tuple[int, Event]]) -> Whole:
    """Return what a learner's events add up to, from nothing but the events.

    Args:
        numbered: All events of one learner, each with its n.
    """
    with collector_paused():
        return _replay(dict(numbered))


def _replay(known: Mapping[int, Event]) -> Whole:
    events = tuple(known.values())
    kept = frozenset(event.id for event in events if unread(event))
    alive = live(events, unread=kept)
    fixes = clock_fixes(events, alive, unread=kept)
    times = timeline(events, fixes=fixes)
    moments = [(times[event.id], event) for event in events if event.id in alive]
    moments.sort(key=lambda moment: (moment[0], moment[1].dev, moment[1].seq, moment[1].id))
    waits = {name for event in events for name in names_of(event)} - times.keys()
    memory = fold_moments(moments, unread=kept)
    held = Held(max(known, default=0), memory, fixes, frozenset(waits))
    return Whole(held, tuple((n, times[event.id], event.id in alive) for n, event in known.items()))


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the cyclic collector from walking a whole log again and again while it grows."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def is_stale(connection: apsw.Connection) -> bool:
    """Return whether the caches were made by other code, or lack the newest events."""
    events, times = rows.last_n(connection)
    return rows.get_meta(connection, CACHES) != CODE or events != times


def rebuild(connection: apsw.Connection) -> None:
    """Make all caches anew, inside a write transaction."""
    rows.clear_caches(connection, MEMORY)
    for learner in rows.learners(connection):
        renew(connection, learner)
    rows.set_meta(connection, CACHES, CODE)


def renew(
    connection: apsw.Connection, learner: str, fresh: Mapping[int, Event] | None = None
) -> Held:
    """Make one learner's caches anew, inside a write transaction.

    Args:
        connection: Inside a write transaction.
        learner: The learner's id.
        fresh: n to event of those that were just inserted, which need not be read again.
    """
    numbered = (
        bulk.numbered(connection, learner, fresh) if fresh else rows.numbered(connection, learner)
    )
    whole = replay(numbered)
    rows.put_times(connection, whole.times)
    rows.clear_states(connection, learner)
    rows.put_states(connection, learner, whole.held.memory.facets)
    return save(connection, learner, whole.held)


def read(connection: apsw.Connection, learner: str, *, held: Held | None) -> Held:
    """Return what the learner's log adds up to now; writes nothing.

    Args:
        connection: Inside a transaction.
        learner: The learner's id.
        held: What it added up to before, or None to begin with the snapshot.
    """
    if is_stale(connection):
        return replay(rows.numbered(connection, learner)).held
    held = held or load(rows.get_meta(connection, MEMORY + learner))
    if held is None:
        return replay(rows.numbered(connection, learner)).held
    after = follow(connection, learner, held, tuple(rows.since(connection, learner, held.n)))
    return after.held if after else replay(rows.numbered(connection, learner)).held


def write(connection: apsw.Connection, learner: str, *, held: Held, fresh: Sequence[Row]) -> Held:
    """Bring the caches up to events that were just inserted, inside their transaction.

    Args:
        connection: Inside a write transaction.
        learner: The learner's id.
        held: What the log added up to before them.
        fresh: The new events, in their order.
    """
    rows.put_times(connection, ((row.n, row.t, True) for row in fresh))
    _put_liveness(connection, learner, fresh)
    after = follow(connection, learner, held, fresh)
    if after is None:
        return renew(connection, learner)
    facets = after.held.memory.facets
    rows.put_states(connection, learner, {name: facets.get(name) for name in after.touched})
    return after.held


def save(connection: apsw.Connection, learner: str, held: Held) -> Held:
    """Write the snapshot, inside a write transaction, and return what was saved."""
    rows.set_meta(connection, MEMORY + learner, dump(held))
    return held._replace(saved=held.n)


def _put_liveness(connection: apsw.Connection, learner: str, fresh: Sequence[Row]) -> None:
    """Write which events die and come to life by undos that were just inserted."""
    changed = reached(connection, learner, fresh)
    if not changed:
        return
    if any(row.event.kind == "undo" for row in changed):
        undos = [row.event for row in rows.of_kind(connection, learner, "undo")]
        events = {event.id: event for event in (*undos, *(row.event for row in changed))}
        kept = frozenset(event.id for event in undos if unread(event))
        alive = live(events.values(), unread=kept)
    else:
        alive = frozenset[EventId]()
    rows.put_times(connection, ((row.n, row.t, row.event.id in alive) for row in changed))
