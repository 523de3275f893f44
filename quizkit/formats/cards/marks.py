"""Answers with marks of other programs: which are right, wrong, or only partly right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from quizkit.formats.cards.asked import Several, Short

if TYPE_CHECKING:
    from quizkit.formats.cards.rows import CardRows

FULL: Final = 100.0
"""Percent of an answer that is right."""

_NEARLY: Final = (99.0, 101.0)
"""Percent that the parts of a full answer come to, rounded as they are."""


class Marked(NamedTuple):
    """An answer and what it earns [percent, also below 0]."""

    text: str
    mark: float


def from_marks(
    answers: Sequence[Marked], *, rows: "CardRows", line: int, is_choice: bool
) -> Short | Several | None:
    """Return what is right among answers with marks; None if no answer is fully right.

    Several that together earn all are wanted together. An answer that earns something, but not
    all, is neither right nor wrong: it is left out and told (QK954).

    Args:
        answers: In their order.
        rows: Takes what is lost.
        line: Where the question stands [from 1].
        is_choice: They are options to choose from, so that several may be wanted.
    """
    known = [answer for answer in answers if answer.text]
    full = [answer.text for answer in known if answer.mark >= FULL]
    wrong = tuple(answer.text for answer in known if answer.mark <= 0)
    partial = [answer for answer in known if 0 < answer.mark < FULL]
    if full:
        for answer in partial:
            rows.dropped_answer(f"an answer worth {answer.mark:g} %", line)
        return Short(full[0], tuple(full[1:]), wrong)
    total = sum(answer.mark for answer in partial)
    if is_choice and len(partial) > 1 and _NEARLY[0] <= total <= _NEARLY[1]:
        return Several(tuple(answer.text for answer in partial), wrong)
    return None
