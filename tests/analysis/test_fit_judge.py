"""Simulated learners in small: `python -m tests.analysis.judge_fit` judges many."""

import pytest

from quizkit.memory.fsrs import DEFAULT_WEIGHTS
from tests.analysis.answered import answers
from tests.analysis.judge_fit import judge, row

LEARNERS = {"quick": 6, "ci": 12, "full": 60, "release": 240}


@pytest.mark.property
@pytest.mark.timeout(600)
@pytest.mark.parametrize("by_choice", [False, True])
def test_the_rule_keeps_learners_from_harm(by_choice: bool, size: str) -> None:
    judged = [judge(str(seed), 600, by_choice=by_choice) for seed in range(LEARNERS[size])]
    line, is_met = row(600, judged)
    assert is_met, line
    assert sum(j.gain * j.is_kept for j in judged) > 0


def test_weights_that_fit_nobody_do_harm_and_are_not_kept() -> None:
    nobody = (*DEFAULT_WEIGHTS[:2], 60.0, 90.0, *DEFAULT_WEIGHTS[4:])
    judged = judge("4", 600, fitter=lambda lessons: nobody)
    assert max(judged.gain, judged.true_gain) < 0
    assert not judged.is_kept


def test_equal_seeds_are_equal_learners() -> None:
    one, other = (answers("7") for _ in range(2))
    assert all(next(one) == next(other) for _ in range(500))


def test_answers_come_true_as_often_as_their_chances_say() -> None:
    stream = answers("7", by_choice=True)
    given = [next(stream) for _ in range(5_000)]
    scored = [one for one in given if one.answer.days]
    right = sum(one.answer.is_right for one in scored)
    assert abs(right - sum(one.chance for one in scored)) < 3 * (0.25 * len(scored)) ** 0.5
