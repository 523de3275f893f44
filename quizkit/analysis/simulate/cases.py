"""The cases that quizkit's planner is judged by, and the bars that it must meet.

Two sets of seeds: policies are tuned on the learners 0 to 239 only; 1000 to 1239 judge.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from quizkit.analysis.simulate.learner import Attendance
from quizkit.analysis.simulate.policies import PLANNER, POLICIES
from quizkit.analysis.simulate.run import Setting
from quizkit.analysis.simulate.truth import Kind

SEEDS: Final = {"tuning": range(240), "judging": range(1000, 1240)}
"""Numbers of the learners of each set; a learner's seed is its number as text."""

LEARNERS: Final = 120
"""Learners in truth A, if nothing else is said."""

BETTER_NEW: Final = "better-new"
"""Stands for SM-2 or FSRS 0.90, new first: whichever has the higher mean."""

BETTER_OF: Final = ("sm2-new", "fsrs90-new")


class Figure(Enum):
    """What is compared, and how a bar reads."""

    EXAM = "points of exam score"
    KNOWN = "known, ratio"
    MINUTES = "minutes, ratio at most"
    ERROR = "points of error of known, at most"


class Bar(NamedTuple):
    """What a case wants: the planner against a baseline in one truth.

    Attributes:
        baseline: Name of a policy, `BETTER_NEW`, or "" where the planner is judged alone.
        kind: Which truth.
        figure: What is compared.
        bar: Least mean difference [points], least or greatest median ratio, greatest error.
    """

    baseline: str
    kind: Kind
    figure: Figure
    bar: float


class Case(NamedTuple):
    """A setting, the policies that are run in it, and its bars.

    Attributes:
        name: What it is called.
        setting: What is to be learned.
        policies: Names; the first is the planner.
        share: Learners in truth B for each one in truth A.
        bars: What it wants.
    """

    name: str
    setting: Setting
    policies: tuple[str, ...]
    share: float
    bars: tuple[Bar, ...] = ()


def _exam(days: int, facts: int, minutes: float, *bars: tuple[str, float, float]) -> Case:
    return Case(
        f"exam in {days} days, {facts} facts, {minutes:g} min",
        Setting(facts, days, minutes, is_exam=True),
        POLICIES,
        0.5,
        tuple(
            Bar(baseline, kind, Figure.EXAM, bar)
            for baseline, *both in bars
            for kind, bar in zip(Kind, both, strict=True)
        ),
    )


def _open(facts: int, minutes: float, *bars: tuple[float, float]) -> Case:
    baseline = "fsrs90-reviews"
    return Case(
        f"180 days, {facts} facts, {minutes:g} min",
        Setting(facts, 180, minutes),
        (PLANNER, baseline),
        0.2,
        tuple(
            Bar(baseline, kind, figure, bar)
            for kind, both in zip(Kind, bars, strict=True)
            for figure, bar in zip((Figure.KNOWN, Figure.MINUTES), both, strict=True)
        ),
    )


_AWAY: Final = (PLANNER, "fsrs90-reviews", "fsrs90-20", "sm2-reviews", "sm2-20")

CASES: Final = (
    _exam(
        *(14, 400, 15),
        ("sm2-reviews", 10.0, 4.0),
        ("fsrs90-reviews", 5.0, 4.5),
        (BETTER_NEW, -0.5, -2.2),
    ),
    _exam(
        *(30, 600, 15),
        ("sm2-reviews", 3.5, 5.0),
        ("fsrs90-reviews", 2.0, 6.0),
        (BETTER_NEW, 0.3, -1.0),
    ),
    _exam(
        *(60, 600, 10),
        ("sm2-reviews", 1.0, 4.0),
        ("fsrs90-reviews", 1.0, 6.0),
        (BETTER_NEW, 0.5, -0.3),
    ),
    _open(300, 10, (1.00, 1.07), (1.00, 1.00)),
    _open(1000, 10, (1.04, 1.02), (1.07, 1.00)),
    _open(3000, 15, (1.12, 1.01), (1.10, 1.01)),
    Case(
        "60 days, 600 facts, 10 min",
        Setting(600, 60, 10),
        (PLANNER,),
        0.5,
        (Bar("", Kind.A, Figure.ERROR, 3.0),),
    ),
    Case(
        "90 days, 600 facts, 10 min, a break of 21 days",
        Setting(600, 90, 10, attendance=Attendance.BREAK),
        _AWAY,
        0.5,
    ),
    Case(
        "exam in 60 days, 600 facts, 10 min, absent 15 days in 100",
        Setting(600, 60, 10, is_exam=True, attendance=Attendance.ABSENT),
        _AWAY,
        0.5,
    ),
)
"""All that a report runs."""


def only_bars(cases: Sequence[Case] = CASES) -> tuple[Case, ...]:
    """Return the cases that have bars, each with the policies that they name.

    >>> only_bars()[0].policies
    ('planner', 'sm2-reviews', 'sm2-new', 'fsrs90-reviews', 'fsrs90-new')
    """
    return tuple(case._replace(policies=_named(case)) for case in cases if case.bars)


def _named(case: Case) -> tuple[str, ...]:
    named = {PLANNER, *(bar.baseline for bar in case.bars)}
    if BETTER_NEW in named:
        named.update(BETTER_OF)
    return tuple(policy for policy in case.policies if policy in named)
