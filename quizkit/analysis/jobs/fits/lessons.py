"""What is learned from the histories of many learners: as `analysis.fit.training.lessons`.

Lessons stay columns until a fit asks for them: in the process that fits they are made one learner
at a time, and no other process ever holds them.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from quizkit.analysis.fit.training import Lesson
from quizkit.analysis.jobs.fits.columns import Histories
from quizkit.model import Rating

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]

_NEAR: Final = 1e-9


class _Columns(NamedTuple):
    """The lessons of all learners.

    Attributes:
        rating: G of each answer [1..4].
        days: Learner-days of each answer since the one before.
        end: Of each scored review, its number in its history.
        mark: The rating that it is to have [1..4].
        first: Of each lesson, its first answer.
        last: The answer after its last one.
        low: Its first scored review.
        high: The scored review after its last one.
    """

    rating: "Numbers"
    days: "Numbers"
    end: "Numbers"
    mark: "Numbers"
    first: "Numbers"
    last: "Numbers"
    low: "Numbers"
    high: "Numbers"


class Course(NamedTuple):
    """The lessons of one learner.

    Attributes:
        columns: Those of all.
        begin: The first lesson.
        end: The one after the last.
    """

    columns: _Columns
    begin: int
    end: int

    @property
    def marks(self) -> bytes:
        """The ratings that are to be predicted, to be compared."""
        if self.begin == self.end:
            return b""
        columns = self.columns
        return columns.mark[columns.low[self.begin] : columns.high[self.end - 1]].tobytes()

    def lessons(self) -> list[Lesson]:
        """Return the lessons."""
        if self.begin == self.end:
            return []
        columns, own = self.columns, slice(self.begin, self.end)
        edges = (columns.first[own], columns.last[own], columns.low[own], columns.high[own])
        one, two = int(edges[0][0]), int(edges[2][0])
        last, high = int(edges[1][-1]), int(edges[3][-1])
        rating, days = columns.rating[one:last].tolist(), columns.days[one:last].tolist()
        answers = tuple(zip(rating, days, strict=True))
        end, mark = columns.end[two:high].tolist(), columns.mark[two:high].tolist()
        ends = tuple(zip(end, mark, strict=True))
        places = zip(*(each.tolist() for each in edges), strict=True)
        return [
            Lesson(answers[a - one : b - one], ends[c - two : d - two]) for a, b, c, d in places
        ]


class Courses:
    """The lessons of several learners, made when they are asked for.

    Args:
        found: A course of each.
    """

    def __init__(self, found: Sequence[Course]) -> None:
        self._found = found

    def __len__(self) -> int:
        """Return how many learners there are."""
        return len(self._found)

    def __getitem__(self, at: int, /) -> list[Lesson]:
        """Return the lessons of one."""
        return self._found[at].lessons()


def courses(
    found: Histories, recall: "Reals", *, until: "Numbers | None" = None
) -> dict[int, Course | None]:
    """Return what is learned from the histories of each learner, as `training.lessons` does.

    Args:
        found: The histories.
        recall: What a model says of each answer [0..1].
        until: Only answers before this time of each learner [ms]; None: all.

    Returns:
        The course of each learner; None where it hangs by a hair which answers are guesses.
    """
    import numpy as np

    kept = ~found.is_cut
    if until is not None:
        kept &= found.t < until[found.who]
    scored = np.flatnonzero(kept & (found.days > 0))
    start, who = found.start[scored], found.who[scored]
    marks, close = _marks(found, scored, recall[scored])
    lows = np.flatnonzero(np.diff(start, prepend=-1))
    highs = np.append(lows[1:], len(scored)) if len(lows) else lows
    edges = (start[lows], scored[highs - 1] + 1, lows, highs)
    columns = _Columns(found.rating, found.days, scored - start, marks, *edges)
    everybody = np.unique(found.who)
    begins = np.searchsorted(who[lows], everybody, side="left").tolist()
    ends = np.searchsorted(who[lows], everybody, side="right").tolist()
    results: dict[int, Course | None] = {
        each: Course(columns, begin, end)
        for each, begin, end in zip(everybody.tolist(), begins, ends, strict=True)
    }
    return results | dict.fromkeys(close)


def _marks(found: Histories, scored: "Numbers", recall: "Reals") -> tuple["Numbers", set[int]]:
    """Return the ratings to predict, and the learners of whom it hangs by a hair which.

    With each half that the sum of a learner's chances to have guessed passes, one was guessed.
    """
    import numpy as np

    marks, guess = found.rating[scored], found.guess[scored]
    (lucky,) = np.nonzero((found.score[scored] >= 0.5) & (guess > 0))
    chances = 1.0 - recall[lucky] / (recall[lucky] + guess[lucky] * (1.0 - recall[lucky]))
    who = found.who[scored][lucky]
    begins = np.flatnonzero(np.diff(who, prepend=-1))
    sums = np.empty(len(lucky))
    for begin, end in pairwise([*begins.tolist(), len(lucky)]):
        np.cumsum(chances[begin:end], out=sums[begin:end])
    passed = np.floor(sums + 0.5)
    before = np.concatenate(([0.0], passed))[:-1]
    before[begins] = 0.0
    marks[lucky[passed > before]] = int(Rating.AGAIN)
    return marks, set(who[np.abs(sums - before - 0.5) < _NEAR].tolist())
