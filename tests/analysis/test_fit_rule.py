import pytest

from quizkit.analysis.fit.history import Prediction
from quizkit.analysis.fit.rule import PAUSE_MS, Tried, border, compare, is_due, log_loss, next_try


@pytest.mark.parametrize(
    ("reviews", "tried", "now", "expected"),
    [
        (399, None, 0, False),
        (400, None, 0, True),
        (800, Tried(10, 640), 10 + PAUSE_MS, True),
        (799, Tried(10, 640), 10 + PAUSE_MS, False),
        (800, Tried(10, 640), 9 + PAUSE_MS, False),
        (1_000, Tried(10, 801), 10 + PAUSE_MS, False),
        (1_002, Tried(10, 801), 10 + PAUSE_MS, True),
    ],
)
def test_a_fit_is_due(reviews, tried, now, expected) -> None:
    assert is_due(reviews, tried=tried, now=now) is expected


def test_a_try_with_few_reviews_waits_for_enough() -> None:
    assert next_try(Tried(5, 10)) == Tried(5 + PAUSE_MS, 400)


def test_the_last_fifth_is_held_out() -> None:
    times = list(range(100, 200))
    assert sum(t >= border(times) for t in times) == 20


def said(*chances: float) -> list[Prediction]:
    return [Prediction(t, chance, chance, is_right=True) for t, chance in enumerate(chances)]


def test_a_gain_must_be_larger_than_its_standard_error() -> None:
    sure = compare(said(0.5, 0.5, 0.5), said(0.9, 0.8, 0.9))
    doubtful = compare(said(0.5, 0.5, 0.5), said(0.99, 0.4, 0.4))
    none = compare(said(0.5, 0.6), said(0.5, 0.6))
    assert (sure.is_better, doubtful.is_better, none.is_better) == (True, False, False)
    assert doubtful.loss_before > doubtful.loss_after


def test_the_standard_error_is_that_of_the_mean() -> None:
    found = compare(said(0.5, 0.5, 0.5, 0.5), said(0.6, 0.7, 0.8, 0.9))
    gains = [
        log_loss(0.5, is_right=True) - log_loss(p, is_right=True) for p in (0.6, 0.7, 0.8, 0.9)
    ]
    mean = sum(gains) / 4
    assert found.loss_before - found.loss_after == pytest.approx(mean)
    spread = sum((gain - mean) ** 2 for gain in gains) / 3
    assert found.error == pytest.approx((spread / 4) ** 0.5)


def test_different_reviews_are_not_compared() -> None:
    for others in (said(0.5), said(0.5, 0.5, 0.5)):
        with pytest.raises(ValueError, match="same reviews"):
            compare(said(0.5, 0.5), others)


def test_no_prediction_is_taken_for_certain() -> None:
    assert log_loss(1.0, is_right=False) == pytest.approx(log_loss(1 - 1e-9, is_right=False))
