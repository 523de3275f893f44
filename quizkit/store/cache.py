"""Timeline, states and memory, kept beside the events and always what a replay would give.

Everything here may be deleted: it is a function of the events. One answer costs one row of each;
an undo folds only the facets that it touches; what changes the meaning of the whole past (a
rename, new parameters, a mended clock) folds all of it.
"""

import gc
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple, cast

import apsw

from quizkit.memory.confusions import Confusions
from quizkit.memory.rating import WINDOW
from quizkit.memory.renames import current, split
from quizkit.memory.replay import EMPTY, NEEDS_FOLD, advance, fold_moments
from quizkit.memory.timeline import clock_fixes, learner_day, live, timeline
from quizkit.model import Event, EventId, Memory
from quizkit.store import rows
from quizkit.store.event import unread
from quizkit.store.layers import layered
from quizkit.store.rows import Row
from quizkit.store.snapshot import CODE, Held, dump, load

CACHES: Final = "caches"
"""Key in `meta` of the code that made the caches."""

MEMORY: Final = "memory:"
"""What a learner's id follows in the key of its snapshot in `meta`."""

_MARKS: Final = frozenset({"suspend", "resume", "reset"})
_UNDOABLE: Final = _MARKS | {"review", "sitting", "flag", "undo"}

_ENOUGH: Final = 2 * WINDOW
"""Right answers in a form among which a full window of speeds is looked for first."""


class Whole(NamedTuple):
    """A full replay: the memory, and the time and liveness of each row."""

    held: Held
    times: tuple[tuple[int, int, bool], ...]


class _After(NamedTuple):
    """What the log adds up to after new rows.

    Attributes:
        held: It.
        touched: The facets whose states may have changed.
        whole: The full replay if there had to be one, for then anything may have changed.
    """

    held: Held
    touched: frozenset[str] = frozenset()
    whole: Whole | None = None


def replay(numbered: Iterable[tuple[int, Event]]) -> Whole:
    """Return what a learner's events add up to, from nothing but the events.

    Args:
        numbered: All events of one learner, each with its n.
    """
    with _collector_paused():
        return _replay(dict(numbered))


def _replay(known: Mapping[int, Event]) -> Whole:
    events = tuple(known.values())
    kept = frozenset(event.id for event in events if unread(event))
    alive = live(events, unread=kept)
    fixes = clock_fixes(events, alive, unread=kept)
    times = timeline(events, fixes=fixes)
    moments = [(times[event.id], event) for event in events if event.id in alive]
    moments.sort(key=lambda moment: (moment[0], moment[1].dev, moment[1].seq, moment[1].id))
    held = Held(max(known, default=0), fold_moments(moments, unread=kept), fixes)
    return Whole(held, tuple((n, times[event.id], event.id in alive) for n, event in known.items()))


@contextmanager
def _collector_paused() -> Iterator[None]:
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
        _put_whole(connection, learner, replay(rows.numbered(connection, learner)))
    rows.set_meta(connection, CACHES, CODE)


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
    fresh = tuple(rows.since(connection, learner, held.n))
    return _follow(connection, learner, held, fresh).held


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
    after = _follow(connection, learner, held, fresh)
    if after.whole is not None:
        return _put_whole(connection, learner, after.whole)
    facets = after.held.memory.facets
    rows.put_states(connection, learner, {name: facets.get(name) for name in after.touched})
    return after.held


def save(connection: apsw.Connection, learner: str, held: Held) -> Held:
    """Write the snapshot, inside a write transaction, and return what was saved."""
    rows.set_meta(connection, MEMORY + learner, dump(held))
    return held._replace(saved=held.n)


def _put_whole(connection: apsw.Connection, learner: str, whole: Whole) -> Held:
    rows.put_times(connection, whole.times)
    rows.clear_states(connection, learner)
    rows.put_states(connection, learner, whole.held.memory.facets)
    return save(connection, learner, whole.held)


def _put_liveness(connection: apsw.Connection, learner: str, fresh: Sequence[Row]) -> None:
    """Write which events die and come to life by undos that were just inserted."""
    reached = _reached(connection, learner, fresh)
    if not reached:
        return
    if any(row.event.kind == "undo" for row in reached):
        undos = [row.event for row in rows.of_kind(connection, learner, "undo")]
        events = {event.id: event for event in (*undos, *(row.event for row in reached))}
        kept = frozenset(event.id for event in undos if unread(event))
        alive = live(events.values(), unread=kept)
    else:
        alive = frozenset[EventId]()
    rows.put_times(connection, ((row.n, row.t, row.event.id in alive) for row in reached))


def _reached(connection: apsw.Connection, learner: str, fresh: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows that undos name, and those that undone undos name, and so on."""
    found: dict[str, Row] = {}
    undos = [row.event for row in fresh if row.event.kind == "undo" and not unread(row.event)]
    while undos:
        targets = [id_ for id_ in undos.pop().body["targets"] if id_ not in found]
        for row in rows.by_ids(connection, targets):
            if row.event.learner == learner:
                found[row.event.id] = row
                if row.event.kind == "undo" and not unread(row.event):
                    undos.append(row.event)
    return tuple(found.values())


def _follow(connection: apsw.Connection, learner: str, held: Held, fresh: Sequence[Row]) -> _After:
    reached = _reached(connection, learner, fresh)
    if _changes_the_past(held.memory, fresh, reached):
        whole = replay(rows.numbered(connection, learner))
        return _After(whole.held, whole=whole)
    memory = held.memory
    touched: set[str] = set()
    for row in fresh:
        if row.live and row.event.kind == "undo":
            memory = memory._replace(last=row.t)
        elif row.live:
            names = _named(memory, row)
            memory = _advance(memory, row, names)
            touched.update(names)
    if reached:
        again = {name for row in reached for name in _named(memory, row)}
        memory = _refold(connection, learner, memory, again, reached)
        touched |= again
    n = fresh[-1].n if fresh else held.n
    return _After(held._replace(n=n, memory=memory), frozenset(touched))


def _advance(memory: Memory, row: Row, names: Sequence[str]) -> Memory:
    """Return the memory after one more event.

    An answer is worked out on its own facet alone: the rest, however much it is, is not copied.
    """
    if not names or row.event.kind != "review":  # an unread review names no facet
        return advance(memory, row.event, row.t, is_unread=not row.is_read)
    states, confusions = memory.facets, cast("Confusions", memory.confusions)  # a fold's
    near = [name for name in _with_facts(names) if name in states]
    answers = {name: confusions.mixups[name] for name in names if name in confusions.mixups}
    part = advance(
        memory._replace(
            facets={name: states[name] for name in near},
            confusions=Confusions(answers, confusions.day),
        ),
        row.event,
        row.t,
    )
    after = cast("Confusions", part.confusions)
    mixups = layered(confusions.mixups)
    if after.mixups != answers:
        mixups = mixups.changed(after.mixups)
    return part._replace(
        facets=layered(states).changed({name: part.facets[name] for name in names}),
        confusions=Confusions(mixups, after.day),
    )


def _changes_the_past(memory: Memory, fresh: Sequence[Row], reached: Sequence[Row]) -> bool:
    last = -1 if memory.last is None else memory.last
    for row in fresh:
        if row.t <= last or (row.event.kind in NEEDS_FOLD and row.event.kind != "undo"):
            return True
        last = row.t
    if not reached:
        return False
    return bool(memory.renames) or any(row.event.kind not in _UNDOABLE for row in reached)


def _named(memory: Memory, row: Row) -> tuple[str, ...]:
    """Return the facets whose state an event may change."""
    kind = row.event.kind
    if (kind != "review" and kind not in _MARKS) or not row.is_read:
        return ()
    name = current(row.event.body["facet"], memory.renames)
    if kind == "review" or split(name)[1]:
        return (name,)
    return (name, *(facet for facet in memory.facets if facet.startswith(f"{name}#")))


def _refold(
    connection: apsw.Connection,
    learner: str,
    memory: Memory,
    facets: set[str],
    reached: Sequence[Row],
) -> Memory:
    """Return a memory in which some facets were folded again from their events."""
    part = EMPTY._replace(model=memory.model, weights=memory.weights)
    for row in rows.of_facets(connection, learner, _with_facts(facets)):
        if row.live:
            part = advance(part._replace(last=None), row.event, row.t, is_unread=not row.is_read)
    again = {name: part.facets[name] for name in facets if name in part.facets}
    states = layered(memory.facets).changed(again)
    if len(again) < len(facets):
        gone = facets - again.keys()
        states = layered({name: state for name, state in states.items() if name not in gone})
    forms = {
        row.event.body["form"] for row in reached if row.event.kind == "review" and row.is_read
    }
    return memory._replace(
        facets=states,
        confusions=_confusions(connection, learner, (memory, part), facets),
        speeds=_speeds(connection, learner, memory, forms),
    )


def _with_facts(facets: Iterable[str]) -> list[str]:
    names = dict.fromkeys(facets)
    names.update(dict.fromkeys(split(name)[0] for name in tuple(names)))
    return list(names)


def _confusions(
    connection: apsw.Connection,
    learner: str,
    memories: tuple[Memory, Memory],
    facets: Container[str],
) -> Confusions:
    """Return the confusions of one memory, those of some facets from another."""
    whole, part = (
        cast("Confusions", memory.confusions) for memory in memories
    )  # both are a fold's
    mixups = {name: mixups for name, mixups in whole.mixups.items() if name not in facets}
    mixups.update((name, mixups) for name, mixups in part.mixups.items() if name in facets)
    last = rows.newest(connection, learner, "review", most=1)
    return Confusions(mixups, learner_day(last[0].t, last[0].event.off) if last else 0)


def _speeds(
    connection: apsw.Connection, learner: str, memory: Memory, forms: Iterable[str]
) -> dict[str, tuple[float, ...]]:
    """Return the speeds of a memory, those of some forms from the newest right answers."""
    speeds = dict(memory.speeds)
    for form in forms:
        speeds.pop(form, None)
        right = rows.newest(connection, learner, "review", most=_ENOUGH, form=form)
        found = _pace(right)
        if len(right) == _ENOUGH and len(found.get(form, ())) < WINDOW:
            found = _pace(rows.newest(connection, learner, "review", most=-1, form=form))
        speeds.update(found)
    return speeds


def _pace(newest: Sequence[Row]) -> Mapping[str, tuple[float, ...]]:
    return fold_moments([(row.t, row.event) for row in reversed(newest)]).speeds
