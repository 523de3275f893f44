"""What was known on learner-days past."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from quizkit.analysis.stats.past import past
from quizkit.memory.calibration import chance, newest, offset
from quizkit.memory.renames import current
from quizkit.memory.replay import Moment, model_of
from quizkit.memory.timeline import learner_day
from quizkit.model import Memory
from quizkit.questions.calm import calm
from quizkit.session.exams import day_text


class KnownAt(NamedTuple):
    """What is known at the start of a learner-day, or now if it is today.

    Attributes:
        day: The learner-day, YYYY-MM-DD.
        known: Facets: the chances to know each one, summed.
        started: Facets that had been answered at least once.
    """

    day: str
    known: float
    started: int


def known(
    told: Sequence[Moment], memory: Memory, *, facets: Collection[str], today: int
) -> tuple[KnownAt, ...]:
    """Return what was known on up to 60 days past, evenly spread, and what is known now.

    Args:
        told: The live events with their times, in their order.
        memory: What they add up to.
        facets: The facets that count.
        today: Number of the learner-day.

    Returns:
        Oldest first: the first is the day of the first answer, or yesterday if that is today,
        with nothing known; the last is today. Empty where nothing was ever answered.
    """
    begun = _begun(told, memory, frozenset(facets))
    if not begun:
        return ()
    today = max(today, begun[-1])
    with calm():
        walked = past(told, memory, facets=facets, today=today).known
    rows = [KnownAt(day_text(min(begun[0], today - 1)), 0.0, 0)]
    for day, count in walked:
        if begun[0] < day < today:
            rows.append(KnownAt(day_text(day), count, sum(each < day for each in begun)))
    rows.append(KnownAt(day_text(today), known_now(memory, facets, today), len(begun)))
    return tuple(rows)


def known_now(memory: Memory, facets: Collection[str], today: int) -> float:
    """Return how many of some facets are known now.

    The chances to know each, summed, each corrected by how much more or less this learner recalls
    than the model says. What was answered wrong today and not right since counts 0.

    Args:
        memory: The fold of the log.
        facets: The facets that count.
        today: Number of the learner-day.
    """
    model, shift = model_of(memory), offset(newest(memory.facets.values()))
    total = 0.0
    for facet in facets:
        state = memory.facets.get(facet)
        if state is None or state.state is None or state.day is None:
            continue
        if state.failed_rung >= 0 and state.day == today and not state.suspended:
            continue
        total += chance(model.recall(state.state, float(max(0, today - state.day))), shift)
    return total


def _begun(told: Sequence[Moment], memory: Memory, facets: frozenset[str]) -> list[int]:
    """Return the learner-day of the first answer to each facet, oldest first."""
    found: dict[str, int] = {}
    for t, event in told:
        if event.kind == "review":
            facet = current(event.body["facet"], memory.renames)
            if facet in facets and facet not in found:
                found[facet] = learner_day(t, event.off)
    return sorted(found.values())
