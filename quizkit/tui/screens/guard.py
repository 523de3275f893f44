"""A guard against the echo of a press: a double press must not answer twice."""

import time
from collections.abc import Callable
from typing import Final

from quizkit.tui.widgets.wanted import By

DIGIT_S: Final = 0.3
"""How long a digit is taken for the echo of the answer [s]."""

ENTER_S: Final = 0.15
"""How long enter is [s]."""

_LIMITS: Final[dict[By, float]] = {"digit": DIGIT_S, "enter": ENTER_S}


class Guard:
    """Lets a press pass once enough time has gone since something new was shown.

    Args:
        clock: Tells seconds.

    >>> now = [0.0]
    >>> guard = Guard(lambda: now[0])
    >>> guard.arm()
    >>> now[0] = 0.2
    >>> guard.lets("digit"), guard.lets("enter"), guard.lets("")
    (False, True, True)
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._since = float("-inf")

    def arm(self) -> None:
        """Something new is shown now."""
        self._since = self.clock()

    def lets(self, by: By) -> bool:
        """Return whether a press is meant: enough time has gone for what it came by."""
        return self.clock() - self._since >= _LIMITS.get(by, 0.0)
