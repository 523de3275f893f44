r"""Parts on the disk: each whole or not there, each with its own hash.

A part is a file of lines: what task it is of, a line for each row of the table, what was found,
and the SHA-256 of all before. It is written under another name, synced, and given its own name at
the end; a part that was damaged later is found by its hash, and made again.

::

    {"part":1,"task":"6b1f..."}
    ["mai","vietnam-us/kerry92#leader",12.5]
    {"rows":1,"learners":["mai"],"figures":{"reviews":1},"table":1}
    8c41...
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO, Final

from quizkit.analysis.jobs.job import Cell, Part, Put
from quizkit.store.files import FILES

SUFFIX: Final = ".part"
"""How the names of parts end."""

_NEW: Final = ".new"
_VERSION: Final = 1


def path_of(folder: Path, number: int, task: str) -> Path:
    """Return where the part of a task lies.

    Args:
        folder: The folder of the parts.
        number: The shard's place [>= 0].
        task: The task's hash, 64 hex digits.

    >>> path_of(Path("out/parts"), 7, "ab" * 32).name
    '00007-abababababababababababababababab.part'
    """
    return folder / f"{number:05}-{task[:32]}{SUFFIX}"


def write(path: Path, task: str, work: Callable[[Put], Part]) -> Part:
    """Do the work of a task, and write its part.

    Args:
        path: Where the part shall lie; its folder is there.
        task: The task's hash.
        work: Gets what takes the rows of the table, and returns the part.

    Raises:
        OSError: If the part cannot be written.
        ValueError: If it holds what JSON cannot: a number that is none, say.
    """
    with whole(path) as stream:
        put = _Writer(stream)
        put.line({"part": _VERSION, "task": task})
        part = work(put.row)
        put.line({**part._asdict(), "table": put.rows})
        stream.write(f"{put.hash.hexdigest()}\n".encode())
    return part


class _Writer:
    """Writes lines, and hashes what it writes."""

    def __init__(self, stream: BinaryIO) -> None:
        self.hash = sha256()
        self.rows = 0
        self._stream = stream

    def line(self, value: object) -> None:
        """Write one line."""
        data = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
        line = f"{data}\n".encode("ascii")
        self.hash.update(line)
        self._stream.write(line)

    def row(self, cells: Sequence[Cell]) -> None:
        """Write a row of the table."""
        self.rows += 1
        self.line(list(cells))


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """Write a file so that it has its name only once all of it is on the disk.

    Args:
        path: Its place; a file that is there gives way.

    Raises:
        OSError: If it cannot be written.
    """
    other = beside(path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(other, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb", buffering=1 << 20) as stream:
            yield stream
        settle(other, path)
    finally:
        with suppress(OSError):
            other.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """Return a name for a file in the making, that no other writer has."""
    return path.with_name(f".{path.name}.{token_hex(8)}{_NEW}")


def settle(other: Path, path: Path) -> None:
    """Give a finished file its name, once all of it is on the disk.

    Raises:
        OSError: If it cannot be done.
    """
    FILES.sync(other)
    FILES.rename(other, path)
    FILES.sync_folder(path.parent)


def sweep(path: Path) -> None:
    """Delete what killed workers left of a part that is there."""
    with suppress(OSError):
        for left in path.parent.glob(f".{path.name}.*{_NEW}"):
            left.unlink(missing_ok=True)


def read(path: Path, task: str) -> Part | None:
    """Return the part of a task, or None if it is not there, is damaged, or is of another task.

    All of it is read and hashed.
    """
    try:
        with path.open("rb") as stream:
            return _read(stream, task)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _read(stream: BinaryIO, task: str) -> Part | None:
    """Return what the lines hold; any error means that they are not those of a part."""
    known, last, end, rows = sha256(), b"", b"", -1
    if json.loads(line := stream.readline()) != {"part": _VERSION, "task": task}:
        return None
    known.update(line)
    for line, following in pairwise(stream):
        known.update(line)
        last, end, rows = line, following, rows + 1
    if rows < 0 or end != f"{known.hexdigest()}\n".encode():
        return None
    found = json.loads(last)
    part = Part(found["rows"], tuple(found["learners"]), found["figures"])
    return part if found["table"] == rows and is_in_order(part.learners) else None


def is_in_order(learners: Sequence[str]) -> bool:
    """Tell whether each learner stands there once, ascending.

    >>> is_in_order(["an", "mai"]), is_in_order(["mai", "mai"])
    (True, False)
    """
    return all(one < other for one, other in pairwise(learners))


def table(path: Path) -> Iterator[list[Any]]:
    """Yield the rows of the table of a part that was read before.

    Raises:
        OSError: If it cannot be read.
    """
    with path.open("rb") as stream:
        stream.readline()
        for line in stream:
            if not line.startswith(b"["):
                return
            yield json.loads(line)
