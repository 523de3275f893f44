"""Instants as people read them."""

from datetime import UTC, datetime, timedelta, timezone


def local(ms: int, off: int) -> datetime:
    """Return an instant on the clock of where it was.

    Args:
        ms: The instant [ms since 1970, UTC].
        off: Zone offset [minutes east of UTC].

    >>> local(1767225600000, 420).isoformat()
    '2026-01-01T07:00:00+07:00'
    """
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(timezone(timedelta(minutes=off)))
