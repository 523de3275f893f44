"""Salvage: a new store from every event that its hash proves, wherever a copy of it can be read.

First the store itself is read in every way there is (`wreck`), then its line files and its backups.
Nothing is ever written to any of them.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import apsw

from quizkit.errors import StoreError
from quizkit.store import rows
from quizkit.store.faults import guarded
from quizkit.store.files import FILES, Files, copies_of
from quizkit.store.lines import every_line
from quizkit.store.marks import STORE
from quizkit.store.schema import connect, pragma, transaction
from quizkit.store.take import Offered, take
from quizkit.store.wreck import Wreck

_SIDES: Final = ("", "-wal", "-shm", "-journal")
_WORD: Final = "salvaging"


class Lost(NamedTuple):
    """What is missing of a device.

    Attributes:
        device: Its id.
        missing: First and last seq of each gap.
    """

    device: str
    missing: tuple[tuple[int, int], ...]

    @property
    def events(self) -> int:
        """How many are missing."""
        return sum(last - first + 1 for first, last in self.missing)


class Salvaged(NamedTuple):
    """What could be saved.

    Attributes:
        events: Events in the new store.
        sources: Where they were found, in the order in which it was looked: how many from each.
        lost: What is known to be missing, by device.
        unread: Places that could not be read, each with the reason.
    """

    events: int
    sources: tuple[tuple[str, int], ...]
    lost: tuple[Lost, ...]
    unread: tuple[str, ...]


def salvage(path: Path, target: Path, *, files: Files = FILES) -> Salvaged:
    """Write a new store from all events that can be proved, and leave everything else alone.

    Args:
        path: The damaged store, as whose copies the line files and backups are read; it need not
            be there any more.
        target: The new store. There must be nothing at its place.
        files: What does the work on files.

    Raises:
        StoreError: If there is something at the target, it cannot be written, or nothing can be
            saved; then there is no new store.
    """
    path, target = path.resolve(), target.absolute()
    _refuse_taken(target)
    part = target.with_name(f"{target.name}.{_WORD}")
    try:
        with guarded(str(target)):
            _clear(part, files)
            files.make_folder(target.parent)
            found = _Search(part).run(path, files)
            files.sync(part)
            _refuse_taken(target)
            files.rename(part, target)
            files.sync_folder(target.parent)
    finally:
        with suppress(OSError):
            _clear(part, files)
    return found


def _refuse_taken(target: Path) -> None:
    for side in _SIDES:
        place = Path(f"{target}{side}")
        if place.exists() or place.is_symlink():
            message = f"{place} is there already, and nothing is overwritten; name a new file"
            raise StoreError(message, str(place))


def _clear(part: Path, files: Files) -> None:
    for side in _SIDES:
        files.unlink(Path(f"{part}{side}"))


class _Search:
    """Looks in one place after the other, and puts what is new into the new store."""

    def __init__(self, part: Path) -> None:
        self._part = part
        self._counts: dict[str, int] = {}
        self._tips: dict[str, int] = {}
        self._unread: list[str] = []

    def run(self, path: Path, files: Files) -> Salvaged:
        copies = copies_of(path)
        with closing(connect(self._part)) as made, TemporaryDirectory() as name:
            work = Path(name)
            self._store(made, "the log", path, work)
            self._lines(made, copies.events, files)
            for backup in sorted(files.sizes(copies.backups), reverse=True):
                if backup.endswith(".db"):
                    self._store(made, f"the backup {backup}", copies.backups / backup, work)
            lost = tuple(self._lost(made))
            events = sum(self._counts.values())
            if not events:
                where = f"{path}, its line files and backups"
                raise StoreError(f"not one whole event is left in {where}", str(path))
            rows.set_meta(made, STORE, rows.new_id())
            pragma(made, "journal_mode=DELETE")
        sources = tuple((where, count) for where, count in self._counts.items() if count)
        return Salvaged(events, sources, lost, tuple(self._unread))

    def _store(self, made: apsw.Connection, where: str, path: Path, work: Path) -> None:
        if not path.is_file():
            self._unread.append(f"{where}: {path} is not there")
            return
        try:
            copy = _copied(path, work)
        except OSError as error:
            self._unread.append(f"{where}: {path}: {error.strerror or error}")
            return
        wreck = Wreck(copy)
        with transaction(made, "IMMEDIATE"):
            for learner in wreck.forgotten():
                made.execute("INSERT OR IGNORE INTO forgotten VALUES(?)", (learner,))
        self._take(made, where, wreck.events())
        for device, last in wreck.tips().items():
            self._tips[device] = max(last, self._tips.get(device, 0))

    def _lines(self, made: apsw.Connection, folder: Path, files: Files) -> None:
        faults: list[str] = []

        def lines() -> Iterator[Offered]:
            for name, line in every_line(folder, files):
                if line.fault:
                    faults.append(f"the line files: {name}:{line.number}: {line.fault}")
                else:
                    yield Offered(line.id, line.data, name)

        try:
            self._take(made, "the line files", lines())
        except OSError as error:
            faults.append(f"the line files: {folder}: {error.strerror or error}")
        self._unread += faults

    def _take(self, made: apsw.Connection, where: str, offered: Iterator[Offered]) -> None:
        self._counts[where] = take(made, offered).added

    def _lost(self, made: apsw.Connection) -> Iterator[Lost]:
        saved: dict[str, set[int]] = {}
        for device, seq in made.execute("SELECT lower(hex(dev)), seq FROM event"):
            saved.setdefault(str(device), set()).add(int(seq))
        for device, here in saved.items():
            gaps = tuple(_gaps(here, max(*here, self._tips.get(device, 0))))
            if gaps:
                yield Lost(device, gaps)


def _gaps(here: set[int], last: int) -> Iterator[tuple[int, int]]:
    before = 0
    for seq in (*sorted(here), last + 1):
        if seq > before + 1:
            yield before + 1, seq - 1
        before = seq


def _copied(path: Path, work: Path) -> Path:
    """Return a copy of a store and its WAL to work on, so that nothing touches the original."""
    copy = work / f"{path.stem}.db"
    for side in ("", "-wal", "-shm"):
        Path(f"{copy}{side}").unlink(missing_ok=True)
    shutil.copyfile(path, copy)
    if Path(f"{path}-wal").is_file():
        shutil.copyfile(f"{path}-wal", f"{copy}-wal")
    return copy
