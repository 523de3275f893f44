"""A short run of the harness: bands hold what comes, and bands that are too narrow do not."""

import pytest

from quizkit.analysis.simulate.truth import Kind
from tests.analysis.judge_forecast import Case, judge


@pytest.mark.slow
@pytest.mark.property
@pytest.mark.timeout(200)
def test_the_band_holds_what_comes_and_a_fifth_of_it_does_not() -> None:
    case = Case(Kind.A, 100, 10, 5, True, (0, 7))
    found = [judged for seed in range(12) for _, judged in judge(case, f"{seed}", runs=16)]
    narrow = [
        each._replace(low=_near(each, each.low), high=_near(each, each.high)) for each in found
    ]
    assert sum(each.holds for each in found) >= 0.7 * len(found)
    assert sum(each.holds for each in narrow) <= 0.5 * len(found)


def _near(judged, end):
    return judged.mean + (end - judged.mean) / 5
