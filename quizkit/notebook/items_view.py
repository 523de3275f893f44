"""An item analysis at the end of a cell: a table of the weakest questions, in words what to do."""

from typing import Final

from quizkit.analysis.items.answers import Figures, QuestionFigures
from quizkit.analysis.items.told import head
from quizkit.notebook import blocks

MOST: Final = 50
"""Questions that are shown; `questions` holds all."""

_HEAD: Final = ("question", "answered", "right", "with the rest", "options chosen", "what to do")


def drawn(figures: Figures) -> dict[str, str]:
    """Return an item analysis as text, HTML and Markdown."""
    shown = figures.questions[:MOST]
    more = len(figures.questions) - len(shown)
    grid = blocks.Grid(_HEAD, tuple(map(_row, shown)), row_heads=True)
    rest = [blocks.Line(f"and {more} more, less weak", small=True)] if more else []
    return blocks.drawn([blocks.Line(head(figures), strong=True), grid, *rest])


def _row(question: QuestionFigures) -> tuple[str | int | float, ...]:
    with_rest = question.discrimination
    options = (
        f"{'✓ ' if option.is_key else ''}{option.text} {option.share:.0%}"
        for option in question.options
    )
    return (
        question.stem,
        question.n,
        f"{question.facility:.0%}",
        "-" if with_rest is None else f"{with_rest:+.2f}",
        "\n".join(options),
        "; ".join(question.remarks),
    )
