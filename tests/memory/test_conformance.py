"""The memory model against py-fsrs 6.3.2 and fsrs-rs-python 0.9.3 on whole-day histories.

    python -m tests.memory.test_conformance [HISTORIES]

prints how far they agree, beside the bars that the tests here enforce (3,000 histories).
"""

import argparse
import math
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from importlib.metadata import version
from random import Random
from typing import NamedTuple

import fsrs
import fsrs_rs_python as rs
import pytest

from quizkit.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS, MAX_STABILITY, Fsrs6
from quizkit.model import State

History = list[tuple[int, int]]
"""(rating, learner-days since the answer before) of each answer; the first day is 0."""

NOON = datetime(2020, 1, 1, 12, tzinfo=timezone.utc)  # noqa: UP017 (py-fsrs compares with it)
COUNTS = {"quick": 300, "ci": 1_000, "full": 3_000, "release": 30_000}
SPREADS = (
    *(0.0, 0.0, 0.0, 0.0, 0.57, 0.28, 0.6, 0.12, 0.39, 0.18, 0.33, 0.3, 0.09, 0.16, 0.57),
    *(0.25, 1.03, 0.31, 0.32, 0.14, 0.27),
)
"""Standard deviations of w4..w20 between learners, from `PARAMS_STDDEV` of fsrs-rs."""
WEIGHTS = ("default", "synthetic", "uniform")


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
    match name:
        case "synthetic":
            return synthetic(rng)
        case "uniform":
            return uniform(rng)
    return DEFAULT_WEIGHTS


Steps = Callable[[tuple[float, ...], History], Iterator[State]]


class Bar(NamedTuple):
    """The largest errors allowed: of S, relative (in 99.9 % of the states too), and of D."""

    worst: float
    usual: float
    difficulty: float


PEERS: dict[str, Steps] = {"py-fsrs": py_fsrs, "fsrs-rs": fsrs_rs}
BARS = {
    ("py-fsrs", "default"): Bar(1e-9, 1e-9, 1e-9),
    ("py-fsrs", "synthetic"): Bar(1e-9, 1e-9, 1e-9),
    ("py-fsrs", "uniform"): Bar(1e-9, 1e-9, 1e-9),
    ("fsrs-rs", "default"): Bar(1e-5, 1e-5, 2e-5),
    ("fsrs-rs", "synthetic"): Bar(2e-3, 1e-4, 2e-5),
    ("fsrs-rs", "uniform"): Bar(2e-3, 1e-4, 2e-5),
}


def agreement(peer: str, name: str, *, count: int, mine: Steps = ours) -> Bar:
    """Return the largest errors over so many random histories."""
    rng = Random(f"{peer}:{name}")
    stability: list[float] = []
    difficulty = 0.0
    for _ in range(count):
        weights, answers = weights_of(name, rng), history(rng)
        for one, other in zip(mine(weights, answers), PEERS[peer](weights, answers), strict=True):
            if other.stability > MAX_STABILITY:  # py-fsrs has no upper limit
                break
            stability.append(abs(one.stability - other.stability) / other.stability)
            difficulty = max(difficulty, abs(one.difficulty - other.difficulty))
    stability.sort()
    return Bar(stability[-1], stability[int(0.999 * len(stability))], difficulty)


def is_met(found: Bar, bar: Bar) -> bool:
    return all(error < most for error, most in zip(found, bar, strict=True))


def test_the_peers_are_the_versions_that_were_measured() -> None:
    assert (version("fsrs"), version("fsrs-rs-python")) == ("6.3.2", "0.9.3")


def test_the_defaults_are_those_of_the_peers() -> None:
    assert tuple(fsrs.Scheduler().parameters) == DEFAULT_WEIGHTS
    assert pytest.approx(DEFAULT_WEIGHTS, rel=1e-7) == rs.DEFAULT_PARAMETERS  # 32 bits


@pytest.mark.property
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("peer", "name"), BARS)
def test_equal_to_the_peers(peer: str, name: str, size: str) -> None:
    assert is_met(agreement(peer, name, count=COUNTS[size]), BARS[peer, name])


def _almost(weights: tuple[float, ...], answers: History) -> Iterator[State]:
    """Like ours, but for one weight that is a hundred-millionth larger."""
    yield from ours((*weights[:8], weights[8] * (1 + 1e-8), *weights[9:]), answers)


def _by_the_clock(weights: tuple[float, ...], answers: History) -> Iterator[State]:
    """Like ours, but the night between two days does not count."""
    yield from ours(weights, [(rating, max(0, gap - 1)) for rating, gap in answers])


def _unclamped(weights: tuple[float, ...], answers: History) -> Iterator[State]:
    """Like ours, but difficulty has moved by a little more after each answer."""
    for number, state in enumerate(ours(weights, answers)):
        yield state._replace(difficulty=state.difficulty + 1e-8 * number)


@pytest.mark.parametrize("wrong", [_almost, _by_the_clock, _unclamped])
def test_a_model_that_is_a_little_off_is_found(wrong: Steps) -> None:
    found = agreement("py-fsrs", "default", count=50, mine=wrong)
    assert not is_met(found, BARS["py-fsrs", "default"])


def test_a_wrong_day_is_found_by_the_other_peer_too() -> None:
    found = agreement("fsrs-rs", "default", count=50, mine=_by_the_clock)
    assert not is_met(found, BARS["fsrs-rs", "default"])


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


def main() -> int:
    """Print the figures; 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description="How far the memory model agrees with its peers.")
    parser.add_argument("histories", type=int, nargs="?", default=COUNTS["ci"])
    count = parser.parse_args().histories
    print(
        f"Python {platform.python_version()}, fsrs {version('fsrs')}, "
        f"fsrs-rs-python {version('fsrs-rs-python')}, {count} histories a row"
    )
    print("peer     weights       S at worst (bar)   S 99.9 % (bar)    D at worst (bar)")
    is_all_met = True
    for (peer, name), bar in BARS.items():
        found = agreement(peer, name, count=count)
        is_all_met = is_all_met and is_met(found, bar)
        pairs = (f"{error:.1e} ({most:.0e})" for error, most in zip(found, bar, strict=True))
        print(f"{peer:8} {name:9}  " + "  ".join(f"{pair:>16}" for pair in pairs))
    return 0 if is_all_met else 1


if __name__ == "__main__":
    sys.exit(main())
