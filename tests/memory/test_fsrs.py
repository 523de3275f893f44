"""The memory model: its vectors, its properties."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.fsrs import (
    BOUNDS,
    DEFAULT_WEIGHTS,
    MAX_STABILITY,
    MIN_STABILITY,
    Fsrs6,
    interval,
    recall,
)
from quizkit.memory.fuzz import fuzz
from quizkit.model import State

MODEL = Fsrs6()
BEFORE = State(10.0, 5.0)

states = st.builds(State, st.floats(0.001, 36_500.0), st.floats(1.0, 10.0))
days = st.integers(0, 4_000).map(float)
ratings = st.integers(1, 4)
guesses = st.sampled_from((0.0, 0.05, 0.25, 1 / 3, 0.5, 1.0))
weights = st.tuples(*(st.floats(low, high) for low, high in BOUNDS))


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [(1, 1.39199, 8.34176), (2, 23.24688, 6.66600), (3, 32.02673, 4.99023), (4, 51.25386, 3.31446)],
)
def test_one_step_after_ten_days(rating: int, stability: float, difficulty: float) -> None:
    after = MODEL.step(BEFORE, rating, 10.0)
    assert (round(after.stability, 5), round(after.difficulty, 5)) == (stability, difficulty)


@pytest.mark.parametrize(
    ("rating", "stability", "difficulty"),
    [(1, 3.05125, 8.34176), (2, 10.0, 6.66600), (3, 10.0, 4.99023), (4, 15.53431, 3.31446)],
)
def test_one_step_on_the_same_day(rating: int, stability: float, difficulty: float) -> None:
    after = MODEL.step(BEFORE, rating, 0.0)
    assert (round(after.stability, 5), round(after.difficulty, 5)) == (stability, difficulty)


def test_first_difficulties() -> None:
    found = [round(MODEL.first(g, 0.0).difficulty, 4) for g in (1, 2, 3, 4)]
    assert found == [6.4133, 5.1122, 2.1181, 1.0]


def test_first_stabilities_are_the_first_weights() -> None:
    assert tuple(MODEL.first(g, 0.0).stability for g in (1, 2, 3, 4)) == DEFAULT_WEIGHTS[:4]


def test_the_history_of_the_vector() -> None:
    state, found = MODEL.first(3, 0.0), []
    for elapsed, rating in ((2, 3), (11, 1), (0, 3), (1, 3), (4, 2), (9, 4)):
        state = MODEL.step(state, rating, float(elapsed))
        found.append(round(state.stability, 6))
    assert found == [10.964332, 1.538337, 1.571197, 3.595690, 7.281825, 24.180871]
    assert round(state.difficulty, 6) == 7.634360


@pytest.mark.parametrize(
    ("elapsed", "stability", "expected"), [(30.0, 10.0, 0.809388), (365.0, 2.3065, 0.458945)]
)
def test_recall_vectors(elapsed: float, stability: float, expected: float) -> None:
    assert round(recall(elapsed, stability), 6) == expected
    assert round(MODEL.recall(State(stability, 5.0), elapsed), 6) == expected


def test_interval_vector() -> None:
    assert round(interval(10.0, retention=0.8), 6) == 33.159598


@pytest.mark.parametrize(
    ("guess", "expected"), [(1 / 4, 31.4314), (1 / 3, 31.2401), (1 / 2, 30.8674)]
)
def test_a_right_choice_counts_less(guess: float, expected: float) -> None:
    assert round(MODEL.step(BEFORE, 3, 10.0, guess=guess).stability, 4) == expected


def test_a_guess_does_not_discount_difficulty() -> None:
    one, other = (MODEL.step(BEFORE, 3, 10.0, guess=guess) for guess in (0.0, 0.5))
    assert one.difficulty == other.difficulty


def test_a_guess_counts_in_full_on_the_same_day() -> None:
    assert MODEL.step(BEFORE, 4, 0.0, guess=0.5) == MODEL.step(BEFORE, 4, 0.0)


def test_half_right() -> None:
    assert round(MODEL.step(BEFORE, 2, 10.0, score=0.5).stability, 3) == 5.689


def test_half_right_on_the_same_day_lies_between_again_and_hard() -> None:
    again, hard, half = (
        MODEL.step(BEFORE, rating, 0.0, score=score).stability
        for rating, score in ((1, 0.0), (2, 1.0), (2, 0.5))
    )
    assert half == pytest.approx(math.sqrt(again * hard))


def test_first_answers() -> None:
    assert round(MODEL.first(3, 1 / 3).stability, 3) == 1.270
    assert MODEL.first(3, 0.0).stability == 2.3065


def test_a_wrong_first_answer_knows_no_guess() -> None:
    assert MODEL.first(1, 0.5) == MODEL.first(1, 0.0)


@pytest.mark.parametrize(
    ("given_days", "low", "high"),
    [
        *((1, 1, 1), (2, 2, 2), (3, 2, 4), (5, 4, 6), (7, 5, 9), (10, 8, 12), (20, 17, 23)),
        *((30, 27, 33), (100, 93, 107), (365, 345, 385)),
    ],
)
def test_fuzz_windows(given_days: int, low: int, high: int) -> None:
    assert (fuzz(given_days, 0.0), fuzz(given_days, math.nextafter(1.0, 0.0))) == (low, high)


@pytest.mark.parametrize("given_days", [3, 10, 100, 365])
def test_fuzz_gives_each_day_of_its_window_the_same_weight(given_days: int) -> None:
    parts = 10_000 * (fuzz(given_days, 0.999999) - fuzz(given_days, 0.0) + 1)
    counts: dict[int, int] = {}
    for part in range(parts):
        day = fuzz(given_days, (part + 0.5) / parts)
        counts[day] = counts.get(day, 0) + 1
    assert set(counts.values()) == {10_000}


@pytest.mark.property
@given(st.integers(1, 36_500), st.floats(0.0, 1.0, exclude_max=True))
def test_fuzz_stays_in_its_range(given_days: int, u: float) -> None:
    spread = abs(fuzz(given_days, u) - given_days)
    assert spread <= 3.0 + 0.05 * given_days
    assert 1 <= fuzz(given_days, u) <= 36_500


@pytest.mark.property
@given(states, days, days)
def test_more_delay_never_raises_recall(state: State, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0.0 < MODEL.recall(state, high) <= MODEL.recall(state, low) <= 1.0


@pytest.mark.property
@given(states, days)
def test_again_never_raises_stability(state: State, elapsed: float) -> None:
    assert MODEL.step(state, 1, elapsed).stability <= state.stability


@pytest.mark.property
@given(states, days, guesses)
def test_a_better_rating_never_gives_less(state: State, elapsed: float, guess: float) -> None:
    after = [MODEL.step(state, g, elapsed, guess=guess) for g in (1, 2, 3, 4)]
    assert [s.stability for s in after] == sorted(s.stability for s in after)
    assert [-s.difficulty for s in after] == sorted(-s.difficulty for s in after)


@pytest.mark.property
@given(states, days, guesses)
def test_more_guessing_never_gives_more(state: State, elapsed: float, guess: float) -> None:
    sure, guessed = (MODEL.step(state, 3, elapsed, guess=g).stability for g in (0.0, guess))
    assert state.stability * (1 - 1e-12) <= guessed <= sure * (1 + 1e-12)


@pytest.mark.property
@given(weights, states, ratings, days, guesses, st.floats(0.0, 1.0))
def test_bounds_are_never_left(
    chosen: tuple[float, ...],
    state: State,
    rating: int,
    elapsed: float,
    guess: float,
    score: float,
) -> None:
    model = Fsrs6(chosen)
    for after in (
        model.first(rating, guess),
        model.step(state, rating, elapsed, guess=guess, score=score),
    ):
        assert MIN_STABILITY <= after.stability <= MAX_STABILITY
        assert 1.0 <= after.difficulty <= 10.0


@pytest.mark.property
@given(st.floats(0.001, 36_500.0), st.floats(0.7, 0.99), st.floats(0.1, 0.8))
def test_interval_inverts_recall(stability: float, retention: float, decay: float) -> None:
    delay = interval(stability, retention=retention, decay=decay)
    assert recall(delay, stability, decay=decay) == pytest.approx(retention, rel=1e-9)


@pytest.mark.property
@given(st.floats(0.001, 36_500.0), st.floats(0.1, 0.8))
def test_recall_is_nine_tenths_after_the_stability(stability: float, decay: float) -> None:
    assert recall(stability, stability, decay=decay) == pytest.approx(0.9, rel=1e-12)


@pytest.mark.parametrize(
    "wrong",
    [
        DEFAULT_WEIGHTS[:19],
        (*DEFAULT_WEIGHTS[:20], 0.9),
        (math.nan, *DEFAULT_WEIGHTS[1:]),
        (math.inf, *DEFAULT_WEIGHTS[1:]),
    ],
)
def test_weights_out_of_bounds_are_refused(wrong: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="want"):
        Fsrs6(wrong)


def test_arguments_out_of_range_are_refused() -> None:
    for wrong in (
        lambda: MODEL.step(BEFORE, 0, 1.0),
        lambda: MODEL.step(BEFORE, 5, 1.0),
        lambda: MODEL.step(BEFORE, 3, -1.0),
        lambda: MODEL.first(0, 0.0),
        lambda: recall(-1.0, 1.0),
        lambda: recall(1.0, 0.0),
        lambda: interval(1.0, retention=1.0),
        lambda: fuzz(10, 1.0),
    ):
        with pytest.raises(ValueError, match="want"):
            wrong()


def test_models_compare_by_their_weights() -> None:
    assert (Fsrs6() == MODEL, Fsrs6(MODEL.weights).id, MODEL.fractional) == (True, "fsrs-6", False)
