"""The fold as a whole: the same whatever the order of arrival, and however it is made."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.fsrs import Fsrs6
from quizkit.memory.renames import current, split
from quizkit.memory.replay import (
    EMPTY,
    NEEDS_FOLD,
    advance,
    fold,
    fold_moments,
    model_of,
    state_of,
)
from quizkit.memory.timeline import ordered
from quizkit.model import DAY_MS, Event, FacetState, Memory
from tests.memory.logs import START, Log, random_log, random_review, review

SEEDS = st.integers(0, 2**32)


def facet_of(event: Event, memory: Memory) -> str:
    return current(event.body["facet"], memory.renames) if "facet" in event.body else ""


def as_values(memory: Memory) -> Memory:
    """Return a memory with its lazy table read out, so that each number is compared."""
    return memory._replace(confusions=dict(memory.confusions))


def test_an_empty_log() -> None:
    assert fold([]) == EMPTY
    assert model_of(EMPTY) == Fsrs6()


def test_a_facet_that_was_never_asked() -> None:
    assert state_of(EMPTY, "d/a#who") == FacetState()


def test_advance_refuses_what_changes_the_past() -> None:
    log = Log()
    event = log.add("undo", {"targets": []})
    with pytest.raises(ValueError, match="leaves the past as it is"):
        advance(EMPTY, event, 1)
    assert advance(EMPTY, event, 1, is_unread=True) == EMPTY._replace(last=1)


def test_advance_refuses_what_is_not_the_newest() -> None:
    log = Log()
    first, second = log.add("review", review()), log.add("review", review())
    memory = advance(EMPTY, first, START)
    with pytest.raises(ValueError, match="want later"):
        advance(memory, second, START)


def test_advance_leaves_the_old_memory_as_it_was() -> None:
    log = random_log(Random("kept"), size=60, own=True)
    memory = fold(log.events)
    copy = as_values(memory)._replace(facets=dict(memory.facets))
    for number in range(20):
        event = log.add("review", random_review(Random(number)), at=START + 9_999 * DAY_MS)
        advance(memory, event, event.at)
        assert as_values(memory) == copy


@pytest.mark.property
@given(SEEDS, st.integers(0, 60))
def test_any_order_of_arrival_gives_the_same_memory(seed: int, size: int) -> None:
    rng = Random(seed)
    events = random_log(rng, size=size).events
    shuffled = rng.sample(events, len(events))
    assert as_values(fold(shuffled)) == as_values(fold(events))


@pytest.mark.property
@given(SEEDS, st.integers(0, 60))
def test_folding_facet_by_facet_equals_folding_all(seed: int, size: int) -> None:
    moments = ordered(random_log(Random(seed), size=size).events)
    memory = fold_moments(moments)
    for facet, state in memory.facets.items():
        names = {facet, split(facet)[0]}
        part = [
            (t, event)
            for t, event in moments
            if event.kind in {"params", "rename"} or facet_of(event, memory) in names
        ]
        alone = fold_moments(part)
        assert alone.facets[facet] == state
        given = {key: value for key, value in alone.confusions.items() if key[0] == facet}
        assert given.keys() == {key for key in memory.confusions if key[0] == facet}


@pytest.mark.property
@given(SEEDS, st.integers(1, 60))
def test_event_by_event_equals_the_fold_bit_for_bit(seed: int, size: int) -> None:
    events = random_log(Random(seed), size=size, own=True).events
    moments = ordered(events)
    memory = EMPTY
    for count, (t, event) in enumerate(moments, 1):
        memory = advance(memory, event, t)
        if count % 7 == 0 or count == len(moments):
            assert as_values(memory) == as_values(fold_moments(moments[:count]))


@pytest.mark.property
@given(SEEDS, st.integers(1, 60))
def test_one_more_own_event_after_any_log(seed: int, size: int) -> None:
    """The log of three devices with renames and parameters, then one more event of one of them."""
    rng = Random(seed)
    log = random_log(rng, size=size)
    before = fold(log.events)
    for other in "bc":
        log.take_in("a", source=other)
    kinds = ("suspend", {"facet": "d/a"}), ("review", random_review(rng))
    event = log.add(*rng.choice(kinds), at=START + 5_000 * DAY_MS)
    t, newest = ordered(log.events)[-1]
    assert newest == event
    assert as_values(advance(before, event, t)) == as_values(fold(log.events))


@pytest.mark.property
@given(SEEDS, st.integers(0, 40), st.integers(1, 12))
def test_undo_restores_what_was_before(seed: int, size: int, count: int) -> None:
    """And redo what was there after it: each number, the newest time alone excepted."""
    rng = Random(seed)
    log = random_log(rng, size=size)
    for other in "bc":
        log.take_in("a", source=other)
    before = as_values(fold(log.events))
    clock = START + 4_000 * DAY_MS
    answers = [log.add("review", random_review(rng), at=clock + n) for n in range(count)]
    after = as_values(fold(log.events))
    undos = [log.undo(answer, at=clock + 90 * DAY_MS) for answer in reversed(answers)]
    assert as_values(fold(log.events))._replace(last=before.last) == before
    for undo in reversed(undos):
        log.undo(undo, at=clock + 180 * DAY_MS)
    assert as_values(fold(log.events))._replace(last=after.last) == after


def test_a_thousand_answers_undone_restore_what_was_before() -> None:
    rng = Random("undo")
    log = random_log(rng, size=200, own=True)
    before = as_values(fold(log.events))
    clock = START + 4_000 * DAY_MS
    answers = [log.add("review", random_review(rng), at=clock + n) for n in range(1_000)]
    for at in range(0, 1_000, 50):
        log.undo(*answers[at : at + 50], at=clock + 90 * DAY_MS)
    assert as_values(fold(log.events))._replace(last=before.last) == before


@pytest.mark.parametrize("length", [3_000, 3_001])
def test_an_answer_undone_and_redone_thousands_of_times(length: int) -> None:
    log = Log().days((0, review()))
    before = fold(log.events)
    last = log.events[0]
    for _ in range(length):
        last = log.undo(last)
    memory = fold(log.events)
    assert memory.facets == (before.facets if length % 2 == 0 else {})


def test_only_four_kinds_need_a_fold() -> None:
    assert sorted(NEEDS_FOLD) == ["clock_fix", "params", "rename", "undo"]
