"""The job `calibration`: how good a memory model's predictions are, over many learners."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from quizkit.analysis.fit.history import History, histories
from quizkit.analysis.jobs.job import Column, Part, Put
from quizkit.analysis.jobs.models import FSRS_6, Weights
from quizkit.analysis.jobs.scores import Sums, Told, many, summed
from quizkit.analysis.shards.shard import Shard
from quizkit.analysis.shards.stories import stories
from quizkit.memory.folding import changed
from quizkit.memory.fsrs import Model, model_named
from quizkit.memory.replay import Moment, fold_moments, model_of
from quizkit.memory.reviews import MILLION

_OFF = 0.03
_SURE = 200


class Calibration(NamedTuple):
    """How good predictions are: by their size, by the delay, and learner by learner.

    Attributes:
        weights: The weights to predict with [millionths]; (): each learner's own.
    """

    weights: Weights = ()

    @property
    def name(self) -> str:
        """Its name."""
        return "calibration"

    @property
    def version(self) -> int:
        """Raised with each change of its parts."""
        return 1

    @property
    def columns(self) -> tuple[Column, ...]:
        """A row a learner with scored reviews."""
        figures = ("said", "was", "log_loss", "brier")
        doubles = (Column(name, "DOUBLE") for name in figures)
        return Column("learner", "VARCHAR"), Column("n", "BIGINT"), *doubles

    def asked(self) -> Mapping[str, Any]:
        """Return the weights."""
        return {"model": FSRS_6, "weights": list(self.weights)}

    def run(self, shard: Shard, put: Put) -> Part:
        """Return the sums of a shard; a row for each learner."""
        sums, learners, rows = Sums(), [], 0
        for story in stories(shard):
            rows += story.rows
            learners.append(story.learner)
            own = summed(predictions(story.moments, self.weights))
            sums.merge(own.figures())
            if own.n:
                put((story.learner, own.n, own.said, own.was, own.log_loss, own.brier))
        return Part(rows, tuple(learners), sums.figures())

    def merge(self, parts: Iterable[Part]) -> Mapping[str, Any]:
        """Return the figures over all learners."""
        sums, learners = Sums(), 0
        for part in parts:
            sums.merge(part.figures)
            learners += len(part.learners)
        return {"learners": learners, **sums.document()}

    def lines(self, result: Mapping[str, Any]) -> list[str]:
        """Return the result as lines for people."""
        if not result["n"]:
            return ["No answer tests a prediction: nobody was asked the same on a later day."]
        of = f"{many(result['n'], 'scored review')} of {many(result['learners'], 'learner')}"
        head = f"{of}; predicted {result['said']:.1%}, right {result['was']:.1%}"
        losses = (
            f"log loss {result['log_loss']:.4f} (always the same guess:"
            f" {result['constant_log_loss']:.4f}), Brier {result['brier']:.4f}"
            f" ({result['constant_brier']:.4f})"
        )
        bins = [_line(f"{row['low']:g} to {row['high']:g}", row) for row in result["bins"]]
        days = [_line(row["days"], row) for row in result["retention"]]
        names = _line("predicted", None), _line("days since", None)
        return [head, losses, "", names[0], *bins, "", names[1], *days, *_off(result)]


def predictions(moments: Sequence[Moment], weights: Weights = ()) -> Iterator[Told]:
    """Yield what a model said of each scored review of a learner, and what came.

    P = guess + (1 - guess) * R, without a learner's offset.

    Args:
        moments: The live events that this version applies, with their times, in their order.
        weights: The weights [millionths]; (): those of the learner's newest `params`.
    """
    if weights:
        model = model_named(FSRS_6, tuple(weight / MILLION for weight in weights))
    else:
        model = model_of(fold_moments([each for each in moments if each[1].kind == "params"]))
    for history in histories(moments):
        yield from _walked(history, model)


def _walked(history: History, model: Model) -> Iterator[Told]:
    first = history[0]
    state = model.first(first.rating, first.guess)
    for answer in history[1:]:
        if answer.is_changed:
            state = changed(state)
        elapsed = float(answer.days)
        if answer.days:
            recall = model.recall(state, elapsed)
            chance = answer.guess + (1.0 - answer.guess) * recall
            yield Told(answer.days, chance, answer.is_right)
        state = model.step(state, answer.rating, elapsed, guess=answer.guess, score=answer.score)


def _line(name: str, row: Mapping[str, Any] | None) -> str:
    if row is None:
        return f"{name:<12} {'said':>7} {'right':>7} {'reviews':>12}"
    return f"{name:<12} {row['said']:>7.1%} {row['was']:>7.1%} {row['n']:>12,}"


def _off(result: Mapping[str, Any]) -> list[str]:
    """Return what is to be said where predictions are off, and surely so."""
    high = result["said"] - result["was"]
    if result["n"] < _SURE or abs(high) <= _OFF or abs(high) <= 2 * result["error"]:
        return []
    return [
        "",
        f"Predictions are {100 * abs(high):.0f} points too {'high' if high > 0 else 'low'}.",
    ]
