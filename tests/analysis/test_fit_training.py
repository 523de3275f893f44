import math
from dataclasses import dataclass, field

import pytest

from quizkit.analysis.fit import child
from quizkit.analysis.fit.fitting import Why, fit, judge
from quizkit.analysis.fit.history import times
from quizkit.analysis.fit.rule import border
from quizkit.analysis.fit.training import (
    UnusableWeightsError,
    lessons,
    request,
    rounded,
)
from quizkit.memory.fsrs import BOUNDS, DEFAULT_WEIGHTS, Fsrs6
from tests.analysis.answered import answers, histories
from tests.analysis.test_fit_history import of
from tests.memory.logs import Log, review, wrong

OTHER = (*DEFAULT_WEIGHTS[:2], 4.0, *DEFAULT_WEIGHTS[3:])


def learned(*days, until=None):
    return lessons(of(Log().days(*days)), Fsrs6(), until=until)


def known(seed: str, size: int):
    """The histories of a learner with so many scored reviews."""
    given, stream, scored = [], answers(seed), 0
    while scored < size:
        given.append(next(stream))
        scored += given[-1].answer.days > 0
    return histories(given)


def in_process(given):
    return child.fit(request(given))


def test_each_scored_review_ends_a_lesson_and_a_days_others_are_in_it() -> None:
    (lesson,) = learned((0, review()), (3, wrong()), (3, review()), (9, review()), (9, wrong()))
    assert lesson.answers == ((3, 0), (1, 3), (3, 0), (3, 6))
    assert lesson.ends == ((1, 1), (3, 3))


def test_what_was_answered_on_one_day_only_teaches_nothing() -> None:
    assert learned((0, review()), (0, wrong())) == ()


def test_a_history_counts_up_to_a_changed_answer() -> None:
    (lesson,) = learned((0, review()), (3, review()), (9, review(key="1" * 16)))
    assert lesson.answers == ((3, 0), (3, 3))


def test_nothing_after_a_time_is_learned() -> None:
    days = (0, review()), (3, review()), (9, review())
    late = times(of(Log().days(*days)))[1]
    assert [lesson.ends for lesson in learned(*days, until=late)] == [((1, 3),)]
    assert learned(*days, until=late - 1) == learned(*days, until=late)


def test_as_many_guesses_count_as_wrong_as_are_expected() -> None:
    chosen = review(form="choice", options=["a", "b", "c"], response=[1])
    facets = [f"d/f{n}#who" for n in range(1_000)]
    log = Log().days(*((day, chosen | {"facet": facet}) for day in (0, 30) for facet in facets))
    found = of(log)
    recall = Fsrs6().recall(Fsrs6().first(3, 1 / 3), 30.0)
    guessed = sum(lesson.ends == ((1, 1),) for lesson in lessons(found, Fsrs6()))
    assert abs(guessed - 1_000 * (1 - recall / (recall + (1 - recall) / 3))) <= 1
    assert all(lesson.answers == ((3, 0), (3, 30)) for lesson in lessons(found, Fsrs6()))


@pytest.mark.parametrize(
    "wrong_ones",
    [
        DEFAULT_WEIGHTS,
        DEFAULT_WEIGHTS[:20],
        (math.nan, *DEFAULT_WEIGHTS[1:]),
        (math.inf, *DEFAULT_WEIGHTS[1:]),
        (*DEFAULT_WEIGHTS[:20], 0.800001),
        (0.0, *DEFAULT_WEIGHTS[1:]),
    ],
)
def test_weights_that_cannot_be_used_are_refused(wrong_ones) -> None:
    with pytest.raises(UnusableWeightsError):
        rounded(wrong_ones)


def test_weights_at_their_bounds_are_used() -> None:
    assert rounded([high for _, high in BOUNDS]) == tuple(high for _, high in BOUNDS)


def test_weights_are_rounded_to_millionths() -> None:
    assert rounded((0.21234567, *OTHER[1:]))[0] == 0.212346


def test_the_library_returns_the_defaults_for_too_little() -> None:
    """That is why defaults are no result."""
    with pytest.raises(UnusableWeightsError, match="too little"):
        rounded(in_process(learned((0, review()), (3, review()))))


def test_equal_histories_give_equal_weights() -> None:
    one, other = (in_process(lessons(known("7", 600), Fsrs6())) for _ in range(2))
    assert one == other


@dataclass
class Fitter:
    """Returns what it is told to, and keeps what it was given."""

    results: list
    given: list = field(default_factory=list)

    def __call__(self, given):
        self.given.append(given)
        return self.results[len(self.given) - 1]


def test_too_few_reviews_are_not_fitted() -> None:
    fitter = Fitter([])
    found = fit(known("7", 399), DEFAULT_WEIGHTS, fitter=fitter)
    assert (found.why, found.reviews, found.weights, fitter.given) == (Why.TOO_FEW, 399, None, [])


def test_the_first_fit_sees_four_fifths_and_the_second_all() -> None:
    history = known("2", 1_000)
    since = border(times(history))
    seen = []

    def fitter(given):
        seen.append(sum(len(lesson.ends) for lesson in given))
        return in_process(given)

    found = fit(history, DEFAULT_WEIGHTS, fitter=fitter)
    assert found.why is Why.BETTER
    assert seen == [sum(t < since for t in times(history)), len(times(history))]
    assert found.held_out.reviews == len(times(history)) - seen[0]
    assert found.weights == rounded(in_process(lessons(history, Fsrs6())))


def test_weights_that_predict_worse_are_not_kept() -> None:
    worse = (*DEFAULT_WEIGHTS[:3], 100.0, *DEFAULT_WEIGHTS[4:20], 0.8)
    fitter = Fitter([worse])
    found = fit(known("3", 600), DEFAULT_WEIGHTS, fitter=fitter)
    assert (found.why, found.weights, len(fitter.given)) == (Why.NO_BETTER, None, 1)
    assert found.held_out.loss_after > found.held_out.loss_before


@pytest.mark.parametrize("bad", [DEFAULT_WEIGHTS, (math.nan,) * 21])
def test_unusable_weights_change_nothing_in_either_fit(bad) -> None:
    history = known("2", 1_000)
    good = in_process(lessons(history, Fsrs6()))
    first = fit(history, DEFAULT_WEIGHTS, fitter=Fitter([bad]))
    second = fit(history, DEFAULT_WEIGHTS, fitter=Fitter([good, bad]))
    assert (first.why, first.weights, second.why, second.weights) == (Why.UNUSABLE, None) * 2
    assert first.remark


def test_judging_says_the_same_without_weights() -> None:
    history = known("3", 600)
    judged = judge(history, DEFAULT_WEIGHTS, fitter=in_process)
    assert fit(history, DEFAULT_WEIGHTS, fitter=in_process)._replace(weights=None) == judged
