"""The one thread in which the log and everything that reads or writes it lives."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread, current_thread
from typing import Any, Final, TypeVar

T = TypeVar("T")

PATIENCE: Final = 2.0
"""How long the end waits for what is still running [s]."""


class Ended(Exception):
    """The program ends, and a long piece of work with it."""


_Piece = tuple[Future[Any], Callable[[], Any]]


class Backend:
    """Runs work off the event loop, one piece after the other.

    A log's connection belongs to one thread; so do the decks' tables, which are made as they are
    asked for. Nothing that runs here touches a widget. The thread never keeps the program alive:
    what it still reads is not waited for, and what it writes is whole or not there.
    """

    def __init__(self) -> None:
        self._pieces: SimpleQueue[_Piece] = SimpleQueue()
        self._given: set[Future[Any]] = set()
        self._thread = Thread(target=self._run, name="quizkit", daemon=True)
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits."""
        return all(future.done() for future in tuple(self._given))

    async def call(self, work: Callable[[], T]) -> T:
        """Return what a piece of work returns, or raise what it raises.

        Work that has begun goes on even where nobody waits for it any more.
        """
        return await asyncio.wrap_future(self._give(work))

    def breathe(self) -> None:
        """Let what waits take its turn, from within a piece of work that takes long.

        Raises:
            Ended: If nothing comes after what waited.
        """
        while current_thread() is self._thread and not self._pieces.empty():
            piece = self._pieces.get()
            if isinstance(piece[1], _Stop):
                self._pieces.put(piece)
                raise Ended
            _do(*piece)

    def close(self, last: Callable[[], None], *, patience: float = PATIENCE) -> None:
        """Drop what waits, run a last piece of work, and wait for it a while [s]."""
        for future in tuple(self._given):
            future.cancel()
        self._give(last)
        self._pieces.put((Future(), _Stop()))
        self._thread.join(patience)

    def _give(self, work: Callable[[], T]) -> Future[T]:
        future: Future[T] = Future()
        self._given.add(future)
        future.add_done_callback(self._given.discard)
        self._pieces.put((future, work))
        return future

    def _run(self) -> None:
        while True:
            future, work = self._pieces.get()
            if isinstance(work, _Stop):
                return
            _do(future, work)


def _do(future: Future[Any], work: Callable[[], Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    except BaseException as error:
        future.set_exception(error)


class _Stop:
    """Ends the thread."""

    def __call__(self) -> None:
        """Do nothing."""
