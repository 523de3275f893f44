"""Sums over predictions that can be added in any grouping and still come out the same.

Each figure is rounded to a whole number of 1e-12 before it is added: whole numbers add exactly,
so that the sums are the same however the answers are cut into shards, and means lie within 1e-12.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import log, sqrt
from typing import Any, Final, NamedTuple

from quizkit.analysis.stats.figures import EDGES

UNIT: Final = 10**12
"""Parts of 1 that figures are counted in."""

DAYS: Final = (1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 30, 60, 90, 180, 365)
"""Longest delay of each step of the retention curve [learner-days]; one more holds the rest."""

_LEAST: Final = 1e-6


class Told(NamedTuple):
    """A prediction, and what came.

    Attributes:
        days: Learner-days since the answer before [>= 1].
        chance: Predicted chance to be right [0..1], guesses counted in.
        is_right: Whether it was.
    """

    days: int
    chance: float
    is_right: bool


class Sums:
    """Counts and sums of predictions, by size of the prediction and by delay."""

    def __init__(self) -> None:
        self.bins = [[0, 0, 0] for _ in EDGES[1:]]
        self.days = [[0, 0, 0] for _ in range(len(DAYS) + 1)]
        self.whole = [0, 0, 0, 0]

    def add(self, told: Told) -> None:
        """Take in one prediction."""
        said = round(told.chance * UNIT)
        for row in (self.bins[_bin(told.chance)], self.days[_step(told.days)]):
            row[0] += 1
            row[1] += told.is_right
            row[2] += said
        self._add_losses(told.chance, is_right=told.is_right)

    def _add_losses(self, chance: float, *, is_right: bool) -> None:
        whole = self.whole
        whole[0] += round(_loss(chance, is_right=is_right) * UNIT)
        whole[1] += round((chance - is_right) ** 2 * UNIT)
        whole[2] += round(chance * (1.0 - chance) * UNIT)
        whole[3] += 1

    def figures(self) -> dict[str, list[Any]]:
        """Return the sums as JSON holds them."""
        return {"bins": self.bins, "days": self.days, "whole": self.whole}

    def merge(self, figures: Mapping[str, Any]) -> None:
        """Add what others have summed."""
        for mine, theirs in ((self.bins, figures["bins"]), (self.days, figures["days"])):
            for row, other in zip(mine, theirs, strict=True):
                for place, value in enumerate(other):
                    row[place] += value
        for place, value in enumerate(figures["whole"]):
            self.whole[place] += value

    @property
    def n(self) -> int:
        """How many predictions there are."""
        return self.whole[3]

    @property
    def was(self) -> float:
        """Share that was right [0..1]; 0 where there is nothing."""
        return sum(row[1] for row in self.bins) / self.n if self.n else 0.0

    @property
    def said(self) -> float:
        """Mean prediction [0..1]; 0 where there is nothing."""
        return _mean(sum(row[2] for row in self.bins), self.n)

    @property
    def log_loss(self) -> float:
        """Mean log loss [nats]."""
        return _mean(self.whole[0], self.n)

    @property
    def brier(self) -> float:
        """Mean squared error."""
        return _mean(self.whole[1], self.n)

    def document(self) -> dict[str, Any]:
        """Return what the sums say, as `quizkit stats --json` says it of one learner."""
        was = self.was
        return {
            "n": self.n,
            "said": self.said,
            "was": was,
            "log_loss": self.log_loss,
            "brier": self.brier,
            "constant_log_loss": _constant_loss(was) if self.n else 0.0,
            "constant_brier": was * (1.0 - was),
            "error": sqrt(self.whole[2] / UNIT) / self.n if self.n else 0.0,
            "bins": [
                {"low": low, "high": high, **_row(row)}
                for (low, high), row in zip(pairwise(EDGES), self.bins, strict=True)
                if row[0]
            ],
            "retention": [
                {"days": days, **_row(row)}
                for days, row in zip(_names(), self.days, strict=True)
                if row[0]
            ],
        }


def summed(told: Iterable[Told]) -> Sums:
    """Return the sums of some predictions.

    >>> found = summed([Told(1, 0.9, True), Told(3, 0.8, False)])
    >>> found.n, found.was, round(found.said, 12)
    (2, 0.5, 0.85)
    """
    sums = Sums()
    for each in told:
        sums.add(each)
    return sums


def many(number: int, one: str) -> str:
    """Return a large number with its word.

    >>> many(1, "learner"), many(20_000, "learner")
    ('1 learner', '20,000 learners')
    """
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def _bin(chance: float) -> int:
    """Return the bin of a prediction; the last one holds its upper edge too."""
    return next((n for n, high in enumerate(EDGES[1:-1]) if chance < high), len(EDGES) - 2)


def _step(days: int) -> int:
    return next((n for n, most in enumerate(DAYS) if days <= most), len(DAYS))


def _names() -> list[str]:
    """Return the steps of the retention curve in words: "1", "8-10", "over 365"."""
    pairs = pairwise((0, *DAYS))
    names = [str(most) if most == least + 1 else f"{least + 1}-{most}" for least, most in pairs]
    return [*names, f"over {DAYS[-1]}"]


def _row(row: list[int]) -> dict[str, Any]:
    n, right, said = row
    return {"n": n, "said": _mean(said, n), "was": right / n}


def _mean(total: int, n: int) -> float:
    """Return a mean of figures that were counted in `UNIT`; whole numbers divide exactly."""
    return total / (n * UNIT) if n else 0.0


def _loss(chance: float, *, is_right: bool) -> float:
    known = min(1.0 - _LEAST, max(_LEAST, chance))
    return -log(known if is_right else 1.0 - known)


def _constant_loss(was: float) -> float:
    return was * _loss(was, is_right=True) + (1.0 - was) * _loss(was, is_right=False)
