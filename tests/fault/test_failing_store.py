"""Calls that fail, and hands that meddle: an error is told, nothing is lost, work goes on."""

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from quizkit.errors import StoreError
from quizkit.memory.replay import fold
from quizkit.model import Draft, Event
from quizkit.store.doctor import examine
from quizkit.store.log import Log, open_log
from tests.fault.failing import Failing
from tests.fault.writer import review

pytestmark = pytest.mark.fault

START = 1_767_225_600_000


def answered(log: Log, n: int) -> tuple[Event, ...]:
    """Append one answer."""
    return log.append([review(f"a-{n}", n)], at=START + n * 60_000, off=0)


def tried(log: Log, n: int) -> tuple[str, tuple[Event, ...]]:
    """Return what the store said no with, or "", and what was appended."""
    try:
        return "", answered(log, n)
    except StoreError as error:
        return str(error), ()


def wrong(path: Path) -> list[str]:
    """Return what the doctor finds."""
    return [check.message for check in examine(path) if not check.ok]


@pytest.mark.parametrize(
    ("sort", "error", "says"),
    [
        ("write", apsw.FullError, "disk is full; make room, then try again"),
        ("write", apsw.IOError, "the disk reports a fault"),
        ("sync", apsw.IOError, "the disk reports a fault"),
    ],
)
def test_a_failing_call_is_told_and_the_same_press_tries_again(
    tmp_path: Path, size: str, sort: str, error: type[apsw.Error], says: str
) -> None:
    path = tmp_path / "me.db"
    vfs = Failing(sort, error)
    told = 0
    with open_log(path, vfs=vfs.called) as log:
        expected = list(answered(log, 0))
        for n in range(1, 10 if size == "quick" else 60):
            before = log.memory()
            vfs.left = n % (2 if sort == "sync" else 6)
            said, events = tried(log, n)
            if said:
                told += 1
                assert says in said
                assert log.memory() == before
                assert list(log.events()) == expected
                vfs.left = -1
                events = answered(log, n)
            vfs.left = -1
            expected += events
            assert list(log.events()) == expected
    assert told > 2
    assert wrong(path) == []
    assert [event.seq for event in expected] == list(range(1, len(expected) + 1))


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Log]:
    """Return a log whose store has no room left for long."""
    with open_log(tmp_path / "me.db", learner="mai") as log:
        pages = log._connection.execute("PRAGMA page_count").get
        log._connection.execute(f"PRAGMA max_page_count = {pages + 6}")
        yield log


def test_a_full_disk_is_told_and_what_was_saved_is_readable(full: Log, tmp_path: Path) -> None:
    saved: list[Event] = []
    said = ""
    while not said:
        said, events = tried(full, len(saved))
        saved += events
    assert "make room, then try again" in said
    assert saved != []
    assert list(full.events()) == saved
    assert full.memory().facets == fold(saved).facets
    full._connection.execute("PRAGMA max_page_count = 1000000")
    saved += answered(full, 1001)
    assert list(full.events()) == saved
    full.close()
    assert wrong(tmp_path / "me.db") == []


def test_half_an_answer_is_never_kept_when_the_disk_is_full(full: Log) -> None:
    many = [review(f"a-{n}", n) for n in range(200)]
    with pytest.raises(StoreError, match="make room"):
        full.append(many, at=START, off=0)
    assert (full.count(), len(full.memory().facets)) == (0, 0)


COLUMNS = "(id, dev, seq, learner, kind, facet, body)"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET body = '{}'",
        "UPDATE event SET n = n + 10",
        "DELETE FROM event",
        "DELETE FROM event WHERE n = 1",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE n = 1",
        f"REPLACE INTO event{COLUMNS} SELECT id, dev, 9, learner, kind, facet, '{{}}' FROM event",
        "INSERT INTO event SELECT * FROM event WHERE n = 1 ON CONFLICT DO UPDATE SET body = '{}'",
        f"INSERT INTO event{COLUMNS} SELECT id, dev, 9, learner, kind, facet, body FROM event "
        "WHERE true ON CONFLICT(id) DO UPDATE SET seq = 9",
        "UPDATE OR REPLACE event SET n = 2 WHERE n = 1",
    ],
)
def test_an_event_never_changes_and_never_goes(tmp_path: Path, sql: str) -> None:
    with open_log(tmp_path / "me.db") as log:
        answered(log, 0)
        answered(log, 1)
        before = list(log.events())
        with pytest.raises(apsw.ConstraintError, match="events never"):
            log._connection.execute(sql)
        assert list(log.events()) == before


def test_without_recursive_triggers_a_replace_slips_through(tmp_path: Path) -> None:
    with open_log(tmp_path / "me.db") as log:
        (first,) = answered(log, 0)
        log._connection.execute("PRAGMA recursive_triggers = OFF; PRAGMA foreign_keys = OFF")
        log._connection.execute(
            f"REPLACE INTO event{COLUMNS} "
            "SELECT id, dev, 9, learner, kind, facet, '{}' FROM event"
        )
        assert log._connection.execute("SELECT body FROM event").get == "{}"
        assert first.seq == 1


def test_the_schema_cannot_be_rewritten_from_a_connection(tmp_path: Path) -> None:
    with open_log(tmp_path / "me.db") as log:
        log._connection.execute("PRAGMA writable_schema = ON")
        with pytest.raises(apsw.SQLError):
            log._connection.execute("UPDATE sqlite_schema SET sql = ''")


def test_a_newer_store_is_refused_by_the_log(tmp_path: Path) -> None:
    path = tmp_path / "me.db"
    open_log(path).close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    before = path.read_bytes()
    for readonly in (False, True):
        with pytest.raises(StoreError, match=r"is newer \(version 2, this quizkit knows 1\)"):
            open_log(path, readonly=readonly)
    assert path.read_bytes() == before


def test_an_unreadable_event_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "me.db"
    with open_log(path) as log:
        answered(log, 0)
    connection = apsw.Connection(str(path))
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    connection.execute("UPDATE event SET body = '{'")
    connection.close()
    with open_log(path) as log, pytest.raises(StoreError, match="is damaged; run `quizkit doctor`"):
        list(log.events())


def test_a_draft_of_an_unknown_kind_is_the_callers_mistake(tmp_path: Path) -> None:
    with open_log(tmp_path / "me.db") as log:
        with pytest.raises(ValueError, match='kind: "dream" is unknown'):
            log.append([Draft("dream", {})], at=START, off=0)
        assert log.count() == 0
