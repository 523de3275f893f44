"""The doctor: what it says of a whole store, and that it notices each fault by name."""

from hashlib import sha256
from pathlib import Path

import apsw
import pytest

from quizkit.model import Draft
from quizkit.store import backup, rows
from quizkit.store.answers import find_answers
from quizkit.store.doctor import KEEP, examine
from quizkit.store.event import Link, make
from quizkit.store.log import open_log
from quizkit.store.schema import connect
from quizkit.store.snapshot import dump, load
from tests.fault.writer import review

NAMES = (
    "open",
    "quick_check",
    "integrity_check",
    "events",
    "chains",
    "timeline",
    "states",
    "snapshots",
    "ids",
    "clocks",
    "search",
    "lines",
    "backups",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a closed store with some events of two learners."""
    place = tmp_path / "me.db"
    for learner in ("mai", "lan"):
        with open_log(place, learner=learner) as log:
            for n in range(4):
                draft = Draft("suspend", {"facet": f"d/f{n}#r"})
                events = log.append([draft], at=1000 * n, off=0)
            log.append([Draft("undo", {"targets": [events[0].id]})], at=9000, off=0)
            log._save()
    return place


def test_a_whole_store_is_whole(path: Path) -> None:
    checks = examine(path)
    assert [check.name for check in checks] == list(NAMES)
    assert [check for check in checks if not check.ok] == []
    assert checks[3].message == "10 events, each proved by its hash"


def test_the_doctor_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    examine(path)
    assert path.read_bytes() == before
    assert path.with_name("me.db-wal").read_bytes() == b""


def test_an_empty_file_is_no_fault(tmp_path: Path) -> None:
    place = tmp_path / "me.db"
    place.touch()
    (check,) = examine(place)
    assert (check.name, check.ok, check.do) == ("open", True, "")
    assert check.message == f"{place} is empty, no log yet; the first study makes it"
    assert place.stat().st_size == 0


def test_what_cannot_be_opened_is_one_check(tmp_path: Path) -> None:
    (check,) = examine(tmp_path / "none.db")
    assert (check.name, check.ok) == ("open", False)
    assert "no log at" in check.message


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        ("UPDATE event SET body = replace(body, 'f1#r', 'f7#r') WHERE n = 2", {"events"}),
        ("UPDATE event SET body = '{}' WHERE n = 2", {"events"}),
        ("UPDATE event SET body = body || ' ' WHERE n = 2", {"events"}),
        ("UPDATE event SET facet = 'd/f7#r' WHERE n = 2", {"events"}),
        ("UPDATE event SET kind = 'resume' WHERE n = 2", {"events"}),
        ("UPDATE event SET learner = 'lan' WHERE n = 2", {"events"}),
        ("UPDATE event SET seq = 9 WHERE n = 5", {"events"}),
        ("UPDATE event SET id = zeroblob(32) WHERE n = 5", {"events"}),
        ("DELETE FROM event WHERE n = 2", {"chains", "timeline", "states"}),
        ("DELETE FROM event WHERE n = 10", {"timeline", "states"}),
        ("UPDATE timeline SET t = t + 1 WHERE n = 3", {"timeline"}),
        ("UPDATE timeline SET live = 1 - live WHERE n = 3", {"timeline"}),
        ("DELETE FROM timeline WHERE n = 3", {"timeline"}),
        ("UPDATE state SET suspended = 0 WHERE facet = 'd/f1#r'", {"states"}),
        ("DELETE FROM state WHERE facet = 'd/f1#r'", {"states"}),
        ("INSERT INTO state VALUES('zoe', 'd/f#r', 1.0, 1.0, 1, 1, 0, 0)", {"states"}),
        ("UPDATE meta SET v = 'x' WHERE k = 'device:mai'", {"ids"}),
    ],
)
def test_each_fault_is_told_by_name(path: Path, sql: str, names: set[str]) -> None:
    spoil(path, sql)
    bad = [check for check in examine(path) if not check.ok]
    assert names <= {check.name for check in bad}
    assert all(check.message for check in bad)
    assert all(check.do for check in bad if check.name not in {"ids", "clocks"})
    assert [check.do for check in bad].count(KEEP) <= 1


def test_what_to_do_about_a_damaged_file_is_told_once(path: Path) -> None:
    data = bytearray(path.read_bytes())
    root = apsw.Connection(str(path)).execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'event'"
    )
    start = (root.get - 1) * 4096
    data[start : start + 4096] = bytes([255]) * 4096
    path.write_bytes(data)
    bad = [check for check in examine(path) if not check.ok]
    assert len(bad) > 3
    assert [check.do for check in bad if check.do] == [KEEP]
    assert not any("run `quizkit doctor`" in check.message for check in bad)
    assert sum(check.message.startswith("not examined") for check in bad) > 1


def test_one_of_a_kind_is_told_as_one(tmp_path: Path) -> None:
    with open_log(tmp_path / "one.db", learner="mai") as log:
        log.append([Draft("suspend", {"facet": "d/f#r"})], at=1000, off=0)
    told = {check.name: check.message for check in examine(tmp_path / "one.db")}
    assert told["events"] == "1 event, each proved by its hash"
    assert told["chains"].startswith("1 device, ")
    assert told["ids"] == "1 learner"


def test_a_snapshot_of_something_else_is_told(path: Path) -> None:
    connection = connect(path)
    held = load(rows.get_meta(connection, "memory:mai"))
    assert held is not None
    other = held._replace(memory=held.memory._replace(facets={}))
    rows.set_meta(connection, "memory:mai", dump(other))
    connection.close()
    assert told(path, "snapshots").message.startswith("1 snapshots that differ from a replay (mai)")


def test_events_of_a_newer_quizkit_are_counted(path: Path) -> None:
    event, _ = make(
        Draft("suspend", {"facet": "d/f#r"}), Link("ab" * 16, 1, None, None, "zoe"), at=0, off=0
    )
    put(path, event._replace(kind="dream"))
    checks = {check.name: check for check in examine(path)}
    assert checks["events"].ok
    assert checks["events"].message.endswith(
        "1 of a newer quizkit are kept but not applied (1 of kind dream)"
    )


def test_a_gap_and_a_double_are_told(path: Path) -> None:
    draft = Draft("suspend", {"facet": "d/f#r"})
    first, _ = make(draft, Link("ab" * 16, 1, None, None, "zoe"), at=0, off=0)
    double, _ = make(draft, Link("ab" * 16, 1, None, None, "zoe"), at=5, off=0)
    late, _ = make(draft, Link("ab" * 16, 4, first.id, None, "zoe"), at=9, off=0)
    for event in (first, double, late):
        put(path, event)
    (chains,) = (check for check in examine(path) if check.name == "chains")
    assert chains.message == (
        f"2 breaks in a device's chain (device {'ab' * 16}: two events 1, from a copied store; "
        f"device {'ab' * 16}: events 2 to 3 are missing)"
    )


def test_a_broken_link_is_told(path: Path) -> None:
    draft = Draft("suspend", {"facet": "d/f#r"})
    first, _ = make(draft, Link("ab" * 16, 1, None, None, "zoe"), at=0, off=0)
    second, _ = make(draft, Link("ab" * 16, 2, "cd" * 32, None, "zoe"), at=0, off=0)
    put(path, first)
    put(path, second)
    (chains,) = (check for check in examine(path) if check.name == "chains")
    assert "event 2 does not follow the one before" in chains.message


def spoil(path: Path, sql: str) -> None:
    """Change a store as no quizkit would: without its triggers."""
    connection = apsw.Connection(str(path))
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    connection.execute(sql)
    connection.close()


def put(path: Path, event: rows.Event) -> None:
    """Write an event by its canonical bytes."""
    from quizkit.store.event import encode
    from quizkit.text import digest

    connection = apsw.Connection(str(path))
    data = encode(event)
    rows.insert(connection, event._replace(id=digest(data)), data)
    connection.close()


DAY = 86_400_000


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a closed store with line files, a backup and a filled search index."""
    place = tmp_path / "me.db"
    with open_log(place, learner="mai", copies=True) as log:
        for n in range(5):
            log.append([review(f"a-{n}", n)], at=DAY * n, off=0)
    find_answers(place, "mai", ["capital"])
    connection = connect(place)
    backup.keep(connection, place, at=DAY * 9, off=0, why="daily")
    connection.close()
    return place


def told(path: Path, name: str, **more):
    (check,) = (check for check in examine(path, **more) if check.name == name)
    return check


def test_a_store_with_all_its_copies_is_whole(copied: Path) -> None:
    checks = {check.name: check for check in examine(copied, now=DAY * 10)}
    assert [check for check in checks.values() if not check.ok] == []
    assert checks["lines"].message == "5 events stand in the line files as well"
    assert checks["search"].message == "5 texts in the search index"
    assert checks["backups"].message == "1 backup, the newest of 1970-01-09"


def test_events_from_the_future_are_told(copied: Path) -> None:
    check = told(copied, "clocks", now=DAY * 2)
    assert not check.ok
    assert "1 events of learner mai say 1970-01-05 00:00 to 1970-01-05 00:00" in check.message
    assert "quizkit clock" in check.do
    assert told(copied, "clocks").ok


def line_file(path: Path) -> Path:
    (file,) = (path.parent / "me.db-copies" / "events").rglob("*.jsonl")
    return file


def test_a_changed_line_is_told_with_its_place(copied: Path) -> None:
    file = line_file(copied)
    file.write_bytes(file.read_bytes().replace(b'"hints":0', b'"hints":1', 1))
    check = told(copied, "lines")
    assert not check.ok
    assert f"{file.parent.name}/1-open.jsonl:1: id: the bytes have another hash" in check.message


def test_events_that_only_the_lines_have_are_told(copied: Path) -> None:
    spoil(copied, "DELETE FROM event WHERE n = 5")
    assert told(copied, "lines").message.startswith("1 events that stand in line files only")


def test_lines_may_lag_behind(copied: Path) -> None:
    file = line_file(copied)
    data = file.read_bytes()
    file.write_bytes(data[: data.rindex(b"\n", 0, len(data) - 1) + 10])
    check = told(copied, "lines")
    assert check.ok
    assert check.message.startswith("4 events stand in the line files as well; 1 not yet")


def test_a_backup_that_cannot_be_read_is_told(copied: Path) -> None:
    (file,) = (copied.parent / "me.db-copies" / "backups").iterdir()
    file.write_bytes(file.read_bytes()[:5000])
    assert not told(copied, "backups").ok


def test_a_search_index_that_says_something_else_is_told(copied: Path) -> None:
    spoil(copied, "UPDATE search SET words = 'else' WHERE rowid = 2")
    assert not told(copied, "search").ok


def test_learners_who_came_back_are_told(copied: Path) -> None:
    spoil(copied, f"INSERT INTO forgotten VALUES(x'{sha256(b'mai').hexdigest()}')")
    assert "were forgotten and have events (mai)" in told(copied, "ids").message


def test_what_is_not_applied_is_counted_by_kind_and_version(path: Path) -> None:
    event, _ = make(
        Draft("suspend", {"facet": "d/f#r"}), Link("ab" * 16, 1, None, None, "zoe"), at=0, off=0
    )
    put(path, event._replace(v=7))
    put(path, event._replace(body={"facet": 5}, at=1))
    message = told(path, "events").message
    assert message.endswith("(1 of body of suspend, 1 of version 7)")
