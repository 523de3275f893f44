"""Syncing while everything goes wrong: killed, torn, repeated, with calls that fail.

Whatever is broken off, nothing is lost and nothing is there twice, and in the end all agree on
what is remembered and on what is due.
"""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import apsw
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quizkit.errors import QuizkitError, StoreError, SyncError
from quizkit.memory import planner
from quizkit.model import DAY_MS, Event, FacetId
from quizkit.store.doctor import examine
from quizkit.store.event import encode
from quizkit.store.files import Files
from quizkit.store.linefile import line_of
from quizkit.store.lines import every_line
from quizkit.store.log import Log, open_log
from quizkit.store.sync.exchange import exchange
from quizkit.store.sync.folder import FolderSide
from quizkit.store.sync.local import LocalSide
from quizkit.store.sync.memory import MemorySide
from quizkit.store.take import Offered, Taken
from tests.fault.devices import MEMORY, Step, World, drafted, random_steps, steps
from tests.fault.failing import Failing, FailingCalls
from tests.fault.kill import ROOT, Kills
from tests.fault.syncer import LOGS, SHARED, synced
from tests.fault.test_machine import OWN, plain
from tests.fault.writer import START, review

pytestmark = [pytest.mark.fault, pytest.mark.timeout(7200)]

AT_ONCE = 3
KILLS = {"quick": 3, "ci": 100, "full": 200, "release": 2_000}
STORIES = {"quick": 4, "ci": 60, "full": 200, "release": 2_000}
USUAL = settings.get_profile(settings.get_current_profile_name()).max_examples
FEW = settings(
    max_examples={50: 15, 250: 1_000}.get(USUAL, USUAL), phases=(Phase.explicit, Phase.generate)
)

Side = MemorySide | FolderSide


def offered(events: Iterable[Event]) -> list[Offered]:
    return [Offered(event.id, encode(event)) for event in events]


def three_logs(one: list[Step], two: list[Step]) -> list[list[Event]]:
    """Return three logs, two of them of the same device: somebody copied it."""
    first, second = World(one), World(two)
    names = sorted(first.known)
    return [
        [*first.known[names[0]].values()],
        [*second.known[names[0]].values()],
        [*first.known[names[1]].values()],
    ]


def spread(folder: Path, logs: Sequence[list[Event]], rng: Random) -> None:
    """Write logs into a folder: shuffled, repeated, torn, under any names."""
    for number, log in enumerate(logs):
        events = [*log, *rng.sample(log, len(log) // 2)]
        rng.shuffle(events)
        while events:
            part, events = events[: rng.randint(1, 9)], events[rng.randint(1, 9) :]
            data = [line_of(event.id, encode(event)) for event in part]
            data.insert(rng.randint(0, len(data)), rng.choice((b"", b"\xff{}\n", data[0][5:])))
            dev = folder / part[0].dev
            dev.mkdir(parents=True, exist_ok=True)
            name = rng.choice(("1-open", "1-open (conflicted copy)", "1-9-abc.sync-conflict", "x"))
            torn = data[0][: rng.randint(0, 80)].rstrip(b"\n")
            (dev / f"{name}{number}{len(events)}.jsonl").write_bytes(b"".join(data) + torn)
        for event in log:  # what was torn or skipped above is whole somewhere
            (folder / event.dev).mkdir(parents=True, exist_ok=True)
            with (folder / event.dev / f"whole{number}.jsonl").open("ab") as file:
                file.write(line_of(event.id, encode(event)))


def by_folder(logs: Sequence[list[Event]], rng: Random) -> MemorySide:
    """Return a side that got three logs out of a folder."""
    with TemporaryDirectory(dir=MEMORY) as place:
        spread(Path(place), logs, rng)
        side = MemorySide()
        told = exchange(side, FolderSide(Path(place), "mai"))
        assert told.is_verified
        return side


def directly(
    logs: Sequence[list[Event]], rng: Random, kind: type[MemorySide] = MemorySide
) -> list[MemorySide]:
    """Return three sides that exchanged their logs, with parts first and some twice."""
    sides = [kind(offered(rng.sample(log, len(log)))) for log in logs]
    for one, two in ((0, 1), (2, 1), (1, 0), (1, 0), (0, 2), (2, 1)):
        part = kind(rng.sample(offered(logs[one]), len(logs[one]) // 2))
        exchange(sides[two], part)
        exchange(sides[one], sides[two])
    return sides


def merged(logs: Sequence[list[Event]], rng: Random, kind: type[MemorySide] = MemorySide) -> None:
    """See that three logs merged are the same, however they are."""
    wanted = dict(MemorySide(each for log in logs for each in offered(log)).standings())
    assert dict(by_folder(logs, rng).standings()) == wanted
    for side in directly(logs, rng, kind):
        assert dict(side.standings()) == wanted


@pytest.mark.property
@FEW
@given(steps, steps, st.integers(0, 999))
def test_three_logs_merge_to_the_same_by_folder_and_directly(
    one: list[Step], two: list[Step], seed: int
) -> None:
    merged(three_logs(one, two), Random(seed))


class OneOfASeq(MemorySide):
    """The mistake: an index in which a device has each sequence number once."""

    def add(self, offered: Iterable[Offered]) -> Taken:
        for each in offered:
            super().add([each])
            seen: set[tuple[str, int]] = set()
            for name, (event, _) in [*self._events.items()]:
                if (event.dev, event.seq) in seen:
                    del self._events[name]
                seen.add((event.dev, event.seq))
        return Taken()


def test_a_unique_sequence_number_is_caught() -> None:
    for n in range(20):
        rng = Random(n)
        one, copy, two = three_logs(random_steps(rng), random_steps(rng))
        merged([one, two, two], rng, OneOfASeq)  # as long as nobody copies a device, it does
        logs = [one, copy, two]
        try:
            merged(logs, rng, OneOfASeq)
        except AssertionError:
            return
    pytest.fail("20 merges noticed nothing")


class Moody(FolderSide):
    """A folder that is gone after some events."""

    left = 10**9

    def above(self, dev: str, seq: int) -> Iterator[Offered]:
        yield from self._some(super().above(dev, seq))

    def add(self, offered: Iterable[Offered]) -> Taken:
        return super().add(self._some(offered))

    def _some(self, offered: Iterable[Offered]) -> Iterator[Offered]:
        for each in offered:
            if self.left <= 0:
                raise SyncError("the stick is gone", str(self.path))
            self.left -= 1
            yield each


class Story:
    """Three devices and a folder; whatever may happen, happens."""

    def __init__(self, folder: Path, rng: Random) -> None:
        self.rng = rng
        self.shared = folder / SHARED
        self.logs: list[Log] = [open_log(folder / f"{n}.db", learner="mai") for n in range(3)]
        self.clock = START

    def go_on(self) -> None:
        """Let one thing happen."""
        log = self.rng.choice(self.logs)
        match self.rng.choice(("write", "write", "sync", "part", "torn", "copy", "direct")):
            case "write":
                self.clock += self.rng.choice((60_000, DAY_MS, -DAY_MS))
                draft = drafted(self.rng.choice(OWN), self.rng, [*log.events()])
                log.append([draft], at=self.clock, off=420)
            case "sync":
                self.sync(log)
            case "part":
                with suppress(SyncError):
                    self.sync(log, left=self.rng.randint(0, 5))
            case "direct":
                exchange(LocalSide(log), LocalSide(self.rng.choice(self.logs)))
            case "torn":
                for path in self._some_files():
                    path.write_bytes(path.read_bytes()[: -self.rng.randint(1, 200)])
            case "copy":
                for path in self._some_files():
                    copy = f"{path.stem} (conflicted copy {self.rng.randint(0, 3)}).jsonl"
                    shutil.copy(path, path.with_name(copy))

    def sync(self, log: Log, left: int = 10**9) -> None:
        """Exchange with the folder."""
        there = Moody(self.shared, "mai", device=log.device)
        there.left = left
        assert exchange(LocalSide(log), there).is_verified

    def agree(self) -> None:
        """Let all exchange everything, and see that they hold and remember the same."""
        for log in self.logs * 2:
            self.sync(log)
        first = self.logs[0]
        for log in self.logs[1:]:
            assert {event.id for event in log.events()} == {e.id for e in first.events()}
            assert plain(log.memory()) == plain(first.memory())
            assert due(log) == due(first)
            assert log.timeline() == first.timeline()

    def _some_files(self) -> list[Path]:
        files = sorted(self.shared.glob("*/*.jsonl"))
        return self.rng.sample(files, min(1, len(files)))


def due(log: Log) -> list[planner.Candidate]:
    """Return what a log's learner may be asked, and in which order."""
    states = {FacetId(name): state for name, state in sorted(log.memory().facets.items())}
    last = max((state.day or 0 for state in states.values()), default=0)
    outlook = planner.Outlook(last + 3)
    return planner.order(planner.candidates(states, outlook, is_extra=True))


@pytest.mark.property
def test_after_any_exchanges_all_devices_agree(size: str, figure: Callable[[str], None]) -> None:
    events = 0
    for n in range(STORIES[size]):
        with TemporaryDirectory(dir=MEMORY) as folder:
            story = Story(Path(folder), Random(f"story-{n}"))
            for _ in range(30):
                story.go_on()
            story.agree()
            events += story.logs[0].count()
            for log in story.logs:
                log.close()
    figure(f"syncing: {STORIES[size]} stories of 30 steps, {events} events, all devices agree")


def begin(folder: Path) -> set[str]:
    """Make two logs and a folder that holds a part of one, and return all ids."""
    with open_log(folder / LOGS[0], learner="mai") as log:
        log.append([review(f"a{n}", n) for n in range(100)], at=START, off=0)
    synced(folder, LOGS[0], "right", Files())
    for name, more in zip(LOGS, (950, 350), strict=True):  # more than a line file takes
        with open_log(folder / name, learner="mai") as log:
            for first in range(0, more, 50):
                drafts = [review(f"{name}{n}", n) for n in range(first, first + 50)]
                log.append(drafts, at=START + first, off=0)
    return held(folder / LOGS[0]) | held(folder / LOGS[1])


def held(path: Path) -> set[str]:
    """Return the ids that a store holds, read without quizkit; none of them twice."""
    connection = apsw.Connection(str(path))
    found = [name for (name,) in connection.execute("SELECT lower(hex(id)) FROM event")]
    connection.close()
    assert len(found) == len({*found})
    return {*found}


def killed(folder: Path, mode: str, seed: str, most: int) -> None:
    """Sync both logs in a program of its own, killed after one of so many steps."""
    argv = [sys.executable, "-m", "tests.fault.syncer", str(folder), mode]
    acknowledged: Callable[[str], str | None] = lambda line: line  # noqa: E731
    Kills(argv, acknowledged=acknowledged, rng=Random(seed), most=most).once()


def after_kills(kills: int, mode: str, most: int) -> Iterator[tuple[str, bool]]:
    """Yield what is lost after each kill, and after syncing again; and whether it came midway."""
    with TemporaryDirectory(dir=MEMORY) as ground, ThreadPoolExecutor(AT_ONCE) as pool:
        begun = Path(ground, "begun")
        begun.mkdir()
        wanted = begin(begun)
        for first in range(0, kills, AT_ONCE):
            numbers = range(first, min(kills, first + AT_ONCE))
            yield from pool.map(lambda n: after_kill(begun, n, mode, most, wanted), numbers)


def after_kill(begun: Path, n: int, mode: str, most: int, wanted: set[str]) -> tuple[str, bool]:
    """Return what is lost after one kill in a copy of a folder, and whether it came midway."""
    folder = begun.with_name(str(n))
    shutil.copytree(begun, folder)
    before = [held(folder / name) for name in LOGS]
    killed(folder, mode, f"{mode}-{n}", most)
    after = [held(folder / name) for name in LOGS]
    if not all(one <= two for one, two in zip(before, after, strict=True)):
        return "an answer was lost", True
    for name in (*LOGS, LOGS[0]):
        synced(folder, name, mode, Files())
    ends = [held(folder / name) for name in LOGS]
    sound = {line.id for _, line in every_line(folder / SHARED) if not line.fault}
    wrong = [check.message for check in examine(folder / LOGS[1]) if not check.ok]
    is_same = all(each == wanted for each in (*ends, sound))
    shutil.rmtree(folder)
    return "" if is_same and not wrong else f"not the same {wrong}", after[1] != wanted


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")
def test_a_sync_that_is_killed_loses_and_doubles_nothing(
    size: str, figure: Callable[[str], None]
) -> None:
    told = [*after_kills(KILLS[size], "right", 18)]
    assert [wrong for wrong, _ in told if wrong] == []
    midway = sum(is_midway for _, is_midway in told)
    figure(f"syncing: {len(told)} kills, {midway} midway, lost 0, doubled 0")
    assert midway * 4 >= len(told)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a matter of POSIX")
def test_marks_of_what_was_sent_are_caught(tmp_path: Path) -> None:
    wanted = begin(tmp_path)
    for name in (*LOGS, *LOGS):
        synced(tmp_path, name, "marked", Files())
    assert [held(tmp_path / name) for name in LOGS] == [wanted, wanted]  # where nobody kills it
    if not any(wrong for wrong, _ in after_kills(40, "marked", 3)):
        pytest.fail("40 kills noticed nothing")


ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE)


def broken(folder: Path, sort: str, number: int, nth: int) -> tuple[int, bool, bool]:
    """Sync two logs while the nth call of a sort on files fails: calls, failed, told or good."""
    calls, told, good = FailingCalls(sort, number), False, True
    with calls.in_place():
        calls.left = nth
        for name in LOGS:
            try:
                come = synced(folder, name, "right", Files())
                told, good = told or bool(come.faults), good and come.is_verified
            except SyncError as error:
                good = False
                told = str(folder / SHARED) in str(error)
    return calls.calls, calls.failed > 0, told or good


SORTS = ("open", "write", "fsync", "replace", "mkdir", "scandir", "lstat", "unlink")


@pytest.mark.parametrize("sort", SORTS)
def test_whatever_call_on_the_folder_fails_it_is_told_and_made_good(
    sort: str, size: str, tmp_path: Path, figure: Callable[[str], None]
) -> None:
    begun, failed = tmp_path / "begun", 0
    begun.mkdir()
    for name in LOGS:
        with open_log(begun / name, learner="mai") as log:
            log.append([review(f"{name}{n}", n) for n in range(30)], at=START, off=0)
            left = begun / SHARED / log.device / f"1-open.jsonl.{log.device}.part"
        if sort == "unlink":  # there is something to delete
            left.parent.mkdir(parents=True)
            left.write_bytes(b"half")
    wanted = held(begun / LOGS[0]) | held(begun / LOGS[1])
    shutil.copytree(begun, tmp_path / "whole")
    calls, _, _ = broken(tmp_path / "whole", sort, errno.EIO, -1)
    for number in ERRORS if size != "quick" else ERRORS[:1]:
        for nth in range(0, calls, 3 if size == "quick" else 1):
            folder = tmp_path / f"{number}-{nth}"
            shutil.copytree(begun, folder)
            _, has_failed, told = broken(folder, sort, number, nth)
            assert told or not has_failed, (sort, number, nth)
            failed += has_failed
            for name in (*LOGS, LOGS[0]):
                assert synced(folder, name, "right", Files()).is_verified
            assert held(folder / LOGS[0]) == held(folder / LOGS[1]) == wanted
            assert not [*(folder / SHARED).rglob("*.part")]
            shutil.rmtree(folder)
    figure(f"syncing: {failed} calls of {sort} failed, all told and made good")
    assert failed


@pytest.mark.skipif(os.name != "posix", reason="the program is the one of the kills")
def test_windows_of_one_device_sync_into_one_folder_at_once(size: str, tmp_path: Path) -> None:
    for n in range(1 if size == "quick" else 4):
        folder = tmp_path / str(n)
        folder.mkdir()
        wanted = begin(folder)
        argv = [sys.executable, "-m", "tests.fault.syncer", str(folder), "right"]
        options: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
        windows = [subprocess.Popen(argv, cwd=ROOT, **options) for _ in range(2)]
        told = [window.communicate(timeout=60)[1] for window in windows]
        assert [window.returncode for window in windows] == [0, 0], told
        for name in (*LOGS, LOGS[0]):
            assert synced(folder, name, "right", Files()).is_verified
        assert held(folder / LOGS[0]) == held(folder / LOGS[1]) == wanted
        assert {line.id for _, line in every_line(folder / SHARED)} == wanted
        assert not [*(folder / SHARED).rglob("*.part")]


def test_a_folder_that_swallows_what_failed_is_noticed_in_the_end(tmp_path: Path) -> None:
    class Swallowing(Files):
        def put(self, path: Path, data: bytes, *, by: str = "") -> None:
            """Write nothing, and say nothing."""

    with open_log(tmp_path / LOGS[0], learner="mai") as log:
        log.append([review(f"{n}", n) for n in range(30)], at=START, off=0)
    told = synced(tmp_path, LOGS[0], "right", Swallowing())
    assert not told.is_verified
    assert len(told.differing) == 1


@pytest.mark.parametrize("sort", ["write", "sync"])
def test_whatever_call_of_the_own_store_fails_nothing_is_lost(
    sort: str, size: str, tmp_path: Path
) -> None:
    with open_log(tmp_path / LOGS[0], learner="mai") as log:
        for first in range(0, 1_200, 300):
            drafts = [review(f"{n}", n) for n in range(first, first + 300)]
            log.append(drafts, at=START, off=0)
    synced(tmp_path, LOGS[0], "right", Files())
    wanted, failed = held(tmp_path / LOGS[0]), 0
    step = {"quick": (500, 12), "release": (1, 1)}.get(size, (200, 5))[sort == "sync"]
    for nth in count(0, step):
        path = tmp_path / f"{nth}.db"
        vfs = Failing(sort, apsw.FullError)
        try:
            with open_log(path, learner="mai", vfs=vfs.called) as log:
                vfs.left = nth
                there = FolderSide(tmp_path / SHARED, "mai", device=log.device)
                with suppress(StoreError):
                    exchange(LocalSide(log), there)
                vfs.left = -1
                assert exchange(LocalSide(log), there).is_verified
        except QuizkitError:
            pytest.fail(f"call {nth} was not made good")
        open_log(path, learner="mai").close()  # which makes good what was not kept beside events
        assert held(path) == wanted
        assert [check.message for check in examine(path) if not check.ok] == []
        is_over = not vfs.failed
        failed += vfs.failed
        vfs.unregister()
        if is_over:
            break
    assert failed
