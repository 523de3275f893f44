"""Policies by name: quizkit, quizkit with a part more or less, and what others do."""

from collections.abc import Callable
from typing import Final

from quizkit.analysis.simulate.planned import Planned
from quizkit.analysis.simulate.run import Setting
from quizkit.analysis.simulate.schedulers import (
    Dates,
    FsrsDates,
    Leitner,
    Policy,
    Scheduled,
    Shuffled,
    Sm2,
    Start,
)

PLANNER: Final = "planner"
"""quizkit as it is."""

VARIANTS: Final = {
    "planner-without-ladder": "the planner, everything typed",
    "planner-without-keep": "the planner with its second step only: by gain",
    "planner-without-second-looks": "before an exam second looks wait for their gain",
    "ladder-without-planner": "quizkit's forms, FSRS 0.90 by date, reviews first",
}
"""quizkit without one of its parts, or with one more, and what is meant."""

_DATES: Final[dict[str, Callable[[], Dates]]] = {
    "sm2": Sm2,
    "fsrs90": lambda: FsrsDates(0.90),
    "fsrs80": lambda: FsrsDates(0.80),
    "leitner": Leitner,
}
_RANDOM: Final = "random"

BASELINES: Final = tuple(f"{rule}-{start.value}" for rule in (*_DATES, _RANDOM) for start in Start)
"""What others do: a rule, and whether new facts are started 20 a day, after or before reviews."""

POLICIES: Final = (PLANNER, *VARIANTS, *BASELINES)
"""All names."""


def make(name: str, setting: Setting, *, seed: str = "") -> Policy:
    """Return a policy that has seen nothing yet.

    Args:
        name: One of `POLICIES`.
        setting: What is to be learned.
        seed: What a random order is drawn from.

    Raises:
        ValueError: If there is no such policy.

    >>> make("planner", Setting(3, 1, 10.0)).guess(0)
    0.3333333333333333
    """
    if name == "planner":
        return Planned(setting)
    if name == "planner-without-ladder":
        return Planned(setting, has_ladder=False)
    if name == "planner-without-keep":
        return Planned(setting, keep=0.0)
    if name == "planner-without-second-looks":
        return Planned(setting, has_second=False)
    if name == "ladder-without-planner":
        dates = FsrsDates(0.90, has_ladder=True)
        return Scheduled(setting.facts, Start.REVIEWS_FIRST, dates)
    if name not in BASELINES:
        raise ValueError(f'policy is "{name}", want one of {", ".join(POLICIES)}')
    rule, _, start = name.partition("-")
    if rule == _RANDOM:
        return Shuffled(setting.facts, Start(start), seed)
    return Scheduled(setting.facts, Start(start), _DATES[rule]())
