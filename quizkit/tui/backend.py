"""The one thread in which the log and everything that reads or writes it lives."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


class Backend:
    """Runs work off the event loop, one piece after the other.

    A log's connection belongs to one thread; so do the decks' tables, which are made as they are
    asked for. Nothing that runs here touches a widget.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="quizkit")
        self._given: set[Future[Any]] = set()

    @property
    def is_idle(self) -> bool:
        """Whether nothing runs or waits."""
        return all(future.done() for future in tuple(self._given))

    async def call(self, work: Callable[[], T]) -> T:
        """Return what a piece of work returns, or raise what it raises.

        Work that has begun goes on even where nobody waits for it any more.
        """
        future = self._thread.submit(work)
        self._given.add(future)
        future.add_done_callback(self._given.discard)
        return await asyncio.wrap_future(future)

    def close(self, last: Callable[[], None]) -> None:
        """Run a last piece of work behind all others, and wait for it."""
        self._thread.submit(last)
        self._thread.shutdown(wait=True)
