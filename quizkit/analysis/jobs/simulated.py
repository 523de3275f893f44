"""The job `simulate`: study policies on simulated learners; a shard is a range of their seeds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from quizkit.analysis.jobs.job import Column, Part, Put
from quizkit.analysis.shards.shard import Shard
from quizkit.analysis.simulate.cases import Case
from quizkit.analysis.simulate.learner import Attendance
from quizkit.analysis.simulate.report import section
from quizkit.analysis.simulate.run import Outcome, Setting
from quizkit.analysis.simulate.study import Task, perform
from quizkit.analysis.simulate.tables import document
from quizkit.analysis.simulate.truth import Kind

EACH: Final = 10
"""Learners of a shard; a run with more learners takes over what one with fewer has done."""

_WHOLE: Final = ("back", "answers", "started")


class Simulate(NamedTuple):
    """Policies compared on simulated learners.

    Attributes:
        setting: What is to be learned, and in which time.
        policies: Names of policies [at least one]; leads are told where `planner` is among them.
        truth: "A" (FSRS-6) or "B" (ACT-R).
        seed: A text; the same learners for the same text.
    """

    setting: Setting
    policies: tuple[str, ...]
    truth: str = "A"
    seed: str = "1"

    @property
    def name(self) -> str:
        """Its name."""
        return "simulate"

    @property
    def version(self) -> int:
        """Raised with each change of its parts, or of what is simulated."""
        return 1

    @property
    def columns(self) -> tuple[Column, ...]:
        """A row a learner and policy."""
        figures = (
            Column(name, "BIGINT" if name in _WHOLE else "DOUBLE") for name in Outcome._fields
        )
        return Column("learner", "VARCHAR"), Column("policy", "VARCHAR"), *figures

    def asked(self) -> Mapping[str, Any]:
        """Return all but how many learners there are."""
        setting = self.setting
        return {
            "facts": setting.facts,
            "days": setting.days,
            "minutes": repr(float(setting.minutes)),
            "exam": setting.is_exam,
            "attendance": setting.attendance.name,
            "policies": list(self.policies),
            "truth": self.truth,
            "seed": self.seed,
        }

    def shards(self, learners: int) -> tuple[Shard, ...]:
        """Return the shards of so many learners [>= 1].

        >>> job = Simulate(Setting(5, 2, 1.0), ("planner",))
        >>> [shard.name for shard in job.shards(25)]
        ['learners 0 to 9', 'learners 10 to 19', 'learners 20 to 24']
        """
        return tuple(
            Shard(number, f"learners {first} to {last}", "", last - first + 1, last - first + 1)
            for number, first in enumerate(range(0, learners, EACH))
            for last in (min(first + EACH, learners) - 1,)
        )

    def run(self, shard: Shard, put: Put) -> Part:
        """Return what came of each learner of a range; a row for each of its policies."""
        names, found = [], []
        first = shard.number * EACH
        for number in range(first, first + shard.learners):
            task = Task(self.setting, Kind(self.truth), self.policies, f"{self.seed}:{number}")
            outcomes = perform(task)
            name = f"{number:09}"
            names.append(name)
            found.append([list(outcome) for outcome in outcomes])
            for policy, outcome in zip(self.policies, outcomes, strict=True):
                put((name, policy, *outcome))
        return Part(len(names), tuple(names), {"outcomes": found})

    def merge(self, parts: Iterable[Part]) -> Mapping[str, Any]:
        """Return the figures of each policy, as `quizkit simulate --json` gives them."""
        outcomes = [
            [Outcome(*each) for each in learner]
            for part in parts
            for learner in part.figures["outcomes"]
        ]
        case = Case(title(self.setting), self.setting, self.policies, 1.0)
        found = document(section(case, Kind(self.truth), outcomes))
        del found["bars"]
        return {"seed": self.seed, **found}

    def lines(self, result: Mapping[str, Any]) -> list[str]:
        """Return the result as lines for people."""
        return list(_lines(result))


def title(setting: Setting) -> str:
    """Return what is simulated, in words.

    >>> title(Setting(300, 60, 10.0, is_exam=True))
    'exam in 60 days, 300 facts, 10 min'
    """
    exam = "exam in " if setting.is_exam else ""
    away = "" if setting.attendance is Attendance.FULL else f", {setting.attendance.value}"
    return f"{exam}{setting.days} days, {setting.facts} facts, {setting.minutes:g} min{away}"


def _lines(result: Mapping[str, Any]) -> Iterator[str]:
    yield f"{result['case']}; truth {result['truth']}, learners {result['learners']}"
    yield f"{'policy':<27} {'exam':>6} {'later':>6} {'known':>6} {'min':>6} {'lead':>7} {'+-':>5}"
    for row in result["policies"]:
        lead = row["lead"]
        ahead = f"{lead['mean']:>+7.2f} {lead['error']:>5.2f}" if lead else ""
        shares = " ".join(f"{100.0 * row[name]:>6.1f}" for name in ("exam", "later", "known"))
        yield f"{row['policy']:<27} {shares} {row['minutes']:>6.1f} {ahead}".rstrip()
