"""What falls due on the days to come: `quizkit due --by day`."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from quizkit.memory.due import seconds
from quizkit.model import FacetId, Memory
from quizkit.practice.clock import Clock, moment
from quizkit.questions.ask import Asker
from quizkit.session.exams import day_text
from quizkit.session.scope import Scope
from quizkit.session.sitting import Wish
from quizkit.session.standing import Standing

HELD: Final = "Days to come hold what you have started, today's mistakes included; nothing new."
"""What the lines of days to come are about."""


class Day(NamedTuple):
    """A day and what falls due on it.

    Attributes:
        day: The learner-day, YYYY-MM-DD.
        due: How many started facets fall due.
        new: How many can be started.
        minutes: About how long it takes.
    """

    day: str
    due: int
    new: int
    minutes: float


def coming(askers: Iterable[Asker], memory: Memory, clock: Clock) -> list[Day]:
    """Return the days after today on which started facets fall due, if each is met in time.

    What waits today is not among it, but for what was answered wrong today: that comes again.
    """
    day = moment(clock).day
    found: dict[int, list[float]] = defaultdict(list)
    for asker in askers:
        standing = Standing(Scope([asker]), memory, day)
        waiting = frozenset(standing.order(Wish(minutes=0))).difference(standing.owed())
        for facet in standing.started:
            due = standing.due_day(facet)
            if due is not None and facet not in waiting and not standing.state(facet).suspended:
                on = max(due, day + 1)
                found[on].append(_seconds(standing, facet, on - day))
    return [
        Day(day_text(on), len(costs), 0, sum(costs) / 60) for on, costs in sorted(found.items())
    ]


def today(clock: Clock, *, due: int, new: int, minutes: float) -> Day:
    """Return what waits today."""
    return Day(day_text(moment(clock).day), due, new, minutes)


def _seconds(standing: Standing, facet: FacetId, ahead: int) -> float:
    """Return how long an answer takes in so many days [s]."""
    state = standing.working(facet)
    elapsed = float(standing.elapsed(facet) + ahead)
    return seconds(standing.model.recall(state, elapsed) if state else 0.0)
