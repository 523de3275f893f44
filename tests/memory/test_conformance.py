"""The memory model against py-fsrs 6.3.2 and fsrs-rs-python 0.9.3 on whole-day histories."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from importlib.metadata import version
from random import Random

import fsrs
import fsrs_rs_python as rs
import pytest

from quizkit.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS, MAX_STABILITY, Fsrs6
from quizkit.model import State

History = list[tuple[int, int]]
"""(rating, learner-days since the answer before) of each answer; the first day is 0."""

NOON = datetime(2020, 1, 1, 12, tzinfo=timezone.utc)  # noqa: UP017 (py-fsrs compares with it)
COUNTS = {"quick": 300, "ci": 3_000, "release": 30_000}
SPREADS = (
    *(0.0, 0.0, 0.0, 0.0, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57),
    *(0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
)
"""Standard deviations of the weights between learners, from `PARAMS_STDDEV` of fsrs-rs."""


def history(rng: Random) -> History:
    """Return 1 to 40 answers, a quarter of them on the same day as the one before."""
    found: History = []
    for number in range(rng.randint(1, 40)):
        rating = rng.choices((1, 2, 3, 4), (0.20, 0.12, 0.55, 0.13))[0]
        gap = max(1, math.floor(math.exp(rng.gauss(1.8, 1.6))))
        found.append((rating, 0 if number == 0 or rng.random() < 0.25 else gap))
    return found


def synthetic(rng: Random) -> tuple[float, ...]:
    """Return the weights of a learner who differs from the defaults as learners do."""
    shared, high = rng.gauss(0, 1), 0.0
    drawn = [w + sd * rng.gauss(0, 1) for w, sd in zip(DEFAULT_WEIGHTS, SPREADS, strict=True)]
    for number, width in enumerate((1.2, 1.3, 1.3, 1.4)):
        factor = math.exp(width * (0.75 * shared + 0.66 * rng.gauss(0, 1)))
        high = max(high, DEFAULT_WEIGHTS[number] * factor)
        drawn[number] = high
    return clipped(drawn)


def uniform(rng: Random) -> tuple[float, ...]:
    return clipped([rng.uniform(low, high) for low, high in BOUNDS])


def clipped(drawn: list[float]) -> tuple[float, ...]:
    """Return the weights within their bounds; w19 at least 0.01, where fsrs-rs clips it."""
    found = [min(max(w, low), high) for w, (low, high) in zip(drawn, BOUNDS, strict=True)]
    found[19] = max(found[19], 0.01)
    return tuple(found)


def ours(weights: tuple[float, ...], answers: History) -> Iterator[State]:
    model = Fsrs6(weights)
    state = model.first(answers[0][0], 0.0)
    yield state
    for rating, gap in answers[1:]:
        state = model.step(state, rating, float(gap))
        yield state


def py_fsrs(weights: tuple[float, ...], answers: History) -> Iterator[State]:
    scheduler = fsrs.Scheduler(
        weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    card, day = fsrs.Card(card_id=1, due=NOON), 0
    for rating, gap in answers:
        day += gap
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), NOON + timedelta(days=day))
        assert card.stability is not None
        assert card.difficulty is not None
        yield State(card.stability, card.difficulty)


def fsrs_rs(weights: tuple[float, ...], answers: History) -> Iterator[State]:
    model = rs.FSRS(list(weights))
    reviews = [rs.FSRSReview(rating, gap) for rating, gap in answers]
    for state in model.historical_memory_states(rs.FSRSItem(reviews)):
        yield State(state.stability, state.difficulty)


def weights_of(name: str, rng: Random) -> tuple[float, ...]:
    return {"default": lambda _: DEFAULT_WEIGHTS, "synthetic": synthetic, "uniform": uniform}[name](
        rng
    )


def test_the_peers_are_the_versions_that_were_measured() -> None:
    assert (version("fsrs"), version("fsrs-rs-python")) == ("6.3.2", "0.9.3")


def test_the_defaults_are_those_of_py_fsrs() -> None:
    assert tuple(fsrs.Scheduler().parameters) == DEFAULT_WEIGHTS


@pytest.mark.property
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", ["default", "synthetic", "uniform"])
def test_equal_to_py_fsrs(name: str, size: str) -> None:
    rng = Random(f"py-fsrs:{name}")
    worst_s = worst_d = 0.0
    for _ in range(COUNTS[size]):
        weights, answers = weights_of(name, rng), history(rng)
        for one, other in zip(ours(weights, answers), py_fsrs(weights, answers), strict=True):
            if other.stability > MAX_STABILITY:
                break
            worst_s = max(worst_s, abs(one.stability - other.stability) / other.stability)
            worst_d = max(worst_d, abs(one.difficulty - other.difficulty))
    assert worst_s < 1e-9
    assert worst_d < 1e-9


@pytest.mark.property
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("name", "worst", "usual"),
    [("default", 1e-5, 1e-5), ("synthetic", 2e-3, 1e-4), ("uniform", 2e-3, 1e-4)],
)
def test_equal_to_fsrs_rs(name: str, worst: float, usual: float, size: str) -> None:
    rng = Random(f"fsrs-rs:{name}")
    errors: list[float] = []
    for _ in range(COUNTS[size]):
        weights, answers = weights_of(name, rng), history(rng)
        for one, other in zip(ours(weights, answers), fsrs_rs(weights, answers), strict=True):
            errors.append(abs(one.stability - other.stability) / other.stability)
            assert one.difficulty == pytest.approx(other.difficulty, abs=1e-4)
    errors.sort()
    assert errors[-1] < worst
    assert errors[int(0.999 * len(errors))] < usual


def test_the_same_day_rule_begins_at_the_same_day() -> None:
    """py-fsrs counts blocks of 24 hours, so that the days given to it must be noons."""
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    first, _ = scheduler.review_card(fsrs.Card(card_id=1), fsrs.Rating.Easy, NOON)
    evening = NOON + timedelta(hours=12)
    second, _ = scheduler.review_card(first, fsrs.Rating.Good, evening)
    assert second.stability == first.stability == 8.2956
    model = Fsrs6()
    assert round(model.step(model.first(4, 0.0), 3, 1.0).stability, 3) == 13.485


def test_utc_of_py_fsrs_is_the_one_of_the_tests() -> None:
    assert NOON.tzinfo is UTC
