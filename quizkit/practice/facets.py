"""Where a learner stands with each facet of a fact: in one word, in figures, in answers."""

from collections import Counter
from typing import Final

from quizkit.memory.confusions import times
from quizkit.memory.due import KEEP
from quizkit.memory.replay import Moment
from quizkit.memory.reviews import MILLION
from quizkit.memory.timeline import learner_day
from quizkit.model import Card, FacetId, FacetView, MixedUp, Outcome
from quizkit.session.exams import day_text
from quizkit.session.scope import deck_of
from quizkit.session.standing import Standing
from quizkit.session.why import reason
from quizkit.store.log import Log

MOST_ANSWERS: Final = 8
"""Newest answers to a facet that are shown."""

MOST_MIXED: Final = 3
"""Wrong answers that are named, the most frequent first."""

KNOWN_RUNG: Final = 2
"""Rung of the ladder from which on a facet is asked without options: then it counts as known."""


def facet_view(standing: Standing, facet: FacetId, log: Log | None = None) -> FacetView:
    """Return a facet as it is shown, one that is never asked with the reason.

    Args:
        standing: Where the learner stands.
        facet: The facet, of a deck in scope.
        log: The learner's log; None: its answers are not told.
    """
    role = facet.rpartition("#")[2]
    moments = log.moments_of(facet) if log else ()
    answers = _answers(moments)
    word = standing_of(standing, facet)
    mixed = mixed_up(standing, facet)
    if word in ("refused", "not asked"):
        why = reason(standing, facet, minutes=0).sentence
        return FacetView(facet, role, word, answers=answers, mixed_up=mixed, why=why)
    return FacetView(
        facet,
        role,
        word,
        form=standing.form(facet),
        known=known_now(standing, facet),
        due_days=due_days(standing, facet),
        answers=answers,
        mixed_up=mixed,
        why=_put_aside(moments) if word == "suspended" else "",
    )


def standing_of(standing: Standing, facet: FacetId) -> str:
    """Return where the learner stands with a facet: one of `model.STANDINGS`."""
    if facet not in standing.scope:
        refusal = standing.scope.askers[deck_of(facet)].planner.refusal(facet)
        return "refused" if refusal and refusal.code else "not asked"
    if standing.state(facet).suspended:
        return "suspended"
    recall = standing.recall(facet)
    if recall is None:
        return "new"
    found = standing.finding(facet)
    if found is not None and found.is_open:
        return "treated"
    is_known = recall >= KEEP and standing.rung(facet) >= KNOWN_RUNG
    return "known" if is_known else "learning"


def known_now(standing: Standing, facet: FacetId) -> float | None:
    """Return the chance [0..1] that a facet is known; 0 if it was wrong today and not right since.

    None if it is new.
    """
    chance = standing.chance(facet)
    return 0.0 if chance is not None and _is_owed(standing, facet) else chance


def _is_owed(standing: Standing, facet: FacetId) -> bool:
    return standing.state(facet).failed_rung >= 0 and standing.is_answered_today(facet)


def due_days(standing: Standing, facet: FacetId) -> int | None:
    """Return the days until a facet is due [0..]; None if it is new or suspended."""
    state = standing.state(facet)
    due = None if state.suspended else standing.due_day(facet)
    if due is None:
        return None
    is_owed = _is_owed(standing, facet) and not standing.is_put_off(facet)
    return 0 if is_owed else max(0, due - standing.day)


def due_text(days: int | None) -> str:
    """Return when something is due, in few letters.

    >>> [due_text(days) for days in (None, 0, 1, 12)]
    ['-', 'today', 'tomorrow', 'in 12 days']
    """
    if days is None:
        return "-"
    return ("today", "tomorrow")[days] if days < 2 else f"in {days} days"


def mixed_up(standing: Standing, facet: FacetId) -> tuple[MixedUp, ...]:
    """Return what was taken for a facet's answer, the most often first, at most three.

    Only what is an answer elsewhere, or was offered as one, is mixed up; all else is not known.
    """
    given = times(standing.memory.confusions, facet)
    scope = standing.scope
    if not given or facet not in scope:
        return ()
    count = Counter[str]()
    row = scope.row(facet)
    offered = frozenset(row.wrong) if isinstance(row, Card) else frozenset()
    for text, often in given.items():
        other = scope.meant(facet, text) or (text if text in offered else "")
        if other:
            count[other] += often
    answer = scope.answer(facet)
    return tuple(MixedUp(answer, other, n) for other, n in count.most_common(MOST_MIXED))


def _answers(moments: tuple[Moment, ...]) -> tuple[Outcome, ...]:
    reviews = [event.body["score"] for _, event in moments if event.kind == "review"]
    return tuple(map(_outcome, reviews[-MOST_ANSWERS:]))


def _outcome(score: int) -> Outcome:
    if score >= MILLION:
        return Outcome.RIGHT
    return Outcome.PARTLY if score > 0 else Outcome.WRONG


def _put_aside(moments: tuple[Moment, ...]) -> str:
    found = [(t, event) for t, event in moments if event.kind == "suspend"]
    if not found:
        return "Suspended."
    t, event = found[-1]
    return f"Suspended on {day_text(learner_day(t, event.off))}."
