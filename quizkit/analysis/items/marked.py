"""Answers read from a table of what learners marked on a paper."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any, Final, NamedTuple

from quizkit.analysis.items.answers import Answer
from quizkit.errors import FormatError
from quizkit.questions.forms.order import kept
from quizkit.text import fold

LEARNER: Final = "learner"
VARIANT: Final = "variant"
"""The columns beside the numbers of the questions."""

RIGHT: Final = "+"
WRONG: Final = "-"
"""What stands for an answer that was marked by hand; `+0.5` is half of it."""

LONGEST: Final = 1_000
"""Characters of a cell."""

_BY_HAND: Final = re.compile(r"\+(0?\.[0-9]{1,3}|[01])?|-")
_MARKS: Final = re.compile(r"[0-9]+(?=[a-z])|[a-z]|[0-9]+")
_PAIRS: Final = re.compile(r"([0-9]+)\s*([a-z])")


class Spot(NamedTuple):
    """A question where it stands in one variant of a paper.

    Attributes:
        facet: Its id.
        form: How it is asked, as a word.
        stem: What is asked.
        options: What stands before an option, to its text; empty where nothing is chosen.
        key: What is right, as it is marked: "B", "A C", "3 1 2", "1c 2a"; else the answer's text.
        answer: The right answer as people read it.
        accepted: Texts that are right, where one is written.
    """

    facet: str
    form: str
    stem: str
    options: Mapping[str, str]
    key: str
    answer: str
    accepted: tuple[str, ...]


Spots = Mapping[str, Mapping[int, Spot]]
"""By variant and number."""


def spots(stood: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> Spots:
    """Return where questions stood, as a paper's record tells it, by variant and number."""
    return {
        name: {number: Spot(**place) for number, place in places.items()}
        for name, places in stood.items()
    }


def header(numbers: int) -> str:
    r"""Return the first line of a table for a paper of so many questions.

    >>> header(3)
    'learner,variant,1,2,3\r\n'
    """
    return ",".join((LEARNER, VARIANT, *map(str, range(1, numbers + 1)))) + "\r\n"


def answers_of(data: bytes, path: str, spots: Spots) -> Iterator[Answer]:
    """Yield the answers of a table: a line a learner, a column a number.

    An empty cell is an answer that is not known; two marks where one is right are a wrong one.
    Where something is written, `+` and `-` stand for right and wrong, and a text is right if it is
    one of those that the paper's record lists.

    Args:
        data: The table, as CSV in UTF-8 with `,`, `;` or tabs.
        path: What messages call it.
        spots: The paper.

    Raises:
        FormatError: If it is no such table, or a cell has no meaning.
    """
    rows = _rows(data, path)
    head = [cell.strip().casefold() for cell in next(rows, [])]
    if LEARNER not in head or VARIANT not in head:
        message = f"cannot read {path}: its first line needs the columns learner and variant"
        raise FormatError(message, path)
    numbers = {at: int(cell) for at, cell in enumerate(head) if cell.isdecimal() and len(cell) < 5}
    for line, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            continue
        cells = dict(enumerate(row))
        name = cells.get(head.index(VARIANT), "").strip().upper()
        if name not in spots:
            _refuse(path, line, f"there is no variant {name or '(empty)'}; {', '.join(spots)} are")
        learner = cells.get(head.index(LEARNER), "").strip() or f"line {line}"
        for at, number in numbers.items():
            if spot := spots[name].get(number):
                cell = cells.get(at, "").strip()
                if len(cell) > LONGEST:
                    _refuse(path, line, f"question {number} says more than {LONGEST:,} characters")
                yield _answer(learner, spot, cell, where=(path, line, number))


def _rows(data: bytes, path: str) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"cannot read {path}: it is not UTF-8; save it as `CSV UTF-8`"
        raise FormatError(message, path) from None
    mark = max(",;\t", key=text.partition("\n")[0].count)
    try:
        yield from csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    except csv.Error:
        message = f"cannot read {path}: a quotation mark in a cell is doubled"
        raise FormatError(message, path) from None


def _refuse(path: str, line: int, why: str) -> None:
    message = f"cannot use line {line} of {path}: {why}"
    raise FormatError(message, path)


def _answer(learner: str, spot: Spot, cell: str, *, where: tuple[str, int, int]) -> Answer:
    answer = Answer(learner, spot.facet, spot.form, spot.stem, (), (), spot.answer, 0.0)
    if not spot.options:
        said = "" if _BY_HAND.fullmatch(cell) else cell
        return answer._replace(score=_written(cell, spot), said=said)
    marks = _marks(cell, spot, where)
    answer = answer._replace(score=_scored(marks, spot) if marks else 0.0)
    if spot.form not in ("choice", "select", "true-false"):
        return answer
    return answer._replace(
        options=tuple(spot.options.values()),
        chosen=tuple(spot.options[mark] for mark in marks),
        keys=tuple(spot.options[mark] for mark in spot.key.split()),
    )


def _written(cell: str, spot: Spot) -> float:
    if _BY_HAND.fullmatch(cell):
        return 0.0 if cell == WRONG else float(cell[1:] or 1)
    return float(bool(cell) and fold(cell) in map(fold, spot.accepted))


def _marks(cell: str, spot: Spot, where: tuple[str, int, int]) -> list[str]:
    """Return what was marked, as the key has it; of a match one letter for each sentence."""
    text = cell.casefold()
    known = {mark.casefold(): mark for mark in spot.options}
    if spot.form == "match" and (pairs := _PAIRS.findall(text)):
        by_number = {int(number): mark for number, mark in pairs}
        found = [by_number.get(number, "-") for number in range(1, len(spot.key.split()) + 1)]
    else:
        found = _MARKS.findall(text)
        if spot.form == "order" and len(found) == 1:
            found = list(found[0])
    odd = [mark for mark in found if mark != "-" and mark not in known]
    left = re.sub(r"[\s,;-]+", "", _MARKS.sub("", text))
    if odd or left or (cell and not found):
        path, line, number = where
        want = ", ".join(known.values())
        _refuse(path, line, f'question {number} says "{cell[:20]}"; want {want}')
    return [known.get(mark, mark) for mark in found]


def _scored(marks: list[str], spot: Spot) -> float:
    """Return the score as quizkit gives it for the form [0..1]."""
    key = spot.key.split()
    match spot.form:
        case "select":
            hits = len(set(marks) & set(key))
            return max(0.0, (hits - len(set(marks) - set(key))) / len(key))
        case "order":
            if sorted(marks) != sorted(key):
                return 0.0
            at = {mark: number for number, mark in enumerate(spot.options)}
            follows = kept([at[mark] for mark in key], [at[mark] for mark in marks])
            return sum(follows) / len(follows)
        case "match":
            wanted = [pair.lstrip("0123456789") for pair in key]
            pairs = zip(marks, wanted, strict=False)
            return sum(mark == want for mark, want in pairs) / len(wanted)
        case _:
            return float(marks == key)
