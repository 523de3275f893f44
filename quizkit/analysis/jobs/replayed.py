"""The job `replay`: what each learner remembers, all histories read again under one model."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from quizkit.analysis.jobs.job import Column, Part, Put
from quizkit.analysis.jobs.models import FSRS_6, Weights, under
from quizkit.analysis.jobs.scores import many
from quizkit.analysis.shards.shard import Shard
from quizkit.analysis.shards.stories import stories
from quizkit.memory.replay import Moment, fold_moments
from quizkit.memory.reviews import MILLION
from quizkit.model import FacetState

STEPS: Final = (1, 7, 30, 90, 365)
"""Stabilities that facets are counted by: up to so many days each [days]; and those beyond."""

_COUNTS: Final = ("started", "reviews", "lapses", "stability")


class Replay(NamedTuple):
    """The state of every facet of every learner.

    Attributes:
        weights: The weights to reckon with [millionths]; (): each learner's own.
    """

    weights: Weights = ()

    @property
    def name(self) -> str:
        """Its name."""
        return "replay"

    @property
    def version(self) -> int:
        """Raised with each change of its parts."""
        return 1

    @property
    def columns(self) -> tuple[Column, ...]:
        """A row a learner and facet that was reviewed; stability [days], day: the newest one."""
        return (
            Column("learner", "VARCHAR"),
            Column("facet", "VARCHAR"),
            Column("stability", "DOUBLE"),
            Column("difficulty", "DOUBLE"),
            Column("reviews", "BIGINT"),
            Column("lapses", "BIGINT"),
            Column("day", "INTEGER"),
        )

    def asked(self) -> Mapping[str, Any]:
        """Return the weights."""
        return {"model": FSRS_6, "weights": list(self.weights)}

    def run(self, shard: Shard, put: Put) -> Part:
        """Return the totals of a shard; a row for each learner and facet."""
        learners, rows = [], 0
        totals, steps = dict.fromkeys(_COUNTS, 0), [0] * (len(STEPS) + 1)
        for story in stories(shard):
            rows += story.rows
            learners.append(story.learner)
            for facet, state in states(story.moments, self.weights):
                held = state.state
                values = (held.stability, held.difficulty) if held else (None, None)
                put((story.learner, facet, *values, state.reviews, state.lapses, state.day))
                totals["reviews"] += state.reviews
                totals["lapses"] += state.lapses
                if held is not None:
                    totals["started"] += 1
                    totals["stability"] += round(held.stability * MILLION)
                    steps[_step(held.stability)] += 1
        return Part(rows, tuple(learners), {**totals, "steps": steps})

    def merge(self, parts: Iterable[Part]) -> Mapping[str, Any]:
        """Return the totals over all learners."""
        learners, totals, steps = 0, dict.fromkeys(_COUNTS, 0), [0] * (len(STEPS) + 1)
        for part in parts:
            learners += len(part.learners)
            for name in _COUNTS:
                totals[name] += part.figures[name]
            steps = [mine + more for mine, more in zip(steps, part.figures["steps"], strict=True)]
        total, started = totals.pop("stability"), totals["started"]
        mean = total / (started * MILLION) if started else None
        return {"learners": learners, **totals, "mean_stability": mean, "steps": steps}

    def lines(self, result: Mapping[str, Any]) -> list[str]:
        """Return the result as lines for people."""
        started, mean = result["started"], result["mean_stability"]
        told = [
            f"{many(result['learners'], 'learner')}, {many(started, 'facet')} started,"
            f" {many(result['reviews'], 'review')}, {many(result['lapses'], 'lapse')}"
        ]
        if mean is None:
            return told
        names = [*(f"up to {most} d" for most in STEPS), f"over {STEPS[-1]} d"]
        rows = [
            f"{name:<12} {count:>12,} {count / started:>7.1%}"
            for name, count in zip(names, result["steps"], strict=True)
        ]
        return [*told, f"mean stability {mean:.1f} days", "", "stability", *rows]


def states(moments: Sequence[Moment], weights: Weights = ()) -> list[tuple[str, FacetState]]:
    """Return the facets of a learner that were reviewed, with their states, by name.

    Args:
        moments: The live events that this version applies, with their times, in their order.
        weights: The weights [millionths]; (): those of the learner's newest `params`.

    >>> states([])
    []
    """
    memory = fold_moments(under(moments, weights))
    return sorted((facet, state) for facet, state in memory.facets.items() if state.reviews)


def _step(stability: float) -> int:
    return next((n for n, most in enumerate(STEPS) if stability <= most), len(STEPS))
