"""Events from elsewhere: verified, added to the set, and the caches brought after them.

A log is a set of events, so taking in is set union: an event that is here already changes
nothing, in whatever order they come. Events of other learners, of unknown kinds and of other
versions are kept like all; only those of learners who were forgotten are left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import chain, islice
from typing import Final, NamedTuple

import apsw

from quizkit.memory.timeline import Fixes, time_of
from quizkit.model import Event, EventId
from quizkit.store import bulk, cache, rows
from quizkit.store.event import EventError, verify
from quizkit.store.rows import Row
from quizkit.store.schema import transaction
from quizkit.store.snapshot import Held

BATCH: Final = 500
"""Events that are added in one transaction, so that other windows hardly wait."""

_LARGE: Final = 10_000
"""The same, when there are more than twice as many: then a transaction costs more than it saves."""

_REMEMBERED: Final = 250_000
"""Events that are kept in memory, so that they are not read again for the caches."""

NAMED: Final = 20
"""Refused events of which it is told why."""


class Offered(NamedTuple):
    """An event as it came.

    Attributes:
        id: The id that it claims.
        data: Its canonical bytes without the id.
        place: Where it stands, to name it where it is refused.
    """

    id: str
    data: bytes
    place: str = ""


class Taken(NamedTuple):
    """What became of offered events.

    Attributes:
        added: Events that were new.
        known: Events that were here already.
        forgotten: Events of learners who were forgotten, left out.
        refused: How many were no events at all.
        faults: Place of the first of those, and what is wrong with each.
    """

    added: int = 0
    known: int = 0
    forgotten: int = 0
    refused: int = 0
    faults: tuple[str, ...] = ()


def take(
    connection: apsw.Connection,
    offered: Iterable[Offered],
    *,
    held: Mapping[str, Held] | None = None,
) -> Taken:
    """Add events to a store with times, states and liveness, in transactions of 500, or of 10,000.

    If it is broken off, what was added so far stays, and all can be offered again.

    Args:
        connection: The store, not inside a transaction.
        offered: Events of any learners, in any order.
        held: What is known of learners' logs as they stand; it saves time.

    Raises:
        apsw.Error: If the store cannot be written.
    """
    waiting = iter(offered)
    first, second = tuple(islice(waiting, BATCH)), tuple(islice(waiting, BATCH))
    door = _Door(connection)
    if not first:
        return door.taken()
    if not second:
        with transaction(connection, "IMMEDIATE"):
            _take_few(connection, door.pass_on(first), held or {})
        return door.taken()
    batches = chain((first, second), iter(lambda: tuple(islice(waiting, _LARGE)), ()))
    with cache.collector_paused():
        _take_many(connection, batches, door)
    return door.taken()


def _take_many(
    connection: apsw.Connection, batches: Iterable[Sequence[Offered]], door: "_Door"
) -> None:
    """Add events batch by batch, and make the caches of their learners anew."""
    was_stale = cache.is_stale(connection)
    fresh: dict[str, dict[int, Event]] = {}
    count = 0
    with bulk.roomy(connection):
        for batch in batches:
            with transaction(connection, "IMMEDIATE"):
                passed = door.pass_on(batch)
                number = bulk.insert(connection, passed)
            count += len(passed)
            for n, (event, _) in enumerate(passed, number):
                known = fresh.setdefault(event.learner, {})
                if count <= _REMEMBERED:
                    known[n] = event
    if count > _REMEMBERED:
        fresh = {learner: {} for learner in fresh}
    if fresh:
        with transaction(connection, "IMMEDIATE"):
            _renew(connection, fresh, was_stale=was_stale)


class _Door:
    """What lets in events that are events, new, and of nobody who was forgotten."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._forgotten = rows.forgotten(connection)
        self._counts = Counter[str]()
        self._faults: list[str] = []

    def taken(self) -> Taken:
        """Return what became of all that came."""
        counts = self._counts
        return Taken(
            counts["added"],
            counts["known"],
            counts["forgotten"],
            counts["refused"],
            tuple(self._faults),
        )

    def pass_on(self, offered: Sequence[Offered]) -> list[tuple[Event, bytes]]:
        """Return the events that are to be added, each once."""
        found: dict[str, tuple[Event, bytes]] = {}
        here = bulk.known(self._connection, [each.id for each in offered])
        for each in offered:
            if each.id in found or each.id in here:
                self._counts["known"] += 1
                continue
            try:
                event = verify(each.data, each.id)
            except EventError as error:
                self._refuse(each, str(error))
                continue
            if self._forgotten and sha256(event.learner.encode()).digest() in self._forgotten:
                self._counts["forgotten"] += 1
                continue
            found[each.id] = event, each.data
        self._counts["added"] += len(found)
        return list(found.values())

    def _refuse(self, offered: Offered, why: str) -> None:
        self._counts["refused"] += 1
        if len(self._faults) < NAMED:
            self._faults.append(f"{offered.place}: {why}" if offered.place else why)


def _take_few(
    connection: apsw.Connection, passed: Sequence[tuple[Event, bytes]], held: Mapping[str, Held]
) -> None:
    """Add events, and bring the caches after them step by step; inside a transaction."""
    learners = {event.learner for event, _ in passed}
    was_stale = cache.is_stale(connection)
    before = {
        learner: cache.read(connection, learner, held=held.get(learner))
        for learner in learners
        if not was_stale
    }
    numbers = {event.id: rows.insert(connection, event, data) for event, data in passed}
    if was_stale and passed:
        cache.rebuild(connection)
        return
    for learner, known in before.items():
        events = [event for event, _ in passed if event.learner == learner]
        times = _times(connection, learner, events, fixes=known.fixes)
        fresh = [Row(numbers[each.id], times[each.id], live=True, event=each) for each in events]
        cache.write(connection, learner, held=known, fresh=fresh)


def _times(
    connection: apsw.Connection, learner: str, events: Sequence[Event], *, fixes: Fixes
) -> dict[EventId, int]:
    """Return the derived times of new events [ms], whatever the order in which they came."""
    fresh = {event.id: event for event in events}
    known: dict[EventId, int] = {}
    for name in {name for event in events for name in (event.prev, event.seen)} - fresh.keys():
        t = None if name is None else rows.time(connection, learner, name)
        if t is not None:
            known[EventId(str(name))] = t
    for first in events:
        stack = [first]
        while stack:
            event = stack[-1]
            causes = [
                fresh[EventId(cause)]
                for cause in (event.prev, event.seen)
                if cause in fresh and cause not in known
            ]
            if causes:
                stack.extend(causes)
                continue
            known[event.id] = time_of(event, known, fixes=fixes)
            stack.pop()
    return known


def _renew(
    connection: apsw.Connection, fresh: Mapping[str, Mapping[int, Event]], *, was_stale: bool
) -> None:
    if was_stale:
        cache.rebuild(connection)
        return
    for learner in sorted(fresh):
        cache.renew(connection, learner, fresh[learner])
