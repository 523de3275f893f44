"""Every live answer of a log with what was remembered before and after it, in one walk."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from quizkit.memory.renames import split
from quizkit.memory.replay import Step, steps
from quizkit.memory.reviews import MILLION
from quizkit.memory.timeline import learner_day
from quizkit.model import Deck
from quizkit.practice.reports import given
from quizkit.questions.calm import calm
from quizkit.store.log import Log
from quizkit.store.rows import in_time

CARD: Final = "card"
"""Stands for the kind of a card."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_DAYS: Final = date(1970, 1, 1).toordinal()


def answers(log: Log, decks: Iterable[Deck] = ()) -> list[dict[str, Any]]:
    """Return every answer that was not taken back, oldest first.

    Args:
        log: The learner's log.
        decks: Decks that tell the kind of a fact; None stands for that of a fact elsewhere.

    Returns:
        Each with `at` (datetime, UTC), `day` (the learner-day, a date), `facet` (its present
        name), `deck`, `fact`, `role`, `kind`, `form`, `stem`, `response` (None: given up),
        `score` [0..1], `rating` [1..4], `override` ("grade", "rating" or None), `ms`, `hints`,
        `stability_days` after the answer, and `retrievability_before` it ([0..1]; None for the
        first one).
    """
    kinds = kinds_of(decks)
    with calm():
        rows = sorted(log.entries(), key=in_time)
        moments = ((row.t, row.event) for row in rows if row.live and row.is_read)
        return [_answer(step, kinds) for step in steps(moments)]


def kinds_of(decks: Iterable[Deck]) -> dict[str, str]:
    """Return the kind of each fact, by the fact's name with its deck's."""
    found = {}
    for deck in decks:
        found.update({f"{deck.id}/{fact.id}": fact.kind for fact in deck.facts})
        found.update({f"{deck.id}/{card.id}": CARD for card in deck.cards})
    return found


def _answer(step: Step, kinds: Mapping[str, str]) -> dict[str, Any]:
    body = step.event.body
    name, role = split(step.facet)
    deck, _, fact = name.partition("/")
    return {
        "at": _EPOCH + timedelta(milliseconds=step.t),
        "day": date.fromordinal(_DAYS + learner_day(step.t, step.event.off)),
        "facet": step.facet,
        "deck": deck,
        "fact": fact,
        "role": role,
        "kind": kinds.get(name),
        "form": body["form"],
        "stem": body["stem"],
        "response": given(body),
        "score": body["score"] / MILLION,
        "rating": body["rating"],
        "override": body["override"],
        "ms": body["ms"],
        "hints": body["hints"],
        "stability_days": step.stability,
        "retrievability_before": step.recall,
    }
