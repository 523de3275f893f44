"""Backups: one verified file each, that any medium can hold.

A backup is written under another name, checked, synced and renamed: there is never half of one.
Those beside the store are named by their day and by why they were made, and thinned as they age.
A backup that comes back is anybody's work until it was checked (`restore`).
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from os import getpid
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from quizkit.errors import StoreError
from quizkit.memory.timeline import learner_day
from quizkit.store.faults import guarded
from quizkit.store.files import FILES, Files, copies_of
from quizkit.store.schema import connect_foreign, pragma, roll_back, transaction

DAILY: Final = "daily"
"""Why most backups are made: the first opening of a learner-day."""

_DAYS, _WEEKS, _MONTHS = 7, 5, 12
_OTHERS: Final = 5
"""Newest backups that are kept of those made before something else."""

_EPOCH: Final = date(1970, 1, 1)
_NAME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-[0-9]{6})?-([a-z0-9-]+)\.db")


class Tally(NamedTuple):
    """What two stores with the same events have in common.

    Attributes:
        events: How many.
        hash: SHA-256 of their ids, sorted: 64 hex digits.
    """

    events: int
    hash: str


class Backup(NamedTuple):
    """A backup beside a store.

    Attributes:
        path: The file.
        day: The day that it was made for.
        why: "daily", or what it was made before.
        size: Bytes.
    """

    path: Path
    day: date
    why: str
    size: int


def tally(connection: apsw.Connection) -> Tally:
    """Return how many events a store holds, and one hash for all of them."""
    total, count = sha256(), 0
    for (id_,) in connection.execute("SELECT id FROM event ORDER BY id"):
        total.update(id_)
        count += 1
    return Tally(count, total.hexdigest())


def write(
    connection: apsw.Connection, target: Path, *, files: Files = FILES, vfs: str | None = None
) -> Tally:
    """Write a store to a file, verify it, and only then give it its name.

    Args:
        connection: The open store, not inside a transaction. Others may go on writing to it.
        target: The file; one that is there goes.
        files: What does the work on files.
        vfs: Name of the SQLite file layer that writes, for tests.

    Raises:
        StoreError: If it cannot be written or is not what was to be written; then there is no
            such file, or the one that was there before.
    """
    part = target.with_name(f"{target.name}.{getpid()}.part")
    try:
        with guarded(str(target)):
            files.make_folder(target.parent)
            files.write(part, b"")
            with transaction(connection, "DEFERRED"):
                wanted = tally(connection)
                _copy(connection, part, vfs=vfs)
            found = verify(part)
            if found != wanted:
                raise StoreError(
                    f"the backup {target} would hold {found.events} events instead of "
                    f"{wanted.events}; run `quizkit doctor`, and keep the log as it is",
                    str(target),
                )
            files.sync(part)
            files.rename(part, target)
            files.sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            files.unlink(part)
        raise
    return wanted


def verify(path: Path) -> Tally:
    """Look at a backup's pages and count its events; nothing in it is believed before.

    Raises:
        StoreError: If it is no store, newer, damaged, or was not closed.
    """
    with closing(connect_foreign(path)) as connection, guarded(str(path)):
        found = pragma(connection, "quick_check(1)")
        if found != "ok":
            raise StoreError(f"{path} is damaged ({found}); use another backup", str(path))
        return tally(connection)


def backups(folder: Path, *, files: Files = FILES) -> list[Backup]:
    """Return the backups in a folder, newest first; other files are passed by.

    Raises:
        OSError: If the folder cannot be read.
    """
    found = []
    for name, size in files.sizes(folder).items():
        parts = _NAME.fullmatch(name)
        if parts:
            with suppress(ValueError):  # the 31st of February
                day = date.fromisoformat(parts[1])
                found.append(Backup(folder / name, day, parts[2], size))
    return sorted(found, key=lambda each: each.path.name, reverse=True)


def name_of(at: int, off: int, why: str) -> str:
    """Return the name of a backup.

    Args:
        at: Now [ms since 1970, UTC].
        off: Zone offset [minutes east of UTC].
        why: What it is made before, in lower-case words with hyphens, or "daily".

    >>> name_of(1767225600000, 420, "daily"), name_of(1767225600000, 420, "before-restore")
    ('2026-01-01-daily.db', '2026-01-01-070000-before-restore.db')
    """
    if why == DAILY:
        return f"{_EPOCH + timedelta(days=learner_day(at, off))}-{DAILY}.db"
    zone = timezone(timedelta(minutes=off))
    now = datetime.fromtimestamp(at / 1000, tz=zone)
    return f"{now:%Y-%m-%d-%H%M%S}-{why}.db"


def keep(  # noqa: PLR0913  # each a word at the call
    connection: apsw.Connection,
    path: Path,
    *,
    at: int,
    off: int,
    why: str,
    files: Files = FILES,
    vfs: str | None = None,
) -> Path | None:
    """Write a backup beside a store, and thin the others; a store without events needs none.

    Args:
        connection: The open store.
        path: Its file.
        at: Now [ms since 1970, UTC].
        off: Zone offset [minutes east of UTC].
        why: What it is made before, or "daily": then one a learner-day is enough.
        files: What does the work on files.
        vfs: Name of the SQLite file layer that writes, for tests.

    Returns:
        The file, or None if there was nothing to do.

    Raises:
        StoreError: If it cannot be written.
    """
    folder = copies_of(path).backups
    target = folder / name_of(at, off, why)
    with guarded(str(target)):
        is_made = why == DAILY and files.size(target) is not None
        if is_made or connection.execute("SELECT 1 FROM event LIMIT 1").get is None:
            return None
    write(connection, target, files=files, vfs=vfs)
    with suppress(OSError):  # too many backups do no harm
        thin(folder, files=files)
    return target


def thin(folder: Path, *, files: Files = FILES) -> None:
    """Delete the backups that are not wanted any more, and what interrupted ones have left.

    Raises:
        OSError: If one cannot be deleted.
    """
    found = backups(folder, files=files)
    wanted = {each.path for each in wanted_of(found)}
    for each in found:
        if each.path not in wanted:
            files.unlink(each.path)
    for name in files.sizes(folder):
        parts = re.fullmatch(r".+\.db\.([0-9]+)\.part(?:-wal|-shm|-journal)?", name)
        if parts and int(parts[1]) != getpid() and not _runs(int(parts[1])):
            files.unlink(folder / name)


def wanted_of(found: Iterable[Backup]) -> Iterator[Backup]:
    """Yield the backups to keep: 7 days, 5 weeks, 12 months; of other reasons the newest 5 each.

    Args:
        found: Backups, newest first.
    """
    days: set[date] = set()
    weeks: set[tuple[int, int]] = set()
    months: set[tuple[int, int]] = set()
    others: dict[str, int] = {}
    for each in found:
        if each.why != DAILY:
            others[each.why] = others.get(each.why, 0) + 1
            if others[each.why] <= _OTHERS:
                yield each
            continue
        week, month = each.day.isocalendar()[:2], (each.day.year, each.day.month)
        is_wanted = len(days) < _DAYS
        days.add(each.day)
        if week not in weeks:
            is_wanted |= len(weeks) < _WEEKS
            weeks.add(week)
        if month not in months:
            is_wanted |= len(months) < _MONTHS
            months.add(month)
        if is_wanted:
            yield each


def _copy(connection: apsw.Connection, part: Path, *, vfs: str | None) -> None:
    """Copy a store's pages into an empty file, without WAL; it is synced afterwards."""
    flags = apsw.SQLITE_OPEN_READWRITE
    with closing(apsw.Connection(str(part), flags=flags, vfs=vfs)) as copy:
        copy.execute("PRAGMA synchronous=OFF")
        with copy.backup("main", connection, "main") as work:
            work.step(-1)
        pragma(copy, "journal_mode=DELETE")
        roll_back(copy)


def _runs(pid: int) -> bool:
    """Return whether a process may still be writing; only POSIX can be asked without harm."""
    import os  # noqa: PLC0415  # one function

    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
