"""Long reckoning beside the backend: it may take its time, and nobody's press waits for it."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Lock, Thread
from typing import Any, Final, TypeVar

from quizkit.questions.calm import calm

T = TypeVar("T")

Tick = Callable[[], None]
"""To be called often by whoever reckons; raises `Stopped` once nobody waits any more."""


_SHARE_S: Final = 0.001


class Stopped(Exception):
    """Something newer was asked for, or nothing is any more."""


class Aside:
    """Runs one reckoning at a time in a thread of its own; a newer one stops those before.

    It works on plain values, and on a log that it opens by itself to read. It never keeps the
    program alive.

    Attributes:
        ticks: How far the newest reckoning has come, in its own steps.
    """

    def __init__(self) -> None:
        self.ticks = 0
        self._newest = 0
        self._turn = Lock()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is reckoned, or what is will stop at its next tick."""
        return not self._turn.locked()

    def stop(self) -> None:
        """Stop whatever is reckoned."""
        self._newest += 1

    async def run(self, work: Callable[[Tick], T]) -> T:
        """Return what a reckoning returns, or raise what it raises.

        Args:
            work: What is reckoned; it calls its argument often.

        Raises:
            Stopped: If something newer was asked for meanwhile.
        """
        self._newest += 1
        self.ticks, number = 0, self._newest
        future: Future[Any] = Future()
        Thread(target=self._run, args=(work, number, future), name="aside", daemon=True).start()
        try:
            result: T = await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            if number == self._newest:
                self.stop()
            raise
        return result

    def _run(self, work: Callable[[Tick], T], number: int, future: Future[T]) -> None:
        def tick() -> None:
            if number != self._newest:
                raise Stopped
            self.ticks += 1

        with self._turn, yielding(), calm():  # the one before ends at its next tick
            if not future.set_running_or_notify_cancel():
                return
            try:
                tick()
                future.set_result(work(tick))
            except BaseException as error:  # it is raised where it is awaited
                future.set_exception(error)


@contextmanager
def yielding() -> Iterator[None]:
    """Hand the interpreter over to other threads more often: a press is to be seen at once.

    So that nothing stops them all, the collector is paused meanwhile (`calm`).
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SHARE_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
