"""From a graded answer to a rating."""

from math import exp, log

import pytest

from quizkit.memory.rating import Answer, latency, rate
from quizkit.model import Form, Rating

PACE = [log(3_000) + 0.01 * n for n in range(-20, 20)]
"""Median close to ln 3000, spread 0.148: fast below 2785 ms, slow above 3747 ms."""


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(0.0, Form.TYPED, 3_000), Rating.AGAIN),
        (Answer(0.49, Form.TYPED, 3_000), Rating.AGAIN),
        (Answer(0.5, Form.TYPED, 3_000), Rating.HARD),
        (Answer(0.99, Form.TYPED, 1_000), Rating.HARD),
        (Answer(1.0, Form.TYPED, 3_000), Rating.GOOD),
        (Answer(1.0, Form.TYPED, 1_000, hints=1), Rating.HARD),
        (Answer(1.0, Form.TYPED, 9_000), Rating.HARD),
        (Answer(1.0, Form.TYPED, 60_000), Rating.HARD),
        (Answer(1.0, Form.TYPED, 60_001), Rating.GOOD),
        (Answer(1.0, Form.TYPED, 2_000), Rating.EASY),
        (Answer(1.0, Form.CLOZE, 2_000), Rating.EASY),
        (Answer(1.0, Form.FLIP, 2_000), Rating.GOOD),
        (Answer(0.0, Form.TYPED, 500), Rating.AGAIN),
    ],
)
def test_ratings(answer: Answer, expected: Rating) -> None:
    assert rate(answer, PACE) is expected


@pytest.mark.parametrize(
    "form", [Form.CHOICE, Form.TRUE_FALSE, Form.SELECT, Form.MATCH, Form.ORDER]
)
def test_picking_is_never_easy(form: Form) -> None:
    assert rate(Answer(1.0, form, 1_000), PACE) is Rating.GOOD


def test_a_longer_stem_alone_never_makes_an_answer_slow() -> None:
    assert rate(Answer(1.0, Form.CHOICE, 3_000 + 50 * 500, shown=500), PACE) is Rating.GOOD


def test_a_longer_response_alone_never_makes_an_answer_slow() -> None:
    assert rate(Answer(1.0, Form.TYPED, 3_000 + 150 * 40, typed=40), PACE) is Rating.GOOD


def test_fewer_than_twenty_answers_tell_no_pace() -> None:
    assert rate(Answer(1.0, Form.TYPED, 50_000), PACE[:19]) is Rating.GOOD
    assert rate(Answer(1.0, Form.TYPED, 50_000), PACE[:20]) is Rating.HARD


def test_answers_that_are_all_alike_tell_no_pace() -> None:
    for ms in (100, 300, 301, 50_000):
        assert rate(Answer(1.0, Form.TYPED, ms), [log(300)] * 40) is Rating.GOOD


def test_the_limits_are_of_median_and_spread() -> None:
    middle, spread = log(3_000) - 0.005, 1.4826 * 0.1
    for share, expected in ((1.49, Rating.GOOD), (1.51, Rating.HARD), (-0.51, Rating.EASY)):
        ms = round(exp(middle + share * spread))
        assert rate(Answer(1.0, Form.TYPED, ms), PACE) is expected


def test_latency_has_a_floor() -> None:
    assert latency(100, shown=0, typed=0) == latency(9_000, shown=500, typed=0) == log(300)
