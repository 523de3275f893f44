"""A deck in figures: its questions by form and role, their flaws, and what a solver can guess."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from quizkit.checks.cue_rates import Rate, rates
from quizkit.checks.flaws import Criterion, Flaw, flaws
from quizkit.checks.sampling import questions, sheets
from quizkit.model import Form, Question
from quizkit.questions.ask import Asker

Thing = TypeVar("Thing")


class Figures(NamedTuple):
    """What there is to count in a deck.

    Attributes:
        questions: How many different questions were looked at.
        forms: How many of them there are of each form.
        roles: How many there are of each role, as "kind.role"; of cards as "card".
        criteria: How many questions have each flaw; every criterion is there.
        spread: How many questions have 0, 1, .. flaws.
        strict: The same where the forms true-false and cloze count as flaws in themselves.
        flawed: Every question that has a flaw, with its flaws.
        cues: How each cue does over the choice questions, best first; empty where there are none.
        refused: How many facets are refused, by code.
    """

    questions: int
    forms: Mapping[Form, int]
    roles: Mapping[str, int]
    criteria: Mapping[Criterion, int]
    spread: Mapping[int, int]
    strict: Mapping[int, int]
    flawed: tuple[tuple[Question, tuple[Flaw, ...]], ...]
    cues: tuple[Rate, ...]
    refused: Mapping[str, int]

    def share(self, most: int, *, strict: bool = False) -> float:
        """Return the share of questions with at most so many flaws [0..1]; 1 where there are none.

        Args:
            most: How many flaws are allowed [0..].
            strict: Count the forms true-false and cloze as flaws.
        """
        spread = self.strict if strict else self.spread
        fine = sum(count for number, count in spread.items() if number <= most)
        return fine / self.questions if self.questions else 1.0


def figures(asker: Asker, *, draws: int = 25) -> Figures:
    """Return a deck in figures.

    Args:
        asker: The deck's asker.
        draws: With how many seeds a question is drawn that looks different with each [1..].
    """
    every = questions(asker, draws=draws)
    found = [flaws(question, asker.deck) for question in every]
    strict = (flaws(question, asker.deck, strict=True) for question in every)
    counted = Counter(flaw.criterion for each in found for flaw in each)
    drawn = sheets(asker, draws=draws)
    cues = rates(drawn).values() if drawn else ()
    return Figures(
        questions=len(every),
        forms=_ranked(Counter(question.form for question in every)),
        roles=_ranked(Counter(map(_role, every))),
        criteria={criterion: counted[criterion] for criterion in Criterion},
        spread=Counter(map(len, found)),
        strict=Counter(map(len, strict)),
        flawed=tuple((q, each) for q, each in zip(every, found, strict=True) if each),
        cues=tuple(sorted(cues, key=lambda rate: (-rate.lead, rate.cue))),
        refused=_refused(asker),
    )


def _role(question: Question) -> str:
    plan = question.plan
    return "card" if plan.kind == "card" else f"{plan.kind}.{plan.role}"


def _refused(asker: Asker) -> dict[str, int]:
    found = filter(None, map(asker.planner.refusal, asker.planner.candidates))
    return _ranked(Counter(refusal.code for refusal in found if refusal.code))


def _ranked(counts: Counter[Thing]) -> dict[Thing, int]:
    return dict(counts.most_common())
