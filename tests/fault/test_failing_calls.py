"""Every call of a sitting fails once: the error is told, nothing is lost, work goes on.

A sitting is opened, answered in, undone in, closed and opened again, as often as it makes calls,
and each time another one of them fails. Whoever is told of an error presses again.
"""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.model import Draft, Event
from quizkit.store import log as log_module
from quizkit.store.doctor import examine
from quizkit.store.files import copies_of
from quizkit.store.lines import every_line
from quizkit.store.log import Log, open_log
from tests.fault.devices import MEMORY
from tests.fault.failing import CALLS, Failing, FailingCalls, Turn
from tests.fault.writer import START, review

pytestmark = [pytest.mark.fault, pytest.mark.timeout(7200)]

QUICK = 3
"""Calls of one sort that fail in a quick run, drawn from all."""

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EMFILE)
SQLITE = {
    errno.ENOSPC: apsw.FullError,
    errno.EIO: apsw.IOError,
    errno.EACCES: apsw.CantOpenError,
    errno.EMFILE: apsw.CantOpenError,
}
"""What SQLite makes of an error; the last two happen at opening only."""


class Ended(NamedTuple):
    """What came of a sitting in which a call failed.

    Attributes:
        failed: Whether one did.
        told: Whether anybody heard of it.
        wrong: What is wrong in the end.
    """

    failed: bool
    told: bool
    wrong: str


class Sitting:
    """A learner who presses again when told of an error.

    Args:
        path: The store.
        vfs: Name of the file layer.
        copies: Whether line files are kept.
    """

    def __init__(self, path: Path, *, vfs: str | None = None, copies: bool = False) -> None:
        self.path = path
        self.open = partial(open_log, path, learner="mai", vfs=vfs, copies=copies)
        self.saved: list[Event] = []
        self.said: list[str] = []

    def run(self) -> None:
        """Answer and undo in two sittings."""
        for sitting in range(2):
            log: Log = self.again(self.open)
            for n in range(4):
                self.press(log, [review(f"{sitting}-{n}-{k}", n + k) for k in range(1 + n % 2)])
            self.press(log, [Draft("undo", {"targets": [self.saved[-1].id]})])
            with suppress(StoreError):  # SQLite itself closes all the same, and says nothing
                log.close()

    def press(self, log: Log, drafts: list[Draft]) -> None:
        """Write something; what a failed press left must be what was before."""
        at = START + len(self.saved) * 60_000
        before = list(self.saved)

        def append() -> None:
            try:
                self.saved += log.append(drafts, at=at, off=0)
            except StoreError:
                with suppress(StoreError):  # reading may fail as well, and then it says so
                    assert list(log.events()) == before
                raise

        self.again(append)
        log.keep_up()
        if log.notice:
            self.said.append(log.notice)

    def again(self, deed: Callable[[], Any]) -> Any:
        """Do something, once more if told that it failed."""
        try:
            return deed()
        except StoreError as error:
            self.said.append(str(error))
            return deed()

    def wrong(self) -> str:
        """Return what is wrong in the end, or ""."""
        with self.open() as log:
            if list(log.events()) != self.saved:
                return "lost"
        faults = [check.message for check in examine(self.path) if not check.ok]
        events = copies_of(self.path).events
        if events.exists():
            lines = [line for _, line in every_line(events)]
            faults += [line.fault for line in lines if line.fault]
            if {line.id for line in lines} != {event.id for event in self.saved}:
                faults.append("the line files lack something")
        return "; ".join(faults)


def ended(folder: Path, turn: Turn, nth: int) -> Ended:
    """Run a sitting whose nth call fails."""
    is_sqlite = isinstance(turn, Failing)
    sitting = Sitting(
        folder / "me.db", vfs=turn.called if is_sqlite else None, copies=not is_sqlite
    )
    turn.left = nth
    sitting.run()
    turn.left = -1
    return Ended(turn.failed > 0, bool(sitting.said), sitting.wrong())


@contextmanager
def sqlite(sort: str, number: int) -> Iterator[Turn]:
    """Let SQLite's calls count."""
    vfs = Failing(sort, SQLITE[number])
    yield vfs
    vfs.unregister()


def each_call(
    sort: str, number: int, size: str, layer: Callable[[str, int], Any]
) -> Iterator[Ended]:
    """Yield what came of it, with one call after the other failing."""
    with TemporaryDirectory(dir=MEMORY) as folder, layer(sort, number) as turn:
        ended(Path(folder), turn, -1)
        calls = turn.calls
    chosen = range(calls)
    if size == "quick":
        chosen = Random(f"{sort}-{number}").sample(chosen, min(calls, QUICK))
    for nth in chosen:
        with TemporaryDirectory(dir=MEMORY) as folder, layer(sort, number) as turn:
            yield ended(Path(folder), turn, nth)


def judged(told: list[Ended], what: str, figure: Callable[[str], None]) -> None:
    """See that nothing is wrong after any of the failures, and that most were told."""
    failed = [each for each in told if each.failed]
    figure(
        f"failing calls, {what}: {len(failed)} failed, {sum(each.told for each in failed)} told, "
        f"{sum(bool(each.wrong) for each in told)} with something lost or wrong"
    )
    assert [each.wrong for each in told if each.wrong] == []
    assert failed


QUIET = {"delete", "cut"}
"""Calls whose failing SQLite makes good by itself, or that come when the log is closed."""


@pytest.mark.parametrize("sort", CALLS)
def test_whatever_call_of_sqlite_fails_nothing_is_lost(
    sort: str, size: str, figure: Callable[[str], None]
) -> None:
    numbers = (errno.EACCES, errno.EMFILE) if sort == "open" else (errno.ENOSPC, errno.EIO)
    for number in numbers:
        told = list(each_call(sort, number, size, sqlite))
        judged(told, f"SQLite's {sort}, {errno.errorcode[number]}", figure)
        assert sort in QUIET or any(each.told for each in told)


def plain(sort: str, number: int) -> Any:
    """Let calls on plain files count."""
    return FailingCalls(sort, number).in_place()


@pytest.mark.parametrize("sort", ["open", "write", "fsync", "replace", "mkdir"])
def test_whatever_call_on_line_files_fails_nothing_is_lost(
    sort: str, size: str, figure: Callable[[str], None]
) -> None:
    for number in ERRORS if size != "quick" else ERRORS[:1]:
        told = list(each_call(sort, number, size, plain))
        judged(told, f"line files' {sort}, {errno.errorcode[number]}", figure)
        assert any(each.told for each in told)


def test_a_store_that_swallows_the_error_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "_transaction", _Swallowing)
    told = each_call("sync", errno.EIO, "quick", sqlite)
    assert any(each.wrong for each in told)


class _Swallowing:
    """A transaction whose failed commit nobody hears of."""

    def __init__(self, connection: apsw.Connection, mode: str) -> None:
        self.connection = connection
        connection.execute(f"BEGIN {mode}")

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> bool:
        try:
            self.connection.execute("COMMIT")
        except apsw.Error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
        return True
