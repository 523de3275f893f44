"""A learner's log: opened, written one answer a transaction, read.

An answer is acknowledged when `Log.append` returns: its events, their times and the states that
they change were committed in one transaction, synced to the disk. If it raises, nothing changed,
and the same call may be made again. What happens to the second copy changes neither.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

import apsw

from quizkit.errors import StoreError
from quizkit.memory.replay import Moment
from quizkit.memory.timeline import time_of
from quizkit.model import Draft, Event, LearnerId, Memory
from quizkit.store import cache, rows
from quizkit.store.event import Link, make
from quizkit.store.faults import guarded
from quizkit.store.files import FILES, Files
from quizkit.store.learners import choose, known, settle_learner
from quizkit.store.linewriter import Stored
from quizkit.store.marks import DEVICE, STORE
from quizkit.store.migrate import migrate
from quizkit.store.rows import Row, Tip
from quizkit.store.schema import BUSY_MS, connect, connect_readonly, pragma
from quizkit.store.schema import transaction as _transaction
from quizkit.store.second import SecondCopy
from quizkit.store.snapshot import Held
from quizkit.store.take import BATCH, Offered, Taken, take

_SAVE_AT_CLOSE: Final = 100
_SAVE_AT_APPEND: Final = 1_000
"""Events since the last snapshot after which a new one is written."""


class _Chain(NamedTuple):
    """Where the next event of this device joins."""

    own: Tip | None
    seen: Tip | None


def open_log(  # noqa: PLR0913  # each a word at the call
    path: str | Path,
    *,
    learner: str | None = None,
    readonly: bool = False,
    copies: bool = False,
    marks: Path | None = None,
    vfs: str | None = None,
    files: Files = FILES,
    busy_ms: int = BUSY_MS,
) -> "Log":
    """Open a learner's log; a store that does not exist yet is made, unless it is only read.

    Args:
        path: The store's file.
        learner: The learner's id; None is the store's only learner, or a new random one.
        readonly: Only read. Works in folders that may not be written.
        copies: Keep a second copy of every event in line files, in the folder `NAME-copies`
            beside the store. A store that has that folder keeps it up in any case.
        marks: The folder that tells copied stores from others; None: copies are not noticed.
        vfs: Name of the SQLite file layer to use, for tests.
        files: What does the work on line files, for tests.
        busy_ms: How long another program's write is waited for [ms].

    Raises:
        StoreError: If the store is locked, newer, foreign or damaged, cannot be written, or
            holds several learners and none is named.

    >>> from tempfile import TemporaryDirectory
    >>> folder = TemporaryDirectory()
    >>> with open_log(Path(folder.name) / "me.db", learner="mai") as log:
    ...     event, = log.append([Draft("suspend", {"facet": "d/f#r"})], at=0, off=0)
    ...     log.count(), event.seq, log.memory().facets["d/f#r"].suspended
    (1, 1, True)
    >>> folder.cleanup()
    """
    path = Path(path)
    if readonly:
        return _open_readonly(path, learner, vfs=vfs, busy_ms=busy_ms)
    connection = connect(path, vfs=vfs, busy_ms=busy_ms, upgrade=migrate)
    second = SecondCopy(path, files, wanted=copies, busy_ms=busy_ms, vfs=vfs)
    try:
        with guarded(str(path)):
            second.take_in(connection)
            chosen, device = settle_learner(connection, learner, path=path, marks=marks)
            second.complete(connection)
    except BaseException:
        connection.close()
        raise
    return Log(connection, path, learner=LearnerId(chosen), device=device, second=second)


def _open_readonly(path: Path, learner: str | None, *, vfs: str | None, busy_ms: int) -> "Log":
    connection = connect_readonly(path, vfs=vfs, busy_ms=busy_ms)
    try:
        with guarded(str(path)):
            chosen = choose(known(connection), learner, path)
    except BaseException:
        connection.close()
        raise
    return Log(connection, path, learner=LearnerId(chosen))


class Log:
    """An open log of one learner.

    Made by `open_log`. A context manager: leaving it closes the store.

    Attributes:
        path: The store's file.
        learner: The learner's id.
        device: Id of the device that writes here, or "" if the log is only read.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        path: Path,
        *,
        learner: LearnerId,
        device: str = "",
        second: SecondCopy | None = None,
    ) -> None:
        self.path = path
        self.learner = learner
        self.device = device
        self._connection = connection
        self._second = second
        self._waiting: list[Stored] = []
        self._store = ""
        self._version = -1
        self._held: Held | None = None
        self._chain = _Chain(None, None)

    @property
    def readonly(self) -> bool:
        """Whether nothing can be appended."""
        return not self.device

    @property
    def notice(self) -> str:
        """A sentence for the learner if the second copy lags behind, or ""."""
        return self._second.notice if self._second else ""

    def append(self, drafts: Sequence[Draft], *, at: int, off: int) -> tuple[Event, ...]:
        """Write events in one transaction, and return them once they are safe.

        Args:
            drafts: What happened; all or none of it is written.
            at: What the clock says [ms since 1970, UTC].
            off: Zone offset [minutes east of UTC, -960..960].

        Raises:
            StoreError: If it cannot be written; then nothing was.
            EventError: If a draft cannot be an event (a ValueError); then nothing was written.
        """
        self._refuse_reading()
        self.keep_up()
        with guarded(str(self.path)):
            with _transaction(self._connection, "IMMEDIATE"):
                self._renew()
                held, chain, made = self._write(drafts, self._catch_up(), at=at, off=off)
            self._held, self._chain = held, chain
            if self._second:
                self._waiting = [Stored(event.seq, event.id, data) for event, data in made]
            if self._since_saved() >= _SAVE_AT_APPEND:
                with suppress(apsw.Error):  # only a cache, and the answer is safe
                    self._save()
        return tuple(event for event, _ in made)

    def keep_up(self) -> None:
        """Write what was last appended into the second copy, if there is one; never fails.

        It waits for the disk once more: call it when the learner has the feedback. Otherwise the
        next `append`, `take` or `close` does it.
        """
        if self._second and self._waiting:
            self._second.append(self._connection, self.device, self._waiting)
            self._waiting = []

    def take(self, offered: Iterable[Offered]) -> Taken:
        """Add events from elsewhere to the log: set union, in any order, as often as you like.

        Events of other learners go to their logs in the same store.

        Raises:
            StoreError: If they cannot be written; what was added before stays, and all may be
                offered again.
        """
        self._refuse_reading()
        self.keep_up()
        with guarded(str(self.path)):
            with _transaction(self._connection, "DEFERRED"):
                held = self._catch_up()
            try:
                taken = take(self._connection, offered, held={self.learner: held})
            finally:
                self._version = -1  # also what this connection wrote is to be read
            if self._second:
                self._second.complete(self._connection)
        if taken.added > BATCH:
            self._held = None  # a new snapshot is read faster
        return taken

    def memory(self) -> Memory:
        """Return what the learner remembers: the fold of the log, from the caches.

        Raises:
            StoreError: If the store cannot be read.
        """
        with guarded(str(self.path)), _transaction(self._connection, "DEFERRED"):
            return self._catch_up().memory

    def events(self) -> Iterator[Event]:
        """Yield the learner's events in the order in which they arrived here.

        Those of a newer quizkit are among them: `entries` tells which are read.
        """
        for row in self.entries():
            yield row.event

    def entries(self) -> Iterator[Row]:
        """Yield the learner's events with time and liveness, in the order of their arrival."""
        with guarded(str(self.path)):
            yield from rows.every(self._connection, self.learner)

    def moments_of(self, facet: str) -> tuple[Moment, ...]:
        """Return the live events of a facet with their derived times, in their order.

        Those of its whole fact are among them.
        """
        names = dict.fromkeys((facet, facet.rpartition("#")[0] or facet))
        with guarded(str(self.path)):
            found = rows.of_facets(self._connection, self.learner, tuple(names))
        return tuple((row.t, row.event) for row in found if row.live and row.is_read)

    def last(self, kind: str, n: int = 1) -> tuple[Event, ...]:
        """Return the last n live events of a kind, newest first."""
        return tuple(event for _, event in self.newest(kind, n))

    def newest(self, kind: str, n: int = 1) -> tuple[Moment, ...]:
        """Return the last n live events of a kind with their derived times, newest first."""
        with guarded(str(self.path)):
            found = rows.newest(self._connection, self.learner, kind, most=n)
        return tuple((row.t, row.event) for row in found)

    def timeline(self) -> dict[str, int]:
        """Return the derived time of each of the learner's events by id [ms]."""
        return {row.event.id: row.t for row in self.entries()}

    def count(self) -> int:
        """Return how many events the learner has."""
        with guarded(str(self.path)):
            return rows.count(self._connection, self.learner)

    def back_up_daily(self, *, at: int, off: int) -> None:
        """Make this learner-day's backup if there is none yet; what goes wrong is a `notice`.

        A small store is copied at once, a large one when the log is closed.

        Args:
            at: Now [ms since 1970, UTC].
            off: Zone offset [minutes east of UTC].
        """
        if self._second:
            self._second.back_up_daily(self._connection, at=at, off=off)

    def close(self) -> None:
        """Close the store; safe to call twice."""
        self.keep_up()
        with guarded(str(self.path)):
            if self._second:
                self._second.back_up_now(self._connection)
            if not self.readonly and self._since_saved() >= _SAVE_AT_CLOSE:
                with suppress(apsw.Error):  # only a cache, and the answers are safe
                    self._save()
                if self._second:
                    self._second.complete(self._connection)
            self._held = None
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Log({str(self.path)!r}, learner={self.learner!r})"

    def _refuse_reading(self) -> None:
        if self.readonly:
            raise StoreError(
                f"the log {self.path} is open for reading only; give yourself the right to "
                "write the file and its folder, or name another log",
                str(self.path),
            )

    def _catch_up(self) -> Held:
        """Take in what other processes wrote since the last look; inside a transaction."""
        version = pragma(self._connection, "data_version")
        if self._held is None or version != self._version:
            self._notice_another_store()
            held = cache.read(self._connection, self.learner, held=self._held)
            if not self.readonly:
                self._chain = self._tips()
            self._held, self._version = held, version
        return self._held

    def _notice_another_store(self) -> None:
        """Begin anew where a backup was put in this store's place while it was open."""
        store = rows.get_meta(self._connection, STORE) or ""
        if store == self._store:
            return
        device = rows.get_meta(self._connection, DEVICE + self.learner)
        if not self.readonly and device is None:
            raise StoreError(
                f"another log was put in the place of {self.path}, and {self.learner} does not "
                "write in it; open it again",
                str(self.path),
            )
        self._store, self._held = store, None
        if not self.readonly:
            self.device = device or ""

    def _renew(self) -> None:
        """Make the caches anew if another quizkit has been here; inside a write transaction."""
        version = pragma(self._connection, "data_version")
        if version != self._version and cache.is_stale(self._connection):
            cache.rebuild(self._connection)

    def _write(
        self, drafts: Sequence[Draft], held: Held, *, at: int, off: int
    ) -> tuple[Held, _Chain, list[tuple[Event, bytes]]]:
        chain = self._chain
        fresh: list[Row] = []
        made: list[tuple[Event, bytes]] = []
        for draft in drafts:
            event, data = make(draft, self._link(chain), at=at, off=off)
            times = {tip.id: tip.t for tip in chain if tip is not None}
            t = time_of(event, times, fixes=held.fixes)
            n = rows.insert(self._connection, event, data)
            fresh.append(Row(n, t, live=True, event=event))
            made.append((event, data))
            chain = chain._replace(own=Tip(event.seq, event.id, t))
        after = cache.write(self._connection, self.learner, held=held, fresh=fresh)
        if after.fixes != held.fixes:  # then the times of the tips are others as well
            chain = self._tips()
        return after, chain, made

    def _tips(self) -> _Chain:
        return _Chain(
            rows.own_tip(self._connection, self.device),
            rows.seen_tip(self._connection, self.learner, self.device),
        )

    def _link(self, chain: _Chain) -> Link:
        own, seen = chain
        return Link(
            dev=self.device,
            seq=own.seq + 1 if own else 1,
            prev=own.id if own else None,
            seen=seen.id if seen else None,
            learner=self.learner,
        )

    def _since_saved(self) -> int:
        return 0 if self._held is None else self._held.n - self._held.saved

    def _save(self) -> None:
        with _transaction(self._connection, "IMMEDIATE"):
            held = cache.save(self._connection, self.learner, self._catch_up())
        self._held = held
