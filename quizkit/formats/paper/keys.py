"""A paper's key as rows: for each variant, and one table of all of them."""

from typing import Final, NamedTuple

from quizkit.decks.report import short
from quizkit.formats.paper.nouns import Paper, Place, Variant
from quizkit.model import Form

STEM: Final = 54
"""Characters of a stem in the table of four variants: one line of an A4 page."""

ALSO: Final = 5
"""Further right answers that a key lists."""


class Answer(NamedTuple):
    """One question in a variant's key.

    Attributes:
        number: Its number in that variant [from 1].
        facet: The id of the question.
        stem: What was asked, whole.
        key: What is right, as it is marked: "B", "A C", "3 1 2", "1c 2a", or the answer's text.
        text: The right answer in words; "" where `key` says it already.
        also: Further texts that are right.
        points: What it is worth.
    """

    number: int
    facet: str
    stem: str
    key: str
    text: str
    also: tuple[str, ...]
    points: int


class Cell(NamedTuple):
    """Where a question stands in a variant, and what is right there."""

    number: int
    key: str


class Row(NamedTuple):
    """A question in the table of all variants; a variant that has not got it has None.

    Attributes:
        facet: The id of the question.
        stem: The beginning of what was asked.
        points: What it is worth.
        cells: One for each variant, in their order.
    """

    facet: str
    stem: str
    points: int
    cells: tuple[Cell | None, ...]


class Matrix(NamedTuple):
    """The table of all variants: their names, and a row for each question."""

    variants: tuple[str, ...]
    rows: tuple[Row, ...]


def _begin(stem: str) -> str:
    """Return the beginning of a stem, cut between words where there are any.

    >>> _begin("Who were the two Presidents of Vietnam who visited the United States?")
    'Who were the two Presidents of Vietnam who visited …'
    """
    cut = short(stem, STEM)
    words = cut.removesuffix("…").rpartition(" ")[0]
    return f"{words} …" if cut.endswith("…") and 2 * len(words) > STEM else cut


def answers(paper: Paper, variant: Variant) -> tuple[Answer, ...]:
    """Return a variant's key, in the order of its questions."""
    return tuple(_answer(paper, place) for place in variant.places)


def _answer(paper: Paper, place: Place) -> Answer:
    task = paper.tasks[place.task]
    return Answer(
        number=place.number,
        facet=task.id,
        stem=task.question.stem,
        key=place.key,
        text=_text(paper, place),
        also=task.accepted[1 : 1 + ALSO],
        points=task.points,
    )


def _text(paper: Paper, place: Place) -> str:
    """Return the right options in words, as they are marked, or "" where nothing is chosen."""
    question = paper.tasks[place.task].question
    match question.form:
        case Form.MATCH:
            pairs = enumerate(question.keys, 1)
            return "; ".join(f"{number} {question.options[key]}" for number, key in pairs)
        case Form.SELECT:
            shown = zip(place.order, place.options, strict=True)
            return "; ".join(option for at, option in shown if at in question.keys)
        case _:
            return "; ".join(question.options[key] for key in question.keys)


def matrix(paper: Paper) -> Matrix:
    """Return the table of all variants, in the order of the paper's tasks."""
    found = [
        {place.task: Cell(place.number, place.key) for place in variant.places}
        for variant in paper.variants
    ]
    rows = (
        Row(
            task.id,
            _begin(task.question.stem),
            task.points,
            tuple(cells.get(at) for cells in found),
        )
        for at, task in enumerate(paper.tasks)
    )
    return Matrix(tuple(variant.name for variant in paper.variants), tuple(rows))
