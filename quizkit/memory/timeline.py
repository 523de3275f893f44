"""What the events of a log mean together: which are live, when they happened, in which order.

All of it is a function of the set of events of one learner; arrival order and device do not count.
An event's id is the hash of all it names (`prev`, `seen`, `targets`), so nothing can name itself
in a circle. Nothing here recurses: chains are as long as a history.

`unread` holds the ids of events that are kept but not applied (a body outside its table). They
keep their place in time and may be undone, but undo and mend nothing.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from typing import Final, NamedTuple

from quizkit.model import Event, EventId

VERSION: Final = 1
"""Schema version of the events that are applied; others are kept."""

DAY_STARTS_MINUTES: Final = 240
"""A learner-day starts this many minutes after local midnight."""


class ClockFix(NamedTuple):
    """A mend of one device's clock: `delta` [ms] is added to its events first..last (seq)."""

    first: int
    last: int
    delta: int


Fixes = Mapping[str, tuple[ClockFix, ...]]
"""Device to the live mends of its clock."""

_NO_FIXES: Final[Fixes] = {}


def learner_day(t: int, off: int) -> int:
    """Return the number of the learner-day, which starts at 04:00 where the learner was.

    Args:
        t: Derived time [ms since 1970, UTC].
        off: Zone offset of that event [minutes east of UTC].

    >>> four = 4 * 3_600_000
    >>> [learner_day(t, 0) for t in (0, four - 1, four)]
    [-1, -1, 0]
    >>> learner_day(0, 420)
    0
    """
    return (t // 60_000 + off - DAY_STARTS_MINUTES) // 1_440


def is_read(event: Event, unread: Container[EventId] = frozenset()) -> bool:
    """Return whether this version applies an event: its `v` is known and its body can be read."""
    return event.v == VERSION and event.id not in unread


def live(
    events: Iterable[Event], *, unread: Container[EventId] = frozenset()
) -> frozenset[EventId]:
    """Return the ids of the events that no live undo names.

    An undo of an undo is a redo. An undo holds for those of its targets that are there.

    Args:
        events: Events of one learner, in any order.
        unread: Ids of events that are kept but not applied.

    >>> def event(name, kind, **body):
    ...     return Event(1, name, "d", 1, None, None, 0, 0, "mai", kind, body)
    >>> log = [event("a", "sitting"), event("b", "undo", targets=["a"])]
    >>> sorted(live(log))
    ['b']
    >>> sorted(live([*log, event("c", "undo", targets=["b"])]))
    ['a', 'c']
    """
    known = list(events)
    undos = {
        event.id: frozenset(event.body["targets"])
        for event in known
        if event.kind == "undo" and is_read(event, unread)
    }
    waits = Counter(target for targets in undos.values() for target in targets if target in undos)
    ready = [undo for undo in undos if not waits[undo]]
    dead: set[EventId] = set()
    while ready:
        undo = ready.pop()
        for target in undos[undo]:
            if undo not in dead:
                dead.add(target)
            if target in undos:
                waits[target] -= 1
                if not waits[target]:
                    ready.append(target)
    return frozenset(event.id for event in known if event.id not in dead)


def clock_fixes(
    events: Iterable[Event], alive: Container[EventId], *, unread: Container[EventId] = frozenset()
) -> Fixes:
    """Return the live mends of each device's clock.

    Args:
        events: Events of one learner, in any order.
        alive: Ids of the live ones (`live`).
        unread: Ids of events that are kept but not applied.
    """
    found: dict[str, dict[EventId, ClockFix]] = {}
    for event in events:
        if event.kind == "clock_fix" and event.id in alive and is_read(event, unread):
            body = event.body
            fix = ClockFix(body["from"], body["to"], body["delta"])
            found.setdefault(body["device"], {})[event.id] = fix
    return {device: tuple(fixes.values()) for device, fixes in found.items()}


def time_of(event: Event, times: Mapping[EventId, int], *, fixes: Fixes = _NO_FIXES) -> int:
    """Return the derived time [ms] of an event after those of what it names.

    t = max(at + fixes, t(prev) + 1, t(seen) + 1); what is not in the log is left out.

    Args:
        event: The event.
        times: Derived time [ms] of its `prev` and its `seen`, where they are in the log.
        fixes: The live mends (`clock_fixes`).

    >>> event = Event(1, "b", "d", 2, "a", None, 5, 0, "mai", "sitting", {})
    >>> time_of(event, {}), time_of(event, {"a": 100})
    (5, 101)
    """
    t = event.at
    if event.dev in fixes:
        seq = event.seq
        t += sum(fix.delta for fix in fixes[event.dev] if fix.first <= seq <= fix.last)
    for cause in (event.prev, event.seen):
        if cause is not None:
            before = times.get(EventId(cause))
            if before is not None and before >= t:
                t = before + 1
    return t


def timeline(events: Iterable[Event], *, fixes: Fixes = _NO_FIXES) -> dict[EventId, int]:
    """Return the derived time [ms] of every event, live or not.

    Args:
        events: Events of one learner, in any order.
        fixes: The live mends (`clock_fixes`).

    >>> def event(name, prev, at):
    ...     return Event(1, name, "d", 1, prev, None, at, 0, "mai", "sitting", {})
    >>> sorted(timeline([event("b", "a", 3), event("a", None, 10)]).items())
    [('a', 10), ('b', 11)]
    """
    known = {event.id: event for event in events}
    times: dict[EventId, int] = {}
    for first in known.values():
        stack = [first]
        while stack:
            event = stack[-1]
            if event.id not in times:
                causes = [
                    known[EventId(cause)]
                    for cause in (event.prev, event.seen)
                    if cause in known and cause not in times
                ]
                if causes:
                    stack.extend(causes)
                    continue
                times[event.id] = time_of(event, times, fixes=fixes)
            stack.pop()
    return times


def ordered(
    events: Iterable[Event], *, unread: Container[EventId] = frozenset()
) -> list[tuple[int, Event]]:
    """Return the live events with their derived times [ms], in the order (t, dev, seq, id).

    Args:
        events: Events of one learner, in any order; twice the same one counts once.
        unread: Ids of events that are kept but not applied.
    """
    known = {event.id: event for event in events}
    alive = live(known.values(), unread=unread)
    fixes = clock_fixes(known.values(), alive, unread=unread)
    times = timeline(known.values(), fixes=fixes)
    moments = sorted(
        (times[event.id], event.dev, event.seq, event.id, event)
        for event in known.values()
        if event.id in alive
    )
    return [(t, event) for t, _, _, _, event in moments]
