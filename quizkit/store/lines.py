"""The second copy of the log: line files, in one folder for each device.

They are what folder sync, git and salvage work on. The store's commit is the promise; a line file
may lag behind it and is completed at the next opening. What of the files the store holds, and up
to which event the files hold the store, is remembered in the store, so that opening reads only
what is new. That memory is a cache: where it is gone, or files are, everything is read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import dumps, loads
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from quizkit.store import rows
from quizkit.store.event import DEVICE_ID
from quizkit.store.files import FILES, Files
from quizkit.store.linefile import Content, Line, offered, read_file
from quizkit.store.linewriter import Stored, Writer, is_sealed_now
from quizkit.store.marks import DEVICE
from quizkit.store.take import Offered, Taken, take

LEDGER: Final = "lines"
"""Key in `meta` of what is remembered of the line files."""

_REMEMBER: Final = 100
"""Events behind what is remembered, after which it is written anew."""


class _Ledger(NamedTuple):
    """All events up to `n` are in the files; file to its bytes whose events are in the store."""

    n: int = 0
    sizes: Mapping[str, int] = {}


def line_files(folder: Path, files: Files = FILES) -> dict[str, int]:
    """Return the line files in a folder, as `device/name`, with their sizes [bytes].

    Only regular files ending in `.jsonl` in folders named by 32 hex digits; no links.
    """
    return {
        f"{dev}/{name}": size
        for dev in files.folders(folder)
        if DEVICE_ID.fullmatch(dev)
        for name, size in sorted(files.sizes(folder / dev).items())
        if name.endswith(".jsonl")
    }


def every_line(folder: Path, files: Files = FILES) -> Iterator[tuple[str, Line]]:
    """Yield each line of each line file in a folder with the file's name, bad ones too.

    Raises:
        OSError: If a file cannot be read.
    """
    for name in line_files(folder, files):
        for line in read_file(folder / name, files).lines:
            yield name, line


class Lines:
    """The line files of one store.

    Args:
        folder: The folder of the devices' folders; it need not exist.
        files: What does the work on files.
    """

    def __init__(self, folder: Path, files: Files) -> None:
        self.folder = folder
        self._files = files
        self._writer = Writer(folder, files)

    def take_in(self, connection: apsw.Connection) -> Taken:
        """Add to the store what the files have and it lacks.

        Args:
            connection: The store, not inside a transaction.

        Raises:
            OSError: If a file cannot be read.
            apsw.Error: If the store cannot be written.
        """
        present = line_files(self.folder, self._files)
        known = _ledger(connection, present).sizes
        new = [name for name, size in present.items() if size != known.get(name)]
        return take(connection, self._offered(new, known)) if new else Taken()

    def complete(self, connection: apsw.Connection) -> None:
        """Add to the files what the store has and they lack.

        Args:
            connection: The store, inside a write transaction.

        Raises:
            OSError: If a file cannot be read or written.
        """
        present = line_files(self.folder, self._files)
        ledger = _ledger(connection, present)
        last, _ = rows.last_n(connection)
        if last == ledger.n and present == ledger.sizes:
            return
        contents = {
            name: self._read(name, ledger.sizes.get(name, 0))
            for name, size in present.items()
            if size != ledger.sizes.get(name)
        }
        ids = {line.id for content in contents.values() for line in content.lines}
        written = self._add(connection, ledger.n, ids)
        sizes = line_files(self.folder, self._files)
        for name in contents.keys() & sizes.keys() - written:
            sizes[name] = contents[name].end
        is_worth_it = last - ledger.n >= _REMEMBER or sizes.keys() != ledger.sizes.keys()
        if is_worth_it and all(_are_here(connection, content) for content in contents.values()):
            known = {"n": last, "sizes": sizes}
            rows.set_meta(connection, LEDGER, dumps(known, separators=(",", ":")))

    def append(self, connection: apsw.Connection, dev: str, fresh: Sequence[Stored]) -> None:
        """Write this device's newest events behind the end of its open file.

        Args:
            connection: The store, inside a write transaction.
            dev: The device.
            fresh: Its newest events; what else the file lacks is read from the store.

        Raises:
            OSError: If they cannot be written; the next append or opening makes it good.
        """
        seq = self._writer.tail(dev).seq
        if fresh and fresh[0].seq != seq + 1:
            fresh = [Stored(*found) for found in rows.bytes_of(connection, dev, seq)]
        self._writer.extend(dev, fresh)

    def _add(self, connection: apsw.Connection, n: int, ids: set[str]) -> set[str]:
        """Write the events that arrived after n and are not in the files; return those files."""
        missing: dict[str, list[Stored]] = {}
        for id_, dev, seq, data in rows.bytes_after(connection, n):
            if id_ not in ids:
                missing.setdefault(dev, []).append(Stored(seq, id_, data))
        own = frozenset(rows.meta_under(connection, DEVICE).values())
        written: set[str] = set()
        for dev, events in missing.items():
            events.sort()
            self._writer.tidy(dev)
            if dev in own and events[0].seq > self._writer.tail(dev).seq:
                names = self._writer.extend(dev, events)
            else:
                names = self._writer.put(dev, events)
                self._writer.compact(dev)
            written.update(f"{dev}/{name}" for name in names)
        return written

    def _read(self, name: str, start: int) -> Content:
        return read_file(self.folder / name, self._files, start)

    def _offered(self, names: Iterable[str], known: Mapping[str, int]) -> Iterator[Offered]:
        for name in names:
            yield from offered(self._read(name, known.get(name, 0)), name)


def _ledger(connection: apsw.Connection, present: Mapping[str, int]) -> _Ledger:
    """Return what is remembered of the files; nothing, if any of it is there no more."""
    try:
        known = loads(rows.get_meta(connection, LEDGER) or "{}")
        ledger = _Ledger(int(known["n"]), dict(known["sizes"]))
    except (KeyError, TypeError, ValueError):
        return _Ledger()
    gone = [name for name, size in ledger.sizes.items() if present.get(name, -1) < size]
    return ledger if all(is_sealed_now(name, present) for name in gone) else _Ledger()


def _are_here(connection: apsw.Connection, content: Content) -> bool:
    return all(line.fault or rows.is_here(connection, line.id) for line in content.lines)
