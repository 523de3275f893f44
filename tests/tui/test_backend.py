"""The backend: one piece after the other, and what takes long lets the others through."""

import asyncio
import threading

import pytest

from quizkit.tui.backend import Backend, Ended


async def test_a_long_piece_lets_others_take_their_turn():
    backend, turns = Backend(), []
    begun = threading.Event()

    def long() -> str:
        begun.set()
        for _ in range(1000):
            backend.breathe()
            if turns:
                return "done"
            threading.Event().wait(0.005)
        return "nobody came"

    first = asyncio.create_task(backend.call(long))
    await asyncio.to_thread(begun.wait)
    assert await backend.call(lambda: turns.append("other") or "other") == "other"
    assert await first == "done"
    assert backend.is_idle
    backend.close(lambda: None)


async def test_what_fails_in_between_fails_for_whoever_asked():
    backend = Backend()

    def fails() -> None:
        raise KeyError

    def long() -> str:
        backend.breathe()
        return "done"

    gate = threading.Event()
    waits = asyncio.create_task(backend.call(gate.wait))
    await asyncio.sleep(0)
    first = asyncio.create_task(backend.call(long))
    await asyncio.sleep(0)
    second = asyncio.create_task(backend.call(fails))
    await asyncio.sleep(0)
    gate.set()
    assert await waits
    assert await first == "done"
    with pytest.raises(KeyError):
        await second
    backend.close(lambda: None)


async def test_the_end_ends_a_long_piece():
    backend, begun, ends = Backend(), threading.Event(), []

    def long() -> None:
        begun.set()
        while True:
            backend.breathe()
            threading.Event().wait(0.002)

    first = asyncio.create_task(backend.call(long))
    await asyncio.to_thread(begun.wait)
    await asyncio.to_thread(backend.close, lambda: ends.append(1))
    assert ends == [1]
    with pytest.raises(Ended):
        await first


def test_elsewhere_nobody_breathes():
    backend = Backend()
    backend.breathe()
    backend.close(lambda: None)
