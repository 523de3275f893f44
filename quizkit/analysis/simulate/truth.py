"""What a simulated learner really remembers: two models that no policy can look into.

A: FSRS-6 with the learner's own weights, and first stabilities that differ from facet to facet.
B: ACT-R's activation (Pavlik and Anderson 2005), a sum over all encounters. There a first answer's
rating tells nothing about the memory, and forgetting is far from what FSRS-6 expects.

A facet is a number from 0 on; `day` is the number of the day and `second` the time on it.
"""

from enum import Enum
from math import exp
from typing import Final, Protocol

from quizkit.analysis.simulate.learner import Learner
from quizkit.memory.fsrs import MAX_STABILITY, MIN_STABILITY, Fsrs6
from quizkit.model import State

_DAY_SECONDS: Final = 86_400.0
_SLOWER: Final = 0.025
_SHORTEST: Final = 60.0
_DECAY: Final = 0.177
_DECAY_GROWTH: Final = 0.217
_NOISE: Final = 0.255


class Kind(Enum):
    """Which of the two truths."""

    A = "A"
    B = "B"


class Truth(Protocol):
    """The memory of one learner."""

    def meet(self, facet: int, day: int, second: float, rating: int) -> None:
        """Take in a facet's first answer."""

    def answer(self, facet: int, day: int, second: float, rating: int) -> None:
        """Take in a later answer; a lucky guess is the rating 1, for nothing was known."""

    def recall(self, facet: int, day: int, second: float) -> float:
        """Return the chance [0..1] to know a facet that was met."""

    def known(self, day: int) -> float:
        """Return the sum of the chances of all facets, at the start of a day after the last one."""


class FsrsTruth:
    """Truth A."""

    def __init__(self, learner: Learner) -> None:
        self._model = Fsrs6(learner.weights)
        self._ease = learner.ease
        self._states: dict[int, tuple[State, int]] = {}

    def meet(self, facet: int, day: int, second: float, rating: int) -> None:
        """Begin with the stability of the rating times the facet's own ease."""
        state = self._model.first(rating, 0.0)
        stability = min(max(state.stability * self._ease[facet], MIN_STABILITY), MAX_STABILITY)
        self._states[facet] = State(stability, state.difficulty), day

    def answer(self, facet: int, day: int, second: float, rating: int) -> None:
        """Step the state."""
        state, last = self._states[facet]
        self._states[facet] = self._model.step(state, rating, float(day - last)), day

    def recall(self, facet: int, day: int, second: float) -> float:
        """Return R, as of whole days."""
        state, last = self._states[facet]
        return self._model.recall(state, float(day - last))

    def known(self, day: int) -> float:
        """Return the sum of R."""
        decay = -self._model.weights[20]
        factor = 0.9 ** (1.0 / decay) - 1.0
        found = [
            (1.0 + factor * (day - last) / state.stability) ** decay
            for state, last in self._states.values()
        ]
        return float(sum(found))


class ActrTruth:
    """Truth B.

    m = ln(sum over encounters k of max(60, h * age_k) ** -d_k), P = 1 / (1 + exp((t - m) / 0.255)),
    with age in seconds, h = 0.025, and d_k = 0.217 * exp(m just before k) + 0.177. Every answer is
    an encounter, right or wrong.
    """

    def __init__(self, learner: Learner) -> None:
        self._odds = [exp(threshold) for threshold in learner.thresholds]
        self._met: dict[int, list[tuple[float, float]]] = {}

    def meet(self, facet: int, day: int, second: float, rating: int) -> None:
        """Begin with one encounter."""
        self._met[facet] = [(day * _DAY_SECONDS + second, -_DECAY)]

    def answer(self, facet: int, day: int, second: float, rating: int) -> None:
        """Add an encounter, which fades the faster the better it was known."""
        now = day * _DAY_SECONDS + second
        met = self._met[facet]
        met.append((now, -(_DECAY_GROWTH * _strength(met, now) + _DECAY)))

    def recall(self, facet: int, day: int, second: float) -> float:
        """Return P."""
        strength = _strength(self._met[facet], day * _DAY_SECONDS + second)
        return _chance(strength, self._odds[facet])

    def known(self, day: int) -> float:
        """Return the sum of P."""
        now, odds = day * _DAY_SECONDS, self._odds
        found = 0.0
        for facet, met in self._met.items():
            strength = sum([(_SLOWER * (now - then)) ** decay for then, decay in met])
            found += 1.0 / (1.0 + (odds[facet] / strength) ** (1.0 / _NOISE))
        return found


def truth_of(kind: Kind, learner: Learner) -> Truth:
    """Return a learner's memory before the first answer."""
    return FsrsTruth(learner) if kind is Kind.A else ActrTruth(learner)


def _strength(met: list[tuple[float, float]], now: float) -> float:
    """Return exp(m)."""
    return float(sum([max(_SHORTEST, _SLOWER * (now - then)) ** decay for then, decay in met]))


def _chance(strength: float, odds: float) -> float:
    return float(1.0 / (1.0 + (odds / strength) ** (1.0 / _NOISE)))
