"""What goes wrong with a folder that is synced, as a SyncError that says what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from quizkit.errors import SyncError

_FULL: Final = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_CLOSED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Let no fault of reading a folder pass as anything but a SyncError."""
    try:
        yield
    except OSError as error:
        raise _told(path, error, "read") from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Let no fault of writing a folder pass as anything but a SyncError."""
    try:
        yield
    except OSError as error:
        raise _told(path, error, "written") from error


def gone(path: Path) -> SyncError:
    """Return the error for a folder that was there and is not any more.

    >>> print(gone(Path("stick")))
    the folder stick is gone; put the stick or drive back, and sync again
    """
    return SyncError(
        f"the folder {path} is gone; put the stick or drive back, and sync again", str(path)
    )


def _told(path: Path, error: OSError, done: str) -> SyncError:
    why = error.strerror or str(error)
    if done == "written" and error.errno not in _CLOSED and not path.is_dir():
        return gone(path)
    if error.errno in _FULL:
        told = f"the folder {path} cannot be {done} ({why}); make room, and sync again"
    elif error.errno in _CLOSED:
        told = (
            f"the folder {path} cannot be {done} ({why}); give yourself the right to do so, or "
            "name another folder, and sync again"
        )
    else:
        told = f"the folder {path} cannot be {done} ({why}); look at the disk, and sync again"
    return SyncError(told, str(path))
