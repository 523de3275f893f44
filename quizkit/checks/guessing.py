"""What a question tells who does not know: cues to its key, and wrong options nobody would choose.

For one facet at a time, as an author looks at it; how a solver does over a whole deck is counted
in `cue_rates`.
"""

from typing import Final, NamedTuple

from quizkit.checks.clues import look
from quizkit.checks.flawed_options import far
from quizkit.checks.flaws import Criterion, flaws
from quizkit.checks.sampling import questions
from quizkit.checks.sight import PICKED, sight
from quizkit.model import FacetId, Question
from quizkit.questions.ask import Asker

CUES: Final = frozenset(
    {
        Criterion.LONGEST,
        Criterion.CONVERGENCE,
        Criterion.LOGICAL,
        Criterion.ABSOLUTE,
        Criterion.REPEATED,
        Criterion.GRAMMATICAL,
    }
)
"""The flaws by which a key can be found without knowing it."""

DRAWS: Final = 25
"""With how many seeds a question is looked at."""


class Cue(NamedTuple):
    """What gives a key away.

    Attributes:
        name: The flaw, in words.
        why: What it is in the first question that has it.
        seen: In how many of the different questions it is there.
        drawn: How many different questions there are.
    """

    name: str
    why: str
    seen: int
    drawn: int


def cue(asker: Asker, facet: FacetId, *, draws: int = DRAWS) -> Cue | None:
    """Return what most often gives away a facet's key among options, or None.

    Args:
        asker: The deck's asker.
        facet: What is asked.
        draws: With how many seeds it is drawn [1..].
    """
    drawn = [q for q in questions(asker, draws=draws, facets=[facet]) if q.form in PICKED]
    found: dict[Criterion, list[str]] = {}
    for question in drawn:
        for flaw in flaws(question, asker.deck):
            if flaw.criterion in CUES:
                found.setdefault(flaw.criterion, []).append(flaw.why)
    if not found:
        return None
    worst = max(found, key=lambda criterion: len(found[criterion]))
    return Cue(worst.value, found[worst][0], len(found[worst]), len(drawn))


def weak(question: Question, asker: Asker) -> tuple[str, ...]:
    """Return which wrong options of a choice nobody would choose, and why, a text each.

    Args:
        question: A question; those that offer no right and wrong options have none.
        asker: What made it.
    """
    if question.form not in PICKED or not question.keys:
        return ()
    seen = sight(question, asker.deck)
    right = question.options[question.keys[0]]
    why_far = {
        lure.value: far(seen, question.plan.accepted[0], lure.value) for lure in question.lures
    }
    found = []
    for index, option in enumerate(question.options):
        if index in question.keys:
            continue
        why = why_far.get(question.values[index], "") if question.values else ""
        if look(option) != look(right):
            why = f"“{option}” is {look(option)}, the answer {look(right)}"
        if why:
            found.append(why)
    return tuple(found)


def wrong(question: Question) -> int:
    """Return how many wrong options a question shows [0..]; true-false, order and match: none.

    >>> from quizkit.model import Form
    >>> Form.CHOICE in PICKED, Form.ORDER in PICKED
    (True, False)
    """
    return len(question.options) - len(question.keys) if question.form in PICKED else 0
