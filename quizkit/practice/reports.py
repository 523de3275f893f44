"""What waits, why, and what was answered: what front ends tell outside a sitting."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.memory.due import due_day
from quizkit.memory.renames import split
from quizkit.memory.replay import model_of
from quizkit.memory.timeline import learner_day
from quizkit.model import DeckDue, Event, FacetId, Form, Memory, Reason
from quizkit.practice import kept, study
from quizkit.practice.clock import Clock, moment
from quizkit.questions.ask import Asker
from quizkit.session.exams import day_text
from quizkit.session.own import NOBODY, Own
from quizkit.session.scope import Scope, deck_of
from quizkit.session.sitting import Wish
from quizkit.session.standing import Standing
from quizkit.session.summary import upcoming
from quizkit.session.why import reason
from quizkit.store.log import Log
from quizkit.store.rows import in_time

_PUT_OFF: Final = "Not asked again in today's sitting: you put it off."


def used_ms(log: Log | None, clock: Clock) -> int:
    """Return what today's answers have used of the day's minutes [ms]; 0 without a log."""
    return 0 if log is None else study.used_ms(log, moment(clock))


class Today(NamedTuple):
    """What a learner has for the day.

    Attributes:
        minutes: The day's minutes [0..1440]; 0: no limit.
        used_ms: What is used of them already [ms].
        own: What is the learner's own.
        put_off: Facets that the learner does not want asked any more today.
    """

    minutes: int = 0
    used_ms: int = 0
    own: Own = NOBODY
    put_off: frozenset[FacetId] = frozenset()

    @property
    def left(self) -> float | None:
        """Return what is left of the minutes [s], or None where there is no limit."""
        return max(0.0, self.minutes * 60 - self.used_ms / 1000) if self.minutes else None


NO_LIMIT: Final = Today()
"""A day without a limit, of a learner of whom nothing is known."""


def today(
    log: Log | None, memory: Memory, clock: Clock, *, minutes: int, state: Path | None = None
) -> Today:
    """Return what a learner has for the day.

    Args:
        log: The learner's log; None: nothing but the memory is known.
        memory: What the learner remembers.
        clock: What tells the time.
        minutes: The day's minutes [0..1440]; 0: no limit.
        state: The state folder: the newest sitting tells there what was put off; None: nothing was.
    """
    off: frozenset[FacetId] = frozenset()
    if log is not None and state is not None:
        off = kept.put_off(state / kept.NAME, learner=log.learner, day=moment(clock).day)
    return Today(minutes, used_ms(log, clock), study.figures(log, memory), off)


def due(
    askers: Sequence[Asker],
    memory: Memory,
    clock: Clock,
    today: Today = NO_LIMIT,
) -> tuple[DeckDue, ...]:
    """Return what each deck has for today.

    What is due counts in full, what was answered wrong today and waits for its right answer too.
    New facets are counted into the time as far as the day's minutes go, which the decks share:
    those of the first deck first, as they are asked.

    Args:
        askers: One for each deck.
        memory: What the learner remembers.
        clock: What tells the time.
        today: What the learner has for the day.
    """
    day = moment(clock).day
    return shared([load(asker, memory, day, own=today.own) for asker in askers], today)


class Load(NamedTuple):
    """What one deck has for a day, before the decks share its minutes.

    Attributes:
        due: The deck's row, its minutes those of what is due alone.
        new_seconds: What all its new facets would take [s].
    """

    due: DeckDue
    new_seconds: float


def load(asker: Asker, memory: Memory, day: int, *, own: Own = NOBODY) -> Load:
    """Return what a deck has for a day.

    Args:
        asker: What asks for it.
        memory: What the learner remembers.
        day: Number of the learner-day.
        own: What is the learner's own.
    """
    standing = Standing(Scope([asker]), memory, day, own=own)
    order = standing.order(Wish(minutes=0))
    closed, started = standing.closed(order), frozenset(standing.started)
    new = [facet for facet in order if facet not in closed and facet not in started]
    old = [*standing.owed(), *(facet for facet in order if facet in started)]
    facets = len(standing.scope.facets)
    row = DeckDue(
        deck=asker.deck.id,
        title=asker.deck.title,
        facets=facets,
        started=len(started),
        due=len(old),
        new=len(new),
        minutes=sum(map(standing.seconds, old)) / 60,
        known=standing.known() / facets if facets else 0.0,
        next_days=0 if old or new else upcoming(standing)[0],
    )
    return Load(row, sum(map(standing.seconds, new)))


def shared(loads: Sequence[Load], today: Today) -> tuple[DeckDue, ...]:
    """Return what each deck has for today, its new facets counted as far as the minutes go.

    Args:
        loads: What each deck has; the first one's new facets come first.
        today: What the learner has for the day.
    """
    rest = None
    if today.left is not None:
        rest = max(0.0, today.left - sum(each.due.minutes for each in loads) * 60)
    rows = []
    for row, new_seconds in loads:
        spent = new_seconds if rest is None else min(new_seconds, rest)
        rest = None if rest is None else rest - spent
        rows.append(row._replace(minutes=row.minutes + spent / 60))
    return tuple(rows)


def why(
    askers: Sequence[Asker],
    memory: Memory,
    clock: Clock,
    *,
    facet: str,
    today: Today = NO_LIMIT,
    log: Log | None = None,
) -> Reason:
    """Return the one reason why a facet is asked today, or is not: in a sitting of its own deck.

    Args:
        askers: One for each deck.
        memory: What the learner remembers.
        clock: What tells the time.
        facet: Its id, or any end of it that fits one facet only ("k7f3#leader").
        today: What the learner has for the day.
        log: The learner's log: it tells when a facet was suspended, and on which device.

    Raises:
        LookupError: If no facet ends so, or several do.
    """
    name = find(askers, facet)
    scope = Scope([asker for asker in askers if asker.deck.id == deck_of(name)])
    standing = Standing(scope, memory, moment(clock).day, own=today.own)
    aside = _put_aside(log, name) if log and standing.state(name).suspended else ""
    found = reason(standing, name, minutes=today.minutes, used_ms=today.used_ms, put_aside=aside)
    if found.asked and name in today.put_off:
        return found._replace(kind="put off", sentence=_PUT_OFF)
    return found


def _put_aside(log: Log, facet: FacetId) -> str:
    """Return when a facet was suspended, and on which device, or "" if it is not known."""
    found = [moment for moment in log.moments_of(facet) if moment[1].kind == "suspend"]
    if not found:
        return ""
    t, event = found[-1]
    return f"on {day_text(learner_day(t, event.off))}, on device {event.dev[:8]}"


def find(askers: Iterable[Asker], text: str) -> FacetId:
    """Return the facet that a text names, refused ones included.

    Raises:
        LookupError: If no facet ends so, or several do; the facets of a fact are listed.
    """
    known = [facet for asker in askers for facet in asker.planner.candidates]
    fits = [f for f in known if f == text] or [f for f in known if f.endswith(text)]
    if len(fits) == 1:
        return fits[0]
    if not fits and "#" in text:
        return FacetId(text)
    fact = () if fits or "#" in text else tuple(f for f in known if split(f)[0].endswith(text))
    if len({split(f)[0] for f in fact}) == 1:
        message = f'"{text}" is a fact; name one of its facets: {", ".join(fact)}'
        raise LookupError(message)
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


def answered(body: Mapping[str, Any]) -> str:
    """Return what a review's learner did, in words: the response, or that there was none.

    >>> answered({"form": "flip", "response": None, "options": []})
    'said how well it was known'
    """
    response = given(body)
    if response is not None:
        return response
    return "said how well it was known" if body["form"] == Form.FLIP.value else "gave up"


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
