"""The dates to be ready for: which of them a facet is asked in, and when."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final, NamedTuple

from quizkit.model import Memory

EPOCH: Final = date(1970, 1, 1).toordinal()
"""The day from which learner-days are counted."""


class Exam(NamedTuple):
    """A date to be ready for.

    Attributes:
        day: Its learner-day.
        deck: Id of its deck, or "" for all.
        tags: Only facts with one of these; all if empty.
        minutes: Minutes a day until then [1..1440].
    """

    day: int
    deck: str
    tags: frozenset[str]
    minutes: int

    def holds(self, deck: str, tags: Collection[str]) -> bool:
        """Return whether it asks a fact of a deck with some tags.

        >>> exam = Exam(20605, "rivers", frozenset({"europe"}), 10)
        >>> exam.holds("rivers", ["europe", "long"]), exam.holds("rivers", []), exam.holds("x", [])
        (True, False, False)
        """
        return self.deck in ("", deck) and (not self.tags or not self.tags.isdisjoint(tags))


def coming(memory: Memory, today: int) -> tuple[Exam, ...]:
    """Return the exams of today and later, the nearest first; a date that is none is passed by.

    Args:
        memory: The fold of the learner's log.
        today: Number of the learner-day.
    """
    return tuple(sorted(_coming(memory, today), key=lambda exam: (exam.day, exam.deck)))


def _coming(memory: Memory, today: int) -> Iterator[Exam]:
    for deck, (tags, text, minutes) in memory.exams.items():
        try:
            day = date.fromisoformat(text).toordinal() - EPOCH
        except (TypeError, ValueError):
            continue
        if day >= today:
            yield Exam(day, deck, frozenset(tags), minutes)


def day_text(day: int) -> str:
    """Return the date of a learner-day; a day after the year 9999 is told as that year's last.

    >>> day_text(20605), day_text(10**9)
    ('2026-06-01', '9999-12-31')
    """
    return date.fromordinal(min(EPOCH + day, date.max.toordinal())).isoformat()


def named(day: int, today: int) -> str:
    """Return a day as people say it: by its weekday within a week, else by its date.

    >>> named(20605, 20605), named(20609, 20605), named(20640, 20605)
    ('today', 'on Friday', 'on 2026-07-06')
    """
    if day == today:
        return "today"
    if 0 < day - today < 7:
        return f"on {_WEEKDAYS[date.fromordinal(EPOCH + day).weekday()]}"
    return f"on {day_text(day)}"


_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
