"""FSRS-6 for many learners at once: the same formulas as `memory.fsrs`, on columns.

All histories are walked side by side, answer by answer. Powers and exponentials are numpy's, whose
last bit may be another than that of plain floats: what is decided by these numbers is decided by
`memory.fsrs` where they are too near to a border.
"""

from typing import TYPE_CHECKING, NamedTuple

from quizkit.analysis.jobs.fits.columns import Histories
from quizkit.memory.folding import CHANGED
from quizkit.memory.fsrs import FIRST_RECALL, MAX_STABILITY, MIN_STABILITY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Reals = NDArray[np.float64]
    Numbers = NDArray[np.int64]


class _Answers(NamedTuple):
    """One answer of each of some histories.

    Attributes:
        days: Learner-days since the answer before.
        rating: G [1..4].
        guess: Chance to be right without knowing [0..1].
        score: How right it was [0..1].
    """

    days: "Reals"
    rating: "Numbers"
    guess: "Reals"
    score: "Reals"


class _Model(NamedTuple):
    """Weights of the learners of some histories, w[0] to w[20], and what follows from them."""

    w: "Reals"
    factor: "Reals"
    growth: "Reals"
    sink: "Reals"
    pull: "Reals"

    def some(self, count: int) -> "_Model":
        """Return those of the first histories."""
        return _Model(self.w[:, :count], *(each[:count] for each in self[1:]))


def recalls(found: Histories, weights: "Reals") -> "Reals":
    """Return the recall before each answer [0..1]; of the first ones of a history 1.

    Args:
        found: The histories, sorted.
        weights: The 21 weights of each learner, a row a learner.
    """
    import numpy as np

    recall = np.ones(len(found.who))
    starts = np.flatnonzero(found.at == 0)
    lengths = np.diff(np.append(starts, len(found.who)))
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    if not len(starts):
        return recall
    model = _model(weights[found.who[starts]].T)
    stability, difficulty = _first(model, _answers(found, starts))
    for number in range(1, int(lengths[0])):
        count = int(np.searchsorted(-lengths, -number))
        rows, model = starts[:count] + number, model.some(count)
        given = _answers(found, rows)
        stability, difficulty = stability[:count], difficulty[:count]
        lower = np.maximum(MIN_STABILITY, stability * CHANGED)
        stability = np.where(found.is_changed[rows], lower, stability)
        known = (1.0 + model.factor * given.days / stability) ** -model.w[20]
        recall[rows] = known
        stability, difficulty = _step(model, stability, difficulty, given, known)
    return recall


def _answers(found: Histories, rows: "Numbers") -> _Answers:
    days = found.days[rows].astype(float)
    return _Answers(days, found.rating[rows], found.guess[rows], found.score[rows])


def _model(w: "Reals") -> _Model:
    import numpy as np

    factor = 0.9 ** (-1.0 / w[20]) - 1.0
    pull = w[7] * (w[4] - np.exp(w[5] * 3.0) + 1.0)
    return _Model(w, factor, np.exp(w[8]), np.exp(w[17] * w[18]), pull)


def _first(model: _Model, given: _Answers) -> "tuple[Reals, Reals]":
    import numpy as np

    w, rating = model.w, given.rating
    stability = np.take_along_axis(w, (rating - 1)[None], axis=0)[0]
    known = FIRST_RECALL / (FIRST_RECALL + given.guess * (1.0 - FIRST_RECALL))
    guessed = stability**known * w[0] ** (1.0 - known)
    stability = np.where((given.guess > 0) & (rating > 1), guessed, stability)
    return _days(stability), np.clip(w[4] - np.exp(w[5] * (rating - 1)) + 1.0, 1.0, 10.0)


def _step(
    model: _Model, stability: "Reals", difficulty: "Reals", given: _Answers, known: "Reals"
) -> "tuple[Reals, Reals]":
    import numpy as np

    w = model.w
    again = w[11] * difficulty ** -w[12] * ((stability + 1.0) ** w[13] - 1.0)
    again = _days(np.minimum(again * np.exp(w[14] * (1.0 - known)), stability / model.sink))
    gain = model.growth * (11.0 - difficulty) * stability ** -w[9]
    gain = gain * (np.exp(w[10] * (1.0 - known)) - 1.0)
    same_day = stability ** -w[19]

    def after(rating: "Numbers") -> "Reals":
        bonus = np.where(rating == 2, w[15], np.where(rating == 4, w[16], 1.0))
        grown = _days(stability * (1.0 + gain * bonus))
        share = known / (known + given.guess * (1.0 - known))
        grown = stability * (1.0 + share * (grown / stability - 1.0))
        short = np.exp(w[17] * (rating - 3 + w[18])) * same_day
        short = np.where(rating > 1, np.maximum(short, 1.0), short)
        later = np.where(rating == 1, again, grown)
        return np.where(given.days == 0, _days(stability * short), later)

    new = after(given.rating)
    partly = (given.score > 0) & (given.score < 1)
    if partly.any():
        wrong, hard = after(np.ones_like(given.rating)), after(np.full_like(given.rating, 2))
        new = np.where(partly, wrong ** (1.0 - given.score) * hard**given.score, new)
    moved = difficulty - w[6] * (given.rating - 3) / 9.0 * (10.0 - difficulty)
    return _days(new), np.clip(model.pull + (1.0 - w[7]) * moved, 1.0, 10.0)


def _days(stability: "Reals") -> "Reals":
    import numpy as np

    return np.clip(stability, MIN_STABILITY, MAX_STABILITY)
