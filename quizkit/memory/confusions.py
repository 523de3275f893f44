"""Which wrong answers a learner gives instead of which right ones, weighted by age.

C = sum of w * 2 ** (-age / 60) over the live reviews that were answered wrongly, with w = 1 for a
typed answer and 0.5 for a picked one. The answer is kept as it was shown or typed: what it means
needs the deck, and whoever has the deck finds out. Age is in learner-days up to the newest live
review, not up to now and not up to the newest event: so the table is a function of the live
reviews alone, and an undo restores it to the bit.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from quizkit.model import FacetId

HALF_LIFE_DAYS: Final = 60.0
"""Age at which a confusion counts half [learner-days]."""

TYPED: Final = 1.0
"""Weight of a wrong answer that was typed."""

PICKED: Final = 0.5
"""Weight of a wrong answer that was picked."""

Mixup = tuple[int, float]
"""Learner-day and weight of one wrong answer."""

Mixups = Mapping[str, Mapping[str, tuple[Mixup, ...]]]
"""Facet to wrong answer as given to the times it was given, oldest first."""


class Confusions(Mapping[tuple[str, str], float]):
    """Weights of (facet, wrong answer as given), computed when read.

    Args:
        mixups: What was given, and when.
        day: Learner-day of the newest live review.

    >>> table = Confusions({"d/f#who": {"John Vessey": ((0, 1.0), (60, 0.5))}}, 60)
    >>> table["d/f#who", "John Vessey"]
    1.0
    >>> table.of("d/f#who"), table.of("d/g#who")
    ({'John Vessey': 1.0}, {})
    """

    __slots__ = ("day", "mixups")

    def __init__(self, mixups: Mixups, day: int) -> None:
        self.mixups = mixups
        self.day = day

    def __getitem__(self, key: tuple[str, str]) -> float:
        facet, given = key
        return self._weight(self.mixups[facet][given])

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((facet, given) for facet, answers in self.mixups.items() for given in answers)

    def __len__(self) -> int:
        return sum(map(len, self.mixups.values()))

    def __repr__(self) -> str:
        """Return one line: how many pairs there are."""
        return f"Confusions({len(self)} pairs, day {self.day})"

    def of(self, facet: FacetId | str) -> dict[str, float]:
        """Return the weight of each wrong answer that was given to one facet."""
        answers = self.mixups.get(facet, {})
        return {given: self._weight(mixups) for given, mixups in answers.items()}

    def _weight(self, mixups: tuple[Mixup, ...]) -> float:
        return float(
            sum(w * 2.0 ** (-max(0, self.day - day) / HALF_LIFE_DAYS) for day, w in mixups)
        )


def confused(confusions: Mapping[tuple[str, str], float], facet: FacetId | str) -> dict[str, float]:
    """Return the weight of each wrong answer that was given to one facet, of any such table.

    >>> confused({("d/f#who", "Vessey"): 1.0, ("d/g#who", "Kerry"): 0.5}, "d/f#who")
    {'Vessey': 1.0}
    """
    if isinstance(confusions, Confusions):
        return confusions.of(facet)
    return {given: weight for (name, given), weight in confusions.items() if name == facet}


def times(confusions: Mapping[tuple[str, str], float], facet: FacetId | str) -> dict[str, int]:
    """Return how often each wrong answer was given to one facet; once in a table without dates.

    >>> times(Confusions({"d/f#who": {"Vessey": ((0, 1.0), (60, 0.5))}}, 60), "d/f#who")
    {'Vessey': 2}
    """
    if isinstance(confusions, Confusions):
        return {given: len(mixups) for given, mixups in confusions.mixups.get(facet, {}).items()}
    return dict.fromkeys(confused(confusions, facet), 1)
