"""Learners who may be the real one: drawn from all who might exist, by how well they fit.

Each candidate is a set of weights; how likely it makes the answers that were given weighs it. The
likelihood is flattened until enough candidates share the weight, so that a forecast stays honest
about what so few draws, and so simple a model, cannot know. Without answers all weigh the same.
What a candidate remembers is replayed from the answers; a lucky guess is taken for knowledge
there, which is nearly always right and costs less than telling them apart.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import exp, log
from random import Random
from typing import Final, NamedTuple

from quizkit.memory.calibration import offset
from quizkit.memory.fsrs import Fsrs6, Model
from quizkit.memory.synthetic import weights
from quizkit.model import Scored, State

CANDIDATES: Final = 300
"""How many are drawn."""

SHARED: Final = 16.0
"""Candidates that must share the weight, at least (effective sample size)."""

EVIDENCE: Final = 400
"""Answers that candidates are judged by, about."""

UNSURE: Final = 0.35
"""Spread of what answers cannot tell: how else a learner differs from every candidate [logits]."""

_FLATTER: Final = 0.8
_LEAST: Final = 1e-6


class Answered(NamedTuple):
    """An answer, as far as a memory model needs it.

    Attributes:
        day: Number of its learner-day.
        rating: Its rating [1..4].
        guess: Chance to be right without knowing [0..1].
        score: How right it was [0..1].
    """

    day: int
    rating: int
    guess: float = 0.0
    score: float = 1.0


History = Sequence[Answered]
"""The answers to one facet, oldest first; none before the first one."""


class Possible(NamedTuple):
    """A learner who may be the real one.

    Attributes:
        model: What it remembers by.
        offset: How much more or less than that it recalls [logits].
        states: Its memory of each facet whose history is known.
    """

    model: Model
    offset: float
    states: tuple[State | None, ...]


def possible(
    histories: Sequence[History], *, own: Model, count: int, seed: str, candidates: int = CANDIDATES
) -> list[Possible]:
    """Return learners who may be the real one, the likelier the more often.

    Args:
        histories: What was answered, facet by facet; empty for new ones.
        own: The model in force, one candidate more.
        count: How many are wanted [>= 1].
        seed: What all chance starts from.
        candidates: How many are looked at besides the model in force [>= 16].

    >>> asked = [Answered(0, 3), Answered(5, 3), Answered(20, 3)]
    >>> found = possible([asked, ()], own=Fsrs6(), count=3, seed="7")
    >>> len(found), found[0].states[1] is None
    (3, True)
    """
    rng = Random(f"{seed}:learners")
    models: list[Model] = [own, *(Fsrs6(weights(rng)) for _ in range(candidates))]
    evidence = _evidence(histories, rng)
    shares = _shares([_likelihood(model, evidence) for model in models])
    chosen = _drawn(shares, count, rng.random())
    made = {number: _made(models[number], histories) for number in dict.fromkeys(chosen)}
    return [_unsure(made[number], rng, is_told=bool(evidence)) for number in chosen]


def _unsure(found: Possible, rng: Random, *, is_told: bool) -> Possible:
    """Return a learner whose offset is no surer than a simple model can be.

    Before the first answer the candidates differ as much as learners do; there is nothing to add.
    """
    moved = rng.gauss(0.0, UNSURE)
    return found._replace(offset=found.offset + moved) if is_told else found


def replayed(model: Model, history: History) -> tuple[State | None, list[Scored]]:
    """Return what a model makes of the answers to one facet, and what it predicted for each."""
    state, last, scored = None, 0, list[Scored]()
    for day, rating, guess, score in history:
        if state is None:
            state, last = model.first(rating, 0.0), day
            continue
        elapsed = float(max(0, day - last))
        if elapsed:
            scored.append(Scored(day, model.recall(state, elapsed), guess, score))
        state, last = model.step(state, rating, elapsed, score=score), day
    return state, scored


def _made(model: Model, histories: Sequence[History]) -> Possible:
    states, scored = [], list[Scored]()
    for history in histories:
        state, found = replayed(model, history)
        states.append(state)
        scored += found
    scored.sort()
    return Possible(model, offset(scored[-EVIDENCE:]), tuple(states))


def _evidence(histories: Sequence[History], rng: Random) -> list[History]:
    """Return some of the histories, evenly drawn: as many as are needed to tell candidates."""
    told = [history for history in histories if len(history) > 1]
    rng.shuffle(told)
    found, answers = [], 0
    for history in told:
        found.append(history)
        answers += len(history) - 1
        if answers >= EVIDENCE:
            break
    return found


def _likelihood(model: Model, histories: Iterable[History]) -> float:
    """Return the logarithm of how likely a candidate makes the answers."""
    found = 0.0
    for history in histories:
        for each in replayed(model, history)[1]:
            right = each.guess + (1.0 - each.guess) * each.recall
            right = min(1.0 - _LEAST, max(_LEAST, right))
            found += each.score * log(right) + (1.0 - each.score) * log(1.0 - right)
    return found


def _shares(likelihoods: Sequence[float]) -> list[float]:
    """Return the weight of each candidate, all together 1, flattened until enough share it."""
    best, power = max(likelihoods), 1.0
    while True:
        raw = [exp(power * (each - best)) for each in likelihoods]
        whole = sum(raw)
        shares = [each / whole for each in raw]
        if 1.0 / sum(share * share for share in shares) >= SHARED:
            return shares
        power *= _FLATTER


def _drawn(shares: Sequence[float], count: int, u: float) -> list[int]:
    """Return numbers drawn by their shares, spread as evenly as can be, in mixed order."""
    below = list(accumulate(shares))
    found, at = [], 0
    for step in range(count):
        while at < len(below) - 1 and below[at] <= (step + u) / count:
            at += 1
        found.append(at)
    Random(f"{u}").shuffle(found)
    return found
