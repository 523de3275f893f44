"""The log: chains, undo, caches against replay, restarts, two connections, learners, copies."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.errors import StoreError
from quizkit.memory.fsrs import DEFAULT_WEIGHTS
from quizkit.memory.replay import fold
from quizkit.model import Draft, Event, Memory
from quizkit.store import log as log_module
from quizkit.store import rows
from quizkit.store.event import EventError, make
from quizkit.store.log import Log, open_log
from quizkit.store.snapshot import load

DAY = 86_400_000
START = 1_767_225_600_000
WEIGHTS = [round(weight * 1_000_000) for weight in DEFAULT_WEIGHTS]
SPOILT = (
    "UPDATE state SET stability = 9; UPDATE timeline SET t = 9; "
    "UPDATE meta SET v = 'x' WHERE k = 'caches'"
)


def review(facet: str = "d/f#r", *, score: float = 1.0, **more: Any) -> Draft:
    """Return the draft of an answer."""
    body = {
        "sitting": None,
        "facet": facet,
        "form": "choice",
        "seed": "",
        "stem": "Who?",
        "options": ["a", "b", "c"],
        "response": [0],
        "score": round(score * 1_000_000),
        "rating": 3 if score >= 0.5 else 1,
        "override": None,
        "ms": 4000,
        "hints": 0,
        "key": "0123456789abcdef",
    }
    return Draft("review", body | more)


def undo(*events: Event) -> Draft:
    """Return the draft of an undo."""
    return Draft("undo", {"targets": sorted(event.id for event in events)})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "me.db"


@pytest.fixture
def log(path: Path) -> Iterator[Log]:
    with open_log(path, learner="mai") as opened:
        yield opened


def test_events_of_a_device_are_a_chain_from_one(log: Log) -> None:
    first, second = log.append([review(), review("d/g#r")], at=START, off=420)
    (third,) = log.append([review()], at=START + 1, off=420)
    assert [event.seq for event in (first, second, third)] == [1, 2, 3]
    assert [event.prev for event in (first, second, third)] == [None, first.id, second.id]
    assert {event.dev for event in (first, second, third)} == {log.device}
    assert list(log.events()) == [first, second, third]


def test_time_never_falls_behind_its_cause(log: Log) -> None:
    (first,) = log.append([review()], at=START, off=0)
    (second,) = log.append([review()], at=START - 10 * 365 * DAY, off=0)
    assert log.timeline() == {first.id: START, second.id: START + 1}


def test_an_answer_is_there_after_a_restart(path: Path) -> None:
    with open_log(path) as log:
        events = log.append([review()], at=START, off=0)
        memory, learner, device = log.memory(), log.learner, log.device
    with open_log(path) as log:
        assert tuple(log.events()) == events
        assert (log.memory(), log.learner, log.device) == (memory, learner, device)
        (following,) = log.append([review()], at=START + DAY, off=0)
    assert following.prev == events[0].id


def test_the_state_row_is_the_memory(log: Log, path: Path) -> None:
    log.append([review(), review("d/g#r", score=0.0)], at=START, off=0)
    assert state_rows(path) == expected_rows(log.memory())


def test_undo_restores_and_redo_restores_again(log: Log, path: Path) -> None:
    log.append([review(), review("d/g#r", score=0.0, response="b")], at=START, off=0)
    before, rows_before = log.memory(), state_rows(path)
    answer = log.append([review(score=0.0, response=[1])], at=START + DAY, off=0)
    after, rows_after = log.memory(), state_rows(path)
    undone = log.append([undo(*answer)], at=START + DAY, off=0)
    assert same(log.memory(), before)
    assert state_rows(path) == rows_before
    log.append([undo(*undone)], at=START + DAY, off=0)
    assert same(log.memory(), after)
    assert state_rows(path) == rows_after


def test_undo_of_the_first_answer_leaves_no_state(log: Log, path: Path) -> None:
    answer = log.append([review()], at=START, off=0)
    log.append([undo(*answer)], at=START, off=0)
    assert log.memory().facets == {}
    assert state_rows(path) == []


def test_an_undo_of_what_is_elsewhere_waits(log: Log) -> None:
    log.append([Draft("undo", {"targets": ["ab" * 32]})], at=START, off=0)
    assert log.count() == 1


def test_an_undone_fact_wide_mark_frees_all_its_facets(log: Log) -> None:
    log.append([review("d/f#a"), review("d/f#b"), review("d/g#a")], at=START, off=0)
    mark = log.append([Draft("suspend", {"facet": "d/f"})], at=START, off=0)
    assert suspended(log) == {"d/f", "d/f#a", "d/f#b"}
    log.append([undo(*mark)], at=START, off=0)
    assert suspended(log) == set()
    assert same(log.memory(), fold(log.events()))


@pytest.mark.parametrize(
    "draft",
    [
        Draft("rename", {"old": "d/f#r", "new": "d/z#r"}),
        Draft(
            "params",
            {"model": "fsrs-6", "weights": [500_000, *WEIGHTS[1:]], "retention": None},
        ),
        Draft("clock_fix", {"device": "DEV", "from": 1, "to": 1, "delta": -5 * DAY}),
        Draft("exam", {"deck": "d", "tags": ["x"], "date": "2026-06-01", "minutes": 10}),
    ],
)
def test_what_changes_the_past_and_its_undo_are_replayed(
    log: Log, path: Path, draft: Draft
) -> None:
    if draft.kind == "clock_fix":
        draft = Draft("clock_fix", {**draft.body, "device": log.device})
    log.append([review()], at=START, off=0)
    log.append([review(score=0.4)], at=START + DAY, off=0)
    before = log.memory()
    told = log.append([draft], at=START + 2 * DAY, off=0)
    assert log.memory() != before._replace(last=log.memory().last)
    agree(log, path)
    log.append([review("d/g#r")], at=START + 3 * DAY, off=0)
    agree(log, path)
    log.append([undo(*told)], at=START + 4 * DAY, off=0)
    agree(log, path)
    reopened = open_log(path)
    assert same(reopened.memory(), fold(log.events()))
    reopened.close()


def test_a_bad_draft_writes_nothing_of_its_transaction(log: Log) -> None:
    with pytest.raises(EventError):
        log.append([review(), review(rating=9)], at=START, off=0)
    assert (log.count(), log.memory().facets) == (0, {})
    (event,) = log.append([review()], at=START, off=0)
    assert event.seq == 1


def test_two_connections_share_one_chain(log: Log, path: Path) -> None:
    with open_log(path, learner="mai") as other:
        (a,) = log.append([review("d/a#r")], at=START, off=0)
        (b,) = other.append([review("d/b#r")], at=START, off=0)
        (c,) = log.append([undo(b)], at=START, off=0)
        (d,) = other.append([review("d/b#r")], at=START, off=0)
        assert [event.prev for event in (a, b, c, d)] == [None, a.id, b.id, c.id]
        assert same(log.memory(), other.memory())
        assert same(log.memory(), fold(log.events()))


def test_a_locked_store_says_what_to_do(log: Log, path: Path) -> None:
    other = apsw.Connection(str(path))
    other.execute("BEGIN IMMEDIATE")
    with open_log(path, learner="mai", busy_ms=20) as waiting:
        with pytest.raises(
            StoreError, match="locked by another program; close it or wait"
        ) as caught:
            waiting.append([review()], at=START, off=0)
        assert caught.value.path == str(path)
        other.execute("ROLLBACK")
        waiting.append([review()], at=START, off=0)
    other.close()
    assert log.count() == 1


def test_a_new_store_has_a_random_learner_and_one_is_enough(tmp_path: Path) -> None:
    with open_log(tmp_path / "a.db") as first, open_log(tmp_path / "b.db") as second:
        assert first.learner != second.learner
        assert first.device != second.device
        chosen = first.learner
    with open_log(tmp_path / "a.db") as again:
        assert again.learner == chosen


def test_several_learners_keep_to_themselves_and_must_be_named(log: Log, path: Path) -> None:
    log.append([review()], at=START, off=0)
    with open_log(path, learner="lan") as other:
        assert (other.count(), other.memory().facets) == (0, {})
        (event,) = other.append([review("d/g#r")], at=START, off=0)
        assert (event.seq, event.prev, event.seen) == (1, None, None)
        assert set(other.memory().facets) == {"d/g#r"}
    assert set(log.memory().facets) == {"d/f#r"}
    with pytest.raises(StoreError, match="holds 2 learners; name one"):
        open_log(path)


def test_a_learners_id_is_checked(path: Path) -> None:
    with pytest.raises(ValueError, match="want 1 to 64 of the characters"):
        open_log(path, learner="mai le")


def test_a_read_only_log_reads_and_does_not_write(log: Log, path: Path) -> None:
    log.append([review()], at=START, off=0)
    with open_log(path, readonly=True) as reading:
        assert reading.readonly
        assert same(reading.memory(), log.memory())
        log.append([review("d/g#r")], at=START, off=0)
        assert set(reading.memory().facets) == {"d/f#r", "d/g#r"}
        with pytest.raises(StoreError, match="open for reading only"):
            reading.append([review()], at=START, off=0)


def test_a_read_only_folder_is_read(open_folder: Path, as_nobody: Any) -> None:
    place = open_folder / "me.db"
    with open_log(place) as log:
        log.append([review()], at=START, off=0)
    place.chmod(0o444)
    open_folder.chmod(0o555)

    def read() -> str:
        with open_log(place, readonly=True) as reading:
            return f"{reading.count()} {sorted(reading.memory().facets)}"

    assert as_nobody(read) == "1 ['d/f#r']"


def test_a_closed_log_may_be_closed_again_and_no_more(log: Log) -> None:
    log.close()
    log.close()
    with pytest.raises(StoreError):
        log.append([review()], at=START, off=0)


def test_events_of_a_facet_hold_those_of_its_fact(log: Log) -> None:
    (a,) = log.append([review("d/f#a")], at=START, off=0)
    log.append([review("d/f#b")], at=START, off=0)
    (mark,) = log.append([Draft("suspend", {"facet": "d/f"})], at=START, off=0)
    (dead,) = log.append([review("d/f#a")], at=START, off=0)
    log.append([undo(dead)], at=START, off=0)
    assert [event for _, event in log.moments_of("d/f#a")] == [a, mark]


def test_a_copied_store_takes_a_new_device(tmp_path: Path, path: Path) -> None:
    marks = tmp_path / "state"
    with open_log(path, marks=marks) as log:
        (first,) = log.append([review()], at=START, off=0)
    shutil.copy(path, tmp_path / "copy.db")
    with open_log(tmp_path / "copy.db", marks=marks) as copy:
        (event,) = copy.append([review()], at=START + 1, off=0)
        assert event.dev != first.dev
        assert (event.seq, event.prev, event.seen) == (1, None, first.id)
        assert same(copy.memory(), fold(copy.events()))
        device = copy.device
    for place, dev in ((path, first.dev), (tmp_path / "copy.db", device)):
        with open_log(place, marks=marks) as again:
            assert again.device == dev


def test_a_store_from_another_computer_takes_a_new_device(tmp_path: Path, path: Path) -> None:
    with open_log(path, marks=tmp_path / "here") as log:
        device = log.device
    with open_log(path, marks=tmp_path / "there") as log:
        assert log.device != device


def test_a_moved_store_keeps_its_device(tmp_path: Path, path: Path) -> None:
    marks = tmp_path / "state"
    with open_log(path, marks=marks) as log:
        device = log.device
    path.rename(tmp_path / "moved.db")
    for _ in range(2):
        with open_log(tmp_path / "moved.db", marks=marks) as log:
            assert log.device == device


def test_caches_of_other_code_are_made_anew(log: Log, path: Path) -> None:
    log.append([review()], at=START, off=0)
    wanted = log.memory()
    log.close()
    spoil(path, SPOILT)
    with open_log(path) as again:
        assert same(again.memory(), wanted)
        agree(again, path)


def test_a_reader_does_not_believe_caches_of_other_code(log: Log, path: Path) -> None:
    log.append([review()], at=START, off=0)
    spoil(path, SPOILT)
    with open_log(path, readonly=True) as reading:
        assert same(reading.memory(), log.memory())


def test_caches_that_another_quizkit_made_meanwhile_are_made_anew(log: Log, path: Path) -> None:
    log.append([review()], at=START, off=0)
    spoil(path, "UPDATE state SET stability = 9; UPDATE meta SET v = 'x' WHERE k = 'caches'")
    log.append([review("d/g#r")], at=START, off=0)
    agree(log, path)


def test_deleted_caches_are_made_anew(log: Log, path: Path) -> None:
    log.append([review()], at=START, off=0)
    log.close()
    spoil(path, "DELETE FROM state; DELETE FROM timeline; DELETE FROM meta WHERE k GLOB 'memory:*'")
    with open_log(path) as again:
        agree(again, path)


def test_a_snapshot_spares_reading_what_is_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_module, "_SAVE_AT_CLOSE", 3)
    with open_log(path) as log:
        for n in range(4):
            log.append([review(f"d/f{n}#r")], at=START + n, off=0)
    monkeypatch.setattr(rows, "numbered", None)
    with open_log(path) as log:
        log.append([review("d/f9#r")], at=START + 9, off=0)
        read = log.memory()
    monkeypatch.undo()
    with open_log(path) as log:
        assert same(read, fold(log.events()))


def test_a_snapshot_is_written_on_the_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "_SAVE_AT_APPEND", 3)
    with open_log(path, learner="mai") as log:
        for n in range(7):
            log.append([review(f"d/f{n}#r")], at=START + n, off=0)
        (text,) = fetch(path, "SELECT v FROM meta WHERE k = 'memory:mai'")[0]
    found = load(text)
    assert found is not None
    assert found.n == 6


def test_unknown_kinds_and_versions_are_kept_and_passed_by(log: Log, path: Path) -> None:
    (first,) = log.append([review()], at=START, off=0)
    event, _ = make(review("d/g#r"), log._link(log._chain), at=START, off=0)
    strange = event._replace(kind="dream", body={"facet": 7})
    put(path, strange)
    later, _ = make(
        undo(first), log._link(log._chain._replace(own=rows.Tip(2, strange.id, 0))), at=START, off=0
    )
    put(path, later._replace(v=2))
    log.append([review("d/h#r")], at=START + DAY, off=0)
    assert [event.kind for event in log.events()] == ["review", "dream", "undo", "review"]
    assert set(log.memory().facets) == {"d/f#r", "d/h#r"}


def test_the_folder_and_file_modes_hold_for_a_log(tmp_path: Path) -> None:
    place = tmp_path / "new" / "me.db"
    open_log(place, marks=tmp_path / "state").close()
    modes = [p.stat().st_mode & 0o777 for p in (place.parent, place, tmp_path / "state")]
    assert modes == [0o700, 0o600, 0o700]


FACETS = ("d/f#a", "d/f#b", "d/g#a")


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    """Return what happens: an action, a number that chooses, and how far the clock goes."""
    actions = [
        "review",
        "wrong",
        "undo",
        "undo",
        "mark",
        "exam",
        "sitting",
        "flag",
        "rename",
        "params",
        "fix",
        "reopen",
    ]
    clock = st.integers(-3, 30)
    return draw(
        st.lists(st.tuples(st.sampled_from(actions), st.integers(0, 999), clock), max_size=14)
    )


@pytest.mark.property
@pytest.mark.timeout(900)
@given(steps())
def test_kept_memory_is_the_replay_whatever_happens(
    tmp_path_factory: pytest.TempPathFactory, happened: list[tuple[str, int, int]]
) -> None:
    path = tmp_path_factory.mktemp("log") / "me.db"
    log = open_log(path, learner="mai")
    other = open_log(path, learner="mai")
    at = START
    for action, number, days in happened:
        at += days * DAY // 2
        if action == "reopen":
            log.close()
            log, other = other, open_log(path, learner="mai")
            continue
        log.append(drafts(log, action, number), at=max(0, at), off=420)
        agree(log, path)
        if number % 3 == 0:
            assert same(other.memory(), log.memory())
    log.close()
    other.close()


def drafts(log: Log, action: str, number: int) -> list[Draft]:
    """Return what one step writes."""
    chance = Random(number)
    facet = chance.choice(FACETS)
    known = list(log.events())
    if action in {"review", "wrong"} or (action == "undo" and not known):
        score = chance.choice([1.0, 0.7]) if action == "review" else 0.2
        form, response = chance.choice([("typed", "x"), ("choice", [1])])
        key = chance.choice(["0" * 16, "1" * 16])
        return [review(facet, score=score, form=form, response=response, key=key, ms=number * 50)]
    if action == "undo":
        chosen = chance.sample(known, k=min(len(known), chance.choice([1, 1, 2])))
        return [undo(*chosen)]
    if action == "mark":
        kind = chance.choice(["suspend", "resume", "reset"])
        return [Draft(kind, {"facet": chance.choice([*FACETS, "d/f"])})]
    if action == "exam":
        date = chance.choice([None, "2026-06-01"])
        return [Draft("exam", {"deck": "d", "tags": [], "date": date, "minutes": 9})]
    if action == "sitting":
        return [Draft("sitting", {"decks": ["d"], "minutes": 10, "form": ""})]
    if action == "flag":
        return [Draft("flag", {"facet": facet, "stem": "Who?", "reason": "odd"})]
    if action == "rename":
        return [Draft("rename", {"old": facet, "new": chance.choice(FACETS)})]
    if action == "params":
        weights = [300_000 + number, *WEIGHTS[1:]]
        return [Draft("params", {"model": "fsrs-6", "weights": weights, "retention": 900_000})]
    delta = chance.choice([-DAY, DAY])
    return [Draft("clock_fix", {"device": log.device, "from": 1, "to": 3, "delta": delta})]


def agree(log: Log, path: Path) -> None:
    """Check that memory and state rows are what a replay of the events gives."""
    wanted = fold(log.events())
    assert same(log.memory(), wanted)
    assert log.memory().last == wanted.last
    assert state_rows(path) == expected_rows(wanted)


def same(left: Memory, right: Memory) -> bool:
    """Return whether two memories are equal, but for when the newest event was."""
    return parts(left) == parts(right)


def parts(memory: Memory) -> dict[str, Any]:
    """Return a memory's parts as plain values."""
    plain = memory._asdict()
    del plain["last"]
    return plain | {"confusions": dict(memory.confusions), "facets": dict(memory.facets)}


def suspended(log: Log) -> set[str]:
    """Return the names that are suspended."""
    return {name for name, state in log.memory().facets.items() if state.suspended}


def state_rows(path: Path) -> list[tuple[Any, ...]]:
    """Return the rows of the state table, without the learner."""
    connection = apsw.Connection(str(path))
    found = connection.execute(
        "SELECT facet, stability, difficulty, t, reviews, lapses, suspended FROM state ORDER BY 1"
    ).fetchall()
    connection.close()
    return found


def expected_rows(memory: Memory) -> list[tuple[Any, ...]]:
    """Return the rows that the state table should hold for a memory."""
    return [rows.state_row(*item) for item in sorted(memory.facets.items())]


def fetch(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    connection = apsw.Connection(str(path))
    found = connection.execute(sql).fetchall()
    connection.close()
    return found


def spoil(path: Path, sql: str) -> None:
    """Change a store behind its back."""
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()


def put(path: Path, event: Event) -> None:
    """Write an event as another version of quizkit would: by its canonical bytes."""
    from quizkit.store.event import encode
    from quizkit.text import digest

    connection = apsw.Connection(str(path))
    data = encode(event)
    rows.insert(connection, event._replace(id=digest(data)), data)
    connection.close()
