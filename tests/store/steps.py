"""Three steps that no quizkit has released, and a program that opens a store with them.

    python -m tests.store.steps STORE right|slow|late

It prints the number of events and the version, "slow" also where it is, and "late" writes the
version after the commit, which is wrong.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from quizkit.store import migrate as migrate_module
from quizkit.store import schema
from quizkit.store.log import open_log
from quizkit.store.migrate import Step

VERSION = 4


def count(connection: apsw.Connection, step: int) -> None:
    """Note that a step was made once more."""
    connection.execute(
        "INSERT INTO meta(k, v) VALUES(?, '1') ON CONFLICT(k) DO UPDATE SET v = v + 1",
        (f"step:{step}",),
    )


def add_table(connection: apsw.Connection) -> None:
    connection.execute("CREATE TABLE note(facet TEXT PRIMARY KEY, words TEXT) STRICT")
    connection.execute("INSERT INTO note SELECT DISTINCT facet, 'x' FROM event")
    count(connection, 2)


def add_index(connection: apsw.Connection) -> None:
    connection.execute("CREATE INDEX event_kind ON event(learner, kind)")
    count(connection, 3)


def make_anew(connection: apsw.Connection) -> None:
    """Make a table anew with a column more, as SQLite wants it done."""
    connection.execute(_META.replace("TABLE meta", "TABLE meta_new"))
    connection.execute("INSERT INTO meta_new SELECT k, v, 0 FROM meta")
    connection.execute("DROP TABLE meta")
    connection.execute("ALTER TABLE meta_new RENAME TO meta")
    connection.execute("CREATE TRIGGER meta_at AFTER INSERT ON meta BEGIN SELECT 1; END")
    connection.execute("DROP TRIGGER meta_at")
    count(connection, 4)


_META = """CREATE TABLE meta(
  k TEXT PRIMARY KEY, v TEXT NOT NULL, at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID"""

_FIRST = schema.RELEASED[1]
_SECOND = {
    **_FIRST,
    ("table", "note"): "CREATE TABLE note(facet TEXT PRIMARY KEY, words TEXT) STRICT",
}
_THIRD = {
    **_SECOND,
    ("index", "event_kind"): "CREATE INDEX event_kind ON event(learner, kind)",
}
RELEASED = {1: _FIRST, 2: _SECOND, 3: _THIRD, 4: {**_THIRD, ("table", "meta"): _META}}

STEPS = (Step(2, add_table), Step(3, add_index), Step(4, make_anew))


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def slow(step: Step) -> Step:
    """Return a step that says where it is, and takes its time in between."""

    def run(connection: apsw.Connection) -> None:
        say(f"before {step.to}")
        time.sleep(0.002)
        step.run(connection)
        say(f"after {step.to}")
        time.sleep(0.002)

    return Step(step.to, run)


def write_late() -> None:
    """Plant the mistake: the version is written after the commit."""
    honest = migrate_module.transaction

    @contextmanager
    def late(connection: apsw.Connection, mode: str) -> Iterator[None]:
        before = schema.pragma(connection, "user_version")
        with honest(connection, mode):
            yield
            after = schema.pragma(connection, "user_version")
            connection.execute(f"PRAGMA user_version = {before}")
        say("committed")
        time.sleep(0.2)
        connection.execute(f"PRAGMA user_version = {after}")

    migrate_module.transaction = late


def main(path: str, mode: str) -> int:
    schema.VERSION, schema.RELEASED = VERSION, RELEASED
    migrate_module.STEPS = STEPS if mode == "right" else tuple(map(slow, STEPS))
    if mode == "late":
        write_late()
    with open_log(Path(path)) as log:
        version = schema.pragma(log._connection, "user_version")
        say(f"{log.count()} {version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
