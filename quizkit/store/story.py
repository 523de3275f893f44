"""What a learner did, whole: every event with its time and liveness, wherever it was read."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizkit.memory.replay import Moment
from quizkit.memory.timeline import clock_fixes, live, timeline
from quizkit.model import Event
from quizkit.store.cache import collector_paused
from quizkit.store.event import EventError, unread, verify
from quizkit.store.rows import Row, in_time
from quizkit.store.take import NAMED, Offered


class Story(NamedTuple):
    """All that one learner did, as one place tells it.

    Attributes:
        learner: The learner's id.
        moments: The live events that this version applies, with their derived times [ms], in
            their order: what `memory.replay.fold_moments` and the histories of a fit take.
        every: All events in the same order, also those that were undone, and those that are kept
            and not applied (`Row.is_read`); their n is the order in which they were read, from 1.
        damaged: Events of the learner that are not what was written, left out.
        faults: The first of those, each with its place and what is wrong with it.
    """

    learner: str
    moments: tuple[Moment, ...]
    every: tuple[Row, ...] = ()
    damaged: int = 0
    faults: tuple[str, ...] = ()


class Proved(NamedTuple):
    """Events that were offered, after each was looked at.

    Attributes:
        events: Those that are what they claim, each once, in the order in which they came.
        damaged: How many are not.
        faults: The first of those, each with its place.
    """

    events: tuple[Event, ...]
    damaged: int = 0
    faults: tuple[str, ...] = ()


def story_of(learner: str, proved: Proved) -> Story:
    """Return the story that a learner's events tell, in whatever order they came.

    Times, mended clocks and undos are reckoned as the store itself reckons them.

    Args:
        learner: The learner's id.
        proved: All events of that learner.

    >>> story_of("mai", Proved(())).moments
    ()
    """
    with collector_paused():
        rows = _rows(proved.events)
        moments = tuple((row.t, row.event) for row, is_applied in rows if is_applied and row.live)
    return Story(learner, moments, tuple(row for row, _ in rows), proved.damaged, proved.faults)


def prove(offered: Iterable[Offered], learner: str) -> Proved:
    """Return the events of a learner that their hashes prove; what is damaged is counted.

    Args:
        offered: As a store, folder or server has them.
        learner: The learner's id; what names another is damaged.
    """
    found: dict[str, Event] = {}
    damaged = 0
    faults: list[str] = []
    with collector_paused():
        for each in offered:
            if each.id in found:
                continue
            try:
                found[each.id] = _proved(each, learner)
            except EventError as error:
                damaged += 1
                if len(faults) < NAMED:
                    faults.append(f"{each.place}: {error}")
    return Proved(tuple(found.values()), damaged, tuple(faults))


def _proved(offered: Offered, learner: str) -> Event:
    event = verify(offered.data, offered.id)
    if event.learner != learner:
        raise EventError("learner: another one's event")
    return event


def _rows(events: Sequence[Event]) -> list[tuple[Row, bool]]:
    """Return the rows in order of time, each with whether this version applies it."""
    kept = frozenset(event.id for event in events if unread(event))
    alive = live(events, unread=kept)
    times = timeline(events, fixes=clock_fixes(events, alive, unread=kept))
    rows = [Row(n, times[event.id], event.id in alive, event) for n, event in enumerate(events, 1)]
    rows.sort(key=in_time)
    return [(row, row.event.id not in kept) for row in rows]
