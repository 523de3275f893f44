"""What a log tells of each facet's memory: its answers in order, as a memory model takes them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizkit.memory.folding import changed
from quizkit.memory.fsrs import Model
from quizkit.memory.renames import current, split
from quizkit.memory.reviews import MILLION, guess_of
from quizkit.memory.timeline import learner_day
from quizkit.model import Event, Rating, State


class Answer(NamedTuple):
    """An answer as a memory model takes it.

    Attributes:
        t: Derived time [ms].
        days: Learner-days since the facet's answer before [>= 0]; of the first one 0.
        rating: G [1..4].
        guess: Chance to be right without knowing [0..1].
        score: How right it was [0..1].
        is_changed: The right answer was another one at the answer before.
    """

    t: int
    days: int
    rating: Rating
    guess: float
    score: float
    is_changed: bool = False

    @property
    def is_right(self) -> bool:
        """Whether it counts as known: the opposite of a lapse."""
        return self.score >= 0.5


History = tuple[Answer, ...]
"""The answers to one facet from its first one, or from a reset, on; in order."""


class Prediction(NamedTuple):
    """What a model said of a scored review, and what came.

    Attributes:
        t: Derived time of the review [ms].
        recall: Predicted R [0..1].
        chance: Predicted chance to be right [0..1], guesses included.
        is_right: Whether it was.
    """

    t: int
    recall: float
    chance: float
    is_right: bool


def histories(moments: Iterable[tuple[int, Event]]) -> tuple[History, ...]:
    """Return the histories of one learner, by facet id and then in time.

    The order is part of the promise: what is fitted to the histories depends on it.

    Args:
        moments: The live events that this version applies, with their derived times [ms], in
            their order (t, dev, seq, id).

    >>> histories([])
    ()
    """
    moments = list(moments)
    renames = {
        event.body["old"]: event.body["new"] for _, event in moments if event.kind == "rename"
    }
    found: dict[str, list[list[Answer]]] = {}
    last: dict[str, tuple[int, str]] = {}
    for t, event in moments:
        if event.kind == "reset":
            for facet in _meant(current(event.body["facet"], renames), found):
                found[facet].append([])
        elif event.kind == "review":
            facet, key = current(event.body["facet"], renames), event.body["key"]
            day = learner_day(t, event.off)
            before, old = last.get(facet, (day, key))
            last[facet] = day, key
            own = found.setdefault(facet, [[]])[-1]
            days = max(0, day - before) if own else 0
            own.append(_answer(event, t, days=days, is_changed=bool(own) and key != old))
    return tuple(tuple(run) for facet in sorted(found) for run in found[facet] if run)


def _meant(name: str, facets: Iterable[str]) -> list[str]:
    """Return the known facets that a facet's or a fact's name means."""
    return [facet for facet in facets if facet == name or split(facet)[0] == name]


def _answer(event: Event, t: int, *, days: int, is_changed: bool) -> Answer:
    body = event.body
    rating, score = Rating(body["rating"]), body["score"] / MILLION
    return Answer(t, days, rating, guess_of(body), score, is_changed)


def times(known: Iterable[History]) -> list[int]:
    """Return the derived time of each scored review [ms], ascending.

    A review is scored if it is not on the learner-day of the facet's answer before.
    """
    return sorted(answer.t for history in known for answer in history[1:] if answer.days)


def predictions(
    known: Sequence[History], model: Model, *, since: int | None = None
) -> list[Prediction]:
    """Return what a model says of each scored review, by history and then in time.

    P = guess + (1 - guess) * R: as quizkit predicts, but without a learner's offset.

    Args:
        known: The histories.
        model: A memory model that counts whole learner-days.
        since: Only of reviews at this time or later [ms]; None: of all.
    """
    found: list[Prediction] = []
    for history in known:
        first = history[0]
        state = model.first(first.rating, first.guess)
        for answer in history[1:]:
            if answer.is_changed:
                state = changed(state)
            if answer.days and (since is None or answer.t >= since):
                found.append(_prediction(model.recall(state, float(answer.days)), answer))
            state = _after(model, state, answer)
    return found


def _prediction(recall: float, answer: Answer) -> Prediction:
    chance = answer.guess + (1.0 - answer.guess) * recall
    return Prediction(answer.t, recall, chance, answer.is_right)


def _after(model: Model, state: State, answer: Answer) -> State:
    elapsed = float(answer.days)
    return model.step(state, answer.rating, elapsed, guess=answer.guess, score=answer.score)
