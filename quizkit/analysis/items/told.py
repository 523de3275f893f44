"""An item analysis as lines for people, and as values."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from quizkit.analysis.items.answers import Figures, OptionFigures, QuestionFigures
from quizkit.analysis.items.remarks import ENOUGH
from quizkit.model import Location
from quizkit.text import counted

_NONE: Final = "  -  "


def lines(figures: Figures, places: Mapping[str, Location]) -> Iterator[str]:
    """Yield the report: one line for all, then each question with its options.

    Args:
        figures: What was found.
        places: Where each facet stands in its deck, as far as that is known.
    """
    yield head(figures)
    if figures.learners < ENOUGH:
        yield f"What to change is said from {ENOUGH} learners on; these figures are a glance."
    for question in figures.questions:
        yield ""
        yield from _question(question, places.get(question.facet))


def head(figures: Figures) -> str:
    """Return one line for all: learners, questions, answers, reliability."""
    who = counted(figures.learners, "learner")
    what = counted(len(figures.questions), "question")
    told = "" if figures.reliability is None else f", reliability {figures.reliability:.2f} (alpha)"
    return f"{who}, {what}, {counted(figures.answers, 'answer')}{told}"


def _question(question: QuestionFigures, place: Location | None) -> Iterator[str]:
    yield question.stem
    where = f"{place.path}:{place.line}: " if place else ""
    yield f"  {where}{question.facet} ({question.form})"
    yield (
        f"  answered by {question.n}, right {question.facility:.0%}, "
        f"with the rest {_signed(question.discrimination)}"
    )
    for option in question.options:
        yield _option(option)
    for remark in question.remarks:
        yield f"  ! {remark}"


def _option(option: OptionFigures) -> str:
    mark = "*" if option.is_key else " "
    return f"  {mark} {option.share:>4.0%} {_signed(option.discrimination)}  {option.text}"


def _signed(value: float | None) -> str:
    return _NONE if value is None else f"{value:+.2f}"


def values(figures: Figures, places: Mapping[str, Location]) -> dict[str, Any]:
    """Return the report as values.

    Args:
        figures: What was found.
        places: Where each facet stands in its deck, as far as that is known.
    """
    return {
        "v": 1,
        "learners": figures.learners,
        "answers": figures.answers,
        "reliability": _rounded(figures.reliability),
        "questions": [_values(each, places.get(each.facet)) for each in figures.questions],
    }


def _values(question: QuestionFigures, place: Location | None) -> dict[str, Any]:
    return {
        "facet": question.facet,
        "form": question.form,
        "stem": question.stem,
        "n": question.n,
        "difficulty": _rounded(question.facility),
        "discrimination": _rounded(question.discrimination),
        "options": [
            {
                "text": option.text,
                "key": option.is_key,
                "share": _rounded(option.share),
                "discrimination": _rounded(option.discrimination),
            }
            for option in question.options
        ],
        "remarks": list(question.remarks),
        "path": place.path if place else None,
        "line": place.line if place else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
