"""The figures of an item analysis, as classical test theory has them.

Lord and Novick, Statistical Theories of Mental Test Scores (1968): facility, the item-rest
correlation corrected for the question's own part, and Cronbach's alpha.
"""

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from quizkit.analysis.items.answers import Answer, Figures, OptionFigures, QuestionFigures
from quizkit.analysis.items.remarks import remarks

FEWEST: Final = 3
"""Learners without whom no correlation is told."""

Question = tuple[str, str]
"""Facet and form."""

_Scores = Mapping[str, Mapping[Question, float]]


def figures(answers: Iterable[Answer]) -> Figures:
    """Return what answers say of their questions.

    Of several answers of a learner to a question the first counts.

    Args:
        answers: In any order of learners, each learner's own in the order of time.
    """
    kept: dict[tuple[str, Question], Answer] = {}
    for answer in answers:
        kept.setdefault((answer.learner, (answer.facet, answer.form)), answer)
    scores: dict[str, dict[Question, float]] = defaultdict(dict)
    asked: dict[Question, list[Answer]] = defaultdict(list)
    for (learner, question), answer in kept.items():
        scores[learner][question] = answer.score
        asked[question].append(answer)
    totals = {learner: (math.fsum(own.values()), len(own)) for learner, own in scores.items()}
    found = [_question(question, given, totals) for question, given in asked.items()]
    found.sort(key=_weakest)
    return Figures(len(scores), len(kept), alpha(scores, sorted(asked)), tuple(found))


def _weakest(each: QuestionFigures) -> tuple[float, float, str, str]:
    known = 2.0 if each.discrimination is None else each.discrimination
    return known, each.facility, each.facet, each.form


def _question(
    question: Question, given: Sequence[Answer], totals: Mapping[str, tuple[float, int]]
) -> QuestionFigures:
    facet, form = question
    rests = [_rest(answer.score, *totals[answer.learner]) for answer in given]
    found = QuestionFigures(
        facet,
        form,
        Counter(answer.stem for answer in given).most_common(1)[0][0],
        len(given),
        math.fsum(answer.score for answer in given) / len(given),
        _related([answer.score for answer in given], rests),
        _options(given, rests),
    )
    return found._replace(remarks=remarks(found))


def _rest(own: float, total: float, count: int) -> float | None:
    """Return a learner's mean score on all other questions, or None if there is none."""
    return (total - own) / (count - 1) if count > 1 else None


def _options(given: Sequence[Answer], rests: Sequence[float | None]) -> tuple[OptionFigures, ...]:
    texts = dict.fromkeys(text for answer in given for text in answer.options)
    found = [_option(text, given, rests) for text in texts]
    return tuple(sorted(found, key=lambda each: (not each.is_key, -each.share, each.text)))


def _option(text: str, given: Sequence[Answer], rests: Sequence[float | None]) -> OptionFigures:
    shown = [
        (float(text in answer.chosen), rest, answer)
        for answer, rest in zip(given, rests, strict=True)
        if text in answer.options
    ]
    picks = [pick for pick, _, _ in shown]
    return OptionFigures(
        text,
        any(_is_key(text, answer) for _, _, answer in shown),
        math.fsum(picks) / len(picks),
        _related(picks, [rest for _, rest, _ in shown]),
    )


def _is_key(text: str, answer: Answer) -> bool:
    """Return whether an option is right: of a selection the key names all of them in a row."""
    return text in answer.key if answer.form == "select" else text == answer.key


def _related(values: Sequence[float], rests: Sequence[float | None]) -> float | None:
    pairs = [(a, b) for a, b in zip(values, rests, strict=True) if b is not None]
    return correlation(pairs) if len(pairs) >= FEWEST else None


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's correlation [-1..1], or None where one side never varies.

    >>> round(correlation([(0, 0), (1, 1), (1, 3)]), 3)
    0.756
    """
    one, other = zip(*pairs, strict=True)
    try:
        return max(-1.0, min(1.0, statistics.correlation(one, other)))
    except statistics.StatisticsError:
        return None


def alpha(scores: _Scores, questions: Sequence[Question]) -> float | None:
    """Return Cronbach's alpha [at most 1], or None where it cannot be told.

    Covariances are pairwise: of two questions by those who answered both.

    Args:
        scores: By learner and question.
        questions: All of them.
    """
    if len(questions) < 2:
        return None
    columns = {
        question: {learner: own[question] for learner, own in scores.items() if question in own}
        for question in questions
    }
    own = whole = 0.0
    for place, one in enumerate(questions):
        for other in questions[place:]:
            joint = _covariance(columns[one], columns[other])
            if joint is None:
                return None
            own += joint if one == other else 0
            whole += joint if one == other else 2 * joint
    if whole < 1e-12:
        return None
    return len(questions) / (len(questions) - 1) * (1 - own / whole)


def _covariance(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    both = [learner for learner in one if learner in other]
    if len(both) < FEWEST:
        return None
    return statistics.covariance([one[each] for each in both], [other[each] for each in both])
