"""Does the 90 % band of a forecast hold what comes? `python -m tests.analysis.judge_forecast`.

Simulated learners study with the planner; on some days the forecast is made from their answers
alone, and in the end compared with what they then know. The bar is for truth A (FSRS-6 with
weights of the learner's own): the band holds 85 to 97 % of the outcomes.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from quizkit.analysis.simulate.learner import draw
from quizkit.analysis.simulate.planned import Planned
from quizkit.analysis.simulate.run import Setting, _study, _Tally
from quizkit.analysis.simulate.truth import Kind, truth_of
from quizkit.memory.exam import band
from quizkit.memory.forecast import Basis, Future, Subject
from quizkit.memory.fsrs import Fsrs6
from quizkit.memory.ladder import rung
from quizkit.memory.learners import Answered
from quizkit.model import FacetId, FacetState

MODEL = Fsrs6()


class Case(NamedTuple):
    kind: Kind
    facts: int
    days: int
    minutes: int
    is_exam: bool
    on: tuple[int, ...]


CASES = {
    "A, 14 days": Case(Kind.A, 400, 14, 15, True, (0, 4, 7, 11)),
    "A, 30 days": Case(Kind.A, 600, 30, 15, True, (0, 10, 20)),
    "A, no exam": Case(Kind.A, 600, 30, 15, False, (5, 15)),
    "B, 30 days": Case(Kind.B, 600, 30, 15, True, (0, 10, 20)),
}


class Judged(NamedTuple):
    low: float
    mean: float
    high: float
    came: float

    @property
    def holds(self) -> bool:
        return self.low <= self.came <= self.high


class Recorded:
    """A policy whose answers are taken down."""

    def __init__(self, policy: Planned, facts: int) -> None:
        self.policy = policy
        self.answers: list[list[Answered]] = [[] for _ in range(facts)]
        self.states = [FacetState()] * facts
        self.open, self.guess, self.belief = policy.open, policy.guess, policy.belief

    def learn(self, facet: int, day: int, rating: int, guess: float) -> float | None:
        before = self.states[facet]
        if before.state is None:
            state, on = MODEL.first(rating, guess), 0
        else:
            on = rung(before.state.stability, before.failed_rung)
            state = MODEL.step(before.state, rating, float(day - before.day), guess=guess)
        failed = on if rating == 1 else -1
        self.states[facet] = FacetState(state, day, reviews=before.reviews + 1, failed_rung=failed)
        self.answers[facet].append(Answered(day, rating, guess, float(rating > 1)))
        return self.policy.learn(facet, day, rating, guess)

    def subjects(self, exam: int | None) -> list[Subject]:
        return [
            Subject(FacetId(f"deck/{n}#role"), state, exam, history=tuple(self.answers[n]))
            for n, state in enumerate(self.states)
        ]


def judge(case: Case, seed: str, *, runs: int = 40) -> Iterator[tuple[int, Judged]]:
    """Yield each day of a forecast, and what was said and came."""
    learner = draw(seed, case.facts)
    truth, tally = truth_of(case.kind, learner), _Tally(case.facts)
    exam = case.days if case.is_exam else None
    setting = Setting(case.facts, case.days, case.minutes, is_exam=case.is_exam)
    policy = Recorded(Planned(setting), case.facts)
    told = {}
    for day in range(case.days):
        if day in case.on:
            future = Future(policy.subjects(exam), Basis(day), seed=seed, runs=runs)
            ahead = case.days - day
            plan = [float(case.minutes)] * ahead
            found = [future.run(n, plan, watch=[ahead]).known[0] for n in range(runs)]
            told[day] = [known / case.facts for known in found]
        _study(learner, truth, policy, day, case.minutes * 60.0, tally)
    came = truth.known(case.days) / case.facts
    for day, scores in told.items():
        low, high = band(scores)
        yield day, Judged(low, fmean(scores), high, came)


def report(learners: int, *, first: int, runs: int) -> None:
    for name, case in CASES.items():
        found: dict[int, list[Judged]] = defaultdict(list)
        for seed in range(first, first + learners):
            for day, judged in judge(case, f"{seed}", runs=runs):
                found[day].append(judged)
        for day, judged in found.items():
            errors = [each.mean - each.came for each in judged]
            print(
                f"{name}, on day {day:2}: held {fmean(e.holds for e in judged):4.0%}, "
                f"error {fmean(errors):+.3f}, rms {sqrt(fmean(e * e for e in errors)):.3f}, "
                f"width {fmean(e.high - e.low for e in judged):.3f}",
                flush=True,
            )
        if case.kind is Kind.A:
            every = [each.holds for judged in found.values() for each in judged]
            print(f"{name}, all days: held {fmean(every):.1%} of {len(every)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=40)
    parser.add_argument("--first", type=int, default=0, help="seed of the first learner")
    parser.add_argument("--runs", type=int, default=40)
    given = parser.parse_args()
    report(given.learners, first=given.first, runs=given.runs)


if __name__ == "__main__":
    main()
