"""A disk that loses its power: what was written is recorded, and what may be left is rebuilt.

The disk keeps what was synced. Of all writes, cuts, names, renamings and deletions since then it
keeps any subset: writes torn at 512 bytes and in any order, names whether or not what they stand
for was synced. `tests.fault.recorders` puts the calls of SQLite and of `store.files` on a `Tape`.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from random import Random
from typing import Any, NamedTuple

SECTOR = 512
SHARES = (0.0, 0.05, 0.5, 0.5, 0.95, 1.0)
"""How much of what was not synced an image keeps."""


class Op(NamedTuple):
    """One call: what it does, on which file (a number that stays) or name, where, and with what.

    `data` of "acknowledged" is what the program has promised by then. Folders are files too, with
    a number below 0; names are relative, "" is the folder of all.
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

    def folder(self, name: str) -> None:
        """Record a new folder."""
        if name not in self._files:
            self._count += 1
            self._files[name] = -self._count
            self.ops.append(Op("create", -self._count, name))

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

    def sync_names(self, folder: str = "") -> None:
        """Record that a folder was synced."""
        self.ops.append(Op("sync names", name=folder))

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
                here = [each for each in self._renamings if op.name in _folders(each)]
                _rename(self._names, here)
                self._renamings = [each for each in self._renamings if each not in here]
            case "acknowledged":
                self.promised.append(op.data)

    def image(self, rng: Random) -> dict[str, bytes]:
        """Return what may be left if the power goes now: name to content."""
        names = dict(self._names)
        share = rng.choice(SHARES)
        _rename(names, [op for op in self._renamings if rng.random() < share])
        left: dict[str, bytes] = {}
        for name, file in sorted(names.items()):
            if file < 0 or any(above not in names for above in _above(name)):
                continue
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


def _folders(op: Op) -> set[str]:
    """Return the folders in which names change."""
    return {next(iter(_above(name)), "") for name in (op.name, op.to or op.name)}


def _above(name: str) -> list[str]:
    """Return the folders in which a name lies, the nearest first, but not the folder of all."""
    return [str(path) for path in PurePosixPath(name).parents if str(path) != "."]
