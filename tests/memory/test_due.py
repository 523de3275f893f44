"""What asking is worth, and when a facet is due."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.due import (
    DUE_GAIN,
    KEEP,
    Costs,
    chance,
    due_day,
    due_in,
    gain,
    gain_new,
    seconds,
)
from quizkit.memory.fsrs import Fsrs6, fuzz
from quizkit.model import FacetState, State

MODEL = Fsrs6()
COSTS = Costs(8.0, 23.0, 18.28)
states = st.builds(State, st.floats(0.001, 36_500.0), st.floats(1.0, 10.0))


@pytest.mark.parametrize(
    ("stability", "elapsed", "expected"),
    [(10.0, 10, 0.009883), (10.0, 3, 0.006140), (2.3065, 1, 0.009030), (100.0, 60, 0.005936)],
)
def test_gains(stability: float, elapsed: int, expected: float) -> None:
    found = gain(State(stability, 5.0), float(elapsed), model=MODEL, costs=COSTS)
    assert round(found, 6) == expected


@pytest.mark.parametrize(
    ("horizon", "expected"), [(30.0, 0.034767), (14.0, 0.038537), (60.0, 0.031469)]
)
def test_gains_of_new_facets(horizon: float, expected: float) -> None:
    assert round(gain_new(model=MODEL, horizon=horizon, costs=COSTS), 6) == expected


def test_on_the_day_itself_half_a_day_counts() -> None:
    state = State(10.0, 5.0)
    found = [gain(state, 5.0, model=MODEL, horizon=horizon) for horizon in (-3.0, 0.0, 0.5)]
    assert found[0] == found[1] == found[2]


def test_asking_twice_a_day_gains_nothing() -> None:
    assert gain(State(10.0, 5.0), 0.0, model=MODEL) == 0.0


@pytest.mark.property
@given(states, st.integers(1, 4_000), st.integers(1, 365))
def test_gains_are_never_negative(state: State, elapsed: int, horizon: int) -> None:
    assert gain(state, float(elapsed), model=MODEL, horizon=float(horizon)) > -1e-12


@pytest.mark.parametrize(
    ("stability", "difficulty", "expected"),
    [(2.3065, 5, 1), (10, 5, 3), (32, 5, 16), (100, 5, 62), (365, 5, 228), (10, 9, 13)],
)
def test_due_days(stability: float, difficulty: float, expected: int) -> None:
    assert due_in(State(stability, difficulty), model=MODEL) == expected


def test_due_days_are_spread() -> None:
    state = State(100.0, 5.0)
    assert due_in(state, model=MODEL, u=0.999) == fuzz(62, 0.999) > fuzz(62, 0.0)


@pytest.mark.property
@given(states)
def test_a_due_day_is_one_on_which_it_should_be_asked_and_not_the_day_before(state: State) -> None:
    def calls(n: int) -> bool:
        return (
            MODEL.recall(state, float(n)) < KEEP or gain(state, float(n), model=MODEL) >= DUE_GAIN
        )

    days = due_in(state, model=MODEL)
    assert 1 <= days <= 36_500
    assert calls(days) or days == 36_500
    assert days == 1 or not calls(days - 1)


def test_due_days_count_from_the_last_answer() -> None:
    kept = FacetState(State(100.0, 5.0), day=1_000, reviews=7)
    u = chance("d/f#who", 7)
    assert due_day("d/f#who", kept, model=MODEL) == 1_000 + fuzz(62, u)


@pytest.mark.parametrize("kept", [FacetState(), FacetState(None, day=5, reviews=3)])
def test_new_facets_have_no_due_day(kept: FacetState) -> None:
    assert due_day("d/f#who", kept, model=MODEL) is None


def test_seconds_follow_recall() -> None:
    assert (seconds(1.0), seconds(0.5), seconds(0.0)) == (8.0, 15.5, 23.0)


def test_a_facets_number_is_the_same_on_every_python() -> None:
    assert chance("d/f#who", 3) == 0.8627461277644544
