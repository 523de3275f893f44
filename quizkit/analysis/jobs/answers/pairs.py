"""Sums over pairs of questions, from which their covariances follow exactly as from the answers.

Of two questions count those who answered both: how many, the sums of their scores on either, and
of the products. A block of learners is a matrix, its sums are products of matrices.
"""

import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_CELLS: Final = 1 << 20
"""Cells of a block [about 4 MB each]."""

_FAST: Final = 1


class Pairs(NamedTuple):
    """Square matrices over questions.

    Attributes:
        n: How many learners answered both.
        one: Sum of the scores on the question of the row, of those who answered both.
        both: Sum of the products of the scores.
    """

    n: "Matrix"
    one: "Matrix"
    both: "Matrix"

    def figures(self) -> dict[str, Any]:
        """Return the matrices as JSON holds them."""
        return {
            "size": len(self.n),
            **{name: _packed(each) for name, each in self._asdict().items()},
        }

    @classmethod
    def of(cls, figures: Mapping[str, Any]) -> "Pairs":
        """Return the matrices from what JSON held."""
        return cls(*(_unpacked(figures[name], figures["size"]) for name in cls._fields))


def nothing(size: int) -> Pairs:
    """Return sums over so many questions before the first answer."""
    import numpy as np

    return Pairs(*(np.zeros((size, size)) for _ in Pairs._fields))


def summed(
    who: "NDArray[np.int64]", question: "NDArray[np.int64]", score: "Matrix", *, size: int
) -> Pairs:
    """Return the sums of some answers, of each learner and question one.

    Args:
        who: Number of the learner of each answer, ascending.
        question: Number of its question [0..size - 1].
        score: How right it was [0..1].
        size: How many questions there are.
    """
    import numpy as np

    sums = nothing(size)
    if not len(who):
        return sums
    # Products of 0 and 1 are counted in single precision without loss, twice as fast.
    kind = np.float32 if ((score == 0) | (score == 1)).all() else np.float64
    row = np.cumsum(np.diff(who, prepend=who[0]) != 0)
    step = max(1, _CELLS // max(1, size))
    borders = np.searchsorted(row, np.arange(0, row[-1] + 1 + step, step))
    for low, high in pairwise(borders):
        rows = row[low:high] - row[low]
        given = np.zeros((int(rows[-1]) + 1, size), dtype=kind)
        marks = np.zeros_like(given)
        given[rows, question[low:high]] = 1
        marks[rows, question[low:high]] = score[low:high]
        sums.n[:] += given.T @ given
        sums.one[:] += marks.T @ given
        sums.both[:] += marks.T @ marks
    return sums


def add(sums: Pairs, other: Pairs, places: Sequence[int]) -> None:
    """Add the sums of a shard.

    Args:
        sums: They are changed.
        other: Those of the shard.
        places: Which of all questions each question of the shard is.
    """
    import numpy as np

    where = np.ix_(places, places)
    for mine, theirs in zip(sums, other, strict=True):
        mine[where] += theirs


def covariances(sums: Pairs, chosen: Sequence[int]) -> list[list[float | None]]:
    """Return the lower half of the matrix of covariances, with the diagonal, row by row.

    Args:
        sums: The sums.
        chosen: Numbers of the questions, in their order.

    Returns:
        For each row a list; None where fewer than two learners answered both questions.
    """
    import numpy as np

    where = np.ix_(chosen, chosen)
    n, one, both = (each[where] for each in sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (both - one * one.T / n) / (n - 1)
    known = np.where(n >= 2, found, np.nan)
    return [
        [None if value != value else value for value in row[: at + 1]]  # noqa: PLR0124  # NaN
        for at, row in enumerate(known.tolist())
    ]


def _packed(matrix: "Matrix") -> str:
    return b64encode(zlib.compress(matrix.astype("<f8").tobytes(), _FAST)).decode("ascii")


def _unpacked(text: str, size: int) -> "Matrix":
    import numpy as np

    data = zlib.decompress(b64decode(text))
    return np.frombuffer(data, dtype="<f8").reshape(size, size)
