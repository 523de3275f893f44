"""The learner's offset: against a search of the likelihood itself."""

from math import exp, log
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.calibration import WINDOW, chance, newest, offset, right
from quizkit.model import FacetState, Scored

reviews = st.builds(
    Scored,
    st.just(0),
    st.floats(0.0, 1.0),
    st.sampled_from((0.0, 0.05, 0.25, 1 / 3, 0.5)),
    st.sampled_from((0.0, 0.5, 1.0)),
)


def likelihood(a: float, scored: list[Scored]) -> float:
    """Return the logarithm of what the offset is chosen to make greatest."""
    found = -a * a / (2 * 0.5**2)
    for each in scored:
        known = min(0.995, max(0.01, each.recall))
        sigma = 1 / (1 + exp(-log(known / (1 - known)) - a))
        p = each.guess + (1 - each.guess) * sigma
        found += each.score * log(p) + (1 - each.score) * log(1 - p)
    return found


@given(st.lists(reviews, max_size=60))
def test_no_other_offset_is_more_likely(scored: list[Scored]) -> None:
    a = offset(scored)
    best = likelihood(a, scored)
    for step in (-1.0, -0.1, -0.001, 0.001, 0.1, 1.0):
        assert likelihood(a + step, scored) <= best + 1e-9


@given(st.floats(-2, 2), st.sampled_from((0.0, 1 / 3)))
def test_a_learner_who_differs_is_found(truth: float, guess: float) -> None:
    rng = Random(f"{truth}:{guess}")
    scored = []
    for n in range(400):
        recall = rng.uniform(0.3, 0.95)
        p = right(Scored(0, recall, guess, 0.0), truth)
        scored.append(Scored(n, recall, guess, float(rng.random() < p)))
    assert abs(offset(scored) - truth * 0.95) < 0.6


def test_the_newest_count() -> None:
    old = FacetState(scored=tuple(Scored(n, 0.9, 0.0, 1.0) for n in range(32)))
    states = [old] + [
        FacetState(scored=tuple(Scored(1_000 * k + n, 0.9, 0.0, 0.0) for n in range(32)))
        for k in range(1, 14)
    ]
    found = newest(states)
    assert len(found) == WINDOW
    assert all(each.score == 0.0 for each in found)
    assert offset(found) < -2


@given(st.floats(0.01, 0.995), st.floats(-3, 3))
def test_a_chance_moves_with_the_offset(recall: float, a: float) -> None:
    assert (chance(recall, a) - recall) * a >= -1e-15
