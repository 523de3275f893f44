"""What packages of QTI lose of typed answers, for the programs that compare letter by letter."""

from collections.abc import Iterator

from quizkit.formats.asloss import called, lost, lost_by_all
from quizkit.formats.posed import Posed, Posing
from quizkit.model import Deck, Form, Many, Problem

TYPED = (Form.TYPED, Form.CLOZE)
"""Forms whose answer is typed."""


def one_spelling(posed: Posed, target: str) -> Iterator[Problem]:
    """Yield a loss if several answers are typed at once: they count in one order only.

    Args:
        posed: The question.
        target: The target's name.
    """
    plan = posed.question.plan
    if posed.form in TYPED and plan.many is Many.ALL and len(plan.accepted) > 1:
        what = f"{target} takes only one spelling of {called(posed)}"
        tip = "its answers count in the order shown only; --form select asks for them all"
        yield lost("QK905", posed, message=what, tip=tip)


def counts_case(posed: Posed, deck: Deck) -> bool:
    """Return whether capitals count in a typed answer: its role is `strict: case`."""
    kind = deck.kinds.get(posed.question.plan.kind)
    role = kind.roles.get(posed.question.plan.role) if kind else None
    return posed.form in TYPED and role is not None and "case" in role.strict


def to_the_letter(posing: Posing, target: str, *, numbers: int) -> Iterator[Problem]:
    """Yield a loss if anything is typed: slips count as wrong.

    Args:
        posing: The questions.
        target: The target's name.
        numbers: How many of them are answered by a number in figures.
    """
    typed = sum(each.form in TYPED for each in posing.questions)
    if typed:
        what = f"{target} compares {counted(typed, 'typed question')} to the letter"
        tip = "spellings that quizkit takes for right are listed; capitals do not count, slips do"
        if numbers:
            tip += "; numbers are typed in figures, without unit"
        yield lost_by_all("QK908", posing.asker.deck, message=what, tip=tip)


def counted(number: int, noun: str = "question") -> str:
    """Return a number with its noun.

    >>> counted(1), counted(1200, "typed question")
    ('1 question', '1,200 typed questions')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
