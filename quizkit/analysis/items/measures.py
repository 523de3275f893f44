"""The figures of an item analysis, as classical test theory has them.

Lord and Novick, Statistical Theories of Mental Test Scores (1968): facility, the item-rest
correlation corrected for the question's own part, and Cronbach's alpha.

With complete answers all of it equals `alpha` of R's package psych (`raw_alpha`, `r.drop`, `mean`,
`sd`). Where answers are missing, alpha still does, but not the correlation: psych divides sums of
pairwise covariances, which leaves [-1, 1] or cannot be had as soon as two questions share no
learner, as in a log nearly all do. Here each learner's rest is the mean of what was answered.
"""

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Literal

from quizkit.analysis.items import confused, reliability
from quizkit.analysis.items.answers import Answer, Figures, OptionFigures, QuestionFigures
from quizkit.analysis.items.confused import commonest
from quizkit.analysis.items.keyed import UNKNOWN, Current, Key, Keys, is_key
from quizkit.analysis.items.remarks import ENOUGH, advised

FEWEST: Final = 3
"""Learners without whom no correlation is told."""

WORKS: Final = 0.05
"""Share of learners from whom on a distractor is chosen [0..1]."""

REPLACEABLE: Final = frozenset({"choice", "select"})
"""Forms whose distractors are chosen by hand or by program, and can be others."""

SELF_RATED: Final = "flip"
"""The form in which the learner judges the answer."""

SMALLEST: Final = 1e-9
"""What is nearer to zero than this is zero: the sums of other programs end otherwise."""

By = Literal["question", "facet"]
Which = Literal["first", "last"]

Question = tuple[str, str]
"""Facet and form; the form is "" where all forms of a facet are one question."""

_Totals = Mapping[str, tuple[float, int]]
_Keys = Mapping[tuple[str, str], Key]


class Given:
    """What was answered, gathered answer by answer; of each learner and question one counts.

    Args:
        by: "question": a facet in a form; "facet": all forms of a facet together.
        which: Which of several answers of a learner to a question counts.
        deck: What the deck says of its facets; answers to what it said before are only counted.
    """

    def __init__(self, by: By, which: Which, deck: Mapping[str, Current]) -> None:
        self._by, self._which, self._deck = by, which, deck
        self.asked: dict[Question, dict[str, Answer]] = defaultdict(dict)
        self.again: dict[Question, dict[str, bool]] = defaultdict(dict)
        self.keys = Keys(deck)
        self.tally = confused.Tally()
        self.self_rated = self.outdated = 0

    def add(self, answer: Answer) -> None:
        """Take an answer in; those of form flip are only counted."""
        now = self._deck.get(answer.facet)
        if now and answer.fingerprint not in ("", now.fingerprint):
            self.outdated += 1
            return
        if answer.form == SELF_RATED:
            self.self_rated += 1
            return
        self.keys.add(answer)
        self.tally.add(answer)
        question = answer.facet, answer.form if self._by == "question" else ""
        own = self.asked[question]
        if answer.learner in own:
            self.again[question][answer.learner] = answer.score < 0.5
        if self._which == "last" or answer.learner not in own:
            own[answer.learner] = answer


def figures(
    answers: Iterable[Answer],
    *,
    by: By = "question",
    which: Which = "first",
    meant: confused.Meant = lambda _facet, _text: "",
    deck: Mapping[str, Current] = MappingProxyType({}),
) -> Figures:
    """Return what answers say of their questions.

    Args:
        answers: In any order of learners, each learner's own in the order of time.
        by: "question": a facet in a form; "facet": all forms of a facet together.
        which: Which of several answers of a learner to a question counts.
        meant: What typed texts mean, for the pairs that are confused.
        deck: What the deck says of its facets now, where one is at hand.

    >>> answer = Answer("mai", "sums/1#sum", "choice", "1 + 1?", ("1", "2"), ("2",), "2", 1.0)
    >>> figures([answer]).questions[0].facility
    1.0
    """
    given = Given(by, which, deck)
    for answer in answers:
        given.add(answer)
    asked = given.asked
    scores: dict[str, list[float]] = defaultdict(list)
    for own in asked.values():
        for learner, answer in own.items():
            scores[learner].append(answer.score)
    totals = {learner: (math.fsum(own), len(own)) for learner, own in scores.items()}
    prints = {(each.facet, each.fingerprint) for own in asked.values() for each in own.values()}
    keys = {place: given.keys.of(*place) for place in prints}
    found = [
        _question(question, own, totals, keys)._replace(
            again=len(given.again[question]), lapsed=sum(given.again[question].values())
        )
        for question, own in asked.items()
    ]
    return finished(
        _of_all(asked, totals)._replace(
            questions=tuple(found),
            confusions=given.tally.pairs(right_of(found), meant),
            self_rated=given.self_rated,
            outdated=given.outdated,
        )
    )


def finished(found: Figures) -> Figures:
    """Return figures with what follows from others: order, efficiency as a whole, advice.

    Args:
        found: Its questions may stand in any order, without remarks.
    """
    questions = [
        each if each.n >= ENOUGH else each._replace(efficiency=None) for each in found.questions
    ]
    told = [each.efficiency for each in questions if each.efficiency is not None]
    return advised(
        found._replace(
            questions=tuple(sorted(questions, key=_weakest)),
            efficiency=math.fsum(told) / len(told) if told else None,
            error=reliability.error_of(found.spread, found.reliability),
        )
    )


def right_of(questions: Iterable[QuestionFigures]) -> dict[str, str]:
    """Return the right answer of each facet: of its first form, by alphabet, that has one."""
    found: dict[str, str] = {}
    for each in sorted(questions, key=lambda each: (each.facet, each.form)):
        if found.get(each.facet, UNKNOWN) == UNKNOWN:
            found[each.facet] = each.key
    return found


def _weakest(each: QuestionFigures) -> tuple[float, float, str, str]:
    known = 2.0 if each.discrimination is None else each.discrimination
    return round(known, 9), round(each.facility, 9), each.facet, each.form


def _of_all(asked: Mapping[Question, Mapping[str, Answer]], totals: _Totals) -> Figures:
    means = [total / count for total, count in totals.values()]
    columns = [{learner: answer.score for learner, answer in own.items()} for own in asked.values()]
    return Figures(
        learners=len(totals),
        answers=sum(map(len, columns)),
        reliability=reliability.alpha(columns),
        questions=(),
        is_binary=all(score in (0, 1) for column in columns for score in column.values()),
        mean=math.fsum(means) / len(means) if means else 0.0,
        spread=statistics.stdev(means) if len(means) > 1 else None,
    )


def _question(
    question: Question, own: Mapping[str, Answer], totals: _Totals, keys: _Keys
) -> QuestionFigures:
    given = list(own.values())
    rests = [_rest(answer.score, *totals[answer.learner]) for answer in given]
    options = _options(given, rests, keys)
    times = [answer.ms for answer in given if answer.ms is not None]
    forms = sorted({answer.form for answer in given})
    return QuestionFigures(
        facet=question[0],
        form=", ".join(forms),
        stem=commonest(Counter(answer.stem for answer in given)),
        n=len(given),
        facility=math.fsum(answer.score for answer in given) / len(given),
        discrimination=related([answer.score for answer in given], rests),
        options=options,
        key=_key(given, keys),
        efficiency=efficiency(options) if REPLACEABLE.issuperset(forms) else None,
        seconds=statistics.median(times) / 1000 if times else None,
    )


def _key(given: Iterable[Answer], keys: _Keys) -> str:
    texts = Counter(keys[answer.facet, answer.fingerprint].text for answer in given)
    known = {text: count for text, count in texts.items() if text != UNKNOWN}
    return commonest(known) if known else UNKNOWN


def _rest(own: float, total: float, count: int) -> float | None:
    """Return a learner's mean score on all other questions, or None if there is none."""
    return (total - own) / (count - 1) if count > 1 else None


def _options(
    given: Sequence[Answer], rests: Sequence[float | None], keys: _Keys
) -> tuple[OptionFigures, ...]:
    shown: dict[str, list[tuple[Answer, float | None]]] = defaultdict(list)
    for answer, rest in zip(given, rests, strict=True):
        for text in dict.fromkeys(answer.options):
            shown[text].append((answer, rest))
    found = [_option(text, pairs, keys) for text, pairs in shown.items()]
    return tuple(sorted(found, key=lambda each: (not each.is_key, -each.share, each.text)))


def _option(text: str, shown: Sequence[tuple[Answer, float | None]], keys: _Keys) -> OptionFigures:
    picks = [float(text in answer.chosen) for answer, _ in shown]
    return OptionFigures(
        text,
        is_key=any(is_key(text, answer, keys) for answer, _ in shown),
        share=math.fsum(picks) / len(picks),
        discrimination=related(picks, [rest for _, rest in shown]),
        n=len(picks),
    )


def efficiency(options: Iterable[OptionFigures]) -> float | None:
    """Return the share of distractors that work [0..1], or None where it cannot be told.

    >>> key, dead = OptionFigures("a", True, 0.5, 0.3, 8), OptionFigures("b", False, 0.0, None, 8)
    >>> good = OptionFigures("c", False, 0.5, -0.3, 8)
    >>> efficiency([key, dead, good]), efficiency([key]), efficiency([good])
    (0.5, None, None)
    """
    every = list(options)
    wrong = [each for each in every if not each.is_key]
    chosen = [each.discrimination for each in wrong if each.share >= WORKS]
    if not wrong or len(wrong) == len(every) or None in chosen:
        return None
    return sum(value is not None and value < -SMALLEST for value in chosen) / len(wrong)


def related(values: Sequence[float], rests: Sequence[float | None]) -> float | None:
    """Return the correlation with the rest, of those who have one; None of less than three."""
    pairs = [(a, b) for a, b in zip(values, rests, strict=True) if b is not None]
    return correlation(pairs) if len(pairs) >= FEWEST else None


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's correlation [-1..1], or None where one side never varies.

    One side varies if its largest value is more than 1e-9 from its smallest.

    >>> round(correlation([(0, 0), (1, 1), (1, 3)]), 3)
    0.756
    """
    one, other = zip(*pairs, strict=True)
    if min(max(one) - min(one), max(other) - min(other)) <= SMALLEST:
        return None
    return max(-1.0, min(1.0, statistics.correlation(one, other)))
