"""The second copy beside an open store: kept up, but never in the way of an answer.

Whatever is wrong with the line files, the store goes on: the fault becomes one sentence for the
learner, and the next append or opening makes the copy good.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw

from quizkit.errors import StoreError
from quizkit.store.backup import DAILY, keep
from quizkit.store.files import Copies, Files, copies_of
from quizkit.store.lines import Lines
from quizkit.store.linewriter import Stored
from quizkit.store.schema import transaction

_SMALL_BYTES: Final = 8 * 2**20
"""Up to this size a store is backed up when it is opened; it takes some hundredths of a second."""

_PATIENCE_MS: Final = 250
"""How long the copy waits for another program's write; who comes too late is made good later."""


class SecondCopy:
    """The line files of an open store, if it has any.

    Args:
        path: The store's file.
        files: What does the work on files.
        wanted: Make the folder if it is not there; one that is there is kept up in any case.
        busy_ms: How long the connection waits for another program's write otherwise [ms].
        vfs: Name of the SQLite file layer that writes backups, for tests.

    Attributes:
        notice: A sentence for the learner if the copy could not be read or written, or "".
    """

    def __init__(
        self, path: Path, files: Files, *, wanted: bool, busy_ms: int, vfs: str | None = None
    ) -> None:
        self.notice = ""
        self._path = path
        self._copies: Copies = copies_of(path)
        self._files = files
        self._vfs = vfs
        self._busy_ms = busy_ms
        self._due: tuple[int, int] | None = None
        self._lines: Lines | None = None
        if wanted:
            with self._noted("written", (OSError,)):
                files.make_folder(self._copies.events)
        if wanted or self._copies.root.is_dir():
            self._lines = Lines(self._copies.events, files)

    def take_in(self, connection: apsw.Connection) -> None:
        """Add to the store what only the line files have."""
        if self._lines is None:
            return
        with self._noted("read", (OSError, apsw.FullError, apsw.BusyError)):
            taken = self._lines.take_in(connection)
            if taken.refused:
                first = "; ".join(taken.faults[:2])
                self.notice = (
                    f"{taken.refused} lines of the second copy of your answers, "
                    f"{self._copies.events}, are damaged ({first}); the others were read. "
                    "`quizkit doctor` tells more."
                )

    def complete(self, connection: apsw.Connection) -> None:
        """Add to the line files what only the store has."""
        if self._lines is None:
            return
        with self._noted("written", (OSError, apsw.Error)), self._locked(connection):
            self._lines.complete(connection)

    def append(self, connection: apsw.Connection, dev: str, fresh: Sequence[Stored]) -> None:
        """Write events that were committed behind the others of their device."""
        if self._lines is None or not fresh:
            return
        with self._noted("written", (OSError, apsw.Error, ValueError)), self._locked(connection):
            self._lines.append(connection, dev, fresh)
            self.notice = ""

    def back_up_daily(self, connection: apsw.Connection, *, at: int, off: int) -> None:
        """Make this learner-day's backup: at once of a small store, of a large one at the end.

        Args:
            connection: The store, not inside a transaction.
            at: Now [ms since 1970, UTC].
            off: Zone offset [minutes east of UTC].
        """
        if self._lines is None:
            return
        size = self._files.size(self._path.resolve()) or 0
        if size > _SMALL_BYTES:
            self._due = at, off
        else:
            self._back_up(connection, at=at, off=off)

    def back_up_now(self, connection: apsw.Connection) -> None:
        """Make the backup that was put off to the end, if one was."""
        if self._due is not None:
            at, off = self._due
            self._due = None
            self._back_up(connection, at=at, off=off)

    def _back_up(self, connection: apsw.Connection, *, at: int, off: int) -> None:
        try:
            keep(
                connection, self._path, at=at, off=off, why=DAILY, files=self._files, vfs=self._vfs
            )
        except StoreError as error:
            self.notice = f"Today's backup could not be made: {error}. Your answers are safe."

    @contextmanager
    def _locked(self, connection: apsw.Connection) -> Iterator[None]:
        """Hold the store's write lock, if it can be had soon."""
        connection.set_busy_timeout(_PATIENCE_MS)
        try:
            with transaction(connection, "IMMEDIATE"):
                yield
        finally:
            connection.set_busy_timeout(self._busy_ms)

    @contextmanager
    def _noted(self, what: str, kinds: tuple[type[Exception], ...]) -> Iterator[None]:
        """Turn a fault into the notice; that another program writes just now is none."""
        try:
            yield
        except apsw.BusyError:
            pass
        except kinds as error:
            why = getattr(error, "strerror", None) or str(error)
            self.notice = (
                f"The second copy of your answers, {self._copies.events}, could not be {what} "
                f"({why}). Your answers are safe in {self._path}; make room or give yourself the "
                "right to write there, and the copy is completed by itself."
            )
