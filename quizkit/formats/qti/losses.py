"""What packages of QTI lose, whatever version they are."""

from collections.abc import Iterator

from quizkit.formats.asloss import called, lost, lost_by_all
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.teller import broken, is_list
from quizkit.formats.xml_write import is_writable
from quizkit.model import Form, Problem

TYPED = (Form.TYPED, Form.CLOZE)
"""Forms whose answer is typed."""


def lost_of(posed: Posed, target: str) -> Iterator[Problem]:
    """Yield what a question loses.

    Args:
        posed: The question.
        target: The target's name.
    """
    if is_list(posed.question):
        what = f"{target} takes the list of {called(posed)} in few spellings"
        tip = "each order of its members with commas counts, and no other way to write them"
        yield lost("QK905", posed, message=what, tip=f"{tip}; --form select asks for all")
    if posed.form in TYPED:
        yield from broken(posed, target=target)
    question = posed.question
    texts = (question.stem, *posed.accepted, posed.note, posed.evidence, posed.source)
    if not all(map(is_writable, (*texts, *question.options, *question.prompts))):
        what = f"XML cannot hold a sign in {called(posed)}: replaced"
        yield lost("QK904", posed, message=what, tip="take it out of the deck")


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
