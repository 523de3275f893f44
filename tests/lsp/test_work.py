"""The one thread that works: what is waited for goes first."""

import asyncio
import threading
import time

from quizkit.lsp.work import Worker


def test_long_work_gives_way_to_what_somebody_waits_for() -> None:
    begun = threading.Event()

    def long(tick) -> str:
        begun.set()
        for _ in range(1_000):
            time.sleep(0.01)
            tick()
        return "done"

    async def both() -> tuple[str | None, str]:
        worker = Worker()
        spare = asyncio.ensure_future(worker.spare(long))
        await asyncio.to_thread(begun.wait)
        answer = await worker.do(lambda: "answer")
        left = await spare
        worker.close()
        return left, answer

    began = time.perf_counter()
    assert asyncio.run(both()) == (None, "answer")
    assert time.perf_counter() - began < 5


def test_long_work_that_nobody_disturbs_is_done() -> None:
    async def alone() -> str | None:
        worker = Worker()
        await worker.do(lambda: None)
        found = await worker.spare(lambda tick: tick() or "done")
        worker.close()
        return found

    assert asyncio.run(alone()) == "done"


def test_closing_ends_what_runs() -> None:
    begun = threading.Event()

    def long(tick) -> None:
        begun.set()
        while True:
            time.sleep(0.005)
            tick()

    async def closed() -> object:
        worker = Worker()
        spare = asyncio.ensure_future(worker.spare(long))
        await asyncio.to_thread(begun.wait)
        worker.close()
        return await asyncio.wait_for(spare, 5)

    assert asyncio.run(closed()) is None
