"""Fuzz: due days spread over their neighbours, so that what began together does not stay together.

The one random number comes in as an argument: a replay is a function.
"""

from functools import lru_cache
from math import floor
from typing import Final

from quizkit.memory.fsrs import MAX_STABILITY

_SHARES: Final = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, MAX_STABILITY, 0.05))


def fuzz(days: int, u: float) -> int:
    """Spread a whole delay over the days around it, each of them equally likely.

    Args:
        days: Delay [days, 0..36500].
        u: One random number [0..1, 1 excluded].

    Returns:
        Delay [days]; the same one if it is shorter than 3 days.

    Raises:
        ValueError: If `u` is outside its range.

    >>> [fuzz(10, u) for u in (0.0, 0.3, 0.5, 0.999)]
    [8, 9, 10, 12]
    >>> fuzz(2, 0.999)
    2
    """
    if not 0.0 <= u < 1.0:
        raise ValueError(f"u is {u}, want 0..1 without 1")
    low, high = fuzz_window(days)
    return low + int(u * (high - low + 1))


@lru_cache(maxsize=1 << 12)
def fuzz_window(days: int) -> tuple[int, int]:
    """Return the first and the last day that `fuzz` may turn a whole delay into.

    >>> fuzz_window(2), fuzz_window(10), fuzz_window(365)
    ((2, 2), (8, 12), (345, 385))
    """
    if days < 2.5:
        return days, days
    spread = 1.0 + sum(share * max(0.0, min(days, to) - since) for since, to, share in _SHARES)
    return (
        max(2, floor(days - spread + 0.5)),
        min(int(MAX_STABILITY), floor(days + spread + 0.5)),
    )
