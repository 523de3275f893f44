"""A class server as one side of an exchange, and what it takes for an event."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizkit.errors import SyncError
from quizkit.model import Draft
from quizkit.store.event import EventError, Link, make, verify
from quizkit.store.server import joining
from quizkit.store.server.pupils import events_of
from quizkit.store.server.side import PAGE, ServerSide
from quizkit.store.sync.side import standing_of
from quizkit.store.take import Offered, Taken
from quizkit.text import canonical
from tests.servers import Database
from tests.store.server.attacks import INSERT, row
from tests.store.server.chains import START, chain
from tests.store.server.odd import hashed

pytestmark = pytest.mark.postgres
DEV, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def mai(database: Database) -> Database:
    """Return a class server with one pupil who has claimed an id."""
    database.add("mai")
    with database.connected("mai") as connection:
        joining.claim(connection, "mai")
    return database


def placed(side: ServerSide, events: list[Offered]) -> list[Offered]:
    return [each._replace(place=side.place) for each in events]


def test_nothing_is_held_at_first(mai: Database) -> None:
    with mai.connected("mai") as connection:
        side = ServerSide(connection, "mai")
        assert side.standings() == {}
        assert (
            list(side.ids(DEV))
            == list(side.above(DEV, 0))
            == list(side.chosen(DEV, ["0" * 64]))
            == []
        )
        assert side.add([]) == Taken()


def test_what_is_added_is_there_and_stated(mai: Database) -> None:
    first, second = chain("mai", DEV, n=7), chain("mai", OTHER, n=4)
    with mai.connected("mai") as connection:
        side = ServerSide(connection, "mai")
        assert side.add([*first, *second]) == Taken(added=11)
        assert side.add([*first, *first[:2]]) == Taken(known=9)
        assert side.standings() == {
            dev: standing_of(len(events), [bytes.fromhex(each.id) for each in events])
            for dev, events in ((DEV, first), (OTHER, second))
        }
        assert side.ids(OTHER) == {each.id for each in second}
        assert list(side.above(DEV, 3)) == placed(side, first[3:])
        assert list(side.above(DEV, 7)) == []
        assert list(side.chosen(DEV, [first[5].id, first[1].id])) == placed(
            side, [first[1], first[5]]
        )


def test_more_than_a_page_and_more_than_a_batch(mai: Database) -> None:
    events = chain("mai", n=2 * PAGE + 1)
    with mai.connected("mai") as connection:
        side = ServerSide(connection, "mai")
        assert side.add(reversed(events)) == Taken(added=len(events))
        assert list(side.above(DEV, 0)) == placed(side, events)
        assert list(side.chosen(DEV, {each.id for each in events[1:]})) == placed(side, events[1:])
        assert list(events_of(connection, "mai")) == placed(side, events)


def test_a_copied_device_has_two_events_of_one_number(mai: Database) -> None:
    """Two stores that are copies of each other both write a third event: both are kept."""
    events = chain("mai", n=3)
    link = Link(DEV, 3, events[1].id, None, "mai")
    other, data = make(Draft("suspend", {"facet": "d/f#r"}), link, at=START, off=0)
    with mai.connected("mai") as connection:
        side = ServerSide(connection, "mai")
        side.add([*events, Offered(other.id, data)])
        assert side.standings()[DEV].held == 4
        assert {each.id for each in side.above(DEV, 2)} == {events[2].id, other.id}


def test_bad_events_are_refused_and_the_others_added(mai: Database) -> None:
    events = chain("mai", n=3)
    bad = [
        events[0]._replace(id="0" * 64, place="first.jsonl:1"),
        chain("binh", n=1)[0]._replace(place="first.jsonl:2"),
        hashed(b"{}")._replace(place="first.jsonl:3"),
    ]
    with mai.connected("mai") as connection:
        taken = ServerSide(connection, "mai").add([*bad, *events])
    assert (taken.added, taken.known, taken.refused) == (3, 0, 3)
    assert taken.faults == (
        "first.jsonl:1: id: the bytes have another hash",
        "first.jsonl:2: learner: another one's event",
        "first.jsonl:3: at: missing",
    )


def test_an_event_that_only_the_server_refuses_does_not_hold_up_the_others(mai: Database) -> None:
    events = chain("mai", n=3)
    with mai.connect() as admin:
        admin.execute("ALTER TABLE qk.event ADD CONSTRAINT event_5_test CHECK (seq <> 2) NOT VALID")
    try:
        with mai.connected("mai") as connection:
            taken = ServerSide(connection, "mai").add(events)
    finally:
        with mai.connect() as admin:
            admin.execute("ALTER TABLE qk.event DROP CONSTRAINT event_5_test")
    assert (taken.added, taken.known, taken.refused) == (2, 0, 1)
    assert "refused by" in taken.faults[0]


def test_another_learners_side_is_empty_and_takes_nothing(mai: Database) -> None:
    mai.add("binh")
    with mai.connected("mai") as connection:
        ServerSide(connection, "mai").add(chain("mai"))
    with mai.connected("binh") as connection:
        joining.claim(connection, "binh")
        side = ServerSide(connection, "mai")
        assert side.standings() == {}
        with pytest.raises(SyncError, match="the login has no right to it"):
            side.add(chain("mai", n=4))


def test_what_was_added_before_the_server_went_stays(mai: Database) -> None:
    events = chain("mai", n=1100)

    def failing(admin: Any, pid: int) -> Iterator[Offered]:
        yield from events[:1000]
        admin.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
        yield from events[1000:]

    with (
        mai.connect() as admin,
        pytest.raises(SyncError, match="went away"),
        mai.connected("mai") as connection,
    ):
        ServerSide(connection, "mai").add(failing(admin, connection.info.backend_pid))
    with mai.connected("mai") as connection:
        side = ServerSide(connection, "mai")
        assert side.standings()[DEV].held == 1000
        assert side.add(events) == Taken(added=100, known=1000)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.property
def test_every_event_is_taken_by_the_server(mai: Database) -> None:
    """Whatever is canonical and well-formed goes in, of later versions and unknown kinds too."""
    with mai.connected("mai") as connection:
        side = ServerSide(connection, "mai")

        @settings(suppress_health_check=list(HealthCheck))
        @given(
            body=st.dictionaries(texts, values, max_size=4),
            more=st.dictionaries(texts, values, max_size=2),
            v=st.integers(1, 2**31 - 1),
            seq=st.integers(2, 2**53),
            at=st.integers(0, 253_402_300_799_999),
        )
        def check(body: object, more: dict[str, object], v: int, seq: int, at: int) -> None:
            known = {"dev": DEV, "learner": "mai", "kind": "dream", "off": 0, "seen": None}
            known |= {"body": body, "v": v, "seq": seq, "at": at, "prev": "0" * 64}
            later = {f"later {name}": value for name, value in more.items() if v > 1}
            try:
                event = hashed(canonical({**known, **later}))
                verify(event.data, event.id)
            except (ValueError, EventError):
                return
            taken = side.add([event])
            assert (taken.added + taken.known, taken.refused) == (1, 0)
            assert list(side.chosen(DEV, [event.id])) == placed(side, [event])

        check()


def odd(body: str) -> Offered:
    """Return a body under its own hash; DEV and TAIL stand for members as they should be."""
    tail = '"learner":"mai","seq":1}'
    return hashed(body.replace("TAIL", tail).replace("DEV", f'"dev":"{DEV}"').encode())


REFUSED = {
    "no JSON": odd('{"at":1,"dev":'),
    "another learner, named last": odd('{"at":1,DEV,"seq":1,"learner":"mai","learner":"binh"}'),
    "a number in quotes": odd('{"at":1,DEV,"learner":"mai","seq":"1"}'),
    "a list": odd('["at","mai",1]'),
    "a text": odd('"mai"'),
    "nothing": odd(""),
    "members inside": odd('{"at":1,"body":{DEV,TAIL}'),
    "a time beyond all": odd(f'{{"at":{"9" * 30},DEV,TAIL'),
    "a blank before the time": odd('{ "at":1,DEV,TAIL'),
    "a time in words": odd('{"at":"now",DEV,TAIL'),
    "too long": odd(f'{{"at":1,DEV,"x":"{"x" * 32_768}",TAIL'),
    "deep": odd(f'{{"at":1,DEV,"x":{"[" * 30_000}]],TAIL'),
}
TAKEN = {
    "another learner, named first": odd('{"at":1,DEV,"learner":"binh",TAIL'),
    "blanks": odd('{"at":1,DEV, TAIL'),
    "a number with a point": odd('{"at":1,DEV,"learner":"mai","seq":1.0}'),
    "an exponent": odd('{"at":1,DEV,"learner":"mai","seq":1e0}'),
    "members missing": odd('{"at":1,DEV,TAIL'),
}


def test_the_server_itself_refuses_each(mai: Database) -> None:
    import psycopg

    taken = []
    with mai.connect("mai") as own:
        for name, event in REFUSED.items():
            with suppress(psycopg.Error):
                own.execute(INSERT, row("mai", event, seq=1))
                taken.append(name)
        assert own.execute("SELECT 1 FROM qk.event").fetchall() == []
    assert taken == []


@pytest.mark.parametrize("name", TAKEN)
def test_what_the_server_lets_in_besides_is_found_by_whoever_reads_it(
    mai: Database, name: str
) -> None:
    """A pupil can put nonsense into own rows; nobody takes it for an event."""
    with mai.connect("mai") as own:
        own.execute(INSERT, row("mai", TAKEN[name], seq=1))
    with mai.connected("mai") as connection:
        (found,) = ServerSide(connection, "mai").above(DEV, 0)
    with pytest.raises(EventError):
        verify(found.data, found.id)
