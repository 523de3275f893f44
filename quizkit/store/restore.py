"""A backup put back; nothing that was answered since is lost.

The backup is anybody's work: it is opened read-only and immutable, and only events whose hash
proves them leave it. They go into a new store, with those of the store that is there and of its
line files, and only when that is whole does it take the other's place. It has no devices, so that
whoever writes in it is a new one.
"""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from quizkit.errors import StoreError
from quizkit.store import backup, rows
from quizkit.store.faults import guarded
from quizkit.store.files import FILES, Files, copies_of
from quizkit.store.lines import Lines
from quizkit.store.marks import STORE
from quizkit.store.migrate import migrate
from quizkit.store.schema import (
    APPLICATION,
    BUSY_MS,
    VERSION,
    connect,
    connect_foreign,
    connect_readonly,
    pragma,
    transaction,
)
from quizkit.store.take import Offered, Taken, take

BEFORE: Final = "before-restore"
"""Why the backup of the store before was made."""

DAMAGED: Final = "damaged"
"""Folder beside the backups for stores that could not be read, and why they are there."""

_SIDES: Final = ("", "-wal", "-shm", "-journal")
_STAYS: Final = (apsw.BusyError, apsw.LockedError, apsw.FullError, apsw.ReadOnlyError, OSError)
"""Faults that say nothing about the store itself: it stays where it is."""


class Restored(NamedTuple):
    """What came of putting a backup back.

    Attributes:
        events: Events in the store now.
        held: Those that the backup held.
        since: Those that only the store before or its line files had.
        refused: Rows of the backup that are no events as they were written, left out.
        aside: Where the store before is now, or None if there was none or nothing in it.
    """

    events: int
    held: int
    since: int
    refused: int
    aside: Path | None


def restore(
    path: Path,
    source: Path,
    *,
    at: int,
    off: int,
    files: Files = FILES,
    busy_ms: int = BUSY_MS,
) -> Restored:
    """Put a backup in the place of a store.

    Args:
        path: The store's file; there need be none.
        source: The backup.
        at: Now [ms since 1970, UTC].
        off: Zone offset [minutes east of UTC].
        files: What does the work on files.
        busy_ms: How long another program's write is waited for [ms].

    Raises:
        StoreError: If the backup is no store, newer or damaged, or the store is in use, newer or
            cannot be written; then it stays as it was.
    """
    path = path.resolve()
    backup.verify(source)
    part = path.with_name(f"{path.name}.restoring")
    try:
        with guarded(str(path)):
            _clear(part, files)
            held, since = _build(part, source, path, files=files)
            files.sync(part)
            aside, late = _put(part, path, at=at, off=off, files=files, busy_ms=busy_ms)
    finally:
        with suppress(OSError):
            _clear(part, files)
    since += late
    return Restored(held.added + since, held.added, since, held.refused, aside)


def _build(part: Path, source: Path, path: Path, *, files: Files) -> tuple[Taken, int]:
    """Make the new store; return what the backup gave, and how many events came from elsewhere."""
    with closing(connect(part)) as made:
        with closing(connect_foreign(source)) as found, guarded(str(source)):
            _keep_forgotten(made, found)
            with suppress(StoreError, apsw.Error), closing(connect_readonly(path)) as present:
                _keep_forgotten(made, present)
            held = take(made, _events(found))
        since = 0
        with suppress(StoreError), closing(connect_readonly(path)) as present:
            since += take(made, _readable(present)).added
        with suppress(OSError):
            since += Lines(copies_of(path).events, files).take_in(made).added
        rows.set_meta(made, STORE, rows.new_id())
        pragma(made, "journal_mode=DELETE")
    return held, since


def _put(
    part: Path, path: Path, *, at: int, off: int, files: Files, busy_ms: int
) -> tuple[Path | None, int]:
    """Put the new store in its place, the one before aside.

    Returns:
        Where the one before is, and how many of its events came while the new one was built.
    """
    if not path.exists():
        files.rename(part, path)
        files.sync_folder(path.parent)
        return None, 0
    try:
        with closing(connect(path, busy_ms=busy_ms, upgrade=migrate)) as present:
            aside = backup.keep(present, path, at=at, off=off, why=BEFORE, files=files)
            late = _copy_over(part, present, path)
        return aside, late
    except (StoreError, apsw.Error) as error:
        if not _is_damage(error, path):
            raise
    aside = copies_of(path).root / DAMAGED / backup.name_of(at, off, DAMAGED)
    files.make_folder(aside.parent)
    for side in reversed(_SIDES):  # its WAL goes first, so that no other store takes it for its own
        if files.size(Path(f"{path}{side}")) is not None:
            files.rename(Path(f"{path}{side}"), Path(f"{aside}{side}"))
    files.sync_folder(aside.parent)
    files.rename(part, path)
    files.sync_folder(path.parent)
    return aside, 0


def _copy_over(part: Path, present: apsw.Connection, path: Path) -> int:
    """Put the new store's pages into the present one in one transaction, whoever has it open.

    Returns:
        How many events came to the present one since the new one was built; they are in both.
    """
    flags = apsw.SQLITE_OPEN_READONLY
    with (
        closing(apsw.Connection(str(part), flags=flags)) as made,
        present.backup("main", made, "main") as work,
    ):
        work.step(0)  # from here on nobody else writes
        with closing(connect(part)) as full, closing(connect_readonly(path)) as newest:
            _keep_forgotten(full, newest)
            late = take(full, _readable(newest)).added
            pragma(full, "journal_mode=DELETE")
        work.step(-1)
    return late


def _is_damage(error: BaseException, path: Path) -> bool:
    """Return whether an error speaks of the store's content, not of who uses it or of the disk."""
    if isinstance(error, _STAYS) or isinstance(error.__cause__, _STAYS):
        return False
    with path.open("rb") as file:
        head = file.read(100)
    application, version = (int.from_bytes(head[at : at + 4]) for at in (68, 60))
    return application != APPLICATION or version <= VERSION


def _keep_forgotten(made: apsw.Connection, found: apsw.Connection) -> None:
    with transaction(made, "IMMEDIATE"):
        for learner in rows.forgotten(found):
            made.execute("INSERT OR IGNORE INTO forgotten VALUES(?)", (learner,))


def _events(found: apsw.Connection) -> Iterator[Offered]:
    for id_, _, _, data in rows.bytes_after(found, 0):
        yield Offered(id_, data)


def _readable(present: apsw.Connection) -> Iterator[Offered]:
    """Yield the events of the store before, as far as it can be read."""
    with suppress(apsw.Error):
        yield from _events(present)


def _clear(part: Path, files: Files) -> None:
    for side in _SIDES:
        files.unlink(Path(f"{part}{side}"))
