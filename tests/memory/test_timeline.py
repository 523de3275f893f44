"""Which events are live, when they happened, in which order."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.timeline import (
    ClockFix,
    clock_fixes,
    learner_day,
    live,
    ordered,
    time_of,
    timeline,
)
from quizkit.model import DAY_MS
from tests.memory.logs import START, Log, random_log, review

HOUR = 3_600_000
MINUTE = 60_000
SITTING = {"decks": ["d"], "minutes": 10, "form": ""}


def days(*moments: tuple[int, int]) -> list[int]:
    return [learner_day(t, off) for t, off in moments]


def test_a_night_is_a_day() -> None:
    evening, morning = days((START + 20 * HOUR, 0), (START + 32 * HOUR, 0))
    assert morning - evening == 1


def test_one_o_clock_and_a_minute_to_four_are_one_day() -> None:
    early, late = days((START + HOUR, 0), (START + 3 * HOUR + 59 * MINUTE, 0))
    assert early == late


def test_the_day_turns_at_four() -> None:
    before, after = days((START + 3 * HOUR + 59 * MINUTE, 0), (START + 4 * HOUR + MINUTE, 0))
    assert after - before == 1


def test_a_summer_time_night_is_one_day() -> None:
    """Berlin, 29 March 2026: from 20:00 at +60 minutes to 08:00 at +120 minutes, 11 hours."""
    evening = 1_774_724_400_000
    found = days((evening, 60), (evening + 11 * HOUR, 120), (evening + 11 * HOUR + DAY_MS, 120))
    assert [day - found[0] for day in found] == [0, 1, 2]


def test_a_flight_over_the_date_line_goes_back_a_day() -> None:
    tokyo = START + 9 * HOUR
    there, here = days((tokyo, 540), (tokyo + 2 * HOUR, -600))
    assert here - there == -1


def test_the_offset_is_the_learners() -> None:
    assert days((START - 3 * HOUR, 420)) == days((START + 4 * HOUR, 0))


def test_an_undo_of_an_undo_is_a_redo() -> None:
    log = Log()
    first = log.add("review", review())
    undo = log.undo(first)
    assert live(log.events) == {undo.id}
    redo = log.undo(undo)
    assert live(log.events) == {first.id, redo.id}


def test_undone_on_two_devices_and_redone_on_one_stays_undone() -> None:
    log = Log()
    first = log.add("review", review())
    log.take_in("b", source="a")
    here = log.undo(first)
    log.undo(first, dev="b")
    log.undo(here)
    assert first.id not in live(log.events)


def test_an_undo_waits_for_what_has_not_arrived() -> None:
    log = Log()
    first, second = log.add("review", review()), log.add("review", review())
    undo = log.undo(first, second)
    assert live([first, undo]) == {undo.id}
    assert live([undo]) == {undo.id}


def test_an_undo_that_cannot_be_read_undoes_nothing() -> None:
    log = Log()
    first = log.add("review", review())
    undo = log.add("undo", {"targets": "?"})
    assert live(log.events, unread={undo.id}) == {first.id, undo.id}


@pytest.mark.parametrize("length", [3_000, 3_001])
def test_long_chains_of_undos_do_not_recurse(length: int) -> None:
    log = Log()
    last = first = log.add("review", review())
    for _ in range(length):
        last = log.undo(last)
    for events in (log.events, log.events[::-1]):
        assert (first.id in live(events)) == (length % 2 == 0)
        assert len(timeline(events)) == length + 1


def test_cause_comes_before_effect_whatever_the_clocks_say() -> None:
    log = Log()
    first = log.add("sitting", SITTING, at=START)
    second = log.add("sitting", SITTING, at=START - DAY_MS)
    log.take_in("b", source="a")
    third = log.add("sitting", SITTING, at=0, dev="b")
    times = timeline(log.events)
    assert [times[e.id] - START for e in (first, second, third)] == [0, 1, 2]


def test_causes_that_are_not_there_are_left_out() -> None:
    log = Log()
    log.add("sitting", SITTING, at=START)
    second = log.add("sitting", SITTING, at=5)
    assert timeline([second]) == {second.id: 5}


def test_a_clock_fix_mends_its_range_and_what_follows() -> None:
    log = Log()
    far = [log.add("sitting", SITTING, at=START + 900 * DAY_MS + n) for n in range(3)]
    after = log.add("sitting", SITTING, at=START + 10)
    body = {"device": "a", "from": 1, "to": 3, "delta": -900 * DAY_MS}
    fix = log.add("clock_fix", body, at=START + 20)
    fixes = clock_fixes(log.events, live(log.events))
    assert fixes == {"a": (ClockFix(1, 3, -900 * DAY_MS),)}
    times = timeline(log.events, fixes=fixes)
    assert [times[e.id] - START for e in (*far, after, fix)] == [0, 1, 2, 10, 20]


def test_the_undo_of_a_clock_fix_takes_the_mend_back() -> None:
    log = Log()
    first = log.add("sitting", SITTING, at=START)
    fix = log.add("clock_fix", {"device": "a", "from": 1, "to": 9, "delta": 5_000})
    assert {e.id: t for t, e in ordered(log.events)}[first.id] == START + 5_000
    log.undo(fix)
    assert {e.id: t for t, e in ordered(log.events)}[first.id] == START


def test_the_order_is_by_time_device_seq_and_id() -> None:
    log = Log()
    for dev in ("c", "b"):
        log.add("sitting", SITTING, at=START, dev=dev)
    log.add("sitting", SITTING, at=START - 1, dev="d")
    assert [event.dev for _, event in ordered(log.events)] == ["d", "b", "c"]


def test_what_arrives_twice_counts_once() -> None:
    log = random_log(Random("twice"), size=50)
    assert ordered(log.events * 2) == ordered(log.events)


@pytest.mark.property
@given(st.integers(0, 2**32), st.integers(0, 40))
def test_any_arrival_order_gives_the_same_times_and_order(seed: int, size: int) -> None:
    rng = Random(seed)
    events = random_log(rng, size=size).events
    shuffled = rng.sample(events, len(events))
    assert ordered(shuffled) == ordered(events)
    fixes = clock_fixes(events, live(events))
    times = timeline(shuffled, fixes=fixes)
    assert times == timeline(events, fixes=fixes)
    for event in events:
        assert times[event.id] == time_of(event, times, fixes=fixes)
        for cause in (event.prev, event.seen):
            assert cause is None or times[cause] < times[event.id]


@pytest.mark.property
@given(st.integers(0, 2**32), st.integers(0, 40))
def test_an_event_is_live_if_no_live_undo_names_it(seed: int, size: int) -> None:
    events = random_log(Random(seed), size=size).events
    alive = live(events)
    undos = [e for e in events if e.kind == "undo" and e.id in alive]
    named = {target for undo in undos for target in undo.body["targets"]}
    assert alive == {event.id for event in events} - named
