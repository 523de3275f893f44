"""The fits of many learners together: what `analysis.fit.fitting.fit` does with each of them.

Lessons are the same, fits the same calls; what models say of past answers is computed for
all learners at once. Where that comes within 1e-9 of a decision the learner is left to `fit`.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from quizkit.analysis.fit.fitting import Fit, Why
from quizkit.analysis.fit.rule import FEWEST, SEEN, Comparison
from quizkit.analysis.fit.training import UnusableWeightsError, Weights, rounded
from quizkit.analysis.jobs.fits.columns import Histories
from quizkit.analysis.jobs.fits.lessons import Course, Courses, courses
from quizkit.analysis.jobs.fits.many import fit_many
from quizkit.analysis.jobs.fits.recalls import recalls

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Reals = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_SURE: Final = 1e-6
_NEAR: Final = 1e-9


class Failed(NamedTuple):
    """A fit that has no result.

    Attributes:
        reviews: Scored reviews there were.
        remark: What happened.
    """

    reviews: int
    remark: str


class Close(NamedTuple):
    """A decision that is too close to be taken here."""


Outcome = Fit | Failed | Close
_Fitted = Weights | UnusableWeightsError | str | Close


def fit_all(found: Histories, now: "Reals") -> dict[int, Outcome]:
    """Return what comes of the fit of each learner who has answered anything.

    Args:
        found: Their histories.
        now: The weights in force of each learner, a row a learner.
    """
    import numpy as np

    counts = np.bincount(found.who[found.days > 0], minlength=len(now))
    results: dict[int, Outcome] = {
        who: Fit(int(counts[who]), Why.TOO_FEW) for who in np.unique(found.who).tolist()
    }
    found = found.some((counts >= FEWEST)[found.who])
    if not len(found.who):
        return results
    since = _borders(found, counts)
    recall = recalls(found, now)
    trial = _fitted(found, recall, until=since)
    results.update(_judged(found, recall, trial, since, now, counts))
    better = [
        who for who, each in results.items() if isinstance(each, Fit) and each.why is Why.BETTER
    ]
    chosen = np.isin(found.who, better)
    for who, weights in _fitted(found.some(chosen), recall[chosen]).items():
        results[who] = _final(results[who], weights)
    return results


def _final(judged: Outcome, weights: "_Fitted") -> Outcome:
    if not isinstance(judged, Fit) or isinstance(weights, Close):
        return Close()
    if isinstance(weights, UnusableWeightsError):
        return judged._replace(why=Why.UNUSABLE, remark=str(weights))
    if isinstance(weights, str):
        return Failed(judged.reviews, weights)
    return judged._replace(weights=weights)


def _borders(found: Histories, counts: "Numbers") -> "Numbers":
    """Return from when on [ms] scored reviews of each learner are held out."""
    import numpy as np

    scored = found.days > 0
    who, t = found.who[scored], found.t[scored]
    t = t[np.lexsort((t, who))]
    since = np.zeros(len(counts), dtype=np.int64)
    for each, start in zip(*np.unique(who, return_index=True), strict=True):
        since[each] = t[start + int(SEEN * int(counts[each]))]
    return since


def _fitted(
    found: Histories, recall: "Reals", *, until: "Numbers | None" = None
) -> dict[int, "_Fitted"]:
    """Return the weights of each learner, or why there are none.

    Args:
        found: Histories of learners.
        recall: What the weights in force say of each answer.
        until: Only reviews before this time of each learner [ms]; None: all.
    """
    import numpy as np

    given = courses(found, recall, until=until)
    results = _fits(given)
    guessing = set(np.unique(found.who[found.guess > 0]).tolist())
    again = {who: each for who, each in results.items() if who in guessing and type(each) is tuple}
    if again:
        chosen = np.isin(found.who, list(again))
        some = found.some(chosen)
        anew = courses(some, recalls(some, _table(again, found)), until=until)
        results.update(
            _fits({who: each for who, each in anew.items() if _is_other(each, given[who])})
        )
    return results


def _table(weights: Mapping[int, Sequence[float]], found: Histories) -> "Reals":
    import numpy as np

    table = np.ones((int(found.who[-1]) + 1, 21))
    for who, each in weights.items():
        table[who] = each
    return table


def _is_other(course: Course | None, before: Course | None) -> bool:
    """Return whether something else is to be predicted; the answers are the same."""
    return course is None or before is None or course.marks != before.marks


def _fits(given: Mapping[int, Course | None]) -> dict[int, "_Fitted"]:
    """Return what comes of lessons; those that are None were too close to a border."""
    sure = {who: each for who, each in given.items() if each is not None}
    results: dict[int, _Fitted] = {who: Close() for who in given.keys() - sure.keys()}
    for who, found in zip(sure, fit_many(Courses(list(sure.values()))), strict=True):
        if isinstance(found, str):
            results[who] = found
            continue
        try:
            results[who] = rounded(found)
        except UnusableWeightsError as error:
            results[who] = error
    return results


def _judged(  # columns, and what was found so far
    found: Histories,
    recall: "Reals",
    trial: Mapping[int, "_Fitted"],
    since: "Numbers",
    now: "Reals",
    counts: "Numbers",
) -> dict[int, Outcome]:
    """Return what the rule says of each trial."""
    import numpy as np

    usable = {who: each for who, each in trial.items() if type(each) is tuple}
    results: dict[int, Outcome] = {}
    for who, each in trial.items():
        if isinstance(each, UnusableWeightsError):
            results[who] = Fit(int(counts[who]), Why.UNUSABLE, remark=str(each))
        elif isinstance(each, str):
            results[who] = Failed(int(counts[who]), each)
        elif isinstance(each, Close):
            results[who] = each
    if not usable:
        return results
    chosen = np.isin(found.who, list(usable))
    some = found.some(chosen)
    after = recalls(some, _table(usable, some))
    held = (some.days > 0) & (some.t >= since[some.who])
    for who, compared in _compared(some, held, recall[chosen], after).items():
        gain = compared.loss_before - compared.loss_after
        why = Why.BETTER if compared.is_better else Why.NO_BETTER
        close = abs(gain - compared.error) < _NEAR
        results[who] = Close() if close else Fit(int(counts[who]), why, held_out=compared)
    return results


def _compared(
    found: Histories, held: "Flags", before: "Reals", after: "Reals"
) -> dict[int, Comparison]:
    """Return how two models predicted the same scored reviews of each learner."""
    import numpy as np

    who, guess, is_right = found.who[held], found.guess[held], found.score[held] >= 0.5

    def losses(recall: "Reals") -> "Reals":
        chance = np.clip(guess + (1.0 - guess) * recall[held], _SURE, 1.0 - _SURE)
        return -np.log(np.where(is_right, chance, 1.0 - chance))

    one, other = losses(before), losses(after)
    n = np.bincount(who)
    safe = np.maximum(n, 2)
    means = [np.bincount(who, weights=each) / safe for each in (one, other, one - other)]
    apart = np.bincount(who, weights=(one - other - means[2][who]) ** 2)
    errors = np.sqrt(apart / (safe - 1) / safe)
    return {
        each: Comparison(
            int(n[each]), float(means[0][each]), float(means[1][each]), float(errors[each])
        )
        for each in np.unique(who).tolist()
    }
