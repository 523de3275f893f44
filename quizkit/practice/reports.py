"""What waits, why, and taking answers back: what front ends tell outside a sitting."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count, groupby, islice
from typing import Any, NamedTuple

from quizkit.memory.due import COSTS, due_day
from quizkit.memory.replay import model_of
from quizkit.memory.timeline import learner_day
from quizkit.model import DeckDue, Event, EventId, FacetId, FacetState, Memory, Rating, Reason
from quizkit.practice import study
from quizkit.practice.clock import Clock, moment
from quizkit.practice.study import past_of
from quizkit.questions.ask import Asker
from quizkit.session.scope import Scope
from quizkit.session.sitting import Wish
from quizkit.session.standing import Standing
from quizkit.session.summary import upcoming
from quizkit.session.undo import deeds, last_deed, last_undo, sitting_of
from quizkit.session.why import day_text, reason
from quizkit.store.log import Log
from quizkit.store.rows import in_time


class Undone(NamedTuple):
    """A deed that was taken back or brought back.

    Attributes:
        event: The review or suspension.
        facet: Its facet.
        rating: The review's rating, or None for a suspension.
        state: The facet's state now.
    """

    event: Event
    facet: FacetId
    rating: Rating | None
    state: FacetState


def used_ms(log: Log | None, clock: Clock) -> int:
    """Return what today's answers have used of the day's minutes [ms]; 0 without a log."""
    return 0 if log is None else study.used_ms(log, moment(clock))


def due(
    askers: Iterable[Asker],
    memory: Memory,
    clock: Clock,
    *,
    minutes: int = 0,
    used_ms: int = 0,
) -> tuple[DeckDue, ...]:
    """Return what each deck has for today.

    Args:
        askers: One for each deck.
        memory: What the learner remembers.
        clock: What tells the time.
        minutes: The day's minutes, up to which new facets are counted into the time; 0: no limit.
        used_ms: What is used of them already [ms].
    """
    day = moment(clock).day
    left = max(0.0, minutes * 60 - used_ms / 1000) if minutes else None
    return tuple(_due(Standing(Scope([asker]), memory, day), asker, left) for asker in askers)


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
    minutes: int = 0,
    used_ms: int = 0,
) -> Reason:
    """Return the one reason why a facet is asked today, or is not.

    Args:
        askers: One for each deck.
        memory: What the learner remembers.
        clock: What tells the time.
        facet: Its id, or any end of it that fits one facet only ("k7f3#leader").
        minutes: The day's minutes; 0: no limit.
        used_ms: What is used of them already [ms].

    Raises:
        LookupError: If no facet ends so, or several do.
    """
    scope = Scope(askers)
    standing = Standing(scope, memory, moment(clock).day)
    return reason(standing, find(askers, facet), minutes=minutes, used_ms=used_ms)


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


def undo(
    log: Log, clock: Clock, *, times: int = 1, again: bool = False, sitting: bool = False
) -> tuple[Undone, ...]:
    """Take the last answers back, each with an event of its own; newest first.

    Args:
        log: The learner's log.
        clock: What tells the time.
        times: How many; fewer if there are not so many.
        again: Bring back what was taken back.
        sitting: All of one sitting, that of the first deed, instead of so many times.

    Raises:
        StoreError: If it cannot be written; those before stay taken back.
    """
    done: list[Undone] = []
    past = past_of(log)
    of: set[EventId | None] = set()
    for _ in count() if sitting else range(times):
        deed = (last_undo if again else last_deed)(past.events, past.live)
        if deed is None:
            break
        of.add(sitting_of(deed, past.events) if sitting else None)
        if len(of) > 1:
            break
        now = moment(clock)
        written = log.append((deed.draft,), at=now.ms, off=now.off)
        past = past.after(deed.targets, written)
        memory = log.memory()
        done += [_undone(event, memory) for event in reversed(deed.events)]
    return tuple(done)


def undoable(log: Log, *, sitting: bool = False, most: int = 20) -> tuple[Event, ...]:
    """Return the answers and suspensions that undo would take back, newest first.

    Args:
        log: The learner's log.
        sitting: Only those of the newest sitting, but all of them.
        most: How many at most.

    Returns:
        The newest event of each.
    """
    past = past_of(log)
    found = deeds(past.events, past.live)
    if sitting:
        for _, together in groupby(found, lambda deed: sitting_of(deed, past.events)):
            return tuple(deed.events[-1] for deed in together)
    return tuple(deed.events[-1] for deed in islice(found, most))


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


def _undone(event: Event, memory: Memory) -> Undone:
    facet = FacetId(event.body["facet"])
    rating = Rating(event.body["rating"]) if event.kind == "review" else None
    return Undone(event, facet, rating, memory.facets.get(facet, FacetState()))
