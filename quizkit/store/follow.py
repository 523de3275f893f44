"""What new events change in what a log adds up to, without folding all of it again.

An event behind all others is one step of its facet. One that comes to lie in the past, dies or
comes back to life folds the facets anew that it touches, from their own events. Everything is
folded only where the meaning of the whole past changes: a mended clock, a rename, new parameters,
or an event for which others waited.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, cast

import apsw

from quizkit.memory.confusions import Confusions
from quizkit.memory.rating import WINDOW
from quizkit.memory.renames import current, split
from quizkit.memory.replay import EMPTY, NEEDS_FOLD, advance, fold_moments
from quizkit.memory.timeline import learner_day
from quizkit.model import Event, Memory
from quizkit.store import rows
from quizkit.store.event import unread
from quizkit.store.layers import layered
from quizkit.store.rows import Row
from quizkit.store.snapshot import Held

_MARKS: Final = frozenset({"suspend", "resume", "reset"})
_UNDOABLE: Final = _MARKS | {"review", "sitting", "flag", "undo", "exam"}

_ENOUGH: Final = 2 * WINDOW
"""Right answers in a form among which a full window of speeds is looked for first."""


class After(NamedTuple):
    """What the log adds up to after new rows.

    Attributes:
        held: It.
        touched: The facets whose states may have changed.
    """

    held: Held
    touched: frozenset[str]


def names_of(event: Event) -> Iterable[str]:
    """Return the ids that an event names: those before it, and what it undoes."""
    if event.prev is not None:
        yield event.prev
    if event.seen is not None:
        yield event.seen
    if event.kind == "undo" and not unread(event):
        yield from event.body["targets"]


def reached(connection: apsw.Connection, learner: str, fresh: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows that new undos name, and those that undone undos name, and so on."""
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


def follow(
    connection: apsw.Connection, learner: str, held: Held, fresh: Sequence[Row]
) -> After | None:
    """Return what the log adds up to after new events, or None if all of it must be folded.

    Args:
        connection: Inside a transaction; the new events and their times are in the store.
        learner: The learner's id.
        held: What the log added up to before them.
        fresh: The new events of this learner.
    """
    changed = reached(connection, learner, fresh)
    if _changes_the_past(held, fresh, changed):
        return None
    memory, late, touched = _in_order(held.memory, fresh)
    again = (*late, *changed)
    if again:
        names = {name for row in again for name in _named(memory, row)}
        memory = _refold(connection, learner, memory, names, again)
        touched |= names
    n = max((row.n for row in fresh), default=held.n)
    waits = held.waits | _missing(connection, learner, fresh)
    return After(held._replace(n=n, memory=memory, waits=waits), frozenset(touched))


def _changes_the_past(held: Held, fresh: Sequence[Row], changed: Sequence[Row]) -> bool:
    """Return whether new events change times, names or the model of what was there before."""
    return any(
        row.event.id in held.waits or (row.event.kind in NEEDS_FOLD and row.event.kind != "undo")
        for row in fresh
    ) or any(row.event.kind not in _UNDOABLE for row in changed)


def _in_order(memory: Memory, fresh: Iterable[Row]) -> tuple[Memory, list[Row], set[str]]:
    """Take in those of the new events that lie behind all others; return the rest, and names."""
    late: list[Row] = []
    touched: set[str] = set()
    for row in sorted(fresh, key=rows.in_time):
        if not row.live:
            continue
        if memory.last is not None and row.t <= memory.last:
            late.append(row)
        elif row.event.kind == "undo":
            memory = memory._replace(last=row.t)
        else:
            names = _named(memory, row)
            memory = _advance(memory, row, names)
            touched.update(names)
    return memory, late, touched


def _missing(connection: apsw.Connection, learner: str, fresh: Iterable[Row]) -> frozenset[str]:
    """Return the ids that new events name and that the learner's log does not hold."""
    named = {name for row in fresh for name in names_of(row.event)}
    named.difference_update(row.event.id for row in fresh)
    return frozenset(name for name in named if not rows.holds(connection, learner, name))


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
    again: Sequence[Row],
) -> Memory:
    """Return a memory in which some facets were folded again from their events."""
    part = EMPTY._replace(model=memory.model, weights=memory.weights, renames=memory.renames)
    found = rows.of_facets(
        connection, learner, _before_renames(connection, learner, memory, facets)
    )
    for row in found:
        if row.live:
            part = advance(part._replace(last=None), row.event, row.t, is_unread=not row.is_read)
    anew = {name: part.facets[name] for name in facets if name in part.facets}
    states = layered(memory.facets).changed(anew)
    if len(anew) < len(facets):
        gone = facets - anew.keys()
        states = layered({name: state for name, state in states.items() if name not in gone})
    forms = {row.event.body["form"] for row in again if row.event.kind == "review" and row.is_read}
    is_exam = any(row.event.kind == "exam" for row in again)
    last = memory.last
    if last is None or any(row.t >= last for row in again):
        last = rows.latest(connection, learner)
    return memory._replace(
        facets=states,
        confusions=_confusions(connection, learner, (memory, part), facets),
        speeds=_speeds(connection, learner, memory, forms),
        exams=_exams(connection, learner) if is_exam else memory.exams,
        last=last,
    )


def _before_renames(
    connection: apsw.Connection, learner: str, memory: Memory, facets: Iterable[str]
) -> list[str]:
    """Return all names, old and present, of some facets and their facts."""
    names = _with_facts(facets)
    if not memory.renames:
        return names
    wanted = frozenset(names)
    known = rows.facets(connection, learner)
    return [name for name in known if current(name, memory.renames) in wanted]


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


def _exams(
    connection: apsw.Connection, learner: str
) -> Mapping[str, tuple[tuple[str, ...], str, int]]:
    """Return the exams that are planned, from the live events."""
    live = [row for row in rows.of_kind(connection, learner, "exam") if row.live and row.is_read]
    return fold_moments([(row.t, row.event) for row in sorted(live, key=rows.in_time)]).exams
