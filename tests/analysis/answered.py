"""What simulated learners answer: their histories, and for each answer the true chance to be right.

The memory is FSRS-6 with weights of the learner's own, drawn as the conformance tests draw them.
Ten facts a day are started, and asked again when the default weights expect recall to have fallen
to 0.9; a wrong one is answered once more on the same day.
"""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from quizkit.analysis.fit.history import Answer, History
from quizkit.memory.fsrs import Fsrs6, interval
from quizkit.memory.fuzz import fuzz
from quizkit.model import DAY_MS, Draft, Rating, State
from quizkit.store.log import Log
from tests.memory.logs import review
from tests.memory.test_conformance import synthetic

FIRST = (0.24, 0.094, 0.495, 0.171)
RIGHT = (0.0, 0.224, 0.631, 0.145)
NEW_A_DAY = 10
MINUTE_MS = 60_000
START = 1_767_225_600_000 + DAY_MS // 2
USUAL = Fsrs6()


class Given(NamedTuple):
    """An answer of a facet, and the true chance [0..1] that it was right."""

    facet: int
    answer: Answer
    chance: float


class _Facet(NamedTuple):
    truth: State
    belief: State
    day: int
    due: int


def answers(seed: str, *, by_choice: bool = False) -> Iterator[Given]:
    """Yield what a learner answers, in time, without an end.

    Args:
        seed: A text; equal texts, equal learners.
        by_choice: The first rungs of the ladder are asked by choice, and what is not known is
            guessed: right by luck, the truth is that it was not known.
    """
    rng = Random(f"fit:{seed}")
    model = Fsrs6(synthetic(rng))
    facets: list[_Facet] = []
    day = 0
    while True:
        t = day * DAY_MS + DAY_MS // 2
        for number, facet in enumerate(facets):
            if facet.due <= day:
                for given, after in _again(rng, model, facet, day, t, number, by_choice):
                    yield given
                    facets[number] = after
                    t += MINUTE_MS
        for _ in range(NEW_A_DAY):
            given, facet = _first(rng, model, day, t, len(facets), by_choice)
            facets.append(facet)
            yield given
            t += MINUTE_MS
        day += 1


def _first(
    rng: Random, model: Fsrs6, day: int, t: int, number: int, by_choice: bool
) -> tuple[Given, _Facet]:
    real = rng.choices((1, 2, 3, 4), FIRST)[0]
    guess = 1 / 3 if by_choice else 0.0
    said = _said(rng, real, guess)
    chance = 1.0 - FIRST[0] * (1.0 - guess)
    answer = Answer(t, 0, Rating(said), guess, float(said > 1))
    facet = _next(rng, model.first(real, 0.0), USUAL.first(said, guess), day)
    return Given(number, answer, chance), facet


def _again(
    rng: Random, model: Fsrs6, facet: _Facet, day: int, t: int, number: int, by_choice: bool
) -> Iterator[tuple[Given, _Facet]]:
    """Yield a scored answer and, if it was wrong, one more on the same day."""
    gap = day - facet.day
    guess = _guess(facet.belief.stability) if by_choice else 0.0
    known = model.recall(facet.truth, float(gap))
    real = rng.choices((1, 2, 3, 4), RIGHT)[0] if rng.random() < known else 1
    said = _said(rng, real, guess)
    truth = model.step(facet.truth, real, float(gap))
    belief = USUAL.step(facet.belief, said, float(gap), guess=guess)
    after = _next(rng, truth, belief, day)
    answer = Answer(t, gap, Rating(said), guess, float(said > 1))
    yield Given(number, answer, known + (1.0 - known) * guess), after
    if said == 1:
        after = _next(rng, model.step(truth, 3, 0.0), USUAL.step(belief, 3, 0.0), day)
        yield Given(number, Answer(t + 1, 0, Rating.GOOD, guess, 1.0), 1.0), after


def _said(rng: Random, real: int, guess: float) -> int:
    """Return the rating that is logged: what is not known may be guessed; no Easy by choice."""
    if real == 1:
        return 3 if guess and rng.random() < guess else 1
    return min(real, 3) if guess > 0.05 else real


def _guess(stability: float) -> float:
    """Return the guess rate of the ladder's rung."""
    if stability < 3:
        return 1 / 3
    return 1 / 4 if stability < 14 else 0.05 if stability < 45 else 0.0


def _next(rng: Random, truth: State, belief: State, day: int) -> _Facet:
    days = max(1, round(interval(belief.stability, retention=0.9)))
    return _Facet(truth, belief, day, day + fuzz(days, rng.random()))


def histories(given: list[Given]) -> tuple[History, ...]:
    """Return the histories of some answers, by facet."""
    found: dict[int, list[Answer]] = {}
    for one in given:
        found.setdefault(one.facet, []).append(one.answer)
    return tuple(tuple(found[facet]) for facet in sorted(found))


def write(log: Log, seed: str, size: int, *, start: int = START) -> int:
    """Write what a learner answers into a log until there are so many scored reviews.

    Args:
        log: The open log.
        seed: A text; equal texts, equal learners.
        size: Scored reviews; the day on which they are reached is finished.
        start: When the learner began [ms].

    Returns:
        The time of the last day's answers [ms].
    """
    scored, day, drafts = 0, 0, list[Draft]()
    for one in answers(seed):
        this = one.answer.t // DAY_MS
        if this != day:
            log.append(drafts, at=start + day * DAY_MS, off=0)
            if scored >= size:
                break
            day, drafts = this, []
        scored += one.answer.days > 0
        body = review(f"d/f{one.facet:05d}#who", rating=int(one.answer.rating))
        drafts.append(Draft("review", body | {"score": 1_000_000 * one.answer.is_right}))
    return start + day * DAY_MS
