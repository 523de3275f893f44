"""Statistics in words: three sentences that anybody understands, and one more where it is due."""

from collections.abc import Sequence
from datetime import date
from statistics import median
from typing import Final, NamedTuple

from quizkit.analysis.stats.figures import FEWEST, RETENTION_DAYS
from quizkit.model import Calibration, DayCount, OpenPlan, Slice, Stats

MIXED_UP: Final = 1.5
"""Weight of a pair, both ways together, from which on it is told."""

SURE: Final = 200
"""Scored answers from which on predictions are said to be off."""

OFF: Final = 0.03
"""Difference of prediction and truth from which on it is said [0..1]."""

WELL_KNOWN: Final = 0.9
"""Share known from which on nothing is said to be known least [0..1]."""

_SMALL: Final = 100
_STUDIED: Final = 14


class Prospect(NamedTuple):
    """What is expected of the days to come.

    Attributes:
        day: The learner-day, YYYY-MM-DD.
        known: Facets known then.
        minutes: Minutes a day until then.
    """

    day: str
    known: float
    minutes: int


def prospect(stats: Stats, ahead: OpenPlan | None) -> Prospect | None:
    """Return what is expected, counted from what is told to be known today; None without a plan."""
    if ahead is None:
        return None
    first, last = ahead.known[0], ahead.known[-1]
    known = min(float(stats.facets), max(0.0, stats.known + last.known - first.known))
    return Prospect(last.day, known, ahead.minutes)


def usual_minutes(setting: int, days: Sequence[DayCount]) -> int:
    """Return the minutes a day to reckon with: the setting, or what is really done if it is less.

    Args:
        setting: Minutes a day as set.
        days: The newest learner-days; of the last 14 with study the median counts.

    >>> usual_minutes(10, [DayCount("2026-06-01", 40, 6.4)] * 3), usual_minutes(10, [])
    (6, 10)
    """
    studied = [day.minutes for day in days if day.answers][-_STUDIED:]
    return min(setting, max(1, round(median(studied)))) if studied else setting


def sentences(stats: Stats, prospect: Prospect | None = None) -> tuple[str, ...]:
    """Return what is to be said first: what is known, what was right, one thing to do.

    Args:
        stats: The figures.
        prospect: What is expected, or None.
    """
    told = [_known(stats, prospect), _right(stats), _to_do(stats)]
    off = _off(stats.calibration)
    return (*told, off) if off else tuple(told)


def _known(stats: Stats, prospect: Prospect | None) -> str:
    known = f"You know about {stats.known:,.0f} of {stats.facets:,} facets"
    if prospect is None:
        return f"{known}."
    minutes = f"{prospect.minutes} minute{'' if prospect.minutes == 1 else 's'}"
    return f"{known}; {prospect.known:,.0f} on {_day(prospect.day)} at {minutes} a day."


def _right(stats: Stats) -> str:
    found = stats.retention
    if found is None:
        left = FEWEST - stats.due_answers
        more = "1 more answer" if left == 1 else f"{left} more answers"
        return (
            f"After {more} to questions that were due, this says how often you are right; "
            f"the last {RETENTION_DAYS} days count."
        )
    right = found.right
    told = f"Asked when due you were right {percent(right.share)} of the time"
    if right.n < _SMALL:
        told += f" ({100 * right.low:.0f} to {percent(right.high)}, for it was {right.n} answers)"
    return f"{told}; the forecast was {percent(found.predicted)}."


def _to_do(stats: Stats) -> str:
    if stats.confusions and stats.confusions[0].weight >= MIXED_UP:
        pair = stats.confusions[0]
        return f"You mix up {pair.one} and {pair.other} most."
    if stats.leeches:
        worst = max(stats.leeches, key=lambda each: each.lapses)
        why = f" ({worst.diagnosis})" if worst.diagnosis else ""
        return f"This one fails most{why}: {worst.stem}"
    weak = weakest(stats.by.get("kind", ()))
    if weak is not None and weak.known is not None:
        return f"You know least about {weak.name}: {percent(weak.known)} of what you began."
    return "Nothing needs attention."


def weakest(slices: Sequence[Slice]) -> Slice | None:
    """Return what is known least, or None.

    None where there are no two to compare whose memory was tested, or where all are known well.
    """
    told = [(each.known, each) for each in slices if each.known is not None and each.answers]
    if len(told) < 2:
        return None
    known, least = min(told, key=lambda each: (each[0], each[1].name))
    return least if known < WELL_KNOWN else None


def _off(found: Calibration | None) -> str:
    """Return what is to be said of predictions that are off, or ""."""
    if found is None or found.n < SURE:
        return ""
    high = found.said - found.was
    if abs(high) <= OFF or abs(high) <= 2 * found.error:
        return ""
    way = "high" if high > 0 else "low"
    return f"Predictions are {100 * abs(high):.0f} points too {way}; numbers above are corrected."


def percent(share: float) -> str:
    """Return a share as people read it.

    >>> percent(0.884)
    '88 %'
    """
    return f"{100 * share:.0f} %"


def _day(text: str) -> str:
    found = date.fromisoformat(text)
    return f"{found.day} {found:%B}"
