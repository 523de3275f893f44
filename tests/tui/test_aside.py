"""Reckoning beside the backend: one at a time, the newest wins, nobody waits for the others."""

import asyncio
import gc
import sys
from threading import Event, current_thread

import pytest

from quizkit.tui.aside import Aside, Stopped


async def test_it_returns_what_is_reckoned_in_a_thread_of_its_own():
    aside = Aside()

    def work(tick):
        for _ in range(9):
            tick()
        return current_thread().name

    assert await aside.run(work) == "aside"
    assert aside.ticks == 10
    assert aside.is_idle


async def test_what_goes_wrong_is_raised_where_it_is_awaited():
    with pytest.raises(ZeroDivisionError):
        await Aside().run(lambda _: 1 // 0)


async def test_a_newer_one_stops_those_before():
    aside, begun = Aside(), Event()

    def endless(tick):
        begun.set()
        while True:
            tick()

    first = asyncio.create_task(aside.run(endless))
    await asyncio.to_thread(begun.wait, 10)
    waiting = asyncio.create_task(aside.run(endless))
    await asyncio.sleep(0)
    assert await aside.run(lambda _: "newest") == "newest"
    for each in (first, waiting):
        with pytest.raises(Stopped):
            await each


async def test_leaving_stops_it():
    aside, begun, ended = Aside(), Event(), Event()

    def endless(tick):
        begun.set()
        try:
            while True:
                tick()
        finally:
            ended.set()

    task = asyncio.create_task(aside.run(endless))
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    assert await asyncio.to_thread(ended.wait, 10)
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_it_leaves_the_interpreter_as_it_was():
    before = sys.getswitchinterval(), gc.isenabled()
    assert await Aside().run(lambda _: sys.getswitchinterval() < before[0])
    for _ in range(100):
        if (sys.getswitchinterval(), gc.isenabled()) == before:
            return
        await asyncio.sleep(0.01)
    pytest.fail("not as it was")
