"""What teachers set for the learner's classes, as the last sync told it: offered until accepted.

It is kept in a small file in the state folder, so that nothing has to ask the server again. Only
the learner makes an exam of it, with minutes of their own.
"""

import json
import os
import shlex
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from quizkit.model import Memory
from quizkit.practice.plan_words import short_day
from quizkit.text import visible

NAME: Final = "assigned.json"
_VERSION: Final = 1
_MAX_BYTES: Final = 1_000_000
_EPOCH: Final = date(1970, 1, 1).toordinal()


class Assigned(NamedTuple):
    """What a class is to know by a day.

    Attributes:
        class_: Name of the class.
        deck: Id of the deck.
        tags: Only facts with one of these tags; empty: all.
        day: The day.
    """

    class_: str
    deck: str
    tags: tuple[str, ...]
    day: date

    @property
    def sentence(self) -> str:
        """It in words, with the deck and the day.

        >>> Assigned("10A", "vietnam-us", ("trade",), date(2026, 6, 5)).sentence
        '10A: exam in vietnam-us (trade) on Fri 5 June'
        """
        tags = f" ({', '.join(self.tags)})" if self.tags else ""
        return visible(f"{self.class_}: exam in {self.deck}{tags} on {short_day(str(self.day))}")

    def command(self, minutes: int) -> str:
        """Return the line that accepts it.

        Args:
            minutes: Minutes a day [1..1440].

        >>> Assigned("10A", "vietnam-us", ("trade",), date(2026, 6, 5)).command(10)
        'quizkit plan vietnam-us --exam 2026-06-05 --tag trade --minutes 10 --save'
        """
        tags = [word for tag in self.tags for word in ("--tag", visible(tag))]
        words = ["--exam", str(self.day), *tags, "--minutes", str(minutes), "--save"]
        return shlex.join(["quizkit", "plan", self.deck, *words])

    def plain(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "class": self.class_,
            "deck": self.deck,
            "tags": list(self.tags),
            "day": str(self.day),
        }


def offered(state: Path, learner: str, memory: Memory, *, today: int) -> tuple[Assigned, ...]:
    """Return what was set and is neither accepted nor over, the nearest first.

    Args:
        state: The state folder.
        learner: The learner's id.
        memory: The fold of the learner's log.
        today: Number of the learner-day.
    """
    return waiting(read(state, learner), memory, today=today)


def waiting(found: Iterable[Assigned], memory: Memory, *, today: int) -> tuple[Assigned, ...]:
    """Return those that are neither accepted nor over, the nearest first.

    >>> row = Assigned("10A", "d", (), date(2026, 6, 5))
    >>> from quizkit.memory.replay import fold
    >>> len(waiting([row], fold(()), today=0)), len(waiting([row], fold(()), today=30_000))
    (1, 0)
    """
    open_ = [
        each
        for each in found
        if each.day.toordinal() - _EPOCH >= today and not _is_accepted(each, memory)
    ]
    return tuple(sorted(open_, key=lambda each: (each.day, each.class_, each.deck)))


def _is_accepted(assigned: Assigned, memory: Memory) -> bool:
    tags, day, _ = memory.exams.get(assigned.deck, ((), "", 0))
    return day == str(assigned.day) and set(tags) == set(assigned.tags)


def write(state: Path, learner: str, found: Sequence[Assigned]) -> None:
    """Keep what is set for a learner, in place of what was; never fails.

    Args:
        state: The state folder; it is made if it is missing.
        learner: The learner's id.
        found: All that is set.
    """
    held = _held(state)
    held[learner] = [each.plain() for each in found]
    _keep(state, held)


def _keep(state: Path, held: Mapping[str, Any]) -> None:
    part = state / f"{NAME}.{os.getpid()}.part"
    with suppress(OSError, ValueError):
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(json.dumps({"v": _VERSION, "learners": held}).encode())
        part.replace(state / NAME)


def forget(state: Path, learner: str) -> None:
    """Keep nothing of a learner any more; never fails.

    Args:
        state: The state folder.
        learner: The learner's id.
    """
    held = _held(state)
    if held.pop(learner, None) is not None:
        _keep(state, held)


def read(state: Path, learner: str) -> tuple[Assigned, ...]:
    """Return what the last sync told of a learner's classes; nothing where it told nothing.

    Args:
        state: The state folder.
        learner: The learner's id.
    """
    try:
        return tuple(
            Assigned(
                str(row["class"]),
                str(row["deck"]),
                tuple(map(str, row["tags"])),
                date.fromisoformat(row["day"]),
            )
            for row in _held(state).get(learner, ())
        )
    except (KeyError, TypeError, ValueError):
        return ()


def _held(state: Path) -> dict[str, Any]:
    """Return what the file holds by learner; nothing if it is damaged or of another version."""
    path = state / NAME
    try:
        if path.stat().st_size > _MAX_BYTES:
            return {}
        found = json.loads(path.read_bytes())
        if found["v"] != _VERSION:
            return {}
        return dict(found["learners"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
