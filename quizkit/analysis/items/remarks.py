"""What the figures of a question say to its author, in words."""

from collections.abc import Iterator
from typing import Final

from quizkit.analysis.items.answers import OptionFigures, QuestionFigures

ENOUGH: Final = 20
"""Learners from whom on a remark is more than chance."""

EASY: Final = 0.95
"""Facility from which on a question tells nobody apart."""

WEAK: Final = 0.1
"""Discrimination below which a question tells little [item-rest correlation]."""


def remarks(figures: QuestionFigures) -> tuple[str, ...]:
    """Return what to do about a question; nothing where too few have answered it."""
    return tuple(_remarks(figures)) if figures.n >= ENOUGH else ()


def _remarks(figures: QuestionFigures) -> Iterator[str]:
    chance = _chance(figures)
    known = figures.discrimination
    if known is not None and known < 0:
        yield "those who know more get it wrong more often: look at its key and its wording"
    elif known is not None and known < WEAK and figures.facility < EASY:
        yield "it tells those who know apart from nobody: look at its wording"
    if figures.facility >= EASY:
        yield "nearly everybody knows it"
    elif figures.facility <= chance + 0.05:
        yield "it is answered no better than by guessing" if chance else "nearly nobody knows it"
    for option in figures.options:
        if not option.is_key:
            yield from _option(option, figures)


def _chance(figures: QuestionFigures) -> float:
    """Return the score that guessing brings, where that is plain."""
    right = sum(option.is_key for option in figures.options)
    one_of = figures.form in ("choice", "true-false") and right
    return right / len(figures.options) if one_of else 0.0


def _option(option: OptionFigures, figures: QuestionFigures) -> Iterator[str]:
    if figures.form == "true-false":
        return
    if not option.share:
        yield f'nobody chooses "{option.text}": replace it'
    elif option.discrimination is not None and option.discrimination > WEAK:
        yield f'"{option.text}" draws those who know more: may it be right as well?'
