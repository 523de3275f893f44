"""What minutes a day bring, in a sentence for home: a forecast, which takes its time.

It has two steps: `begun` reads decks and log, `Outlook` rests on nothing else and may be worked
out beside everything that goes on.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple

from quizkit.practice import planning
from quizkit.practice.clock import Clock
from quizkit.practice.planning import Scene
from quizkit.questions.ask import Asker
from quizkit.store.log import Log

RUNS: Final = 16
"""Futures that are looked at: the sentence has no range around its figure."""

DAYS: Final = 30
"""Days that are looked ahead."""


class Outlook(NamedTuple):
    """What is to come, in words.

    Attributes:
        ahead: What will be known, or "".
        back: After a break, how to come back, in a sentence or two; else "".
    """

    ahead: str = ""
    back: str = ""


def begun(askers: Sequence[Asker], log: Log | None, clock: Clock) -> Scene | None:
    """Return where the learner stands, or None before the first answer.

    Args:
        askers: One for each deck that the learner began or added.
        log: The learner's log, or None.
        clock: What tells the time.
    """
    if log is None or not askers:
        return None
    scene = planning.look(askers, log, clock, runs=RUNS)
    if not scene.standing.started:
        return None
    _ = scene.known  # what it looks up in the decks is then there, whoever asks for it later
    return scene


def outlook(scene: Scene, minutes: int, *, tick: Callable[[], None] = lambda: None) -> Outlook:
    """Return what is to come.

    Args:
        scene: Where the learner stands.
        minutes: Minutes a day [>= 1].
        tick: Called after each future; what it raises ends the work.
    """
    found = planning.open_plan(scene, minutes, days=DAYS, tick=tick)
    last = found.known[-1]
    a_day = f"{minutes} minute{'' if minutes == 1 else 's'} a day"
    ahead = f"At {a_day}: {last.known:,.0f} on {_day(last.day)}."
    return Outlook(ahead, found.backlog.sentence if found.backlog else "")


def _day(text: str) -> str:
    found = date.fromisoformat(text)
    return f"{found.day} {found:%B}"
