"""An item analysis as lines for people, and as values."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from quizkit.analysis.items.answers import Confusion, Figures, OptionFigures, QuestionFigures
from quizkit.analysis.items.keyed import UNKNOWN
from quizkit.analysis.items.remarks import ENOUGH
from quizkit.model import Location
from quizkit.text import counted

_NONE: Final = "  -  "

SHOWN: Final = 20
"""Confused pairs that lines tell; the values have more."""


def lines(
    figures: Figures, places: Mapping[str, Location], *, by_option: bool = False
) -> Iterator[str]:
    """Yield the report: some lines for all, each question with its options, what is confused.

    Args:
        figures: What was found.
        places: Where each facet stands in its deck, as far as that is known.
        by_option: One list of options instead of the questions.
    """
    yield head(figures)
    yield from notes(figures)
    if by_option:
        yield ""
        yield from _by_option(figures)
        return
    for question in figures.questions:
        yield ""
        yield from _question(question, places.get(question.facet))
    if figures.confusions:
        yield ""
        yield "Confused"
        for pair in figures.confusions[:SHOWN]:
            yield f"  {confused(pair)} ({pair.facet})"


def head(figures: Figures) -> str:
    """Return one line for all: learners, questions, answers, reliability."""
    who = counted(figures.learners, "learner")
    what = counted(len(figures.questions), "question")
    told = ""
    if figures.reliability is not None:
        told = f", reliability {figures.reliability:.2f} ({name(figures)})"
    return f"{who}, {what}, {counted(figures.answers, 'answer')}{told}"


def name(figures: Figures) -> str:
    """Return what the reliability is called: with marks of 0 and 1 alone alpha is KR-20."""
    return "KR-20" if figures.is_binary else "alpha"


def notes(figures: Figures) -> Iterator[str]:
    """Yield what must be known to read the figures, a sentence a line."""
    if figures.learners > 1:
        yield f"Right on average {figures.mean:.0%}{_spread(figures)}."
    if figures.error is not None:
        yield (
            f"Two learners whose marks differ by less than {2.77 * figures.error * 100:.0f} points "
            f"may know as much as each other (standard error {figures.error * 100:.1f} points)."
        )
    if figures.efficiency is not None:
        yield (
            f"On average {figures.efficiency:.0%} of a question's wrong options work: 5% or more "
            "choose them, rather those who know less."
        )
    if figures.learners < ENOUGH:
        yield f"What to change is said from {ENOUGH} learners on; these figures are a glance."
    if figures.self_rated:
        many = counted(figures.self_rated, "answer")
        yield f"Left out: {many} of form flip, which the learners judged themselves."
    if figures.outdated:
        yield f"Left out: {counted(figures.outdated, 'answer')} to what the deck has changed since."


def _spread(figures: Figures) -> str:
    return "" if figures.spread is None else f", spread {figures.spread * 100:.0f} points"


def confused(pair: Confusion) -> str:
    """Return a confused pair as a sentence.

    >>> confused(Confusion("d/f#r", "Kerry", "Vessey", 3, 12, 2))
    'Kerry: 3 of 12 answers say Vessey, by 2 learners'
    """
    who = counted(pair.learners, "learner")
    told = f"{pair.times} of {counted(pair.of, 'answer')} say {pair.given}, by {who}"
    if pair.right == UNKNOWN:
        return f"{pair.facet}: {told}; its deck, named as well, tells what is right"
    return f"{pair.right}: {told}"


def _question(question: QuestionFigures, place: Location | None) -> Iterator[str]:
    yield question.stem
    where = f"{place.path}:{place.line}: " if place else ""
    yield f"  {where}{question.facet} ({question.form})"
    yield f"  {', '.join(figures_of(question))}"
    for option in question.options:
        yield _option(option)
    if not question.options and question.key != UNKNOWN:
        yield f"  * {question.key}"
    for remark in question.remarks:
        yield f"  ! {remark}"


def figures_of(question: QuestionFigures) -> Iterator[str]:
    """Yield the figures of a question, each in words."""
    yield f"answered by {question.n}"
    yield f"right {question.facility:.0%}"
    if question.discrimination is not None:
        yield f"with the rest {signed(question.discrimination)}"
    if question.efficiency is not None:
        yield f"distractors that work {question.efficiency:.0%}"
    if question.seconds is not None:
        yield f"{question.seconds:.0f} s"


def _option(option: OptionFigures) -> str:
    mark = "*" if option.is_key else " "
    return f"  {mark} {option.share:>4.0%} {signed(option.discrimination)}  {option.text}"


def signed(value: float | None) -> str:
    """Return a correlation with its sign.

    >>> signed(0.346), signed(None)
    ('+0.35', '  -  ')
    """
    return _NONE if value is None else f"{value:+.2f}"


def distractors(figures: Figures) -> list[tuple[QuestionFigures, OptionFigures]]:
    """Return the options, the weakest first: wrong ones that draw those who know, then idle ones.

    Right options come last, those first that those who know avoid.
    """
    pairs = [(question, option) for question in figures.questions for option in question.options]
    pairs.sort(key=_weakest)
    return pairs


def _weakest(pair: tuple[QuestionFigures, OptionFigures]) -> tuple[bool, float, float, str, str]:
    question, option = pair
    known = option.discrimination or 0.0
    worth = known if option.is_key else -known
    return option.is_key, round(worth, 9), option.share, question.facet, option.text


def _by_option(figures: Figures) -> Iterator[str]:
    for question, option in distractors(figures):
        yield f"{_option(option)}  ({question.facet}, of {option.n})"


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
        "reliability_is": name(figures),
        "mean": _rounded(figures.mean),
        "spread": _rounded(figures.spread),
        "standard_error": _rounded(figures.error),
        "distractor_efficiency": _rounded(figures.efficiency),
        "self_rated": figures.self_rated,
        "outdated": figures.outdated,
        "questions": [_values(each, places.get(each.facet)) for each in figures.questions],
        "confusions": [pair._asdict() for pair in figures.confusions],
    }


def _values(question: QuestionFigures, place: Location | None) -> dict[str, Any]:
    return {
        "facet": question.facet,
        "form": question.form,
        "stem": question.stem,
        "key": question.key,
        "n": question.n,
        "difficulty": _rounded(question.facility),
        "discrimination": _rounded(question.discrimination),
        "distractor_efficiency": _rounded(question.efficiency),
        "seconds": question.seconds,
        "again": question.again,
        "lapsed": question.lapsed,
        "options": [
            {
                "text": option.text,
                "key": option.is_key,
                "n": option.n,
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
