"""Devices with real stores: whatever they do and however they exchange, they agree in the end.

After every step a device's kept memory is the replay of what it holds, by an oracle of its own
(`tests.fault.meaning`). In the end all exchange everything: then sets and memories, of which all
that is asked and due is a function, are the same everywhere.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from quizkit.memory.replay import fold_moments
from quizkit.model import Event, Memory
from quizkit.store.doctor import examine
from quizkit.store.event import encode
from quizkit.store.log import Log, open_log
from quizkit.store.take import Offered
from tests.fault.devices import DEEDS, JUMPS, MEMORY, START, TEN_YEARS, World, drafted
from tests.fault.meaning import Meaning

pytestmark = [pytest.mark.fault, pytest.mark.property, pytest.mark.timeout(14_400)]

RUNS = {"quick": (20, 20), "ci": (40, 30), "full": (200, 30), "release": (2_000, 50)}
"""Histories, and steps of each."""

PHONE = "d" * 32
OWN = tuple(deed for deed in DEEDS if deed not in {"take", "dream", "later", "crooked"})
which = st.integers(0, 9)
numbers = st.integers(0, 999)


def plain(memory: Memory) -> Memory:
    """Return a memory as plain values."""
    return memory._replace(confusions=dict(memory.confusions), facets=dict(memory.facets))


class Devices(RuleBasedStateMachine):
    """Three devices, or more, and a phone that writes what this version cannot read."""

    many = 3
    meaning = Meaning()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(dir=MEMORY))
        self.logs: list[Log] = []
        self.clocks: list[int] = []
        self.phone = World(devices=[PHONE])
        self.forked = False

    @initialize()
    def begin(self) -> None:
        for _ in range(self.many):
            self._open(self.folder / f"{len(self.logs)}.db")

    def _open(self, path: Path) -> None:
        self.logs.append(open_log(path, learner="mai"))
        self.clocks.append(START)

    @rule(device=which, deed=st.sampled_from(OWN), number=numbers, jump=st.sampled_from(JUMPS))
    def write(self, device: int, deed: str, number: int, jump: int) -> None:
        """Something happens on a device, whose clock may say anything."""
        at = device % len(self.logs)
        self.clocks[at] = max(0, self.clocks[at] + jump)
        self._write(at, deed, Random(number))

    def _write(self, at: int, deed: str, rng: Random) -> tuple[Event, ...]:
        log = self.logs[at]
        draft = drafted(deed, rng, list(log.events()))
        body: dict[str, Any] = dict(draft.body)
        if draft.kind == "clock_fix":
            body["device"] = rng.choice(self.logs).device
        events = log.append([draft._replace(body=body)], at=self.clocks[at], off=420)
        self.agree(log)
        return events

    @rule(device=which)
    def mend(self, device: int) -> None:
        """A clock goes wrong by ten years, and is found out and mended after an answer."""
        at = device % len(self.logs)
        self.clocks[at] += TEN_YEARS
        first = self._write(at, "review", Random(device))[0].seq
        self.clocks[at] -= TEN_YEARS
        body = {"device": self.logs[at].device, "from": first, "to": first, "delta": -TEN_YEARS}
        draft = drafted("fix", Random(0), ())._replace(body=body)
        self.logs[at].append([draft], at=self.clocks[at], off=420)
        self.agree(self.logs[at])

    @rule(device=which, source=which, how=st.sampled_from(("all", "part", "torn", "twice")))
    def exchange(self, device: int, source: int, how: str) -> None:
        """One device takes in what another one holds: all, a part, with torn lines, or twice."""
        log = self.logs[device % len(self.logs)]
        offered = [Offered(e.id, encode(e)) for e in self.logs[source % len(self.logs)].events()]
        rng = Random(len(offered))
        rng.shuffle(offered)
        if how == "part":
            offered = offered[: len(offered) // 2]
        if how == "torn":
            offered = [each._replace(data=each.data[: rng.randint(0, 300)]) for each in offered]
        for _ in range(2 if how == "twice" else 1):
            taken = log.take(offered)
            assert taken.added + taken.known + taken.refused == len(offered)
        self.agree(log)

    @rule(device=which, deed=st.sampled_from(("dream", "later", "crooked")), number=numbers)
    def hear(self, device: int, deed: str, number: int) -> None:
        """A newer quizkit on a phone wrote something, and one device hears of it."""
        event = self.phone.write(PHONE, deed, Random(number))
        log = self.logs[device % len(self.logs)]
        assert log.take([Offered(event.id, encode(event))]).refused == 0
        self.agree(log)

    @rule(device=which)
    def restart(self, device: int) -> None:
        """A device is turned off and on."""
        at = device % len(self.logs)
        self.logs[at].close()
        self.logs[at] = open_log(self.logs[at].path, learner="mai")
        self.agree(self.logs[at])

    @precondition(lambda self: len(self.logs) < self.many + 1)
    @rule(device=which)
    def copy(self, device: int) -> None:
        """Somebody copies a store, so that one device goes on in two places."""
        log = self.logs[device % len(self.logs)]
        place = self.folder / f"{len(self.logs)}.db"
        log.close()
        shutil.copy(log.path, place)
        self.logs[device % len(self.logs)] = open_log(log.path, learner="mai")
        self._open(place)
        self.forked = True

    def remembered(self, log: Log) -> Memory:
        """Return what a device keeps."""
        return log.memory()

    def agree(self, log: Log) -> None:
        """See that what a device keeps is the replay of what it holds."""
        held = list(log.events())
        assert plain(self.remembered(log)) == plain(self.meaning.memory(held))
        assert log.timeline() == Meaning().times(held)

    def teardown(self) -> None:
        try:
            self._end()
        finally:
            for log in self.logs:
                log.close()
            shutil.rmtree(self.folder)

    def _end(self) -> None:
        union = {event.id: event for log in self.logs for event in log.events()}
        for log in self.logs:
            for other in self.logs:
                log.take(Offered(event.id, encode(event)) for event in other.events())
        memories = [plain(self.remembered(log)) for log in self.logs]
        for log, memory in zip(self.logs, memories, strict=True):
            assert {event.id for event in log.events()} == union.keys()
            assert memory == memories[0]
            self.agree(log)
        for log in self.logs:
            log.close()
            wrong = {check.name for check in examine(log.path) if not check.ok}
            assert wrong <= ({"chains"} if self.forked or self.phone.written else set())


class Backwards(Devices):
    """Devices that keep each state as it was last written, whatever the times say."""

    def remembered(self, log: Log) -> Memory:
        """Return the fold in order of arrival."""
        rows: Sequence[Any] = [row for row in log.entries() if row.live and row.is_read]
        return fold_moments([(row.t, row.event) for row in rows])


class Unmended(Meaning):
    """Clocks are never mended."""

    def mended(self, event: Event, mends: Any) -> int:
        """See `Meaning`."""
        return 0


class WithoutFixes(Devices):
    """Devices that know nothing of mended clocks."""

    def remembered(self, log: Log) -> Memory:
        """Return the fold by the clocks as they were."""
        return Unmended().memory(log.events())


def test_devices_agree_whatever_happens(size: str) -> None:
    runs, steps = RUNS[size]
    machine = type("Machine", (Devices,), {"many": 10 if size == "release" else 3})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=runs, stateful_step_count=steps)
    )


@pytest.mark.parametrize("wrong", [Backwards, WithoutFixes])
def test_devices_that_remember_otherwise_are_found_out(wrong: type[Devices]) -> None:
    once = settings(max_examples=200, stateful_step_count=20, phases=[Phase.generate])
    with pytest.raises(AssertionError):
        run_state_machine_as_test(wrong, settings=once)
