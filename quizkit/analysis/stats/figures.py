"""Figures over answers: shares with their intervals, calibration, paces. One definition each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log, sqrt
from statistics import fmean, median
from typing import Final

from quizkit.analysis.stats.past import DUE_DAYS, Answer
from quizkit.model import Bin, Calibration, Pace, Proportion, Retention, Transfer

EDGES: Final = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Where the bins of calibration begin and end."""

FEWEST: Final = 20
"""Answers under which no share is told."""

RETENTION_DAYS: Final = DUE_DAYS
"""Newest learner-days that retention is about."""

_Z: Final = 1.959963984540054
_LEAST: Final = 1e-6


def wilson(right: int, n: int) -> Proportion:
    """Return a share with its 95 % interval (Wilson's score interval).

    Args:
        right: How many were right [0..n].
        n: Of how many [>= 1].

    >>> found = wilson(18, 20)
    >>> found.share, round(found.low, 3), round(found.high, 3)
    (0.9, 0.699, 0.972)
    """
    share, square = right / n, _Z * _Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return Proportion(share, max(0.0, middle - half), min(1.0, middle + half), n)


def due_answers(answers: Iterable[Answer], today: int) -> list[Answer]:
    """Return the scored answers on or after a facet's due day, of the last 30 learner-days."""
    return [a for a in answers if a.is_due and today - a.day < RETENTION_DAYS]


def retention(answers: Sequence[Answer]) -> Retention | None:
    """Return how often what was due was known, beside what was predicted; None under 20 answers.

    Args:
        answers: Those that were due (`due_answers`).
    """
    if len(answers) < FEWEST:
        return None
    right = sum(answer.is_right for answer in answers)
    return Retention(wilson(right, len(answers)), fmean(a.said or 0.0 for a in answers))


def calibration(answers: Iterable[Answer]) -> Calibration | None:
    """Return how good the predictions for scored answers are, or None where there are none."""
    told = [(a.said, a.is_right) for a in answers if a.said is not None]
    if not told:
        return None
    n = len(told)
    was, said = sum(right for _, right in told) / n, fmean(p for p, _ in told)
    spread = sum(p * (1.0 - p) for p, _ in told)
    return Calibration(
        bins=tuple(_bins(told)),
        n=n,
        said=said,
        was=was,
        log_loss=fmean(_loss(p, right) for p, right in told),
        brier=fmean((p - right) ** 2 for p, right in told),
        constant_log_loss=fmean(_loss(was, right) for _, right in told),
        constant_brier=was * (1.0 - was),
        error=sqrt(spread) / n,
    )


def _bins(told: Sequence[tuple[float, bool]]) -> Iterable[Bin]:
    for low, high in pairwise(EDGES):
        inside = [(p, r) for p, r in told if low <= p < high or (high == 1.0 and p == 1.0)]
        if inside:
            said, was = fmean(p for p, _ in inside), sum(r for _, r in inside) / len(inside)
            yield Bin(low, high, said, was, len(inside))


def _loss(predicted: float, is_right: bool) -> float:  # noqa: FBT001
    known = min(1.0 - _LEAST, max(_LEAST, predicted))
    return -log(known if is_right else 1.0 - known)


def paces(answers: Iterable[Answer]) -> tuple[Pace, ...]:
    """Return the seconds by form and outcome, by the name of the form."""
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    for answer in answers:
        outcome = 0 if answer.score == 1.0 else 1 if answer.is_right else 2
        found[answer.form, outcome].append(answer.seconds)
    names = ("right", "partly", "wrong")
    return tuple(
        Pace(form, names[outcome], median(times), len(times))
        for (form, outcome), times in sorted(found.items())
    )


def transfer(answers: Iterable[Answer]) -> Transfer:
    """Return how scored answers went in wordings seen before, and in new ones."""
    scored = [a for a in answers if a.said is not None]
    same, new = [a for a in scored if a.is_seen], [a for a in scored if not a.is_seen]
    return Transfer(*_share(same), *_share(new))


def _share(answers: Sequence[Answer]) -> tuple[Proportion | None, float]:
    if not answers:
        return None, 0.0
    right = sum(answer.is_right for answer in answers)
    return wilson(right, len(answers)), fmean(a.said or 0.0 for a in answers)
