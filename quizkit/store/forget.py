"""A learner forgotten: the one way in which events go, as an operation on files.

A new store without the learner's events is written beside the old one, every event proved on the
way. Then its pages take the place of the old ones in one transaction of SQLite's, so that a kill
leaves either the old store or the new one, and a second window that has the log open loses
nothing. The copies come last: from then on no copy can bring the events back, since the hash of
the learner's id stands in the store. To forget somebody twice does what was left undone.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from quizkit.errors import StoreError
from quizkit.store import backup, cache, rows
from quizkit.store.event import DEVICE_ID, EventError, verify
from quizkit.store.faults import guarded
from quizkit.store.files import FILES, Files, copies_of
from quizkit.store.handover import JOINED
from quizkit.store.linefile import read_file
from quizkit.store.marks import DEVICE, STORE
from quizkit.store.patient import learner_of
from quizkit.store.restore import DAMAGED
from quizkit.store.schema import (
    BUSY_MS,
    connect,
    connect_foreign,
    connect_readonly,
    pragma,
    transaction,
)

_SIDES: Final = ("", "-wal", "-shm", "-journal")


class Trace(NamedTuple):
    """What there is of a learner.

    Attributes:
        events: Events in the store.
        forgotten: Whether the learner was forgotten before.
    """

    events: int
    forgotten: bool


class Forgotten(NamedTuple):
    """What was done to forget a learner.

    Attributes:
        events: Events that left the store.
        reached: Each place that was cleaned, as a sentence.
        beyond: Each place of this computer that was not, as a sentence.
    """

    events: int
    reached: tuple[str, ...]
    beyond: tuple[str, ...]


def trace(path: Path, learner: str) -> Trace:
    """Return what a store holds of a learner.

    Raises:
        StoreError: If the store cannot be read.
    """
    with closing(connect_readonly(path)) as connection, guarded(str(path)):
        return Trace(rows.count(connection, learner), _hash(learner) in rows.forgotten(connection))


def forget(path: Path, learner: str, *, files: Files = FILES, busy_ms: int = BUSY_MS) -> Forgotten:
    """Take all events of a learner out of a store, its line files and its backups, for ever.

    Args:
        path: The store's file.
        learner: The learner's id.
        files: What does the work on files.
        busy_ms: How long another program's write is waited for [ms].

    Raises:
        StoreError: If the store is locked, damaged or cannot be written; then it stays as it
            was. If a copy cannot be cleaned: then the same call goes on where it stopped.
    """
    path = path.resolve()
    copies = copies_of(path)
    reached: list[str] = []
    beyond: list[str] = []
    with guarded(str(path)), closing(connect(path, busy_ms=busy_ms)) as present:
        devices = _devices(present, learner)
        events = rows.count(present, learner)
        with _Successor(path, learner, files) as successor:
            successor.take_place_of(present)
        reached.append(f"{events} {'event' if events == 1 else 'events'} out of the log {path}")
        if pragma(present, "wal_checkpoint(TRUNCATE)")[0]:
            beyond.append(f"{path}-wal, while another window has the log open: close it")
    with guarded(str(copies.root)):
        reached += _clean_lines(copies.events, learner, devices, files)
        reached += _clean_backups(copies.backups, learner, files, beyond)
        beyond += _damaged(copies.root / DAMAGED, files)
    return Forgotten(events, tuple(reached), tuple(beyond))


class _Successor:
    """The new store, beside the old one; a context manager that leaves nothing behind."""

    def __init__(self, path: Path, learner: str, files: Files) -> None:
        self._path = path
        self._learner = learner
        self._files = files
        self._part = path.with_name(f"{path.name}.forgetting")
        self._last = 0

    def __enter__(self) -> "_Successor":
        _clear(self._part, self._files)
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            _clear(self._part, self._files)

    def take_place_of(self, present: apsw.Connection) -> None:
        """Fill it, and put its pages in the place of a store's."""
        with closing(connect(self._part)) as made:
            with transaction(present, "DEFERRED"):
                self._fill(made, present)
            pragma(made, "journal_mode=DELETE")
            flags = apsw.SQLITE_OPEN_READONLY
            with (
                closing(apsw.Connection(str(self._part), flags=flags)) as source,
                present.backup("main", source, "main") as work,
            ):
                work.step(0)  # from here on nobody else writes
                with closing(connect_readonly(self._path)) as newest:
                    self._fill(made, newest)
                    _compare(made, newest, self._learner, self._path)
                work.step(-1)

    def _fill(self, made: apsw.Connection, found: apsw.Connection) -> None:
        """Add what a store has and this one lacks; with caches, if there is anything new."""
        last = rows.last_n(found)[0]
        with transaction(made, "IMMEDIATE"):
            _keep_meta(made, found, self._learner)
            if last != self._last or last == 0:
                _copy(made, found, self._learner, after=self._last)
                cache.rebuild(made)
        self._last = last


def _copy(made: apsw.Connection, found: apsw.Connection, learner: str, *, after: int) -> None:
    """Copy the events of all others, each proved by its hash.

    Raises:
        StoreError: If one is not what was written.
    """
    for id_, _, _, data in rows.bytes_after(found, after):
        try:
            event = verify(data, id_)
        except EventError as error:
            raise StoreError(
                f"the log {found.filename} is damaged (event {id_[:16]}: {error}), and nothing "
                "was changed; run `quizkit doctor --salvage NEWFILE`, and forget in the new log",
                str(found.filename),
            ) from error
        if event.learner != learner:
            rows.insert(made, event, data)


def _keep_meta(made: apsw.Connection, found: apsw.Connection, learner: str) -> None:
    """Copy who writes here and who was forgotten, with the learner added."""
    for name, device in rows.meta_under(found, DEVICE).items():
        if name != learner:
            rows.set_meta(made, DEVICE + name, device)
    for old, new in rows.meta_under(found, JOINED).items():
        if old != learner:
            rows.set_meta(made, JOINED + old, new)
    if rows.get_meta(made, STORE) is None:
        rows.set_meta(made, STORE, rows.new_id())  # open windows see that it is another store
    for hash_ in (*rows.forgotten(found), _hash(learner)):
        made.execute("INSERT OR IGNORE INTO forgotten VALUES(?)", (hash_,))


def _compare(made: apsw.Connection, found: apsw.Connection, learner: str, path: Path) -> None:
    """See that the new store has all events of all others, and nothing else.

    Raises:
        StoreError: If it has not.
    """
    sql = "SELECT count(*) FROM event WHERE learner IS NOT ?"
    wanted = found.execute(sql, (learner,)).get
    here, all_ = made.execute(sql, (learner,)).get, made.execute("SELECT count(*) FROM event").get
    if here != wanted or all_ != wanted or pragma(made, "quick_check(1)") != "ok":
        raise StoreError(
            f"the new log would hold {all_} events instead of {wanted}, and nothing was changed; "
            "run `quizkit doctor`, and keep the log as it is",
            str(path),
        )


def _devices(connection: apsw.Connection, learner: str) -> frozenset[str]:
    sql = "SELECT DISTINCT lower(hex(dev)) FROM event WHERE learner = ?"
    found = {str(dev) for (dev,) in rows.fetch(connection, sql, (learner,))}
    own = rows.get_meta(connection, DEVICE + learner)
    return frozenset(found | {own} if own else found)


def _clean_lines(folder: Path, learner: str, devices: Iterable[str], files: Files) -> Iterator[str]:
    """Delete the folders of a learner's devices; what stood there of others is written again."""
    known = set(devices)
    for dev in files.folders(folder):
        if not DEVICE_ID.fullmatch(dev):
            continue
        names = files.sizes(folder / dev)
        if dev not in known and not any(
            _mentions(folder / dev / name, learner, files) for name in names
        ):
            continue
        for name in names:
            files.unlink(folder / dev / name)
        files.sync_folder(folder / dev)
        with suppress(OSError):  # not empty: what else is in it is none of ours
            (folder / dev).rmdir()
        yield f"{len(names)} line {'file' if len(names) == 1 else 'files'} in {folder / dev}"


def _mentions(path: Path, learner: str, files: Files) -> bool:
    if not path.name.endswith((".jsonl", ".part")):
        return False
    lines = read_file(path, files).lines
    return any(learner_of(line.data) == learner for line in lines)


def _clean_backups(folder: Path, learner: str, files: Files, beyond: list[str]) -> Iterator[str]:
    for name in sorted(files.sizes(folder)):
        path = folder / name
        if name.endswith(".db"):
            try:
                backup.verify(path)
            except StoreError as error:
                beyond.append(f"{path}, which cannot be read ({error}): delete it")
                continue
            told = _clean_backup(path, learner, files)
            if told:
                yield told
        elif ".part" in name:  # of a backup that was broken off
            files.unlink(path)
            yield f"the unfinished backup {path}, deleted"


def _clean_backup(path: Path, learner: str, files: Files) -> str:
    """Write a backup anew without the learner's events, and return what was done."""
    part = path.with_name(f"{path.name}.forgetting")
    with closing(connect_foreign(path)) as found, guarded(str(path)):
        others = rows.learners(found)
        if learner not in others:
            return ""
        if others == [learner]:
            files.unlink(path)
            files.sync_folder(path.parent)
            return f"the backup {path}, deleted, as it held nobody else"
        _clear(part, files)
        try:
            with closing(connect(part)) as made:
                with transaction(made, "IMMEDIATE"):
                    _keep_meta(made, found, learner)
                    _copy(made, found, learner, after=0)
                    cache.rebuild(made)
                pragma(made, "journal_mode=DELETE")
            files.sync(part)
            files.rename(part, path)
            files.sync_folder(path.parent)
        finally:
            with suppress(OSError):
                _clear(part, files)
    return f"the backup {path}, written anew"


def _damaged(folder: Path, files: Files) -> Iterator[str]:
    for name in sorted(files.sizes(folder)):
        if name.endswith(".db"):
            yield f"{folder / name}, a damaged log that was put aside: delete it"


def _clear(part: Path, files: Files) -> None:
    for side in _SIDES:
        files.unlink(Path(f"{part}{side}"))


def _hash(learner: str) -> bytes:
    return sha256(learner.encode()).digest()
