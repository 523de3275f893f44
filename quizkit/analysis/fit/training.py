"""What the weights are fitted to, and with which constants.

The fit depends on the order of what it is given and on its seed: equal logs give equal weights only
because both are fixed here.
"""

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Any, Final, NamedTuple

from quizkit.analysis.fit.history import Answer, History, predictions
from quizkit.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS, Model
from quizkit.memory.reviews import MILLION
from quizkit.model import Rating

SEED: Final = 2023
"""Where the fit's own chance starts."""

CONFIG: Final = {
    "num_epochs": 5,
    "batch_size": 512,
    "seed": SEED,
    "learning_rate": 0.04,
    "max_seq_len": 256,
    "gamma": 1.0,
}
"""The `TrainingConfig` of the fit."""

Weights = tuple[float, ...]
"""The 21 weights of FSRS-6."""


class Lesson(NamedTuple):
    """What is learned from one history.

    Attributes:
        answers: Rating and learner-days since the answer before, of each answer.
        ends: Index of each scored review, which is predicted from the answers before it, and the
            rating that it is to have: its own, or Again if it was guessed.
    """

    answers: tuple[tuple[int, int], ...]
    ends: tuple[tuple[int, int], ...]


class UnusableWeightsError(ValueError):
    """Raised when a fit's weights are not finite, out of bounds, or nothing but the defaults."""


def lessons(
    known: Iterable[History], model: Model, *, until: int | None = None
) -> tuple[Lesson, ...]:
    """Return what is learned from histories; those without a scored review are left out.

    The fit knows no guesses. So of the right answers that could be guessed, as many are to be
    predicted as wrong as were guessed by what a model expects: a right answer was known with
    probability R / (R + g (1 - R)). The rest is carried on from answer to answer, without chance.

    A history counts up to a change of the right answer: the fit has no word for it.

    Args:
        known: The histories, in their order.
        model: What R is taken from.
        until: Only from answers before this time [ms]; None: from all.
    """
    found, guesses = [], _Guesses()
    for history in known:
        own = _kept(history, until)
        scored = [number for number, answer in enumerate(own) if answer.days]
        if scored:
            if any(own[number].guess for number in scored):
                said = [prediction.recall for prediction in predictions([own], model)]
            else:
                said = [1.0] * len(scored)
            ends = tuple(
                (number, guesses.rating(own[number], recall))
                for number, recall in zip(scored, said, strict=True)
            )
            answers = tuple((int(answer.rating), answer.days) for answer in own[: scored[-1] + 1])
            found.append(Lesson(answers, ends))
    return tuple(found)


class _Guesses:
    """Tells which right answers count as guessed: as many as are expected, evenly spread."""

    def __init__(self) -> None:
        self._expected = 0.0

    def rating(self, answer: Answer, recall: float) -> int:
        """Return the rating that an answer is to have, given its predicted R."""
        if answer.is_right and answer.guess:
            self._expected += 1.0 - recall / (recall + answer.guess * (1.0 - recall))
            if self._expected >= 0.5:
                self._expected -= 1.0
                return int(Rating.AGAIN)
        return int(answer.rating)


def _kept(history: History, until: int | None) -> History:
    """Return the answers that count: before a time, and before the right answer changed."""
    for number, answer in enumerate(history):
        if answer.is_changed or (until is not None and answer.t >= until):
            return history[:number]
    return history


def request(given: Sequence[Lesson]) -> dict[str, Any]:
    """Return what a fit needs to know, as JSON holds it."""
    return {"config": CONFIG, "lessons": given}


def rounded(weights: Sequence[float]) -> Weights:
    """Return weights as a `params` event can hold them: in millionths.

    Raises:
        UnusableWeightsError: If they are not 21 finite numbers within their bounds, or are the
            defaults, which a fit returns for want of reviews.
    """
    if len(weights) != len(BOUNDS) or not all(map(isfinite, weights)):
        raise UnusableWeightsError("weights are not 21 finite numbers")
    found = tuple(round(weight * MILLION) / MILLION for weight in weights)
    for number, (weight, (low, high)) in enumerate(zip(found, BOUNDS, strict=True)):
        if not low <= weight <= high:
            raise UnusableWeightsError(f"w{number} is {weight:g}, want {low:g}..{high:g}")
    if found == DEFAULT_WEIGHTS:
        raise UnusableWeightsError("the weights are the defaults: there was too little to fit")
    return found
