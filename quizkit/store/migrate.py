"""Older stores brought to this version: forward only, one transaction a step, a backup before.

A released step is never edited. Steps change tables; they never touch an event, which is proved
by count and hash before each step is committed. Caches are not migrated but made anew.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import apsw

from quizkit.errors import StoreError
from quizkit.store import backup, rows, schema
from quizkit.store.cache import CACHES
from quizkit.store.files import FILES, Files, copies_of
from quizkit.store.schema import pragma, transaction


class Step(NamedTuple):
    """What makes a store of one version a store of the next.

    Attributes:
        to: The version afterwards.
        run: Does it, inside a transaction; events stay as they are.
    """

    to: int
    run: Callable[[apsw.Connection], None]


STEPS: Final[tuple[Step, ...]] = ()
"""Every step that was ever released, in order; none yet."""


def migrate(
    connection: apsw.Connection,
    path: Path,
    *,
    steps: tuple[Step, ...] | None = None,
    files: Files = FILES,
) -> None:
    """Bring a store to the newest version; other programs may do the same at once.

    Args:
        connection: The store, of an older version, not inside a transaction.
        path: Its file.
        steps: The steps there are; None: `STEPS`.
        files: What does the work on files.

    Raises:
        StoreError: If a step is missing or would change events, or there is no room; the store is
            then of the last version that it reached, with all events.
    """
    found: int = pragma(connection, "user_version")
    waiting = [step for step in (STEPS if steps is None else steps) if step.to > found]
    if [step.to for step in waiting] != list(range(found + 1, schema.VERSION + 1)):
        raise StoreError(
            f"the log {path} is of version {found}, and this quizkit cannot bring it to version "
            f"{schema.VERSION}; install the quizkit that wrote it, and tell us",
            str(path),
        )
    if not waiting:
        return
    _back_up(connection, path, found, files=files)
    for step in waiting:
        _run(connection, path, step)


def _back_up(connection: apsw.Connection, path: Path, version: int, *, files: Files) -> None:
    """Write a backup, unless one of these events in this version is there already."""
    folder = copies_of(path).backups
    wanted = backup.tally(connection)
    n = 1
    while True:
        more = f"-{n}" if n > 1 else ""
        target = folder / f"version-{version}{more}.db"
        if files.size(target) is None:
            backup.write(connection, target, files=files)
            return
        if _is_same(target, wanted):
            return
        n += 1


def _is_same(target: Path, wanted: backup.Tally) -> bool:
    try:
        return backup.verify(target) == wanted
    except StoreError:
        return False


def _run(connection: apsw.Connection, path: Path, step: Step) -> None:
    """Make one step in one transaction, if no other program was first."""
    with transaction(connection, "IMMEDIATE"):
        found: int = pragma(connection, "user_version")
        if found >= step.to:
            return
        if found != step.to - 1:
            raise StoreError(
                f"the log {path} is of version {found}, want {step.to - 1}; open it again",
                str(path),
            )
        before = backup.tally(connection)
        step.run(connection)
        if backup.tally(connection) != before:
            raise StoreError(
                f"the step to version {step.to} would change the events of {path}; nothing was "
                "changed; install a newer quizkit",
                str(path),
            )
        rows.set_meta(connection, CACHES, "")
        connection.execute(f"PRAGMA user_version = {step.to}")
