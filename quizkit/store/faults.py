"""What SQLite and the system report, as a StoreError that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import apsw

from quizkit.errors import StoreError
from quizkit.store.event import StoredEventError

_DAMAGED: Final = "is damaged; run `quizkit doctor`, and keep the file as it is"

_ADVICE: Final[tuple[tuple[tuple[type[Exception], ...], str], ...]] = (
    (
        (apsw.BusyError, apsw.LockedError, apsw.ProtocolError),
        "is locked by another program; close it or wait, then try again",
    ),
    ((apsw.FullError,), "cannot grow, the disk is full; make room, then try again"),
    (
        (apsw.ReadOnlyError, apsw.PermissionsError, apsw.AuthError, PermissionError),
        "cannot be written; give yourself the right to write the file and its folder, "
        "or name another log",
    ),
    (
        (apsw.CantOpenError, OSError),
        "cannot be opened; see that its folder exists and may be written, or name another log",
    ),
    ((apsw.ConnectionClosedError, apsw.CursorClosedError), "is closed; open it again"),
    ((apsw.NotADBError,), "is not a log of quizkit; name another file"),
    ((apsw.CorruptError, apsw.MismatchError, UnicodeDecodeError, StoredEventError), _DAMAGED),
    (
        (apsw.IOError,),
        "cannot be read or written, the disk reports a fault; check the disk, then try again",
    ),
    ((apsw.ConstraintError,), "refused the change; run `quizkit doctor`"),
    ((apsw.SQLError, apsw.FormatError), _DAMAGED),
)


def damaged(path: str) -> StoreError:
    """Return the error for a store whose content cannot be what quizkit wrote."""
    return StoreError(f"the log {path} {_DAMAGED}", path)


def explain(error: Exception, path: str) -> StoreError:
    """Return the StoreError for a fault of SQLite or of the system.

    >>> str(explain(apsw.FullError(), "me.db"))
    'the log me.db cannot grow, the disk is full; make room, then try again'
    """
    for kinds, advice in _ADVICE:
        if isinstance(error, kinds):
            return StoreError(f"the log {path} {advice}", path)
    return StoreError(f"the log {path} failed: {error}; try again, else run `quizkit doctor`", path)


@contextmanager
def guarded(path: str) -> Iterator[None]:
    """Let no fault of SQLite or of the system pass as anything but a StoreError."""
    try:
        yield
    except (apsw.Error, OSError, UnicodeDecodeError, StoredEventError) as error:
        raise explain(error, path) from error


def is_there(path: Path) -> bool:
    """Return whether there is a store.

    Raises:
        StoreError: If it may not be looked at.

    >>> is_there(Path("no-such.db"))
    False
    """
    with guarded(str(path)):
        return path.exists()
