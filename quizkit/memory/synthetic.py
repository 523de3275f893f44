"""Learners who might exist: memories drawn around the default weights.

A forecast for a learner of whom little is known runs over many of them, a simulation compares
policies on them.
"""

from itertools import accumulate
from math import exp
from random import Random
from typing import Final

from quizkit.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS

SPREADS: Final = (
    *(0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57, 0.25, 1.03),
    *(0.31, 0.32, 0.14, 0.27),
)
"""Standard deviations of w4..w20 between learners: those that fsrs-rs holds."""

FIRST_SPREADS: Final = (1.2, 1.3, 1.3, 1.4)
"""Standard deviations of the logarithms of w0..w3 between learners."""

_SHARED: Final = 0.75
_OWN: Final = 0.66


def weights(rng: Random) -> tuple[float, ...]:
    """Return the 21 weights of a learner of FSRS-6 who might exist.

    w4..w20 vary around the defaults one by one; the first stabilities together, for who remembers
    one first answer long remembers all of them long.

    Args:
        rng: Chance.

    Returns:
        Weights within their bounds, w0 <= w1 <= w2 <= w3.

    >>> first = weights(Random("7"))[:4]
    >>> list(first) == sorted(first), 0.001 <= first[0] <= 100.0
    (True, True)
    """
    shared = rng.gauss(0.0, 1.0)
    first = [
        DEFAULT_WEIGHTS[i] * exp(k * (_SHARED * shared + _OWN * rng.gauss(0.0, 1.0)))
        for i, k in enumerate(FIRST_SPREADS)
    ]
    later = [w + s * rng.gauss(0.0, 1.0) for w, s in zip(DEFAULT_WEIGHTS[4:], SPREADS, strict=True)]
    drawn = [*accumulate(first, max), *later]
    return tuple(min(max(w, low), high) for w, (low, high) in zip(drawn, BOUNDS, strict=True))
