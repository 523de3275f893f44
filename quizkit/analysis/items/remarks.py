"""What the figures of a question say to its author, in words: what is seen, and what to do.

A remark is made only where as many learners have answered as it needs, and a correlation counts
only where chance alone would give it to one question in twenty: beyond 1.645 / sqrt(n).
"""

import math
import statistics
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quizkit.analysis.items.answers import Confusion, Figures, OptionFigures, QuestionFigures
from quizkit.text import counted

ENOUGH: Final = 20
"""Learners from whom on a remark is more than chance."""

EASY: Final = 0.95
"""Facility from which on a question tells nobody apart."""

WEAK: Final = 0.1
"""Discrimination below which a question tells little [item-rest correlation]."""

RARE: Final = 0.05
"""Share of learners below which a distractor does not work."""

OFTEN: Final = 0.2
"""Share of answers from which on a typed confusion is told."""

FAULT: Final = 0.6
"""Share of learners who lapse, or agree on another value, from which on the deck is suspected."""

SLOW: Final = 2.5
"""Times as long as the others from which on a question is slow."""

LONG: Final = 20.0
"""Median time below which none is slow [s]."""

ASKABLE: Final = 500
"""Most learners that it is told would be needed."""

_CHANCE: Final = 1.645


class _Seen(NamedTuple):
    """What remarks on a question are made of.

    Attributes:
        question: Its figures.
        typical: Median over all questions of their median times [s], or None.
        pairs: What its facet is confused with, the most frequent first.
    """

    question: QuestionFigures
    typical: float | None
    pairs: Sequence[Confusion]


def advised(figures: Figures) -> Figures:
    """Return figures with the remarks on each question; those that it had are replaced."""
    times = [each.seconds for each in figures.questions if each.seconds is not None]
    typical = statistics.median(times) if times else None
    pairs: dict[str, list[Confusion]] = {}
    for pair in figures.confusions:
        pairs.setdefault(pair.facet, []).append(pair)
    questions = (
        each._replace(remarks=tuple(_remarks(_Seen(each, typical, pairs.get(each.facet, ())))))
        for each in figures.questions
    )
    return figures._replace(questions=tuple(questions))


def needed(correlation: float) -> int:
    """Return how many learners tell a correlation from chance.

    >>> needed(0.2), needed(-0.5)
    (68, 11)
    """
    return math.ceil((_CHANCE / correlation) ** 2)


def is_sure(correlation: float | None, n: int) -> bool:
    """Return whether a correlation of n learners is more than chance.

    >>> is_sure(0.3, 20), is_sure(0.3, 40), is_sure(None, 40)
    (False, True, False)
    """
    return correlation is not None and n >= ENOUGH and abs(correlation) * math.sqrt(n) > _CHANCE


def _remarks(seen: _Seen) -> Iterator[str]:
    question = seen.question
    suspect = _suspect(question)
    if question.n >= ENOUGH:
        if suspect is not None:
            yield (
                f'{suspect.share:.0%} choose "{suspect.text}", more than what is right here, and '
                "they know more: is the key right?"
            )
        else:
            yield from _apart(question)
        yield from _hard_or_easy(question, suspect)
        yield from _options(question, suspect)
        yield from _slow(question, seen.typical)
    yield from _lapsing(question)
    if suspect is None:
        yield from _confused(seen)


def _suspect(question: QuestionFigures) -> OptionFigures | None:
    """Return the distractor that may be the key: chosen by more, and by those who know more."""
    keys = [option for option in question.options if option.is_key]
    most = max((key.share for key in keys), default=1.0)
    for option in question.options:
        likely = option.share > most and (option.discrimination or 0.0) > 0
        if likely and not option.is_key and is_sure(option.discrimination, option.n):
            return option
    return None


def _apart(question: QuestionFigures) -> Iterator[str]:
    known = question.discrimination
    if known is None or question.facility >= EASY or known >= WEAK:
        return
    if known < 0 and is_sure(known, question.n):
        yield "those who know more get it wrong more often: look at its key and its wording"
    elif known < 0 and needed(known) <= ASKABLE:
        yield (
            "those who know more seem to get it wrong more often: "
            f"{needed(known)} learners would tell whether that is chance"
        )
    else:
        yield "it tells those who know from nobody: look at its wording"


def _hard_or_easy(question: QuestionFigures, suspect: OptionFigures | None) -> Iterator[str]:
    chance = _chance(question)
    if question.facility >= EASY:
        yield "nearly everybody knows it: ask something finer, or keep it to begin with"
    elif suspect is None and question.facility <= chance + 0.05:
        yield (
            "it is answered no better than by guessing: has it been taught?"
            if chance
            else "nearly nobody knows it: has it been taught?"
        )


def _chance(question: QuestionFigures) -> float:
    """Return the score that guessing brings, where that is plain."""
    right = sum(option.is_key for option in question.options)
    if question.form == "true-false":
        return 0.5
    # In a log the distractors change: a choice shows fewer at once than there are in all.
    shown = sum(option.n for option in question.options) / question.n
    return right / shown if question.form == "choice" and right == 1 else 0.0


def _options(question: QuestionFigures, suspect: OptionFigures | None) -> Iterator[str]:
    if question.form not in ("choice", "select") or not any(
        option.is_key for option in question.options
    ):
        return
    wrong = [each for each in question.options if not each.is_key and each.n >= ENOUGH]
    if question.facility < EASY:
        yield from _idle([each for each in wrong if each.share < RARE])
    for option in wrong:
        tempting = option.share >= RARE and (option.discrimination or 0.0) > WEAK
        if tempting and option != suspect and is_sure(option.discrimination, option.n):
            yield f'"{option.text}" draws those who know more: may it be right as well?'


def _idle(options: Sequence[OptionFigures]) -> Iterator[str]:
    never = [f'"{option.text}"' for option in options if not option.share]
    rarely = [f'"{option.text}"' for option in options if option.share]
    for who, texts in (("nobody chooses", never), ("hardly anybody chooses", rarely)):
        if texts:
            yield f"{who} {' or '.join(texts)}: replace {'it' if len(texts) == 1 else 'them'}"


def _slow(question: QuestionFigures, typical: float | None) -> Iterator[str]:
    taken = question.seconds
    if taken and typical and taken >= LONG and taken >= SLOW * typical:
        yield (
            f"it takes {taken:.0f} s where others take {typical:.0f} s: "
            "can its stem be shorter, or plainer?"
        )


def _lapsing(question: QuestionFigures) -> Iterator[str]:
    if question.again >= ENOUGH and question.lapsed >= FAULT * question.again:
        yield (
            f"{question.lapsed} of {counted(question.again, 'learner')} who were asked again had "
            "it wrong the last time: a fault of the deck rather than of theirs; look at its fact"
        )


def _confused(seen: _Seen) -> Iterator[str]:
    if "typed" not in seen.question.form and "cloze" not in seen.question.form:
        return
    for pair in seen.pairs[:1]:
        share = pair.times / pair.of
        if pair.learners >= FAULT * ENOUGH and share >= FAULT:
            yield f'{share:.0%} of the answers say "{pair.given}": is what the deck says right?'
        elif pair.of >= ENOUGH and share >= OFTEN:
            yield f'{share:.0%} of the answers say "{pair.given}": say what tells the two apart'
