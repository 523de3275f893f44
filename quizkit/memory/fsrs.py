"""The memory model FSRS-6: how an answer changes what is remembered, and how it fades.

Symbols, in all of this module: S is stability, the days until recall falls to 0.9; D is
difficulty, 1..10; R is recall, 0..1; e is elapsed time in learner-days; G is the rating, Again 1,
Hard 2, Good 3, Easy 4; w0..w20 are the weights. Plain floats, no clock, no chance: the one random
number that spreads due days comes in as an argument.

Source:
    The formulas of FSRS-6 ("The Algorithm", open-spaced-repetition) as the programs py-fsrs 6.3.2
    and fsrs-rs compute them; the tests compare with both. Credit for guesses and for partly right
    answers is quizkit's own and belongs to the model id "fsrs-6": to change it takes a new id.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp
from typing import Final, Protocol

from quizkit.model import Rating, State

MIN_STABILITY: Final = 0.001
"""Smallest stability [days]."""

MAX_STABILITY: Final = 36_500.0
"""Largest stability, and longest delay [days]."""

DEFAULT_WEIGHTS: Final = (
    *(0.212, 1.2931, 2.3065, 8.2956),  # first stability
    *(6.4133, 0.8334, 3.0194, 0.001),  # difficulty: first, spread, step, pull back
    *(1.8722, 0.1666, 0.796),  # growth after a right answer: scale, damping by S, by R
    *(1.4835, 0.0614, 0.2629, 1.6483),  # stability after a wrong one: scale, D, S, R
    *(0.6014, 1.8729),  # Hard, Easy
    *(0.5425, 0.0912, 0.0658),  # same day
    0.1542,  # decay of the curve
)
"""The 21 weights w0..w20 for a learner of whom nothing is known."""

BOUNDS: Final = (
    *((0.001, 100.0),) * 4,
    *((1.0, 10.0), (0.001, 4.0), (0.001, 4.0), (0.001, 0.75)),
    *((0.0, 4.5), (0.0, 0.8), (0.001, 3.5)),
    *((0.001, 5.0), (0.001, 0.25), (0.001, 0.9), (0.0, 4.0)),
    *((0.0, 1.0), (1.0, 6.0)),
    *((0.0, 2.0), (0.0, 2.0), (0.0, 0.8)),
    (0.1, 0.8),
)
"""Lowest and highest value of each of the 21 weights, both included."""

FIRST_RECALL: Final = 0.5
"""Stands in for R at a first answer, where there is none yet."""


Prospects = tuple[float, float, float, float]
"""Recall now, and at a horizon: asked now and known, asked now and failed, not asked [0..1]."""


class Model(Hashable, Protocol):
    """What the rest of quizkit needs from a memory model.

    A `State` is opaque outside its model, but for `.stability` and `.difficulty`. Models are
    values: equal and hashed by their id and weights.
    """

    @property
    def id(self) -> str:
        """Return the id that `params` events name."""

    @property
    def weights(self) -> tuple[float, ...]:
        """Return the weights, in the model's own order."""

    @property
    def fractional(self) -> bool:
        """Return whether elapsed time is true days; else it is whole learner-days."""

    def first(self, rating: int, guess: float) -> State:
        """Return the state after a facet's first answer."""

    def step(
        self, state: State, rating: int, elapsed: float, *, guess: float = 0.0, score: float = 1.0
    ) -> State:
        """Return the state after a later answer."""

    def recall(self, state: State, elapsed: float) -> float:
        """Return the chance [0..1] to know it after `elapsed` days."""

    def prospects(self, state: State, elapsed: float, until: float) -> Prospects:
        """Return recall now, and `until` days later after Good, after Again, without a review."""


def recall(elapsed: float, stability: float, *, decay: float = DEFAULT_WEIGHTS[20]) -> float:
    """Return the chance to remember after a delay.

    R = (1 + f * e / S) ** -decay, with f = 0.9 ** (-1 / decay) - 1, so that R = 0.9 at e = S.

    Args:
        elapsed: e [days, >= 0].
        stability: S [days, > 0].
        decay: w20 [0.1..0.8].

    Returns:
        R [0..1].

    Raises:
        ValueError: If an argument is outside its range.

    >>> recall(10.0, 10.0)
    0.9
    >>> round(recall(30.0, 10.0), 6)
    0.809388
    """
    if not (elapsed >= 0 and stability > 0 and decay > 0):
        raise ValueError(f"elapsed {elapsed}, stability {stability}, decay {decay}: want >= 0, > 0")
    return float((1.0 + (0.9 ** (-1.0 / decay) - 1.0) * elapsed / stability) ** -decay)


def interval(stability: float, *, retention: float, decay: float = DEFAULT_WEIGHTS[20]) -> float:
    """Return the delay after which recall falls to the wanted retention.

    I = S / f * (r ** (-1 / decay) - 1): the inverse of `recall`.

    Args:
        stability: S [days, > 0].
        retention: r, the recall wanted at the end of the delay (0..1, both excluded).
        decay: w20 [0.1..0.8].

    Returns:
        Delay [days, > 0], not rounded and without fuzz.

    Raises:
        ValueError: If an argument is outside its range.

    >>> round(interval(10.0, retention=0.9), 6)
    10.0

    Less recall wanted, longer delay:

    >>> round(interval(10.0, retention=0.8), 6)
    33.159598
    """
    if not (stability > 0 and 0 < retention < 1 and decay > 0):
        raise ValueError(
            f"stability {stability}, retention {retention}, decay {decay}: want > 0, 0..1, > 0"
        )
    factor = 0.9 ** (-1.0 / decay) - 1.0
    return float(stability / factor * (retention ** (-1.0 / decay) - 1.0))


@dataclass(frozen=True, slots=True)
class Fsrs6:
    """FSRS-6 with its 21 weights. Elapsed time is whole learner-days; 0 means the same one.

    Args:
        weights: w0..w20, each within `BOUNDS`.

    Raises:
        ValueError: If there are not 21 weights, or one is outside its bounds or not finite.

    >>> model = Fsrs6()
    >>> model.first(3, 0.0)
    State(stability=2.3065, difficulty=2.1181...)
    >>> after = model.step(model.first(3, 0.0), 3, 2.0)
    >>> round(after.stability, 6)
    10.964332
    """

    weights: tuple[float, ...] = DEFAULT_WEIGHTS
    _factor: float = field(init=False, repr=False, compare=False)
    _growth: float = field(init=False, repr=False, compare=False)
    _sink: float = field(init=False, repr=False, compare=False)
    _pull: float = field(init=False, repr=False, compare=False)
    _bonus: tuple[float, ...] = field(init=False, repr=False, compare=False)
    _short: tuple[float, ...] = field(init=False, repr=False, compare=False)
    _moves: tuple[float, ...] = field(init=False, repr=False, compare=False)
    _ahead: tuple[float, ...] = field(init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        w = self.weights
        if len(w) != len(BOUNDS):
            raise ValueError(f"{len(w)} weights, want {len(BOUNDS)}")
        for number, (value, (low, high)) in enumerate(zip(w, BOUNDS, strict=True)):
            if not low <= value <= high:
                raise ValueError(f"w{number} is {value}, want {low}..{high}")
        keep = object.__setattr__
        keep(self, "_hash", hash(w))
        keep(self, "_factor", 0.9 ** (-1.0 / w[20]) - 1.0)
        keep(self, "_growth", exp(w[8]))
        keep(self, "_sink", exp(w[17] * w[18]))
        keep(self, "_pull", w[7] * (w[4] - exp(w[5] * 3.0) + 1.0))
        keep(self, "_bonus", (0.0, 0.0, w[15], 1.0, w[16]))
        keep(self, "_short", (0.0, *(exp(w[17] * (g - 3 + w[18])) for g in Rating)))
        keep(self, "_moves", (0.0, *(-w[6] * (g - 3) / 9.0 for g in Rating)))
        ahead = (self._factor, -w[20], self._growth, -w[9], w[10])
        keep(self, "_ahead", (*ahead, w[11], -w[12], w[13], w[14], self._sink))

    def __hash__(self) -> int:
        """Return the hash of the weights, taken once: models are looked up all the time."""
        return self._hash

    @property
    def id(self) -> str:
        """Return "fsrs-6"."""
        return "fsrs-6"

    @property
    def fractional(self) -> bool:
        """Return False: the weights were fitted on whole days."""
        return False

    def first(self, rating: int, guess: float) -> State:
        """Return the state after a facet's first answer.

        S = S0(G) ** l * S0(Again) ** (1 - l) with l = 0.5 / (0.5 + 0.5 * guess).

        Args:
            rating: G [1..4].
            guess: Chance to be right without knowing [0..1].

        Returns:
            The state.

        Raises:
            ValueError: If the rating is outside its range.

        >>> round(Fsrs6().first(3, 1 / 3).stability, 3)
        1.27
        """
        _check(rating, 0.0)
        w = self.weights
        stability = w[rating - 1]
        if guess and rating > Rating.AGAIN:
            known = FIRST_RECALL / (FIRST_RECALL + guess * (1.0 - FIRST_RECALL))
            stability = float(stability**known * w[0] ** (1.0 - known))
        return State(_days(stability), _grade(w[4] - exp(w[5] * (rating - 1)) + 1.0))

    def step(
        self, state: State, rating: int, elapsed: float, *, guess: float = 0.0, score: float = 1.0
    ) -> State:
        """Return the state after a later answer.

        The rating decides, except that a score strictly between 0 and 1 puts S between that of a
        wrong answer and that of a right one rated Hard: S_no ** (1 - score) * S_hard ** score.

        Args:
            state: The state before.
            rating: G [1..4].
            elapsed: e, learner-days since the answer before [>= 0]; 0: the same learner-day.
            guess: Chance to be right without knowing [0..1]; a right answer counts less with it.
            score: How right it was [0..1].

        Returns:
            The new state, within its bounds.

        Raises:
            ValueError: If the rating or the elapsed time is outside its range.

        >>> before = State(10.0, 5.0)
        >>> [round(Fsrs6().step(before, g, 10.0).stability, 5) for g in (1, 2, 3, 4)]
        [1.39199, 23.24688, 32.02673, 51.25386]

        Half right, and right by a choice of three:

        >>> round(Fsrs6().step(before, 2, 10.0, score=0.5).stability, 3)
        5.689
        >>> round(Fsrs6().step(before, 3, 10.0, guess=1 / 3).stability, 4)
        31.2401
        """
        _check(rating, elapsed)
        if 0.0 < score < 1.0:
            wrong = self._after(state, Rating.AGAIN, elapsed, guess)
            right = self._after(state, Rating.HARD, elapsed, guess)
            stability = float(wrong ** (1.0 - score) * right**score)
        else:
            stability = self._after(state, rating, elapsed, guess)
        difficulty = state.difficulty
        moved = difficulty + self._moves[rating] * (10.0 - difficulty)
        return State(_days(stability), _grade(self._pull + (1.0 - self.weights[7]) * moved))

    def recall(self, state: State, elapsed: float) -> float:
        """Return R [0..1] after `elapsed` days [>= 0].

        >>> round(Fsrs6().recall(State(2.3065, 5.0), 365.0), 6)
        0.458945
        """
        return float((1.0 + self._factor * elapsed / state.stability) ** -self.weights[20])

    def prospects(self, state: State, elapsed: float, until: float) -> Prospects:
        """Return what asking now would change at a horizon.

        It is what `step`, without a guess, and `recall` give, to the bit and several times as
        fast; a day's planning asks for it for every started facet.

        Args:
            state: The state before.
            elapsed: e, learner-days since the last answer [> 0].
            until: T, learner-days from now to the horizon [>= 0].

        Returns:
            R(e, S), R(T, S_good), R(T, S_again) and R(e + T, S).

        >>> [round(recall, 4) for recall in Fsrs6().prospects(State(10.0, 5.0), 10.0, 30.0)]
        [0.9, 0.9044, 0.6203, 0.7821]
        """
        factor, decay, growth, w9, w10, w11, w12, w13, w14, sink = self._ahead
        stability, difficulty = state
        known = (1.0 + factor * elapsed / stability) ** decay
        lost = 1.0 - known
        good = growth * (11.0 - difficulty) * stability**w9 * (exp(w10 * lost) - 1.0)
        good = stability * (1.0 + good)
        again = w11 * difficulty**w12 * ((stability + 1.0) ** w13 - 1.0) * exp(w14 * lost)
        most = stability / sink
        again = most if again > most else again
        again = MIN_STABILITY if again < MIN_STABILITY else again
        good = MAX_STABILITY if good > MAX_STABILITY else good
        ahead = factor * until
        return (
            known,
            (1.0 + ahead / good) ** decay,
            (1.0 + ahead / again) ** decay,
            (1.0 + factor * (elapsed + until) / stability) ** decay,
        )

    def _after(self, state: State, rating: int, elapsed: float, guess: float) -> float:
        """Return the stability [days] after an answer that is simply right or wrong."""
        w = self.weights
        stability, difficulty = state
        if elapsed == 0.0:
            factor = self._short[rating] * stability ** -w[19]
            return _days(stability * (max(factor, 1.0) if rating > Rating.AGAIN else factor))
        known = (1.0 + self._factor * elapsed / stability) ** -w[20]
        if rating == Rating.AGAIN:
            lost = w[11] * difficulty ** -w[12] * ((stability + 1.0) ** w[13] - 1.0)
            return _days(min(lost * exp(w[14] * (1.0 - known)), stability / self._sink))
        gain = self._growth * (11.0 - difficulty) * stability ** -w[9] * self._bonus[rating]
        grown = _days(stability * (1.0 + gain * (exp(w[10] * (1.0 - known)) - 1.0)))
        if not guess:
            return grown
        share = known / (known + guess * (1.0 - known))
        return float(stability * (1.0 + share * (grown / stability - 1.0)))


@lru_cache(maxsize=16)
def model_named(model: str, weights: tuple[float, ...] = DEFAULT_WEIGHTS) -> Model:
    """Return the memory model of an id, as `params` events and `Memory.model` name it.

    Args:
        model: Id, now only "fsrs-6".
        weights: Its weights.

    Returns:
        The model; the same object for the same arguments.

    Raises:
        ValueError: If the id is unknown or the weights do not fit it.

    >>> model_named("fsrs-6") == Fsrs6()
    True
    """
    if model != "fsrs-6":
        raise ValueError(f'model is "{model}", want "fsrs-6"')
    return Fsrs6(weights)


def _check(rating: int, elapsed: float) -> None:
    """Raise a ValueError for a rating or an elapsed time outside its range."""
    if not (1 <= rating <= 4 and elapsed >= 0.0):
        raise ValueError(f"rating {rating}, elapsed {elapsed}: want 1..4, >= 0")


def _days(stability: float) -> float:
    """Return the stability, kept within its bounds."""
    if stability < MIN_STABILITY:
        return MIN_STABILITY
    return MAX_STABILITY if stability > MAX_STABILITY else stability


def _grade(difficulty: float) -> float:
    """Return the difficulty, kept within 1..10."""
    if difficulty < 1.0:
        return 1.0
    return 10.0 if difficulty > 10.0 else difficulty
