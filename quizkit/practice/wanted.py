"""What is to be planned: a day to be ready for, or none, and the minutes until then."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from quizkit.model import Memory
from quizkit.practice import planning


class Wanted(NamedTuple):
    """What is to be planned.

    Attributes:
        exam: The exam's day, or None.
        minutes: Minutes a day.
        tags: Only facts with one of these; all if empty.
    """

    exam: date | None
    minutes: int
    tags: tuple[str, ...] = ()


def nearest(memory: Memory, decks: Sequence[str], *, today: date) -> Wanted | None:
    """Return the nearest exam to come that was kept for some decks, or for all.

    Args:
        memory: The fold of the learner's log.
        decks: Ids of the decks; none: only exams of all decks.
        today: The learner-day.
    """
    coming = [each for each in kept(memory, decks) if each.exam and each.exam >= today]
    return min(coming, key=lambda each: each.exam or date.max, default=None)


def over(memory: Memory, decks: Sequence[str], *, today: date) -> Wanted | None:
    """Return the newest exam kept for some decks, or for all, whose day is past, or None."""
    past = [each for each in kept(memory, decks) if each.exam and each.exam < today]
    return max(past, key=lambda each: each.exam or date.min, default=None)


def kept(memory: Memory, decks: Sequence[str]) -> list[Wanted]:
    """Return the exams that were kept for some decks, and those for all."""
    return [
        Wanted(date.fromisoformat(text), minutes, memory.exams[deck][0])
        for deck in dict.fromkeys((*decks, ""))
        for _, text, minutes in planning.saved(memory, [deck])
    ]
