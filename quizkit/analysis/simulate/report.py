"""The report: each case with many learners, the planner against every other policy, the bars."""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean, median
from typing import NamedTuple

from quizkit.analysis.simulate.cases import (
    BETTER_NEW,
    BETTER_OF,
    CASES,
    LEARNERS,
    SEEDS,
    Bar,
    Case,
    Figure,
)
from quizkit.analysis.simulate.compare import Difference, paired, ratio
from quizkit.analysis.simulate.policies import PLANNER
from quizkit.analysis.simulate.run import Outcome
from quizkit.analysis.simulate.study import Task, column, perform_all
from quizkit.analysis.simulate.truth import Kind

Outcomes = Mapping[str, Sequence[Outcome]]
"""Policy to what came of it, learner by learner."""


class Judged(NamedTuple):
    """A bar and what was found.

    Attributes:
        case: Name of the case.
        baseline: The policy compared with, or "".
        truth: "A" or "B".
        figure: What is compared.
        found: Mean difference [points], median ratio, or error [points].
        difference: The paired comparison behind it, or None where the planner is judged alone.
        bar: What is wanted.
        met: Whether it is.
    """

    case: str
    baseline: str
    truth: str
    figure: str
    found: float
    difference: Difference | None
    bar: float
    met: bool


class Figures(NamedTuple):
    """A policy in a case: means over the learners, and the planner's lead over it.

    Attributes:
        policy: Its name.
        exam: Share known on the day after the last one [0..1].
        later: The same 60 days on.
        known: The same, mean of all days.
        minutes: Minutes a day.
        right: Share of later answers that were right [0..1].
        loss: Log loss, or None where the policy predicts nothing.
        back: Median days until a break is made good, or None: there was none, or for most
            learners there was not time enough.
        lead: The planner's exam score minus this one's [points], or None for the planner.
    """

    policy: str
    exam: float
    later: float
    known: float
    minutes: float
    right: float
    loss: float | None
    back: float | None
    lead: Difference | None


class Section(NamedTuple):
    """A case in one truth: its policies and its bars.

    Attributes:
        case: Name of the case.
        truth: "A" or "B".
        learners: How many there were.
        figures: The policies, the planner first.
        judged: The bars.
    """

    case: str
    truth: str
    learners: int
    figures: tuple[Figures, ...]
    judged: tuple[Judged, ...]


def report(
    seeds: str,
    *,
    learners: int = LEARNERS,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
    cases: Sequence[Case] = CASES,
) -> list[Section]:
    """Run all cases.

    Args:
        seeds: "tuning" or "judging".
        learners: How many in truth A [1..240]; in truth B a case takes a half or a fifth of them.
        workers: Processes [>= 1]; the figures do not depend on it.
        progress: Called after each learner with how many are done, and how many there are.
        cases: What to run.

    Returns:
        Two sections a case, one for each truth.
    """
    parts = [(case, kind, _texts(seeds, learners, case, kind)) for case in cases for kind in Kind]
    tasks = [
        Task(case.setting, kind, case.policies, seed)
        for case, kind, texts in parts
        for seed in texts
    ]
    done = iter(perform_all(tasks, workers=workers, progress=progress))
    return [section(case, kind, [next(done) for _ in texts]) for case, kind, texts in parts]


def section(case: Case, kind: Kind, outcomes: Sequence[Sequence[Outcome]]) -> Section:
    """Return what a case has shown in one truth."""
    by_policy = {name: column(outcomes, place) for place, name in enumerate(case.policies)}
    judged = tuple(_judged(case.name, bar, by_policy) for bar in case.bars if bar.kind is kind)
    figures = tuple(figures_of(name, by_policy) for name in case.policies)
    return Section(case.name, kind.value, len(outcomes), figures, judged)


def figures_of(name: str, outcomes: Outcomes) -> Figures:
    """Return the means of a policy, and the planner's lead over it where the planner was run."""
    found = outcomes[name]
    losses = [each.loss for each in found if each.loss is not None]
    return Figures(
        policy=name,
        exam=fmean(each.exam for each in found),
        later=fmean(each.later for each in found),
        known=fmean(each.known for each in found),
        minutes=fmean(each.minutes for each in found),
        right=fmean(each.right for each in found),
        loss=fmean(losses) if losses else None,
        back=_back(found),
        lead=None if name == PLANNER or PLANNER not in outcomes else _lead(outcomes, name),
    )


def _texts(seeds: str, learners: int, case: Case, kind: Kind) -> list[str]:
    count = learners if kind is Kind.A else max(1, round(learners * case.share))
    return [str(number) for number in SEEDS[seeds][:count]]


def _lead(outcomes: Outcomes, name: str) -> Difference:
    return paired(
        [100.0 * each.exam for each in outcomes[PLANNER]],
        [100.0 * each.exam for each in outcomes[name]],
    )


def _back(found: Sequence[Outcome]) -> float | None:
    """Return the median, where those that took too long stand at the end."""
    days = sorted(float("inf") if each.back is None else float(each.back) for each in found)
    middle = median(days)
    return None if middle == float("inf") else middle


def _judged(case: str, bar: Bar, outcomes: Outcomes) -> Judged:
    baseline = bar.baseline
    if baseline == BETTER_NEW:
        baseline = max(BETTER_OF, key=lambda name: fmean(each.exam for each in outcomes[name]))
    found, lead = _found(bar.figure, outcomes[PLANNER], outcomes.get(baseline, ()))
    if bar.figure is Figure.ERROR:
        met = abs(found) <= bar.bar
    else:
        met = found <= bar.bar if bar.figure is Figure.MINUTES else found >= bar.bar
    return Judged(case, baseline, bar.kind.value, bar.figure.value, found, lead, bar.bar, met)


def _found(
    figure: Figure, ours: Sequence[Outcome], theirs: Sequence[Outcome]
) -> tuple[float, Difference | None]:
    """Return the figure that a bar is held against, and the comparison behind it."""
    if figure is Figure.ERROR:
        return 100.0 * fmean(each.error or 0.0 for each in ours), None
    first, second = ([_of(figure, each) for each in found] for found in (ours, theirs))
    lead = paired(first, second)
    return (lead.mean if figure is Figure.EXAM else ratio(first, second)), lead


def _of(figure: Figure, outcome: Outcome) -> float:
    if figure is Figure.EXAM:
        return 100.0 * outcome.exam
    return outcome.known if figure is Figure.KNOWN else outcome.minutes
