"""Whether a worker can do what it is to do: asked on each one before the first task."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from quizkit.analysis.jobs.tasks import Task
from quizkit.errors import FormatError


class Wanted(NamedTuple):
    """What a worker must have.

    Attributes:
        version: The version of quizkit.
        shard: A shard's file, or None.
        bytes: Its size.
        marker: A file beside the parts that was written just now.
    """

    version: str
    shard: Path | None
    bytes: int
    marker: Path


def _version() -> str:
    """Return quizkit's version here."""
    return (Path(__file__).parents[2] / "cli" / "version.txt").read_text("utf-8").split()[-1]


@contextmanager
def looked_for(tasks: Sequence[Task]) -> Iterator[Wanted]:
    """Leave a marker beside the parts for a while, and say what a worker must have.

    Raises:
        FormatError: If it cannot be written.
    """
    shard, folder = tasks[0].shard, tasks[0].path.parent
    marker = folder / f".seen-{token_hex(8)}"
    try:
        marker.write_text(marker.name, encoding="ascii")
    except OSError as error:
        told = f"cannot write into {folder.as_posix()}: {error.strerror or error}"
        raise FormatError(told, folder.as_posix()) from None
    try:
        path = None if shard.folder is None else shard.path
        yield Wanted(_version(), path, shard.bytes, marker)
    finally:
        with suppress(OSError):
            marker.unlink()


def seen(wanted: Wanted) -> str:
    """Return why this computer cannot do the tasks, as the end of a sentence; "" if it can.

    >>> here = Path(__file__)
    >>> seen(Wanted("0", None, 0, here))[:22]
    'has quizkit 0.1.0, not'
    >>> seen(Wanted(_version(), here.with_name("none"), 1, here))[:10]
    'cannot see'
    """
    if wanted.version != (version := _version()):
        return f"has quizkit {version}, not {wanted.version} as here; install the same"
    if wanted.shard is not None and _size(wanted.shard) != wanted.bytes:
        return _unseen(wanted.shard.parent)
    if _size(wanted.marker) is None:
        return _unseen(wanted.marker.parent)
    if not os.access(wanted.marker.parent, os.W_OK):
        return f"cannot write into {wanted.marker.parent.as_posix()}"
    return ""


def _unseen(folder: Path) -> str:
    return (
        f"cannot see what is in {folder.as_posix()}; shards and parts must lie in a folder that"
        " all workers share, in the same place"
    )


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
