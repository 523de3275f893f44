"""Two policies on the same learners: by how much one is ahead, and how sure that is."""

from collections.abc import Sequence
from math import sqrt
from statistics import fmean, median, stdev
from typing import NamedTuple


class Difference(NamedTuple):
    """One policy minus another, paired by learner.

    Attributes:
        mean: Mean difference.
        error: Its standard error; 0 for a single learner.
        median: Median difference.
        spread: Standard deviation between learners; 0 for a single one.
        better: Share of learners for whom the first policy is ahead [0..1]; a tie counts half.
        learners: How many there are.
    """

    mean: float
    error: float
    median: float
    spread: float
    better: float
    learners: int


def paired(first: Sequence[float], second: Sequence[float]) -> Difference:
    """Compare two policies learner by learner.

    Args:
        first: A figure for each learner [at least one].
        second: The other policy's figure for the same learners.

    Raises:
        ValueError: If there is none, or the numbers of learners differ.

    >>> paired([3.0, 5.0], [1.0, 5.0])
    Difference(mean=1.0, error=1.0, median=1.0, spread=1.4142135623730951, better=0.75, learners=2)
    """
    if not first or len(first) != len(second):
        raise ValueError(f"{len(first)} and {len(second)} learners, want the same number, not 0")
    ahead = [one - other for one, other in zip(first, second, strict=True)]
    spread = stdev(ahead) if len(ahead) > 1 else 0.0
    better = fmean((each > 0) + 0.5 * (each == 0) for each in ahead)
    return Difference(
        fmean(ahead), spread / sqrt(len(ahead)), median(ahead), spread, better, len(ahead)
    )


def ratio(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the median of the learners' ratios; pairs whose second figure is 0 are left out.

    >>> ratio([2.0, 3.0, 9.0], [1.0, 1.0, 1.0])
    3.0
    """
    found = [one / other for one, other in zip(first, second, strict=True) if other]
    return median(found) if found else 1.0
