"""The surprise test: against counting every outcome, and by its own promises."""

from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.leeches import FEWEST, Leech, at_least, leech
from quizkit.model import Scored

SIZES = {"quick": 2_000, "ci": 6_000, "full": 6_000, "release": 40_000}


@given(st.lists(st.floats(0.0, 1.0), max_size=9), st.integers(0, 10))
def test_equal_to_counting_every_outcome(chances: list[float], lapses: int) -> None:
    found = sum(
        prod(q if fails else 1 - q for q, fails in zip(chances, each, strict=True))
        for each in product((True, False), repeat=len(chances))
        if sum(each) >= lapses
    )
    assert at_least(lapses, chances) == pytest.approx(found, abs=1e-12)


def answered(rng: Random, factor: float, offset: float = 0.0) -> list[Scored]:
    """Return 20 reviews of a facet that is recalled `factor` times as well as predicted."""
    found = []
    for n in range(20):
        recall = min(0.97, max(0.6, rng.gauss(0.87, 0.06)))
        found.append(Scored(n, recall, 0.0, float(rng.random() < recall * factor)))
    return found


@pytest.mark.property
def test_few_ordinary_facets_and_nearly_all_hard_ones(size: str) -> None:
    """At most 5 % of ordinary facets, at least 95 % at half the predicted recall."""
    rng, count = Random("leeches"), SIZES[size]
    ordinary = sum(leech(answered(rng, 1.0)).times > 0 for _ in range(count)) / count
    hard = sum(leech(answered(rng, 0.5)).times > 0 for _ in range(count)) / count
    assert ordinary <= 0.05
    assert hard >= 0.95


def test_a_leech_is_counted_again_after_it_was_found() -> None:
    fails = [Scored(n, 0.9, 0.0, 0.0) for n in range(8)]
    assert leech(fails) == Leech(2, 8, 0)
    assert leech(fails[:7]) == Leech(1, 4, 3)


def test_a_lapse_at_high_recall_is_no_leech_by_itself() -> None:
    assert leech([Scored(0, 0.999, 0.0, 0.0)] * (FEWEST - 1)).times == 0


def test_who_forgets_more_in_general_has_fewer_leeches() -> None:
    reviews = [Scored(n, 0.9, 0.0, float(n % 3 > 0)) for n in range(14)]
    assert leech(reviews).times > leech(reviews, offset=-1.5).times
