"""Where the gap of a cloze question stands in its sentence."""

from typing import Final

from quizkit.model import Deck, Question, Text
from quizkit.questions.stems import stem

_MARK: Final = "\ue0fe"
"""Stands in the gap to find it; of private use, which no deck may hold."""


def around_gap(question: Question, deck: Deck) -> tuple[str, str]:
    """Return what stands before and behind the gap of a cloze question.

    The sentence itself may hold what looks like a gap, so the place is found by filling it.

    Args:
        question: A question of the form cloze.
        deck: Its deck.

    Returns:
        Two texts, with the gap between them; the second is empty where there is no gap.
    """
    told = question.stem
    words = deck.words.get(question.plan.language)
    blank = words.blank if words else "____"
    behind = stem(question.plan, deck, filling=Text(_MARK)).rpartition(_MARK)[2]
    before = told.removesuffix(behind) if behind else told
    if before.endswith(blank) and before + behind == told:
        return before.removesuffix(blank), behind
    first, _, rest = told.partition(blank)
    return first, rest
