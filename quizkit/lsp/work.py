"""The one thread that works: what somebody waits for goes first, rules look while nobody waits."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")

Tick = Callable[[], None]
"""Called again and again by long work; it raises where somebody waits."""


class GiveWayError(Exception):
    """Raised in long work when something else is to be done first."""


class Worker:
    """Does one thing after another, in a thread of its own."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="quizkit")
        self._waited_for: set[Future[Any]] = set()
        self._closing = False

    async def do(self, job: Callable[[], T]) -> T:
        """Do what somebody waits for; long work that runs gives way to it."""
        future = self._pool.submit(job)
        self._waited_for.add(future)
        future.add_done_callback(self._waited_for.discard)
        return await asyncio.wrap_future(future)

    async def spare(self, job: Callable[[Tick], T]) -> T | None:
        """Do long work, as long as nobody waits; None where it gave way."""
        return await asyncio.wrap_future(self._pool.submit(partial(self._given_way, job)))

    def close(self) -> None:
        """Take nothing more on, and end what runs."""
        self._closing = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _given_way(self, job: Callable[[Tick], T]) -> T | None:
        try:
            return job(self._tick)
        except GiveWayError:
            return None

    def _tick(self) -> None:
        if self._closing or self._waited_for:
            raise GiveWayError
