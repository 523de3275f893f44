"""Taking in: set union, in any order, with caches that are the replay at every step."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizkit.errors import StoreError
from quizkit.memory.replay import fold
from quizkit.model import Draft, Event
from quizkit.store import cache, rows
from quizkit.store import take as take_module
from quizkit.store.doctor import examine
from quizkit.store.event import Link, encode, make, unread
from quizkit.store.log import Log, open_log
from quizkit.store.take import Offered, Taken
from tests.fault.writer import START, review
from tests.store.histories import DEVICES, histories

HOUR = 3_600_000


def offered(events: Sequence[Event]) -> list[Offered]:
    """Return events as they come from elsewhere."""
    return [Offered(event.id, encode(event)) for event in events]


def chain(count: int, *, dev: str = "ab" * 16, learner: str = "mai") -> list[Event]:
    """Return answers of one device."""
    events: list[Event] = []
    for n in range(count):
        prev = events[-1].id if events else None
        link = Link(dev, n + 1, prev, None, learner)
        events.append(make(review(f"{n}", n), link, at=START + n * HOUR, off=0)[0])
    return events


def bad(path: Path) -> list[str]:
    """Return what the doctor finds."""
    return [f"{check.name}: {check.message}" for check in examine(path) if not check.ok]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "me.db"


def test_taking_in_is_set_union(path: Path) -> None:
    events = chain(5)
    with open_log(path, learner="mai") as log:
        assert log.take(offered(events[:3])) == Taken(added=3)
        assert log.take(offered(events)) == Taken(added=2, known=3)
        assert log.take(offered([*events, *events])) == Taken(known=10)
        assert log.take([]) == Taken()
        assert list(log.events()) == events
        assert log.memory() == fold(events)
    assert bad(path) == []


def test_the_own_chain_goes_on_and_has_seen_what_came(path: Path) -> None:
    (first, second) = chain(2)
    with open_log(path, learner="mai") as log:
        (own,) = log.append([review("a", 1)], at=START, off=0)
        log.take(offered([first, second]))
        (following,) = log.append([review("b", 2)], at=START, off=0)
        assert (following.prev, following.seen) == (own.id, second.id)
        assert log.timeline()[following.id] == log.timeline()[second.id] + 1
        assert log.memory() == fold(log.events())


def test_lost_answers_of_this_device_come_back_into_its_chain(tmp_path: Path, path: Path) -> None:
    with open_log(path, learner="mai") as log:
        events = log.append([review(f"{n}", n) for n in range(4)], at=START, off=0)
        device = log.device
    with open_log(tmp_path / "other.db", learner="mai") as log:
        rows.set_meta(log._connection, "device:mai", device)
    with open_log(tmp_path / "other.db", learner="mai") as log:
        log.take(offered(events))
        (own,) = log.append([review("own", 1)], at=START, off=0)
        assert (own.seq, own.prev) == (5, events[-1].id)


def test_other_learners_go_to_their_own_logs(path: Path) -> None:
    theirs = chain(3, learner="lan")
    with open_log(path, learner="mai") as log:
        log.append([review("a", 1)], at=START, off=0)
        assert log.take(offered(theirs)).added == 3
        assert log.count() == 1
    with open_log(path, learner="lan") as log:
        assert list(log.events()) == theirs
        assert log.memory() == fold(theirs)
    assert bad(path) == []


def test_forgotten_learners_do_not_come_back(path: Path) -> None:
    with open_log(path, learner="mai") as log:
        log._connection.execute("INSERT INTO forgotten VALUES(?)", (sha256(b"lan").digest(),))
        found = log.take(offered([*chain(3, learner="lan"), *chain(2)]))
    assert found == Taken(added=2, forgotten=3)


def test_unknown_kinds_and_versions_are_kept_byte_for_byte(path: Path) -> None:
    (event,) = chain(1)
    strange = []
    for dev, change in zip(
        DEVICES, ({"kind": "dream"}, {"v": 9}, {"body": {"facet": 7}}), strict=True
    ):
        odd = event._replace(dev=dev, **change)
        strange.append(Offered(sha256(encode(odd)).hexdigest(), encode(odd)))
    with open_log(path, learner="mai") as log:
        assert log.take(strange).added == 3
        assert {row.event.id for row in log.entries()} == {each.id for each in strange}
        assert all(unread(event) for event in log.events())
        kept = [body for _, _, _, body in rows.bytes_after(log._connection, 0)]
        assert kept == [each.data for each in strange]
        assert log.memory().facets == {}
    assert bad(path) == []


def test_what_is_no_event_is_counted_and_named_and_the_rest_goes_on(path: Path) -> None:
    first, second = offered(chain(2))
    spoilt = [
        first._replace(id="0" * 64, place="a.jsonl:7"),
        Offered("no id", b"{}", "b.jsonl:1"),
        first._replace(data=first.data[:-1] + b" }"),
    ]
    with open_log(path, learner="mai") as log:
        found = log.take([*spoilt, first, second])
    assert found[:4] == (2, 0, 0, 3)
    assert found.faults == (
        "a.jsonl:7: id: the bytes have another hash",
        "b.jsonl:1: id: the bytes have another hash",
        "id: the bytes have another hash",
    )


def test_many_events_are_replayed_once_at_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_module, "BATCH", 10)
    replays = []
    honest = cache.replay
    monkeypatch.setattr(cache, "replay", lambda known: replays.append(1) or honest(known))
    events = chain(55)
    with open_log(path, learner="mai") as log:
        log.memory()
        replays.clear()
        assert log.take(offered(reversed(events))).added == 55
        assert replays == [1]
        assert log.memory() == fold(events)
    assert bad(path) == []


def test_breaking_off_leaves_whole_transactions_and_caches_that_are_made_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(take_module, "BATCH", 10)
    events = chain(35)

    def broken() -> object:
        yield from offered(events[:25])
        raise KeyboardInterrupt

    with open_log(path, learner="mai") as log:
        with pytest.raises(KeyboardInterrupt):
            log.take(broken())
        assert log.count() == 20
        assert log.memory() == fold(events[:20])
    with open_log(path, learner="mai") as log:
        assert log.memory() == fold(events[:20])
        assert log.take(offered(events)) == Taken(added=15, known=20)
        assert log.memory() == fold(events)
    assert bad(path) == []


def test_a_log_for_reading_takes_nothing_in(path: Path) -> None:
    open_log(path, learner="mai").close()
    with (
        open_log(path, readonly=True) as log,
        pytest.raises(StoreError, match="open for reading only"),
    ):
        log.take(offered(chain(1)))


def test_a_few_events_in_the_past_do_not_cost_a_replay(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_log(path, learner="mai") as log:
        for n in range(30):
            log.append([review(f"{n}", n)], at=START + n * HOUR, off=0)
        log.append(
            [Draft("exam", {"deck": "d", "tags": [], "date": "2026-06-01", "minutes": 9})],
            at=START + 31 * HOUR,
            off=0,
        )
        late = chain(6)
        monkeypatch.setattr(cache, "replay", None)
        log.take(offered(late))
        found = log.memory()
        monkeypatch.undo()
        assert found == fold(log.events())
    assert bad(path) == []


def agree(log: Log) -> None:
    """Check memory and rows against a replay of the events; gaps are no fault before the end."""
    assert log.memory() == fold(log.events())
    assert log.memory().last == fold(log.events()).last
    assert [fault for fault in bad(log.path) if not fault.startswith("chains")] == []


@pytest.mark.property
@pytest.mark.timeout(3600)
@settings(max_examples=max(50, settings().max_examples // 2))
@given(histories(), st.data())
def test_in_any_order_and_any_pieces_it_is_the_replay(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("take") / "me.db"
    left = offered(events)
    log = open_log(path, learner="mai")
    reader = open_log(path, learner="mai", readonly=True)
    reader.memory()
    while left:
        count = data.draw(st.integers(1, len(left)))
        batch, left = left[:count], left[count:]
        log.take(batch)
        agree(log)
        assert reader.memory() == log.memory()
        what = data.draw(st.sampled_from(["", "", "own", "reopen"]))
        if what == "own":
            log.append([review("own", 1)], at=START, off=0)
            agree(log)
        elif what == "reopen":
            log.close()
            log = open_log(path, learner="mai")
            agree(log)
    log.close()
    reader.close()
    assert bad(path) == []
