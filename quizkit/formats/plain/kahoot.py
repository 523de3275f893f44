"""Kahoot!: a workbook in the form of its template for quizzes."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from quizkit.formats.asloss import called, lost, lost_by_all
from quizkit.formats.book import Written
from quizkit.formats.posed import Posed, Posing
from quizkit.formats.qti.losses import counted
from quizkit.formats.sheets.workbook import held, library, put, saved
from quizkit.model import Form, Problem

ORDER: Final[tuple[Form, ...]] = (Form.CHOICE, Form.SELECT, Form.TRUE_FALSE)
"""The forms that a quiz of Kahoot! can hold, best first."""

LONGEST_QUESTION: Final = 120
LONGEST_ANSWER: Final = 75
MOST_ANSWERS: Final = 4
"""Characters of a question and of an answer, and answers of a question."""

TIMES: Final = (5, 10, 20, 30, 60, 90, 120, 240)
"""Seconds that a question may last."""

HEADINGS: Final = (
    "",
    f"Question - max {LONGEST_QUESTION} characters",
    *(f"Answer {number} - max {LONGEST_ANSWER} characters" for number in range(1, 5)),
    f"Time limit (sec) - {', '.join(map(str, TIMES))} secs",
    "Correct answer(s) - choose at least one",
)
"""What stands over the columns."""

TOP: Final = 8
"""The row of the headings; the questions begin below it."""

_TITLE: Final = (2, 2)
"""Where the title stands [row, column]; what is above the headings is not read."""

_BREAK: Final = re.compile(r"\s+")
_PLACES: Final = 12.0
"""Signs that are read in a second."""
_THOUGHT: Final = 10.0
"""Seconds to think and to choose."""
_LEAST: Final = 20
"""Seconds that every question lasts, as Kahoot! itself proposes."""


class Row(NamedTuple):
    """A question of the workbook.

    Attributes:
        question: What is asked.
        answers: Two to four.
        seconds: How long it lasts.
        right: Numbers of the right answers [from 1].
    """

    question: str
    answers: tuple[str, ...]
    seconds: int
    right: tuple[int, ...]


def write(posing: Posing) -> Written:
    """Return a workbook's bytes, and what Kahoot! cannot hold of the questions.

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    rows: list[Row] = []
    kept: list[Posed] = []
    losses = list(posing.losses)
    for posed in posing.questions:
        refusal = _refusal(posed)
        if refusal is None:
            rows.append(row_of(posed))
            kept.append(posed)
            losses += _lost_of(posed)
        else:
            losses.append(refusal)
    losses += _lost_by_all(posing, kept)
    title = posing.category or posing.asker.deck.title
    return Written({"": _workbook(title, rows)}, tuple(losses), len(rows), "questions")


def row_of(posed: Posed) -> Row:
    """Return a question as it stands in the workbook; it suits."""
    question = posed.question
    shown = _shown(posed)
    answers = tuple(_line(question.options[number]) for number in shown)
    right = tuple(at for at, number in enumerate(shown, 1) if number in question.keys)
    stem = _line(question.stem)
    return Row(stem, answers, seconds(stem, answers), right)


def seconds(question: str, answers: Sequence[str]) -> int:
    """Return how long a question lasts: time to read all of it, and to think.

    >>> seconds("Which river?", ["Thames", "Huong"]), seconds("x" * 120, ["y" * 75] * 4)
    (20, 60)
    """
    signs = len(question) + sum(map(len, answers))
    wanted = max(_LEAST, _THOUGHT + signs / _PLACES)
    return next((time for time in TIMES if time >= wanted), TIMES[-1])


def _shown(posed: Posed) -> list[int]:
    """Return the options that are shown, in their order: of too many only the right ones stay."""
    question = posed.question
    wrong = [number for number in range(len(question.options)) if number not in question.keys]
    left = MOST_ANSWERS - len(question.keys)
    return sorted((*question.keys, *wrong[: max(1, left)]))


def _line(text: str) -> str:
    return _BREAK.sub(" ", text).strip()


def _length(text: str) -> int:
    """Return how many signs a text has as web pages count them."""
    return len(_line(text).encode("utf-16-le")) // 2


def _refusal(posed: Posed) -> Problem | None:
    """Return why a question is left out, or None."""
    name, shown = called(posed), _shown(posed)
    if len(shown) > MOST_ANSWERS:
        what = f"Kahoot! shows {MOST_ANSWERS} answers: {name} left out"
        tip = f"it has {len(posed.question.keys)} right answers, and a wrong one must stand beside"
        return lost("QK902", posed, message=what, tip=tip)
    if _length(posed.question.stem) > LONGEST_QUESTION:
        what = f"Kahoot! asks in {LONGEST_QUESTION} characters: {name} left out"
        tip = f"it has {_length(posed.question.stem)}; a shorter wording is not cut"
        return lost("QK902", posed, message=what, tip=tip)
    longest = max(_length(posed.question.options[number]) for number in shown)
    if longest > LONGEST_ANSWER:
        what = f"Kahoot! answers in {LONGEST_ANSWER} characters: {name} left out"
        tip = f"an option has {longest}; shorter answers are not cut"
        return lost("QK902", posed, message=what, tip=tip)
    return None


def _lost_of(posed: Posed) -> Iterator[Problem]:
    texts = (posed.question.stem, *posed.question.options)
    if any(_line(text) != text or held(text) != text for text in texts):
        what = f"Kahoot! shows one line: blanks for breaks in {called(posed)}"
        yield lost("QK904", posed, message=what, tip="the words stay as they are")
    if posed.picture:
        what = f"Kahoot! takes no picture from a workbook: {called(posed)} is without"
        yield lost("QK903", posed, message=what, tip="add it there by hand")


def _lost_by_all(posing: Posing, kept: Sequence[Posed]) -> Iterator[Problem]:
    deck = posing.asker.deck
    told = sum(bool(each.evidence or each.note or each.source or each.tags) for each in kept)
    if told:
        what = f"Kahoot! takes no explanation and no tags of {counted(told)}"
        tip = "tell them in class when an answer was shown; `preview` has them"
        yield lost_by_all("QK905", deck, message=what, tip=tip)
    if kept:
        what = f"Kahoot! keeps no ids: importing again adds {counted(len(kept))} anew"
        tip = "import into a new kahoot, and delete the old one"
        yield lost_by_all("QK909", deck, message=what, tip=tip)


def _workbook(title: str, rows: Sequence[Row]) -> bytes:
    openpyxl = library()
    work = openpyxl.Workbook()
    page = work.active
    page.title = "Sheet1"
    put(page, _TITLE, held(title))
    for column, heading in enumerate(HEADINGS, 1):
        put(page, (TOP, column), heading)
    for number, row in enumerate(rows, 1):
        _fill(page, TOP + number, number, row)
    for letter, width in zip("ABCDEFGH", (5, 60, 25, 25, 25, 25, 12, 12), strict=True):
        page.column_dimensions[letter].width = width
    return saved(work)


def _fill(page: Any, line: int, number: int, row: Row) -> None:
    page.cell(line, 1).value = number
    put(page, (line, 2), held(row.question))
    for column, answer in enumerate(row.answers, 3):
        put(page, (line, column), held(answer))
    page.cell(line, 7).value = row.seconds
    if len(row.right) == 1:
        page.cell(line, 8).value = row.right[0]
    else:
        put(page, (line, 8), ",".join(map(str, row.right)))
