from random import Random

import pytest

from quizkit.analysis.fit.history import histories, predictions, times
from quizkit.memory.fsrs import DEFAULT_WEIGHTS, Fsrs6
from quizkit.memory.replay import fold, model_of
from quizkit.memory.timeline import is_read, ordered
from tests.memory.logs import START, Log, random_log, review, wrong


def of(log: Log):
    return histories([(t, event) for t, event in ordered(log.events) if is_read(event)])


def test_a_history_holds_learner_days_and_what_a_guess_was_worth() -> None:
    chosen = review(form="choice", options=["a", "b", "c"], response=[1], rating=2)
    (history,) = of(Log().days((0, review()), (2, chosen), (2, wrong()), (9, review())))
    assert [answer.days for answer in history] == [0, 2, 0, 7]
    assert [int(answer.rating) for answer in history] == [3, 2, 1, 3]
    assert [answer.guess for answer in history] == [0.0, 1 / 3, 0.0, 0.0]
    assert [answer.is_right for answer in history] == [True, True, False, True]


def test_facets_come_by_their_ids_whatever_came_first() -> None:
    log = Log().days((0, review("d/z#who")), (1, wrong("d/a#who")), (2, review("d/z#who")))
    assert [[answer.is_right for answer in history] for history in of(log)] == [[False], [True] * 2]


def test_a_reset_begins_a_history_anew() -> None:
    log = Log().days((0, review()), (2, review()))
    log.add("reset", {"facet": "d/a"}, at=START + 3 * 86_400_000)
    log.days((9, review()), (11, review()))
    assert [[answer.days for answer in history] for history in of(log)] == [[0, 2], [0, 2]]


def test_a_renamed_facet_has_one_history() -> None:
    log = Log().days((0, review("d/a#who")), (3, review("d/new#who")))
    log.add("rename", {"old": "d/a", "new": "d/new"}, at=START + 4 * 86_400_000)
    assert [[answer.days for answer in history] for history in of(log)] == [[0, 3]]


def test_an_answer_that_was_taken_back_is_in_no_history() -> None:
    log = Log().days((0, review()), (2, wrong()))
    log.undo(log.events[-1], at=START + 3 * 86_400_000)
    assert [[answer.is_right for answer in history] for history in of(log)] == [[True]]


def test_only_answers_of_later_days_are_scored() -> None:
    log = Log().days((0, review()), (0, review()), (2, review()), (2, wrong()))
    assert times(of(log)) == [START + 5 * 86_400_000 // 2]


@pytest.mark.property
@pytest.mark.parametrize("seed", range(20))
def test_predictions_are_those_of_the_fold(seed: int) -> None:
    """What the fold keeps of a facet's scored reviews is what is predicted of them here."""
    log = random_log(Random(f"fit:{seed}"), size=300)
    memory = fold(log.events)
    model = model_of(memory)
    assert isinstance(model, Fsrs6)
    said = {(p.t, p.recall, p.is_right) for p in predictions(of(log), model)}
    kept = {(s.t, s.recall, s.score >= 0.5) for f in memory.facets.values() for s in f.scored}
    assert kept
    assert kept <= said


def test_guesses_are_in_the_chance() -> None:
    chosen = review(form="choice", options=["a", "b", "c"], response=[1])
    (said,) = predictions(of(Log().days((0, review()), (2, chosen))), Fsrs6(DEFAULT_WEIGHTS))
    assert said.chance == 1 / 3 + (1 - 1 / 3) * said.recall


def test_predictions_since_a_time_are_the_last_ones() -> None:
    known = of(Log().days((0, review()), (2, review()), (9, wrong()), (10, review())))
    whole = predictions(known, Fsrs6())
    assert predictions(known, Fsrs6(), since=whole[1].t) == whole[1:]
