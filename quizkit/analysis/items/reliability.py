"""How far the totals of a test can be relied on: Cronbach's alpha, KR-20, the error of a mark.

Cronbach, Coefficient alpha and the internal structure of tests (1951); Kuder and Richardson, The
theory of the estimation of test reliability (1937). Where answers are missing, covariances are
pairwise and questions without variance are left out: so does `alpha` of R's package psych.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Final

MOST: Final = 500
"""Questions up to which it is told: all pairs of them are looked at."""

FEWEST: Final = 2
"""Learners who answered both of two questions, without whom their covariance is not known."""

Column = Mapping[str, float]
"""Learner to score [0..1]."""


def alpha(columns: Sequence[Column]) -> float | None:
    """Return Cronbach's alpha [at most 1 where nothing is missing], or None if it cannot be told.

    Args:
        columns: The scores of each question.

    >>> guttman = [{"a": 1, "b": 1, "c": 1, "d": 0}, {"a": 1, "b": 1, "c": 0, "d": 0},
    ...            {"a": 1, "b": 0, "c": 0, "d": 0}]
    >>> round(alpha(guttman), 6)
    0.75
    """
    if len(columns) > MOST:
        return None
    told = [column for column in columns if len(set(column.values())) > 1]
    if told and all(column.keys() == told[0].keys() for column in told):
        return _alpha_whole(told)
    rows = ([_covariance(one, other) for other in told[: at + 1]] for at, one in enumerate(told))
    return alpha_of(list(rows))


def _alpha_whole(columns: Sequence[Column]) -> float | None:
    """Return alpha where nothing is missing: the whole matrix sums to the variance of totals."""
    count = len(columns)
    if count < 2 or len(columns[0]) < FEWEST:
        return None
    totals = [math.fsum(column[who] for column in columns) for who in columns[0]]
    whole = _variance(totals)
    own = math.fsum(_variance(list(column.values())) for column in columns)
    return count / (count - 1) * (1 - own / whole) if whole > 1e-12 else None


def _variance(values: Sequence[float]) -> float:
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def alpha_of(rows: Sequence[Sequence[float | None]]) -> float | None:
    """Return Cronbach's alpha of a matrix of covariances.

    Args:
        rows: Its lower half with the diagonal, row by row; None where one is not known.

    >>> alpha_of([[1.0], [0.5, 1.0]])
    0.6666666666666667
    """
    count = len(rows)
    known = [value for row in rows for value in row if value is not None]
    if count < 2 or len(known) < count * (count + 1) // 2:
        return None
    own = math.fsum(row[-1] or 0.0 for row in rows)
    whole = 2 * math.fsum(known) - own
    return count / (count - 1) * (1 - own / whole) if whole > 1e-12 else None


def error_of(spread: float | None, reliability: float | None) -> float | None:
    """Return the standard error of measurement, in the unit of the spread.

    >>> error_of(0.2, 0.75), error_of(None, 0.75)
    (0.1, None)
    """
    if spread is None or reliability is None or reliability > 1:
        return None
    return spread * math.sqrt(1 - reliability)


def _covariance(one: Column, other: Column) -> float | None:
    both = one.keys() & other.keys()
    if len(both) < FEWEST:
        return None
    ours, theirs = [one[each] for each in both], [other[each] for each in both]
    our_mean, their_mean = math.fsum(ours) / len(both), math.fsum(theirs) / len(both)
    products = ((a - our_mean) * (b - their_mean) for a, b in zip(ours, theirs, strict=True))
    return math.fsum(products) / (len(both) - 1)
