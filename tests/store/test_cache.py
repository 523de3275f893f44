"""Caches against replay over logs of several devices, whatever the order of arrival."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.memory.replay import fold
from quizkit.model import Draft, Event
from quizkit.store import cache, rows
from quizkit.store.doctor import examine
from quizkit.store.event import Link, encode, make
from quizkit.store.log import open_log
from quizkit.store.schema import connect
from tests.fault.writer import START, review

HOUR = 3_600_000


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Return the events of up to three devices with clocks that lie, shuffled."""
    tips: dict[str, Event] = {}
    events: list[Event] = []
    for n in range(draw(st.integers(1, 12))):
        dev = draw(st.sampled_from(["aa", "bb", "cc"])) * 16
        own = tips.get(dev)
        others = [event.id for other, event in tips.items() if other != dev]
        seen = draw(st.sampled_from([None, *others]))
        link = Link(dev, own.seq + 1 if own else 1, own.id if own else None, seen, "mai")
        draft = review(f"{n}", draw(st.integers(0, 5)))
        if events and draw(st.booleans()):
            draft = Draft("undo", {"targets": [draw(st.sampled_from(events)).id]})
        at = START + draw(st.integers(-48, 48)) * HOUR
        tips[dev], _ = make(draft, link, at=at, off=0)
        events.append(tips[dev])
    return draw(st.permutations(events))


@pytest.mark.property
@pytest.mark.timeout(900)
@settings(max_examples=max(50, settings().max_examples // 2))
@given(histories(), st.data())
def test_what_arrives_in_any_order_adds_up_to_the_same(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("cache") / "me.db"
    connection = connect(path)
    for event in events:
        rows.insert(connection, event, encode(event))
    connection.close()
    with open_log(path, learner="mai") as log:
        wanted = fold(events)
        assert log.memory() == wanted
        target = data.draw(st.sampled_from(events))
        (answer,) = log.append([review("new", 1)], at=START, off=0)
        log.append([Draft("undo", {"targets": [target.id]})], at=START, off=0)
        assert log.memory() == fold(log.events())
        assert answer.seen is not None
    assert [check for check in examine(path) if not check.ok] == []


def test_a_replay_of_nothing_is_empty() -> None:
    whole = cache.replay([])
    assert (whole.held.n, whole.held.memory, whole.times) == (0, fold([]), ())


def test_caches_are_stale_until_they_were_made(tmp_path: Path) -> None:
    connection = connect(tmp_path / "me.db")
    assert cache.is_stale(connection)
    cache.rebuild(connection)
    assert not cache.is_stale(connection)
    event, data = make(review("a", 1), Link("aa" * 16, 1, None, None, "mai"), at=0, off=0)
    rows.insert(connection, event, data)
    assert cache.is_stale(connection)
    connection.close()
