"""What waits, why, and what was answered: what front ends tell outside a sitting."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from quizkit.memory.due import COSTS, due_day
from quizkit.memory.replay import model_of
from quizkit.memory.timeline import learner_day
from quizkit.model import DeckDue, Event, FacetId, Memory, Reason
from quizkit.practice import study
from quizkit.practice.clock import Clock, moment
from quizkit.questions.ask import Asker
from quizkit.session.exams import day_text
from quizkit.session.own import NOBODY, Own
from quizkit.session.scope import Scope
from quizkit.session.sitting import Wish
from quizkit.session.standing import Standing
from quizkit.session.summary import upcoming
from quizkit.session.why import reason
from quizkit.store.log import Log
from quizkit.store.rows import in_time


def used_ms(log: Log | None, clock: Clock) -> int:
    """Return what today's answers have used of the day's minutes [ms]; 0 without a log."""
    return 0 if log is None else study.used_ms(log, moment(clock))


class Today(NamedTuple):
    """What a learner has for the day.

    Attributes:
        minutes: The day's minutes [0..1440]; 0: no limit.
        used_ms: What is used of them already [ms].
        own: What is the learner's own.
    """

    minutes: int = 0
    used_ms: int = 0
    own: Own = NOBODY

    @property
    def left(self) -> float | None:
        """Return what is left of the minutes [s], or None where there is no limit."""
        return max(0.0, self.minutes * 60 - self.used_ms / 1000) if self.minutes else None


NO_LIMIT: Final = Today()
"""A day without a limit, of a learner of whom nothing is known."""


def today(log: Log | None, memory: Memory, clock: Clock, *, minutes: int) -> Today:
    """Return what a learner has for the day.

    Args:
        log: The learner's log; None: nothing but the memory is known.
        memory: What the learner remembers.
        clock: What tells the time.
        minutes: The day's minutes [0..1440]; 0: no limit.
    """
    return Today(minutes, used_ms(log, clock), study.figures(log, memory))


def due(
    askers: Iterable[Asker],
    memory: Memory,
    clock: Clock,
    today: Today = NO_LIMIT,
) -> tuple[DeckDue, ...]:
    """Return what each deck has for today.

    Args:
        askers: One for each deck.
        memory: What the learner remembers.
        clock: What tells the time.
        today: What the learner has for the day; new facets are counted into the time up to it.
    """
    day = moment(clock).day
    return tuple(
        _due(Standing(Scope([asker]), memory, day, own=today.own), asker, today.left)
        for asker in askers
    )


def _due(standing: Standing, asker: Asker, left: float | None) -> DeckDue:
    """Return what a deck has for today; left is the rest of the day's minutes [s]."""
    facets = standing.scope.facets
    order = standing.order(Wish(minutes=0))
    closed = standing.closed(order)
    order = tuple(facet for facet in order if facet not in closed)
    old = [f for f in order if standing.state(f).state is not None]
    new = len(order) - len(old)
    seconds = sum(map(standing.seconds, old))
    whole = seconds + new * COSTS.new
    days, _ = upcoming(standing)
    return DeckDue(
        deck=asker.deck.id,
        title=asker.deck.title,
        facets=len(facets),
        started=len(standing.started),
        due=len(old),
        new=new,
        minutes=(whole if left is None else max(seconds, min(whole, left))) / 60,
        known=standing.known() / len(facets) if facets else 0.0,
        next_days=0 if order else days,
    )


def why(
    askers: Sequence[Asker],
    memory: Memory,
    clock: Clock,
    *,
    facet: str,
    today: Today = NO_LIMIT,
) -> Reason:
    """Return the one reason why a facet is asked today, or is not.

    Args:
        askers: One for each deck.
        memory: What the learner remembers.
        clock: What tells the time.
        facet: Its id, or any end of it that fits one facet only ("k7f3#leader").
        today: What the learner has for the day.

    Raises:
        LookupError: If no facet ends so, or several do.
    """
    scope = Scope(askers)
    standing = Standing(scope, memory, moment(clock).day, own=today.own)
    name = find(askers, facet)
    return reason(standing, name, minutes=today.minutes, used_ms=today.used_ms)


def find(askers: Iterable[Asker], text: str) -> FacetId:
    """Return the facet that a text names, refused ones included.

    Raises:
        LookupError: If no facet ends so, or several do.
    """
    known = [facet for asker in askers for facet in asker.planner.candidates]
    fits = [f for f in known if f == text] or [f for f in known if f.endswith(text)]
    if len(fits) == 1:
        return fits[0]
    if not fits and "#" in text:
        return FacetId(text)
    some = ", ".join(fits[:5])
    message = f'"{text}" fits {len(fits)} facets: {some}' if fits else f'there is no facet "{text}"'
    raise LookupError(message)


def history(log: Log) -> list[dict[str, Any]]:
    """Return every answer as plain values, oldest first, those taken back included."""
    return [
        _answer(row.event, row.t, live=row.live)
        for row in sorted(log.entries(), key=in_time)
        if row.event.kind == "review" and row.is_read
    ]


def _answer(event: Event, t: int, *, live: bool) -> dict[str, Any]:
    body = event.body
    deck, _, rest = body["facet"].partition("/")
    fact, _, role = rest.rpartition("#")
    return {
        "event": event.id,
        "at": t,
        "day": learner_day(t, event.off),
        "facet": body["facet"],
        "deck": deck,
        "fact": fact,
        "role": role,
        "form": body["form"],
        "stem": body["stem"],
        "response": given(body),
        "score": body["score"] / 1_000_000,
        "rating": body["rating"],
        "override": body["override"],
        "ms": body["ms"],
        "hints": body["hints"],
        "undone": not live,
    }


def given(body: Mapping[str, Any]) -> str | None:
    """Return a review's response as people read it, or None if they gave up.

    >>> given({"response": [1, 4], "options": ["Rhine", "Po"]})
    'Po, option 5'
    """
    response, options = body["response"], body["options"]
    if isinstance(response, list | tuple):
        return ", ".join(
            options[number] if number < len(options) else f"option {number + 1}"
            for number in response
        )
    return None if response is None else str(response)


def remembered(memory: Memory, clock: Clock) -> list[dict[str, Any]]:
    """Return what is remembered of each facet today, as plain values, by facet."""
    now, model = moment(clock), model_of(memory)
    found = []
    for facet, state in sorted(memory.facets.items()):
        if state.state is None or state.day is None:
            continue
        due_on = due_day(facet, state, model=model)
        elapsed = float(max(0, now.day - state.day))
        found.append(
            {
                "facet": facet,
                "stability_days": state.state.stability,
                "difficulty": state.state.difficulty,
                "retrievability": model.recall(state.state, elapsed),
                "due": None if due_on is None else day_text(due_on),
                "reviews": state.reviews,
                "lapses": state.lapses,
                "suspended": state.suspended,
            }
        )
    return found
