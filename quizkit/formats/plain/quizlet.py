"""Text for Quizlet: a line a question, its stem and its answer with a tab between them."""

import re
from collections.abc import Iterator
from typing import Final

from quizkit.formats.asloss import called, lost, lost_by_all
from quizkit.formats.book import Written
from quizkit.formats.posed import Posed, Posing
from quizkit.model import Form, Problem, Question
from quizkit.questions.responses import letter

ORDER: Final = (
    Form.FLIP, Form.TYPED, Form.CLOZE, Form.CHOICE, Form.SELECT, Form.ORDER, Form.TRUE_FALSE,
)  # fmt: skip
"""A side holds text alone, so what needs no options comes first; Quizlet makes its own."""

_BREAK: Final = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


def write(posing: Posing) -> Written:
    """Return the text that Quizlet's import takes, tab and line break between sides and lines.

    Args:
        posing: The questions.
    """
    lines: list[str] = []
    losses = list(posing.losses)
    for posed in posing.questions:
        sides = term(posed.question), definition(posed.question)
        plain = [_BREAK.sub(" ", side).strip() for side in sides]
        lines.append("\t".join(plain) + "\n")
        losses += _lost(posed, is_changed=any(map(_BREAK.search, sides)))
    losses += _lost_by_all(posing)
    return Written({"": "".join(lines).encode()}, tuple(losses), len(lines), "questions")


def term(question: Question) -> str:
    """Return the side that asks, with its options where it has some."""
    if not question.options or question.form is Form.TRUE_FALSE:
        return question.stem
    places = enumerate(question.options)
    return " ".join((question.stem, *(f"({letter(at)}) {text}" for at, text in places)))


def definition(question: Question) -> str:
    """Return the side that answers."""
    if question.form is Form.ORDER:
        return "; ".join(question.options[key] for key in question.keys)
    return question.answer


def _lost(posed: Posed, *, is_changed: bool) -> Iterator[Problem]:
    if is_changed:
        yield lost(
            "QK904",
            posed,
            message=f"Quizlet gets blanks for the tabs and line breaks of {called(posed)}",
            tip="a tab ends a side there, and a line break ends the question",
        )
    if posed.picture:
        yield lost(
            "QK903",
            posed,
            message=f"Quizlet takes no pictures with text: {called(posed)} goes without",
            tip="add it there by hand; in the deck it stays",
        )


def _lost_by_all(posing: Posing) -> Iterator[Problem]:
    deck, questions = posing.asker.deck, posing.questions
    told = sum(bool(each.evidence or each.note or each.source) for each in questions)
    if told:
        yield lost_by_all(
            "QK905",
            deck,
            message=f"Quizlet takes no explanation and no source of {_counted(told)}",
            tip="a line has two sides, the question and the answer; the rest stays in the deck",
        )
    if questions:
        yield lost_by_all(
            "QK909",
            deck,
            message=f"Quizlet keeps no ids: twice imported is twice {_counted(len(questions))}",
            tip="make a new set for a new export, and delete the old one",
        )


def _counted(number: int) -> str:
    return "1 question" if number == 1 else f"{number:,} questions"
