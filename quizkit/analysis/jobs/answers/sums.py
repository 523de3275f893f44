"""What the answers of a shard add up to, for an item analysis: sums that can be added again.

Scores and rests are summed as their distance from one half, so that little is lost where sums of
squares are subtracted from each other.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.analysis.items.confused import FORMS
from quizkit.analysis.items.logged import PICKED, TYPED
from quizkit.analysis.items.measures import By, Which
from quizkit.analysis.jobs.answers.columns import SEVERAL, Columns
from quizkit.memory.reviews import MILLION

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]
    Flags = NDArray[np.bool_]

CLASSES: Final = 32
"""Classes of an answer's time for each doubling: a class is 2.2 % wide."""

COUNTED, RESTED, FULL, WRONG, ALONE, TYPES, SHOWS = (1 << bit for bit in range(7))
"""What a code says of an answer: it counts; its learner has others; it is wholly right, not by
the learner's word; it is wrong; the only wrong one of its learner and facet; it was typed; its
options are told."""

PICK_AT: Final = 7
PLACE_AT: Final = 12
"""Bits of a code from which on it holds the option that was picked, and the place."""


class Asked(NamedTuple):
    """The questions of a shard.

    Attributes:
        questions: Facet and form, ascending; the form is "" where all forms are one question.
        facets: The facets, ascending.
        question: Number of the question of each place.
        facet: Number of the facet of each place.
    """

    questions: tuple[tuple[str, str], ...]
    facets: tuple[str, ...]
    question: "Numbers"
    facet: "Numbers"


class Summed(NamedTuple):
    """What the columns alone tell.

    Attributes:
        asked: The questions.
        is_counted: Which answers count.
        rest: Mean score on the other questions, for each answer [0..1]; one half if there are none.
        code: What is to be known of each answer when options are read; see `COUNTED`.
        figures: Sums by question, and over learners, as JSON holds them.
    """

    asked: Asked
    is_counted: "Flags"
    rest: "Reals"
    code: "Numbers"
    figures: dict[str, Any]


def asked(found: Columns, by: By) -> Asked:
    """Return the questions of a shard."""
    import numpy as np

    names = [(each.facet, each.form if by == "question" else "") for each in found.places]
    questions = tuple(sorted({*names}))
    facets = tuple(sorted({each.facet for each in found.places}))
    number = {question: at for at, question in enumerate(questions)}
    where = {facet: at for at, facet in enumerate(facets)}
    return Asked(
        questions,
        facets,
        np.array([number[name] for name in names], dtype=np.int64),
        np.array([where[each.facet] for each in found.places], dtype=np.int64),
    )


def flags(found: Columns, forms: Collection[str]) -> "Flags":
    """Tell of each answer whether it was given in one of some forms."""
    import numpy as np

    of_place = np.array([each.form in forms for each in found.places], dtype=bool)
    return of_place[found.place] if len(of_place) else np.zeros(0, dtype=bool)


def summed(found: Columns, *, by: By, which: Which) -> Summed:
    """Return what the columns of a shard add up to.

    Args:
        found: The columns.
        by: What a question is.
        which: Which of several answers of a learner to a question counts.
    """
    import numpy as np

    known = asked(found, by)
    size = len(known.questions)
    question = known.question[found.place] if size else found.place
    firsts, lasts, counts = _runs(found.who * max(1, size) + question, found.rank)
    counted = np.zeros(len(found.who), dtype=bool)
    counted[firsts if which == "first" else lasts] = True
    rest, has_rest, means = _rests(found, counted)
    again = lasts[counts > 1]
    lapsed = again[2 * found.score[again] < MILLION]
    per_question = {
        "again": np.bincount(question[again], minlength=size).tolist(),
        "lapsed": np.bincount(question[lapsed], minlength=size).tolist(),
        "sums": _question_sums(found, question, rest, counted, has_rest, size),
        "times": _times(found.ms[counted], question[counted], size),
        "counts": np.bincount(found.place[counted], minlength=len(found.places)).tolist(),
        "answers": np.bincount(found.place, minlength=len(found.places)).tolist(),
    }
    figures = {"means": means, "binary": _is_binary(found.score[counted]), **per_question}
    code = _codes(found, known, counted, has_rest)
    return Summed(known, counted, rest, code, figures)


def _runs(key: "Numbers", rank: "Numbers") -> tuple["Numbers", "Numbers", "Numbers"]:
    """Return the places of the first and the last answer with each key, and how many there are."""
    import numpy as np

    if len(key) and (np.diff(key) > 0).all():
        every = np.arange(len(key))
        return every, every, np.ones(len(key), dtype=np.int64)
    order = np.lexsort((rank, key))
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    ends = np.append(starts[1:], len(key)) if len(starts) else starts
    return order[starts], order[ends - 1], ends - starts


def _rests(found: Columns, counted: "Flags") -> tuple["Reals", "Flags", dict[str, Any]]:
    """Return each answer's rest, which have one, and the learners' mean scores summed up."""
    import numpy as np

    size = len(found.learners)
    whole = _chosen(counted)
    own = found.who[whole]
    totals = np.bincount(own, weights=found.score[whole], minlength=size)
    counts = np.bincount(own, minlength=size)
    others = counts[found.who] - 1
    has_rest = counted & (others > 0)
    rest = np.full(len(found.who), 0.5)
    which = _chosen(has_rest)
    rest[which] = (totals[found.who] - found.score)[which] / others[which] / MILLION
    means = totals[counts > 0] / counts[counts > 0] / MILLION
    mean = float(means.mean()) if len(means) else 0.0
    spread = float(((means - mean) ** 2).sum())
    return rest, has_rest, {"n": len(means), "mean": mean, "squares": spread}


def _is_binary(score: "Numbers") -> bool:
    return bool(((score == 0) | (score == MILLION)).all())


def _question_sums(
    found: Columns,
    question: "Numbers",
    rest: "Reals",
    counted: "Flags",
    has_rest: "Flags",
    size: int,
) -> list[list[float]]:
    """Return a row a question: n, score; of those with a rest: n, x, xx, r, rr, xr; limits."""
    import numpy as np

    counts, rests = _chosen(counted), _chosen(has_rest)
    score = found.score / MILLION
    which, x, r = question[rests], score[rests] - 0.5, rest[rests] - 0.5
    whole = question[counts], score[counts]
    sums = [_total(whole[0], None, size), _total(*whole, size), _total(which, None, size)]
    sums += [_total(which, each, size) for each in (x, x * x, r, r * r, x * r)]
    limits = _limits(*whole, size)
    limits += _limits(which, x, size) + _limits(which, r, size)
    return np.stack([*sums, *limits], axis=1).tolist() if size else []


def _chosen(which: "Flags") -> "Flags | slice":
    """Return what picks some answers out of a column: nothing is copied where it is all."""
    return slice(None) if which.all() else which


def _total(question: "Numbers", weights: "Reals | None", size: int) -> "Reals":
    import numpy as np

    return np.bincount(question, weights=weights, minlength=size).astype(np.float64)


def _limits(question: "Numbers", values: "Reals", size: int) -> list["Reals"]:
    """Return the smallest and the largest value of each question; 1 and -1 where there is none."""
    import numpy as np

    low, high = np.full(size, 1.0), np.full(size, -1.0)
    np.minimum.at(low, question, values)
    np.maximum.at(high, question, values)
    return [low, high]


def _times(ms: "Numbers", question: "Numbers", size: int) -> list[list[list[int]]]:
    """Return for each question the classes of its answers' times, and how many are in each."""
    import numpy as np

    wide = 32 * CLASSES
    classes = np.floor(np.log2(ms + 1.0) * CLASSES).astype(np.int64)
    counts = np.bincount(question * wide + classes, minlength=size * wide).reshape(size, wide)
    found = []
    for row in counts:
        (at,) = np.nonzero(row)
        found.append([at.tolist(), row[at].tolist()])
    return found


def _codes(found: Columns, known: Asked, counted: "Flags", has_rest: "Flags") -> "Numbers":
    """Return what is to be known of each answer when its texts are read, as one number."""
    import numpy as np

    typed, shown = flags(found, TYPED), flags(found, PICKED)
    is_wrong = (2 * found.score < MILLION) & ~found.own & flags(found, FORMS)
    is_wrong &= typed | ((found.pick > 0) & (found.pick < SEVERAL))
    alone = np.zeros(len(found.who), dtype=bool)
    if is_wrong.any():
        group = found.who[is_wrong] * len(known.facets) + known.facet[found.place[is_wrong]]
        alone[is_wrong] = _is_single(group)
    is_full = (found.score == MILLION) & ~found.own
    bits = (counted, has_rest, is_full & shown, is_wrong, alone, is_wrong & typed, shown)
    code = (found.place << PLACE_AT) | (np.where(shown, found.pick, 0) << PICK_AT)
    low = np.zeros(len(code), dtype=np.uint8)
    for bit, values in enumerate(bits):
        low |= values.view(np.uint8) << np.uint8(bit)
    code |= low
    return code


def _is_single(group: "Numbers") -> "Flags":
    """Tell of each number whether it is there only once."""
    import numpy as np

    if (np.diff(group) >= 0).all():
        differs: Flags = np.diff(group, prepend=-1, append=-1) != 0
        return differs[1:] & differs[:-1]
    _, which, counts = np.unique(group, return_inverse=True, return_counts=True)
    single: Flags = counts[which] == 1
    return single
