"""Which other program writes into the log, where the system tells."""

import os
from pathlib import Path
from typing import Final

_LOCKS: Final = Path("/proc/locks")
"""Linux lists there all locks on files: kind, mode, process, device and inode."""

_FIELDS: Final = 6
_WRITES: Final = "WRITE"


def holder(log: Path, *, locks: Path = _LOCKS) -> int | None:
    """Return the id of another process that holds a lock for writing on a log, or None.

    Args:
        log: The log's file; those beside it that belong to it count too.
        locks: Where the system lists all locks.
    """
    inodes = {found for name in ("", "-wal", "-shm") if (found := _inode(f"{log}{name}"))}
    try:
        lines = locks.read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        words = line.split()
        if len(words) < _FIELDS or words[3] != _WRITES or not words[4].isdecimal():
            continue
        if words[5].rpartition(":")[2] in inodes and int(words[4]) != os.getpid():
            return int(words[4])
    return None


def slow_because(log: Path, *, locks: Path = _LOCKS) -> str:
    """Return in one sentence why it takes long to save into a log, as far as it is known.

    Args:
        log: The log's file.
        locks: Where the system lists all locks.
    """
    process = holder(log, locks=locks)
    if process is not None:
        return f"Still saving: another program (process {process}) is writing into your log."
    return "Still saving: the disk takes long. Your answer stays here until it is saved."


def _inode(path: str) -> str:
    try:
        return str(Path(path).stat().st_ino)
    except OSError:
        return ""
