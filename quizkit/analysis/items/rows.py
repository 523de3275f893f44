"""An item analysis as rows of a table."""

from collections.abc import Iterator, Mapping
from typing import Final

from quizkit.analysis.items.answers import Figures
from quizkit.analysis.items.told import distractors
from quizkit.model import Location

Cell = str | float | None

QUESTIONS: Final = (
    "facet", "form", "question", "right answer", "path", "line", "learners", "facility",
    "discrimination", "distractor efficiency", "seconds", "asked again", "then wrong", "what to do",
)  # fmt: skip

OPTIONS: Final = (
    "facet", "form", "question", "option", "is right", "learners", "share", "discrimination",
)  # fmt: skip


def questions(figures: Figures, places: Mapping[str, Location]) -> Iterator[list[Cell]]:
    """Yield a row for each question, the weakest first, as `QUESTIONS` names its cells.

    Args:
        figures: What was found.
        places: Where each facet stands in its deck, as far as that is known.
    """
    for each in figures.questions:
        place = places.get(each.facet)
        yield [
            each.facet,
            each.form,
            each.stem,
            each.key,
            place.path if place else None,
            place.line if place else None,
            each.n,
            _rounded(each.facility),
            _rounded(each.discrimination),
            _rounded(each.efficiency),
            each.seconds,
            each.again,
            each.lapsed,
            "; ".join(each.remarks),
        ]


def options(figures: Figures) -> Iterator[list[Cell]]:
    """Yield a row for each option, the weakest first, as `OPTIONS` names its cells."""
    for question, option in distractors(figures):
        yield [
            question.facet,
            question.form,
            question.stem,
            option.text,
            "yes" if option.is_key else "no",
            option.n,
            _rounded(option.share),
            _rounded(option.discrimination),
        ]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
