"""When weights are fitted, and when fitted weights are kept: only if they predict better.

They are fitted to the first four fifths of the scored reviews and predict the last fifth, which
they have not seen. They are kept if the mean gain in log loss is larger than its standard error.
"""

from collections.abc import Sequence
from math import log, sqrt
from typing import Final, NamedTuple

from quizkit.analysis.fit.history import Prediction
from quizkit.model import DAY_MS

FEWEST: Final = 400
"""Scored reviews below which nothing is fitted."""

GROWTH: Final = 1.25
"""Scored reviews must have grown by this factor since the last try."""

PAUSE_MS: Final = 7 * DAY_MS
"""Time since the last try [ms]."""

SEEN: Final = 0.8
"""Share of the scored reviews, the earliest ones, that a try is fitted to."""

_SURE: Final = 1e-6
"""A prediction is taken to be at least this far from 0 and 1."""


class Tried(NamedTuple):
    """A fit that was tried, kept or not.

    Attributes:
        at: When [ms].
        reviews: How many scored reviews there were.
    """

    at: int
    reviews: int


class Comparison(NamedTuple):
    """How two models predicted the same scored reviews.

    Attributes:
        reviews: How many.
        loss_before: Mean log loss [nats] of the model in force.
        loss_after: The same of the other one.
        error: Standard error of the difference.
    """

    reviews: int
    loss_before: float
    loss_after: float
    error: float

    @property
    def is_better(self) -> bool:
        """Whether the other model predicted better by more than chance would."""
        return self.loss_before - self.loss_after > self.error


def is_due(reviews: int, *, tried: Tried | None, now: int) -> bool:
    """Return whether it is time to fit the weights.

    Args:
        reviews: Scored reviews now.
        tried: The last try, or None.
        now: The time [ms].

    >>> is_due(400, tried=None, now=0)
    True
    >>> is_due(499, tried=Tried(0, 400), now=PAUSE_MS)
    False
    >>> is_due(500, tried=Tried(0, 400), now=PAUSE_MS)
    True
    """
    at, wanted = next_try(tried)
    return reviews >= wanted and now >= at


def next_try(tried: Tried | None) -> Tried:
    """Return from how many scored reviews, and not before when [ms], a fit is due.

    >>> next_try(Tried(0, 401)).reviews
    502
    """
    if tried is None:
        return Tried(0, FEWEST)
    return Tried(tried.at + PAUSE_MS, max(FEWEST, -int(-GROWTH * tried.reviews // 1)))


def border(times: Sequence[int]) -> int:
    """Return the time [ms] from which on scored reviews are held out.

    Args:
        times: Derived times of the scored reviews, ascending, at least one.

    >>> border([1, 2, 3, 4, 5])
    5
    """
    return times[int(SEEN * len(times))]


def log_loss(chance: float, *, is_right: bool) -> float:
    """Return the log loss [nats] of a prediction.

    >>> round(log_loss(0.9, is_right=True), 4), round(log_loss(0.9, is_right=False), 4)
    (0.1054, 2.3026)
    """
    kept = min(1.0 - _SURE, max(_SURE, chance))
    return -log(kept if is_right else 1.0 - kept)


def compare(before: Sequence[Prediction], after: Sequence[Prediction]) -> Comparison:
    """Return how two models predicted the same scored reviews.

    Args:
        before: Predictions of the model in force, at least two.
        after: Predictions of the other one, of the same reviews in the same order.

    Raises:
        ValueError: If the reviews are not the same, or fewer than two.
    """
    n = len(before)
    if n < 2 or [p.t for p in before] != [p.t for p in after]:
        raise ValueError(f"{n} and {len(after)} predictions, want the same reviews, at least 2")
    losses = [log_loss(p.chance, is_right=p.is_right) for p in before]
    others = [log_loss(p.chance, is_right=p.is_right) for p in after]
    gains = [one - other for one, other in zip(losses, others, strict=True)]
    mean = sum(gains) / n
    error = sqrt(sum((gain - mean) ** 2 for gain in gains) / (n - 1) / n)
    return Comparison(n, sum(losses) / n, sum(others) / n, error)
