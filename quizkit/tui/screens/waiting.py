"""What is said while the backend is at work for a sitting: that it is, and after a while why."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.timer import Timer

if TYPE_CHECKING:
    from quizkit.tui.screens.study import StudyScreen

SLOW_S: Final = 0.2
"""After how long it is said that an answer is being saved [s]."""

LONG_S: Final = 5.0
"""After how long it is said why that takes so long [s]."""


class Waiting:
    """Says that something is awaited, until it is there.

    Args:
        screen: Where it is said.
    """

    def __init__(self, screen: "StudyScreen") -> None:
        self._screen = screen
        self._timers: list[Timer] = []

    def load(self) -> None:
        """Decks are being read from now on."""
        say = self._screen.pages.tell
        self._timers = [self._screen.set_timer(SLOW_S, lambda: say("loading …"))]

    def save(self, log: Path | None) -> None:
        """An answer is being saved from now on.

        Args:
            log: Where to; None: nowhere on the disk.
        """
        note = self._screen.pages.put_note
        self._timers = [self._screen.set_timer(SLOW_S, lambda: note("saving …"))]
        if log is not None:
            self._timers.append(self._screen.set_timer(LONG_S, lambda: self._ask_why(log)))

    def stop(self) -> None:
        """It is there."""
        for timer in self._timers:
            timer.stop()
        self._timers = []

    def _ask_why(self, log: Path) -> None:
        self._screen.run_worker(self._tell_why(log), group="slow", exclusive=True)

    async def _tell_why(self, log: Path) -> None:
        from quizkit.practice.holding import slow_because  # seldom needed

        why = await asyncio.to_thread(slow_because, log)  # the backend waits itself
        if self._timers:
            self._screen.pages.tell(why)
