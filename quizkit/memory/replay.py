"""What a learner remembers: the live events of a log, folded in their order.

A review steps the memory model by the learner-days since the facet's review before. `reset`
empties the memory and keeps the counts; `suspend` and `resume` set a flag, on a facet or on all
facets of a fact; the newest live `params` holds for all of history, the newest live `exam` of a
deck holds; other kinds pass by. The fold depends on the set of events alone: not on the order of
arrival, nor on whether it is made at once (`fold`) or event by event (`advance`).
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.memory.confusions import Confusions
from quizkit.memory.folding import Folding, changed
from quizkit.memory.fsrs import DEFAULT_WEIGHTS, Model, model_named
from quizkit.memory.renames import current, split
from quizkit.memory.reviews import MILLION
from quizkit.memory.timeline import is_read, learner_day, ordered
from quizkit.model import DAY_MS, Event, EventId, FacetId, FacetState, Memory

NEEDS_FOLD: Final = frozenset({"undo", "rename", "params", "clock_fix"})
"""Kinds that change what earlier events mean: they take a `fold`, not an `advance`."""

EMPTY: Final = Memory({}, Confusions({}, 0), {}, "fsrs-6", DEFAULT_WEIGHTS)
"""The memory of an empty log."""

Moment = tuple[int, Event]
"""A live event with its derived time [ms]."""


def fold(events: Iterable[Event], *, unread: Container[EventId] = frozenset()) -> Memory:
    """Return what the events of one learner add up to.

    Args:
        events: All events of one learner's log, live or not, in any order.
        unread: Ids of events that are kept but not applied (a body outside its table). Other
            versions and unknown kinds are passed by without being named here.

    Returns:
        The memory. A fact that was suspended as a whole stands among the facets under its own
        name (`deck/fact`), for the sake of its facets to come: ask `state_of`.

    >>> fold([]) == EMPTY
    True
    """
    return fold_moments(ordered(events, unread=unread), unread=unread)


def fold_moments(moments: Sequence[Moment], *, unread: Container[EventId] = frozenset()) -> Memory:
    """Return what live events with their times add up to.

    Args:
        moments: Live events in their order, as `timeline.ordered` returns them.
        unread: Ids of events that are kept but not applied.
    """
    read = [(t, event) for t, event in moments if is_read(event, unread)]
    folding = Folding(_with_params(read)._replace(renames=_renames(read)))
    for t, event in read:
        folding.add(event, t)
    memory = folding.memory()
    return memory._replace(last=moments[-1][0]) if moments else memory


def advance(memory: Memory, event: Event, t: int, *, is_unread: bool = False) -> Memory:
    """Return the memory after one more event: bit for bit what the fold of the whole log gives.

    Args:
        memory: What a fold or another `advance` returned.
        event: The newest event of the log, of a kind that is not in `NEEDS_FOLD`.
        t: Its derived time [ms], later than `memory.last`.
        is_unread: It is kept but not applied.

    Returns:
        The new memory; the old one stays as it was.

    Raises:
        ValueError: If the event takes a fold, or is not the newest one.
    """
    is_applied = is_read(event) and not is_unread
    if is_applied and event.kind in NEEDS_FOLD:
        raise ValueError(f'kind is "{event.kind}", want one that leaves the past as it is')
    if memory.last is not None and t <= memory.last:
        raise ValueError(f"t is {t}, want later than {memory.last}")
    if not is_applied:
        return memory._replace(last=t)
    folding = Folding(memory)
    folding.add(event, t)
    return folding.memory()


class Step(NamedTuple):
    """A live review in the course of a fold.

    Attributes:
        t: Its derived time [ms].
        event: The review.
        facet: The present name of its facet.
        recall: R [0..1] that the model in force gives for the moment before the answer; None for
            the first answer, and the first after a reset. A right answer that has changed since
            counts as mostly forgotten.
        stability: S after the answer [days].
    """

    t: int
    event: Event
    facet: str
    recall: float | None
    stability: float


def steps(moments: Iterable[Moment]) -> Iterator[Step]:
    """Yield the reviews of one learner with what was remembered before and after each.

    Args:
        moments: The live events that this version applies, with their times, in their order.

    >>> list(steps([]))
    []
    """
    read = list(moments)
    start = _with_params(read)._replace(renames=_renames(read))
    folding, model = Folding(start), model_of(start)
    for t, event in read:
        if event.kind != "review":
            folding.add(event, t)
            continue
        named = event.body["facet"]
        facet = current(named, start.renames) if start.renames else named
        before = folding.facets.get(facet)
        folding.add(event, t)
        after = folding.facets[facet].state
        if after is not None:
            recall = _recall(before, event, t, model=model) if before else None
            yield Step(t, event, facet, recall, after.stability)


def _recall(before: FacetState, event: Event, t: int, *, model: Model) -> float | None:
    """Return R just before a review."""
    if before.state is None or before.day is None:
        return None
    state = before.state if event.body["key"] == before.key else changed(before.state)
    elapsed = float(max(0, learner_day(t, event.off) - before.day))
    if model.fractional:
        elapsed = (t - (before.t or 0)) / DAY_MS
    return model.recall(state, elapsed)


def state_of(memory: Memory, facet: FacetId | str) -> FacetState:
    """Return the state of a facet under its present name, also of one that was never asked.

    >>> state_of(EMPTY, "vietnam-us/kerry92#leader") == FacetState()
    True
    """
    found = memory.facets.get(facet)
    if found is not None:
        return found
    whole = memory.facets.get(split(facet)[0])
    return FacetState(suspended=whole is not None and whole.suspended)


def model_of(memory: Memory) -> Model:
    """Return the memory model in force."""
    return model_named(memory.model, memory.weights)


def _with_params(moments: Sequence[Moment]) -> Memory:
    """Return an empty memory with the newest live `params` that can be used."""
    for _, event in reversed(moments):
        if event.kind == "params":
            body = event.body
            weights = tuple(weight / MILLION for weight in body["weights"])
            try:
                model_named(body["model"], weights)
            except ValueError:
                continue
            wanted = body["retention"]
            return EMPTY._replace(
                model=body["model"],
                weights=weights,
                retention=None if wanted is None else wanted / MILLION,
            )
    return EMPTY


def _renames(moments: Iterable[Moment]) -> Mapping[str, str]:
    """Return all live renames; of two of one name the later."""
    return {event.body["old"]: event.body["new"] for _, event in moments if event.kind == "rename"}
