"""All decks in the editor: whose file is whose, when each is looked at, what is shown of it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any, Final, TypeVar

from lsprotocol.types import Diagnostic

from quizkit.checks.context import NO_OPTIONS, Options
from quizkit.lsp.belonging import deck_of
from quizkit.lsp.bench import Bench
from quizkit.lsp.buffers import Buffers
from quizkit.lsp.diagnostics import Rulers, diagnostics
from quizkit.lsp.work import Tick, Worker

T = TypeVar("T")

QUICK_S: Final = 0.015
"""So long it is waited for the next change before a deck is read [s]."""

RULES_S: Final = 0.3
"""So long it is waited after that before all rules look [s]."""

TRIES: Final = 3
"""So often a question is answered anew because the text changed meanwhile."""

Shown = dict[str, list[Diagnostic]]
"""What is shown of each file."""

Show = Callable[[str, list[Diagnostic]], None]
"""Shows the problems of a file."""

Fail = Callable[[BaseException], None]
"""Tells of a fault of the program itself."""


@dataclass(slots=True)
class Wish:
    """What is wanted of the decks.

    Attributes:
        profile: How strict to be.
        language: The language wanted, or "".
        options: Thresholds of checks that were set.
        related: The editor can show second places of a problem.
    """

    profile: str = "practice"
    language: str = ""
    options: Options = field(default_factory=lambda: NO_OPTIONS)
    related: bool = True


class Studio:
    """The decks that have a file open in the editor.

    Its methods belong to the event loop; what takes time is done by its worker.

    Args:
        buffers: The open texts.
        wish: What is wanted of the decks.
        show: Shows the problems of a file.
        fail: Tells of a fault of the program itself.
    """

    def __init__(self, buffers: Buffers, wish: Wish, *, show: Show, fail: Fail) -> None:
        self.buffers = buffers
        self.wish = wish
        self.worker = Worker()
        self._show = show
        self._fail = fail
        self._benches: dict[str, Bench] = {}
        self._shown: dict[str, Shown] = {}
        self._told: dict[str, tuple[tuple[str, int], list[Diagnostic]]] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def opened(self, path: str) -> None:
        """Take a file that was opened."""
        self._told.pop(path, None)
        benches = list(self._with(path)) or [each for each in [self._new(path)] if each]
        for bench in benches:
            self._touch(bench)

    def changed(self, path: str) -> None:
        """Take a change of a file, in the editor or on the disk."""
        benches = list(self._with(path))
        for bench in benches:
            self._touch(bench)
        if not benches and self.buffers.get(path):
            self.opened(path)

    def closed(self, path: str) -> None:
        """Take that a file was closed; a deck of which none is open is let go."""
        for bench in list(self._with(path)):
            if any(buffer.path in bench.files for buffer in self.buffers):
                self._touch(bench)
            else:
                self._drop(bench)

    def bench_of(self, path: str) -> Bench | None:
        """Return the deck that a file belongs to, the nearest of several."""
        found = list(self._with(path))
        own = next((each for each in found if each.place == path), None)
        nearest = own or max(found, key=lambda each: len(each.place), default=None)
        if nearest is None and self.buffers.get(path):  # a deck too broken to name its files
            nearest = self._benches.get(deck_of(path, self.buffers.text))
        return nearest

    async def ask(self, path: str, question: Callable[[Bench], T]) -> T | None:
        """Return what the deck of a file answers as it stands now.

        None where it has no deck, or where somebody types faster than it can answer: an answer
        about another text would be put in at wrong places.
        """
        bench = self.bench_of(path)
        if bench is None:
            return None

        def answer() -> T | None:
            for _ in range(TRIES):
                bench.look()
                found = question(bench)
                if bench.is_of_now:
                    return found
            return None

        return await self.worker.do(answer)

    async def ask_last(self, path: str, question: Callable[[Bench], T]) -> T | None:
        """Return the same of the deck as it was at the last look, which takes no time."""
        bench = self.bench_of(path)
        if bench is None or bench.seen < 0:
            return await self.ask(path, question)
        return await self.worker.do(partial(question, bench))

    def close(self) -> None:
        """End all work."""
        for timer in self._timers.values():
            timer.cancel()
        for task in self._tasks:  # one that has not begun would ask a worker that is gone
            task.cancel()
        self.worker.close()

    def _with(self, path: str) -> Iterator[Bench]:
        return (bench for bench in self._benches.values() if path in bench.files)

    def _new(self, path: str) -> Bench | None:
        place = deck_of(path, self.buffers.text)
        if not place:
            return None
        if place not in self._benches:
            wish = self.wish
            self._benches[place] = Bench(
                place,
                self.buffers,
                profile=wish.profile,
                language=wish.language,
                options=wish.options,
            )
        return self._benches[place]

    def _drop(self, bench: Bench) -> None:
        del self._benches[bench.place]
        if timer := self._timers.pop(bench.place, None):
            timer.cancel()
        self._publish(bench, {})
        self._shown.pop(bench.place, None)

    # Looking

    def _touch(self, bench: Bench) -> None:
        bench.edits += 1
        self._later(bench, QUICK_S, self._look)

    def _later(self, bench: Bench, seconds: float, job: Callable[[Bench], None]) -> None:
        if timer := self._timers.pop(bench.place, None):
            timer.cancel()
        loop = asyncio.get_running_loop()
        self._timers[bench.place] = loop.call_later(seconds, job, bench)

    def _look(self, bench: Bench) -> None:
        self._start(self._quick(bench))

    def _check(self, bench: Bench) -> None:
        self._start(self._rules(bench))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._fail(error)

    async def _quick(self, bench: Bench) -> None:
        found = await self.worker.do(partial(self._looked, bench))
        if self._is_current(bench):
            self._publish(bench, found)
            self._later(bench, RULES_S, self._check)

    async def _rules(self, bench: Bench) -> None:
        found = await self.worker.spare(partial(self._completed, bench))
        if not self._is_current(bench):
            return
        if found is None:
            self._later(bench, RULES_S, self._check)
        else:
            self._publish(bench, found)

    def _is_current(self, bench: Bench) -> bool:
        """Return whether a deck is still open, and its newest look has seen every change."""
        return bench.is_fresh and self._benches.get(bench.place) is bench

    def _looked(self, bench: Bench) -> Shown:
        bench.look()
        return self._diagnostics(bench)

    def _completed(self, bench: Bench, tick: Tick) -> Shown:
        bench.complete(tick)
        return self._diagnostics(bench)

    def _diagnostics(self, bench: Bench) -> Shown:
        problems = bench.shop.seen.problems
        return diagnostics(
            problems, Rulers(self.buffers), home=bench.place, related=self.wish.related
        )

    # Showing

    def _publish(self, bench: Bench, found: Mapping[str, list[Diagnostic]]) -> None:
        before = self._shown.get(bench.place, {})
        self._shown[bench.place] = dict(found)
        here = (buffer.path for buffer in self.buffers if buffer.path in bench.files)
        for path in dict.fromkeys((*here, *before, *found)):
            told = _united(shown.get(path, ()) for shown in self._shown.values())
            if told or path in before or self.buffers.get(path):
                self._tell(path, told)

    def _tell(self, path: str, found: list[Diagnostic]) -> None:
        """Show the problems of a file, unless the very same are shown of this state of it."""
        buffer = self.buffers.get(path)
        told = (buffer.uri, buffer.version) if buffer else ("", 0), found
        if self._told.get(path) != told:
            self._told[path] = told
            self._show(path, found)


def _united(several: Iterable[Iterable[Diagnostic]]) -> list[Diagnostic]:
    """Return what several decks say of one file, nothing twice."""
    found: dict[tuple[object, ...], Diagnostic] = {}
    for each in chain.from_iterable(several):
        start, end = each.range.start, each.range.end
        place = start.line, start.character, end.line, end.character
        found.setdefault((*place, each.code, each.message), each)
    return list(found.values())
