"""A disk that loses its power: what was written is recorded, and what may be left is rebuilt.

The disk keeps what was synced. Of all writes, cuts, names, renamings and deletions since then it
keeps any subset: writes torn at 512 bytes and in any order, names whether or not what they stand
for was synced. `Recorder` puts SQLite's calls into a `Tape`, `recorded` those of line files::

    tape = Tape()
    with open_log(folder / "me.db", vfs=Recorder(tape, folder).called) as log: ...
    for cut in sorted_cuts: left = Disk of tape[:cut], then left.image(rng)
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import apsw

SECTOR = 512
SHARES = (0.0, 0.05, 0.5, 0.5, 0.95, 1.0)
"""How much of what was not synced an image keeps."""

_NAMES_WITH_SYNC = (
    apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL
)
"""Files whose folder SQLite syncs with their own first sync."""


class Op(NamedTuple):
    """One call: what it does, on which file (a number that stays) or name, where, and with what.

    `data` of "acknowledged" is what the program has promised by then.
    """

    does: str
    file: int = 0
    name: str = ""
    to: str = ""
    at: int = 0
    data: Any = b""


class Tape:
    """All calls of a program's life, in their order."""

    def __init__(self) -> None:
        self.ops: list[Op] = []
        self._files: dict[str, int] = {}
        self._count = 0

    def file(self, name: str) -> int:
        """Return the number of the file that has a name now; a new file if there is none."""
        if name not in self._files:
            self._count += 1
            self._files[name] = self._count
            self.ops.append(Op("create", self._count, name))
        return self._files[name]

    def has(self, name: str) -> bool:
        """Return whether a file has a name now."""
        return name in self._files

    def add(self, does: str, name: str, *, at: int = 0, data: bytes = b"") -> None:
        """Record a write, cut or sync of a file."""
        self.ops.append(Op(does, self.file(name), name, at=at, data=data))

    def rename(self, old: str, new: str) -> None:
        """Record that a file has another name, and whatever had it has none."""
        file = self._files[new] = self._files.pop(old)
        self.ops.append(Op("rename", file, old, new))

    def delete(self, name: str) -> None:
        """Record that a name is gone."""
        self.ops.append(Op("delete", self._files.pop(name), name))

    def sync_names(self) -> None:
        """Record that the folder was synced."""
        self.ops.append(Op("sync names"))

    def acknowledge(self, promised: object) -> None:
        """Record a promise."""
        self.ops.append(Op("acknowledged", data=promised))


class Disk:
    """What a disk holds for certain, and what it may have lost."""

    def __init__(self) -> None:
        self.promised: list[Any] = []
        self._kept: dict[int, bytearray] = {}
        self._waiting: dict[int, list[Op]] = {}
        self._names: dict[str, int] = {}
        self._renamings: list[Op] = []

    def do(self, op: Op) -> None:
        """Take in one call."""
        match op.does:
            case "create" | "rename" | "delete":
                self._renamings.append(op)
            case "write" | "cut":
                self._waiting.setdefault(op.file, []).append(op)
            case "sync":
                content = self._kept.setdefault(op.file, bytearray())
                for waiting in self._waiting.pop(op.file, ()):
                    _apply(content, waiting)
            case "sync names":
                _rename(self._names, self._renamings)
                self._renamings = []
            case "acknowledged":
                self.promised.append(op.data)

    def image(self, rng: Random) -> dict[str, bytes]:
        """Return what may be left if the power goes now: name to content."""
        names = dict(self._names)
        share = rng.choice(SHARES)
        _rename(names, [op for op in self._renamings if rng.random() < share])
        left: dict[str, bytes] = {}
        for name, file in sorted(names.items()):
            content = bytearray(self._kept.get(file, b""))
            share = rng.choice(SHARES)
            pieces = [
                piece
                for op in self._waiting.get(file, ())
                for piece in _torn(op)
                if rng.random() < share
            ]
            if rng.random() < 0.7:
                rng.shuffle(pieces)
            for piece in pieces:
                _apply(content, piece)
            left[name] = bytes(content)
        return left


def images(tape: Tape, cuts: Iterable[int], rng: Random) -> Iterator[tuple[dict[str, bytes], Disk]]:
    """Yield what may be left after each cut of power (a number of calls), and the disk then."""
    disk, done = Disk(), 0
    for cut in sorted(cuts):
        for op in tape.ops[done:cut]:
            disk.do(op)
        done = cut
        yield disk.image(rng), disk


def put(folder: Path, image: Mapping[str, bytes]) -> None:
    """Write an image as files of a folder."""
    folder.mkdir(parents=True)
    for name, content in image.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _torn(op: Op) -> Iterator[Op]:
    """Yield a write sector by sector; a cut is whole."""
    if op.does == "cut":
        yield op
        return
    start, end = op.at, op.at + len(op.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield op._replace(at=start, data=op.data[start - op.at : stop - op.at])
        start = stop


def _apply(content: bytearray, op: Op) -> None:
    if op.does == "cut":
        del content[op.at :]
        return
    if len(content) < op.at:
        content.extend(bytes(op.at - len(content)))
    content[op.at : op.at + len(op.data)] = op.data


def _rename(names: dict[str, int], renamings: Iterable[Op]) -> None:
    for op in renamings:
        if op.does in {"rename", "delete"} and names.get(op.name) == op.file:
            del names[op.name]
        if op.does != "delete":
            names[op.to or op.name] = op.file


class Recorder(apsw.VFS):
    """A file layer over the usual one that records what SQLite does to the files of a folder.

    Attributes:
        called: Its name, for `open_log`.
    """

    def __init__(self, tape: Tape, folder: Path) -> None:
        self.tape = tape
        self.folder = folder
        self.called = f"recorder-{id(self)}"
        super().__init__(self.called, "")

    def xOpen(self, name: Any, flags: list[int]) -> "RecordedFile":
        given = flags[0]
        file = RecordedFile(name, flags, self.tape)
        path = name if isinstance(name, str) else name.filename()
        file.begin(str(Path(path).relative_to(self.folder)), bool(given & _NAMES_WITH_SYNC))
        return file

    def xDelete(self, filename: str, syncdir: bool) -> None:
        super().xDelete(filename, syncdir)
        self.tape.delete(str(Path(filename).relative_to(self.folder)))
        if syncdir:
            self.tape.sync_names()


class RecordedFile(apsw.VFSFile):
    """A file of `Recorder`."""

    def __init__(self, name: Any, flags: list[int], tape: Tape) -> None:
        self.tape = tape
        self.name = ""
        self.syncs_names = False
        super().__init__("", name, flags)

    def begin(self, name: str, syncs_names: bool) -> None:
        """Begin to record, under a name."""
        self.syncs_names = syncs_names and not self.tape.has(name)
        self.name = name
        self.tape.file(name)

    def xWrite(self, data: bytes, offset: int) -> None:
        super().xWrite(data, offset)
        self.tape.add("write", self.name, at=offset, data=bytes(data))

    def xTruncate(self, newsize: int) -> None:
        super().xTruncate(newsize)
        self.tape.add("cut", self.name, at=newsize)

    def xSync(self, flags: int) -> None:
        super().xSync(flags)
        self.tape.add("sync", self.name)
        if self.syncs_names:
            self.tape.sync_names()
            self.syncs_names = False
