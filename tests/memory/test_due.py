"""What asking is worth, and when a facet is due."""

from math import exp

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
    horizon_of,
    is_over,
    seconds,
    worth,
)
from quizkit.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS, Fsrs6
from quizkit.memory.fuzz import fuzz
from quizkit.model import FacetState, Rating, State

MODEL = Fsrs6()
COSTS = Costs(8.0, 23.0, 18.28)
states = st.builds(State, st.floats(0.001, 36_500.0), st.floats(1.0, 10.0))
usual = st.builds(lambda s, d: State(exp(s), d), st.floats(-3.0, 9.0), st.floats(1.0, 10.0))
models = st.one_of(
    st.just(MODEL),
    st.tuples(*(st.floats(low, high) for low, high in BOUNDS)).map(Fsrs6),
    st.tuples(
        *(
            st.floats(max(low, value * 0.7), min(high, value * 1.3))
            for value, (low, high) in zip(DEFAULT_WEIGHTS, BOUNDS, strict=True)
        )
    ).map(Fsrs6),
)


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


def plain_gain(state: State, e: float, model: Fsrs6, until: float) -> float:
    """Return the gain, each formula written out."""
    w, (s, d) = model.weights, state
    f = 0.9 ** (-1 / w[20]) - 1

    def recall(days: float, stability: float) -> float:
        return (1 + f * days / stability) ** -w[20]

    r = recall(e, s)
    good = s * (1 + exp(w[8]) * (11 - d) * s ** -w[9] * (exp(w[10] * (1 - r)) - 1))
    again = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * exp(w[14] * (1 - r))
    again = min(again, s / exp(w[17] * w[18]))
    good, again = (min(36_500.0, max(0.001, x)) for x in (good, again))
    raised = r * recall(until, good) + (1 - r) * recall(until, again) - recall(e + until, s)
    return raised / (r * 8.0 + (1 - r) * 23.0)


@pytest.mark.property
@given(st.one_of(states, usual), st.integers(1, 4_000), st.floats(0.5, 400.0), models)
def test_gain_is_the_plain_formula(state: State, e: int, until: float, model: Fsrs6) -> None:
    found = gain(state, float(e), model=model, horizon=until)
    nearly = pytest.approx(plain_gain(state, e, model, until), rel=1e-12, abs=1e-15)
    assert found == nearly
    assert worth(state, float(e), model=model, horizon=until)[1] == found


@pytest.mark.property
@given(st.one_of(states, usual), st.integers(1, 4_000), st.floats(0.0, 400.0), models)
def test_prospects_are_what_the_steps_give(
    state: State, e: int, until: float, model: Fsrs6
) -> None:
    elapsed = float(e)
    assert model.prospects(state, elapsed, until) == (
        model.recall(state, elapsed),
        model.recall(model.step(state, Rating.GOOD, elapsed), until),
        model.recall(model.step(state, Rating.AGAIN, elapsed), until),
        model.recall(state, elapsed + until),
    )


@pytest.mark.parametrize(
    ("day", "exam", "expected"),
    [(10, None, None), (10, 9, None), (10, 10, 0.5), (10, 11, 1.0), (10, 40, 30.0)],
)
def test_horizons(day: int, exam: int | None, expected: float | None) -> None:
    assert horizon_of(day, exam) == expected


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


@pytest.mark.property
@given(st.one_of(states, usual), models, st.integers(0, 50), st.floats(0.0, 2.0))
def test_whether_a_due_day_is_over_agrees_with_the_due_day(
    state: State, model: Fsrs6, reviews: int, near: float
) -> None:
    kept = FacetState(state, day=1_000, reviews=reviews)
    due = due_day("d/f#who", kept, model=model)
    assert due is not None
    away = int((due - 1_000) * near)
    for day in (1_000, 1_000 + away, due - 2, due - 1, due, due + 1, 37_501):
        assert is_over("d/f#who", kept, day, model=model) == (due <= day)


def test_a_due_day_is_the_same_whichever_day_it_is_asked_about() -> None:
    # With these weights gain falls and rises again: more than one day is a first call.
    weights = (0.212, 1.293, 2.306, 8.296, 6.63, 0.403, 2.075, 0.033, 1.908, 0.275, 0.761)
    model = Fsrs6((*weights, 1.59, 0.159, 0.003, 1.345, 0.892, 1.74, 0.926, 0.283, 0.239, 0.1))
    state = State(1.1938954930380812, 5.161769987709186)
    found = [gain(state, float(n), model=model) >= DUE_GAIN for n in range(1, 9)]
    assert found != sorted(found)
    for reviews in range(50):
        kept = FacetState(state, day=0, reviews=reviews)
        due = due_day("f", kept, model=model)
        over = [is_over("f", kept, day, model=model) for day in range(12)]
        assert over == [due <= day for day in range(12)]


def test_due_days_count_from_the_last_answer() -> None:
    kept = FacetState(State(100.0, 5.0), day=1_000, reviews=7)
    u = chance("d/f#who", 7)
    assert due_day("d/f#who", kept, model=MODEL) == 1_000 + fuzz(62, u)


@pytest.mark.parametrize("kept", [FacetState(), FacetState(None, day=5, reviews=3)])
def test_new_facets_have_no_due_day(kept: FacetState) -> None:
    assert due_day("d/f#who", kept, model=MODEL) is None
    assert not is_over("d/f#who", kept, 40_000, model=MODEL)


def test_seconds_follow_recall() -> None:
    assert (seconds(1.0), seconds(0.5), seconds(0.0)) == (8.0, 15.5, 23.0)


def test_a_facets_number_is_the_same_on_every_python() -> None:
    assert chance("d/f#who", 3) == 0.8627461277644544
