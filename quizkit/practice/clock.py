"""The clock, read once an action."""

import time
from datetime import UTC, datetime
from typing import Final, Protocol

from quizkit.memory.timeline import learner_day
from quizkit.model import DAY_MS, Memory, Now

_BEHIND_MS: Final = DAY_MS
_AHEAD_MS: Final = 400 * DAY_MS


class Clock(Protocol):
    """What tells the time."""

    def at(self) -> int:
        """Return the milliseconds since 1970, UTC."""

    def off(self) -> int:
        """Return the zone's offset now [minutes east of UTC]."""


class SystemClock:
    """The system's clock and zone."""

    def at(self) -> int:
        """Return the milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000  # the one place that reads it

    def off(self) -> int:
        """Return the zone's offset now [minutes east of UTC]."""
        zone = datetime.now(UTC).astimezone().utcoffset()  # and the zone
        return 0 if zone is None else int(zone.total_seconds() // 60)


class FixedClock:
    """A clock that stands, or is moved by hand: for tests and notebooks.

    Args:
        start: The time, with its zone.

    >>> clock = FixedClock(datetime.fromisoformat("2026-06-01T08:00:00+07:00"))
    >>> clock.at(), clock.off()
    (1780275600000, 420)
    >>> clock.move(minutes=2)
    >>> clock.at()
    1780275720000
    """

    def __init__(self, start: datetime) -> None:
        zone = start.astimezone().utcoffset() if start.tzinfo is None else start.utcoffset()
        self._ms = int(start.timestamp() * 1000)
        self._off = 0 if zone is None else int(zone.total_seconds() // 60)

    def at(self) -> int:
        """Return the milliseconds since 1970, UTC."""
        return self._ms

    def off(self) -> int:
        """Return the zone's offset [minutes east of UTC]."""
        return self._off

    def move(self, *, days: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Move the clock on."""
        self._ms += int(days * DAY_MS + minutes * 60_000 + seconds * 1_000)


def moment(clock: Clock) -> Now:
    """Return the moment that a clock shows."""
    at, off = clock.at(), clock.off()
    return Now(at, off, learner_day(at, off))


def doubt(memory: Memory, now: Now) -> str:
    """Return a sentence if the clock cannot be right beside the newest event, else "".

    More than 24 hours behind it, or 400 days ahead of it.
    """
    if memory.last is None:
        return ""
    if now.ms < memory.last - _BEHIND_MS:
        days = (memory.last - now.ms) // DAY_MS
        return (
            f"This clock is {days} days behind your newest answer: set it right if it is wrong; "
            "if it is right, that answer was saved by a clock that ran ahead."
        )
    if now.ms > memory.last + _AHEAD_MS:
        days = (now.ms - memory.last) // DAY_MS
        return f"This clock is {days} days ahead of your newest answer; is it right?"
    return ""
