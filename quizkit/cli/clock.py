"""The clock of the command line: the system's, or one that starts at QUIZKIT_NOW and runs."""

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from quizkit.errors import SettingsError

VARIABLE: Final = "QUIZKIT_NOW"
_MAX_OFF: Final = timedelta(hours=16)
_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""The clock runs on, and days are counted on from it, but not beyond the year 9999."""


class Clock:
    """Tells the time.

    QUIZKIT_NOW is read from the environment only, never from a file: a file that shifted the
    clock could quietly spoil a log.

    Attributes:
        start: What QUIZKIT_NOW says, or None for the system's clock.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.start = _read(environ.get(VARIABLE, ""))
        self._begun = time.monotonic()

    def now(self) -> datetime:
        """Return the time, with its zone."""
        if self.start is None:
            return datetime.now().astimezone()
        return self.start + timedelta(seconds=time.monotonic() - self._begun)

    def at(self) -> int:
        """Return the milliseconds since 1970, UTC."""
        return int(self.now().timestamp() * 1000)

    def off(self) -> int:
        """Return the zone's offset now [minutes east of UTC]."""
        return int((self.now().utcoffset() or timedelta()).total_seconds() // 60)


def _read(text: str) -> datetime | None:
    if not text:
        return None
    try:
        start = datetime.fromisoformat(text)
        start = start if start.tzinfo else start.astimezone()
    except (ValueError, OverflowError) as error:
        message = f'{VARIABLE} is "{text}", but should be a time such as 2026-06-01T08:00:00+07:00'
        raise SettingsError(message, [message]) from error
    if not (_FIRST <= start < _LAST and abs(start.utcoffset() or timedelta()) <= _MAX_OFF):
        message = (
            f'{VARIABLE} is "{text}", but should be in the years 1970 to 9999 (in UTC, before the '
            "last day), in a zone at most 16 hours from UTC"
        )
        raise SettingsError(message, [message])
    return start
