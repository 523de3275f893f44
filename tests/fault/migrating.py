"""A store three versions on, and a program that brings a store there: killed by the tests.

    python tests/fault/migrating.py STORE right|late

It says `ready` before it begins and `done` after it. "late" writes the version after the commit.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import apsw

from quizkit.errors import StoreError
from quizkit.store import log as log_module
from quizkit.store import migrate as migrate_module
from quizkit.store import schema
from quizkit.store.log import open_log
from quizkit.store.migrate import Step, migrate

PAUSE_S = 0.0005
"""What a row of a step takes [s], so that there is a middle to be killed in."""

NOTES = "CREATE TABLE note(n INTEGER PRIMARY KEY REFERENCES event(n), words TEXT NOT NULL) STRICT"
KINDS = "CREATE INDEX event_kind ON event(learner, kind)"
FORGOTTEN = (
    "CREATE TABLE forgotten(learner BLOB PRIMARY KEY CHECK(length(learner) = 32), at INTEGER) "
    "STRICT, WITHOUT ROWID"
)


def notes(connection: apsw.Connection) -> None:
    """Make a table with a row for each event."""
    connection.execute(NOTES)
    for (n,) in connection.execute("SELECT n FROM event").fetchall():
        connection.execute("INSERT INTO note VALUES(?, ?)", (n, f"note {n}"))
        time.sleep(PAUSE_S)


def kinds(connection: apsw.Connection) -> None:
    """Make an index, and write every note anew."""
    connection.execute(KINDS)
    for (n,) in connection.execute("SELECT n FROM note").fetchall():
        connection.execute("UPDATE note SET words = words || '!' WHERE n = ?", (n,))
        time.sleep(PAUSE_S)


def forgotten(connection: apsw.Connection) -> None:
    """Give a table one more column."""
    connection.execute("ALTER TABLE forgotten ADD COLUMN at INTEGER")
    time.sleep(20 * PAUSE_S)


STEPS = (Step(2, notes), Step(3, kinds), Step(4, forgotten))

_SECOND = {**schema.OBJECTS, ("table", "note"): NOTES}
_THIRD = {**_SECOND, ("index", "event_kind"): KINDS}
_FOURTH = {**_THIRD, ("table", "forgotten"): FORGOTTEN}
RELEASED = {1: schema.OBJECTS, 2: _SECOND, 3: _THIRD, 4: _FOURTH}


@contextmanager
def three_versions_on() -> Iterator[None]:
    """Let quizkit be of version 4, with three steps to it."""
    with (
        mock.patch.object(schema, "VERSION", 4),
        mock.patch.object(schema, "OBJECTS", _FOURTH),
        mock.patch.object(schema, "RELEASED", RELEASED),
        mock.patch.object(log_module, "migrate", partial(migrate, steps=STEPS)),
    ):
        yield


def late(connection: apsw.Connection, path: Path, step: Step) -> None:
    """Make a step, commit, and only then say which version this is."""
    if schema.pragma(connection, "user_version") >= step.to:
        return
    with schema.transaction(connection, "IMMEDIATE"):
        step.run(connection)
    time.sleep(400 * PAUSE_S)  # wrong for long enough to be seen
    connection.execute(f"PRAGMA user_version = {step.to}")


def main(path: str, mode: str) -> int:
    """Open a store, which brings it up to date, and return the exit code: 5 if it said no."""
    if mode == "late":
        wrong: Any = late
        migrate_module._run = wrong
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        with three_versions_on():
            open_log(path, learner="mai").close()
    except StoreError as error:
        print(error, file=sys.stderr)
        return 5
    print("done")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
