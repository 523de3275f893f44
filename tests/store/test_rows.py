"""Rows: what is newest, whatever the order of arrival, and what another device wrote."""

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from quizkit.memory.replay import fold
from quizkit.model import Draft, Event, EventId
from quizkit.store import cache, rows
from quizkit.store.event import Link, encode, make, unread
from quizkit.store.log import open_log
from quizkit.store.schema import connect
from quizkit.text import digest
from tests.fault.writer import review

HERE, THERE, OTHERS = "aa" * 16, "bb" * 16, "cc" * 16


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[apsw.Connection]:
    found = connect(tmp_path / "me.db")
    yield found
    found.close()


def put(connection: apsw.Connection, event: Event) -> Event:
    """Write an event as it stands, under its own hash."""
    data = encode(event)
    event = event._replace(id=EventId(digest(data)))
    rows.insert(connection, event, data)
    return event


def written(connection: apsw.Connection, dev: str, *, at: int, learner: str = "mai") -> Event:
    """Write the next answer of a device."""
    tip = connection.execute(
        "SELECT max(seq), lower(hex(id)) FROM event WHERE dev = ?", (bytes.fromhex(dev),)
    ).get
    seq, prev = (tip[0] or 0, tip[1]) if tip[0] else (0, None)
    link = Link(dev, seq + 1, prev, None, learner)
    event, data = make(review(f"{dev}-{seq}", seq), link, at=at, off=0)
    rows.insert(connection, event, data)
    return event


def test_the_newest_are_newest_in_time_not_in_arrival(connection: apsw.Connection) -> None:
    first = written(connection, HERE, at=5000)
    late = written(connection, THERE, at=1000)
    later = written(connection, THERE, at=9000)
    cache.rebuild(connection)
    for most, wanted in ((1, [later]), (2, [later, first]), (9, [later, first, late])):
        found = rows.newest(connection, "mai", "review", most=most)
        assert [row.event for row in found] == wanted


def test_what_is_not_read_is_no_newest(connection: apsw.Connection) -> None:
    first = written(connection, HERE, at=1)
    strange = put(connection, written(connection, HERE, at=2)._replace(v=2, dev=THERE))
    cache.rebuild(connection)
    found = rows.newest(connection, "mai", "review", most=9)
    assert strange.id not in {row.event.id for row in found}
    assert first in [row.event for row in found]


def test_the_tip_seen_is_the_newest_of_the_learners_other_devices(
    connection: apsw.Connection,
) -> None:
    assert rows.seen_tip(connection, "mai", HERE) is None
    written(connection, HERE, at=99_000)
    written(connection, OTHERS, at=99_000, learner="lan")
    cache.rebuild(connection)
    assert rows.seen_tip(connection, "mai", HERE) is None
    written(connection, THERE, at=1000)
    newest = written(connection, THERE, at=2000)
    written(connection, "dd" * 16, at=1500)
    cache.rebuild(connection)
    assert rows.seen_tip(connection, "mai", HERE) == rows.Tip(2, newest.id, 2000)


def test_an_undone_event_that_is_not_read_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "me.db"
    with open_log(path, learner="mai") as log:
        log.append([review("a", 1)], at=1000, off=0)
        connection = apsw.Connection(str(path))
        link = Link(THERE, 1, None, None, "mai")
        event, _ = make(review("b", 2), link, at=1, off=0)
        strange = put(connection, event._replace(body={"stem": "of a later version"}))
        connection.close()
        log.append([Draft("undo", {"targets": [strange.id]})], at=2000, off=0)
        kept = frozenset(event.id for event in log.events() if unread(event))
        assert kept == {strange.id}
        assert log.memory().facets == fold(log.events(), unread=kept).facets
        assert log.last("review", 5)[0].body["seed"] == "a"


def test_meta_under_a_prefix_is_without_it(connection: apsw.Connection) -> None:
    for key in ("device:a", "device:b", "devices", "other"):
        rows.set_meta(connection, key, key)
    assert rows.meta_under(connection, "device:") == {"a": "device:a", "b": "device:b"}


def test_new_ids_are_128_bits_and_never_the_same() -> None:
    ids = {rows.new_id() for _ in range(100)}
    assert len(ids) == 100
    assert {len(bytes.fromhex(id_)) for id_ in ids} == {16}
