"""The job `fit`: a memory model of the learner's own, for each of many learners.

What comes of a learner is what `quizkit fit` finds from the same log: the same weights, kept by the
same rule. A fit that crashes or hangs is told in its learner's row, and nobody else is touched.
"""

from collections.abc import Iterable, Mapping
from math import sqrt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizkit.analysis.fit.fitting import Fit, Why, fit
from quizkit.analysis.fit.history import histories
from quizkit.analysis.fit.process import library_version, require_library
from quizkit.analysis.fit.rule import FEWEST
from quizkit.analysis.fit.training import CONFIG, Lesson
from quizkit.analysis.jobs.answers.viewed import viewed
from quizkit.analysis.jobs.fits.batch import Close, Failed, Outcome, fit_all
from quizkit.analysis.jobs.fits.columns import Learners, read, require_numpy
from quizkit.analysis.jobs.fits.many import fit_many
from quizkit.analysis.jobs.job import Cell, Column, Part, Put
from quizkit.analysis.shards.shard import Shard
from quizkit.analysis.shards.stories import stories
from quizkit.errors import FitError
from quizkit.memory.fsrs import DEFAULT_WEIGHTS
from quizkit.memory.replay import fold_moments
from quizkit.memory.reviews import MILLION
from quizkit.store.cache import collector_paused
from quizkit.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

FAILED: Final = "failed"
"""Stands for why there are no weights where the fit itself crashed or hung."""

_WEIGHTS: Final = len(DEFAULT_WEIGHTS)


class Fitting(NamedTuple):
    """Weights of the memory model for each learner, kept where they predict better."""

    @property
    def name(self) -> str:
        """Its name."""
        return "fit"

    @property
    def version(self) -> int:
        """Raised with each change of its parts."""
        return 1

    @property
    def columns(self) -> tuple[Column, ...]:
        """A row a learner; the weights in millionths, missing where the old ones stay."""
        head = (
            Column("learner", "VARCHAR"),
            Column("reviews", "BIGINT"),
            Column("why", "VARCHAR"),
            Column("loss_before", "DOUBLE"),
            Column("loss_after", "DOUBLE"),
            Column("remark", "VARCHAR"),
        )
        return head + tuple(Column(f"w{number}", "BIGINT") for number in range(_WEIGHTS))

    def asked(self) -> Mapping[str, Any]:
        """Return what weights depend on besides the log."""
        require_library()
        config = {name: repr(value) for name, value in CONFIG.items()}
        return {"library": library_version(), "config": config}

    def run(self, shard: Shard, put: Put) -> Part:
        """Return the sums of a shard; a row for each learner.

        Raises:
            MissingExtraError: If the library that fits is not installed, or numpy, or DuckDB.
        """
        require_library()
        require_numpy()
        with collector_paused():  # it would look at millions of tuples that are all in use
            learners, results = _results(shard)
        sums = _Sums()
        for who, learner in enumerate(learners.names):
            result = results.get(who, Fit(0, Why.TOO_FEW))
            sums.add(result)
            put((learner, *_row(result)))
        return Part(learners.rows, learners.names, sums.figures())

    def merge(self, parts: Iterable[Part]) -> Mapping[str, Any]:
        """Return how many were fitted and kept, and what was gained."""
        sums = _Sums()
        for part in parts:
            sums.merge(part.figures)
        return sums.document()

    def lines(self, result: Mapping[str, Any]) -> list[str]:
        """Return the result as lines for people."""
        found = [
            f"{counted(result['learners'], 'learner')}: {result['kept']:,} get a memory model of"
            f" their own, {result['no_better']:,} do as well with the usual one,"
            f" {result['too_few']:,} have fewer than {FEWEST} scored reviews."
        ]
        if result["judged"]:
            error = result["error"]
            found.append(
                f"Gain on held-out reviews: {result['gain']:.4f} of log loss"
                + ("" if error is None else f" +- {error:.4f}")
                + f", mean of the {result['judged']:,} that were fitted; worse for"
                f" {result['worse']:,}, none of whom keeps it."
            )
            if result["kept"]:
                found.append(f"Of those that are kept: {result['kept_gain']:.4f}.")
        if result["unusable"]:
            found.append(f"{result['unusable']:,} gave no usable weights.")
        if result["failed"]:
            found.append(
                f"{counted(result['failed'], 'fit')} crashed or hung: see `remark` in the table."
            )
        return found


class _Sums:
    """Counts of outcomes, and sums of gains in whole 1e-12, which add exactly."""

    _UNIT = 10**12

    def __init__(self) -> None:
        names = (*(why.value for why in Why), FAILED)
        self._counts = dict.fromkeys(names, 0)
        self._gains = [0, 0, 0, 0, 0]

    def add(self, result: "Fit | Failed") -> None:
        """Take in one learner."""
        self._counts[FAILED if isinstance(result, Failed) else result.why.value] += 1
        if isinstance(result, Failed) or result.held_out is None:
            return
        gain = result.held_out.loss_before - result.held_out.loss_after
        whole = round(gain * self._UNIT)
        kept = whole if result.weights is not None else 0
        more = (1, whole, whole * whole, gain < 0, kept)
        self._gains = [one + int(two) for one, two in zip(self._gains, more, strict=True)]

    def merge(self, figures: Mapping[str, Any]) -> None:
        """Add the sums of a shard."""
        for why, count in figures["counts"].items():
            self._counts[why] += count
        self._gains = [a + int(b) for a, b in zip(self._gains, figures["gains"], strict=True)]

    def figures(self) -> dict[str, Any]:
        """Return the sums as JSON holds them; some are longer than others can read as numbers."""
        return {"counts": self._counts, "gains": [str(value) for value in self._gains]}

    def document(self) -> dict[str, Any]:
        """Return what the sums say."""
        n, total, squares, worse, kept = self._gains
        counts = {why.replace(" ", "_"): count for why, count in self._counts.items()}
        own = counts.pop("better")
        spread = (squares * n - total * total) / (n * (n - 1)) if n > 1 else None
        return {
            "learners": sum(self._counts.values()),
            "kept": own,
            **counts,
            "judged": n,
            "worse": worse,
            "gain": total / n / self._UNIT if n else None,
            "error": None if spread is None else sqrt(spread / n) / self._UNIT,
            "kept_gain": kept / own / self._UNIT if own else None,
        }


def _results(shard: Shard) -> "tuple[Learners, dict[int, Fit | Failed]]":
    """Return who is in a shard, and what came of the fits; who answered nothing is left out."""
    import numpy as np

    with viewed(shard) as connection:
        learners, found = read(connection)
        params = connection.execute(
            "SELECT DISTINCT learner FROM shard WHERE live AND kind = 'params'"
        ).fetchall()
    number = {name: at for at, name in enumerate(learners.names)}
    odd = {*learners.odd, *(number[name] for (name,) in params)}
    chosen = ~np.isin(found.who, list(odd))
    now = np.tile(DEFAULT_WEIGHTS, (len(learners.names), 1))
    results = fit_all(found.some(chosen), now) if chosen.any() else dict[int, Outcome]()
    odd |= {who for who, each in results.items() if isinstance(each, Close)}
    settled = {who: each for who, each in results.items() if not isinstance(each, Close)}
    return learners, settled | _one_by_one(shard, {learners.names[who]: who for who in odd})


def _one_by_one(shard: Shard, wanted: Mapping[str, int]) -> "dict[int, Fit | Failed]":
    """Return what comes of some learners' fits, made as `quizkit fit` makes them."""
    found: dict[int, Fit | Failed] = {}
    for story in stories(shard) if wanted else ():
        if story.learner not in wanted:
            continue
        known = histories(story.moments)
        now = fold_moments([each for each in story.moments if each[1].kind == "params"]).weights
        reviews = sum(answer.days > 0 for history in known for answer in history[1:])
        try:
            found[wanted[story.learner]] = fit(known, now, fitter=_fitter)
        except FitError as error:
            found[wanted[story.learner]] = Failed(reviews, str(error))
    return found


def _fitter(given: "Sequence[Lesson]") -> list[float]:
    (found,) = fit_many([given])
    if isinstance(found, str):
        raise FitError(found)
    return found


def _row(result: "Fit | Failed") -> list[Cell]:
    """Return the cells of a learner after the name."""
    if isinstance(result, Failed):
        return [result.reviews, FAILED, None, None, result.remark, *(None,) * _WEIGHTS]
    held, weights = result.held_out, result.weights
    losses = (held.loss_before, held.loss_after) if held else (None, None)
    own = (None,) * _WEIGHTS if weights is None else [round(each * MILLION) for each in weights]
    return [result.reviews, result.why.value, *losses, result.remark or None, *own]
