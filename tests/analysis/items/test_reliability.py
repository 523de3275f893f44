"""Alpha, its two ways, and the error of a mark."""

import pytest

from quizkit.analysis.items import reliability
from quizkit.analysis.items.reliability import MOST, alpha, error_of
from tests.analysis.items.tables import tables


def columns(name: str) -> list[dict[str, float]]:
    table = tables("two ways")[name]
    return [
        {str(who): mark for who, mark in enumerate(column) if mark is not None}
        for column in zip(*table, strict=True)
    ]


@pytest.mark.parametrize("name", ["binary", "few", "parts", "wide", "constant"])
def test_totals_tell_what_all_pairs_tell(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = alpha(columns(name))
    monkeypatch.setattr(reliability, "_alpha_whole", lambda told: pairwise(told))
    assert alpha(columns(name)) == (whole if whole is None else pytest.approx(whole, abs=1e-9))


def pairwise(told: list[dict[str, float]]) -> float | None:
    rows = [
        [reliability._covariance(one, other) for other in told[: at + 1]]
        for at, one in enumerate(told)
    ]
    return reliability.alpha_of(rows)


def test_it_is_not_told_of_too_few_or_too_many() -> None:
    one = {"a": 1.0, "b": 0.0}
    assert alpha([]) is alpha([one]) is alpha([one, {"c": 1.0, "d": 0.0}]) is None
    assert alpha([one, {"a": 1.0, "b": 1.0}]) is None
    assert alpha([one] * 2) == 1.0
    assert alpha([one] * MOST) == pytest.approx(1.0)
    assert alpha([one] * (MOST + 1)) is None


def test_totals_that_do_not_differ_tell_nothing() -> None:
    assert alpha([{"a": 1.0, "b": 0.0}, {"a": 0.0, "b": 1.0}]) is None


def test_the_error_needs_a_spread_and_a_reliability() -> None:
    assert error_of(0.2, 0.75) == pytest.approx(0.1)
    assert error_of(None, 0.5) is error_of(0.2, None) is error_of(0.2, 1.2) is None
    assert error_of(0.2, -1.0) == pytest.approx(0.2 * 2**0.5)
