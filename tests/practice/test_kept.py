"""What a left sitting remembers beyond its answers: pauses, what was put off, what was wanted."""

import json

import pytest

from quizkit.model import (
    Answer,
    More,
    Next,
    Pause,
    PausedView,
    PutOff,
    QuestionView,
    Retry,
    Stop,
    SummaryView,
)
from quizkit.practice import kept
from tests.practice.desks import go


def wrong(run) -> str:
    question = run.sitting.screen.question
    return str(next(n for n in range(1, 9) if n - 1 not in question.keys))


def right(run) -> str:
    return str(run.sitting.screen.question.keys[0] + 1)


def test_a_kill_in_a_pause_comes_back_to_the_question_and_the_pause_takes_no_time(desk):
    run = desk.study(minutes=10)
    desk.clock.move(seconds=7)
    assert isinstance(run.act(Pause()), PausedView)
    kept = json.loads(desk.kept.read_text())
    assert (kept["paused"], kept["taken_ms"], kept["spent_ms"]) == (True, 7_000, 7_000)
    stem = run.sitting.screen.screen.question.stem
    desk.clock.move(minutes=40)
    desk.reopen()
    again = desk.study(minutes=10)
    assert again.is_resumed
    assert (again.view.stem, again.view.progress.spent_ms) == (stem, 7_000)
    desk.clock.move(seconds=3)
    again.act(Answer("1"))
    assert desk.log.last("review")[0].body["ms"] == 10_000


def test_going_on_after_a_pause_is_written_down_too(desk):
    run = desk.study()
    run.act(Pause())
    run.act(Next())
    assert json.loads(desk.kept.read_text())["paused"] is False


def test_what_was_put_off_stays_so_after_a_restart(desk):
    run = desk.study(count=6)
    off = run.view.facet
    run.act(PutOff())
    desk.reopen()
    again = desk.study(count=6)
    assert again.is_resumed
    asked = []
    while isinstance(again.view, QuestionView):
        asked.append(again.view.facet)
        go(again, right(again))
    assert off not in asked
    assert len(asked) > 4


def test_a_second_round_goes_on_after_a_restart_and_ends_as_before(desk):
    run = desk.study(minutes=1)
    go(run, wrong(run), wrong(run))
    desk.clock.move(seconds=70)
    while isinstance(run.view, QuestionView):
        go(run, wrong(run))
        desk.clock.move(seconds=30)
    assert (run.view.reason, desk.kept.exists()) == ("time", False)
    todo = run.view.retry
    assert todo > 1
    run.act(Retry())
    first = run.view.facet
    go(run, right(run))
    desk.reopen()
    again = desk.study(minutes=1)
    assert again.is_resumed
    count = 0
    while isinstance(again.view, QuestionView):
        assert again.view.facet != first
        go(again, right(again))
        count += 1
    assert (count, again.view.reason) == (todo - 1, "time")
    assert not desk.kept.exists()


def test_who_stopped_and_came_back_is_asked_on_in_the_ordinary_course(desk):
    run = desk.study()
    go(run, wrong(run), wrong(run), right(run))
    run.act(Stop())
    run.act(Retry())
    desk.reopen()
    again = desk.study()
    go(again, *("1",) * 5)
    assert isinstance(again.view, QuestionView)


def test_more_minutes_hold_after_a_restart(desk):
    run = desk.study(minutes=1)
    while isinstance(run.view, QuestionView):
        desk.clock.move(seconds=30)
        go(run, right(run))
    box = run.act(More(3)).progress.box_ms
    assert box > 180_000
    desk.reopen()
    again = desk.study(minutes=1)
    assert (again.is_resumed, again.view.progress.box_ms) == (True, box)


def test_early_questions_go_on_after_a_restart(desk):
    run = desk.study(count=8)
    go(run, *(right(run) for _ in range(1)))
    while isinstance(run.view, QuestionView) and run.view.progress.answered < 4:
        go(run, right(run))
    run.act(Stop())
    desk.clock.move(days=1)
    run = desk.study(count=8, extra="missed")
    assert isinstance(run.view, SummaryView)
    run.act(More())
    go(run, right(run))
    desk.reopen()
    again = desk.study(count=8, extra="missed")
    assert again.is_resumed
    go(again, right(again))
    assert isinstance(again.view, QuestionView)


@pytest.mark.parametrize(
    "field",
    [
        {"encore": {"todo": ["trips/gone#who", 7], "reason": "bored", "retried": -4}},
        {"encore": {"box_ms": -1, "is_early": "yes"}},
        {"not_today": ["trips/gone#who"], "taken_ms": -5},
        {"encore": []},
        {"taken_ms": "long"},
    ],
)
def test_a_file_with_odd_fields_is_read_as_far_as_it_makes_sense_or_passed_by(desk, field):
    run = desk.study()
    go(run, "1")
    kept = json.loads(desk.kept.read_text())
    desk.kept.write_text(json.dumps(kept | field))
    again = desk.study()
    go(again, "1")
    assert isinstance(again.view, QuestionView)


def test_a_file_of_before_these_fields_is_gone_on_with(desk):
    run = desk.study()
    go(run, "1")
    kept = json.loads(desk.kept.read_text())
    for name in ("not_today", "encore", "paused", "taken_ms", "told"):
        del kept[name]
    desk.kept.write_text(json.dumps(kept))
    assert desk.study().is_resumed


def test_what_was_put_off_is_known_that_day_and_to_nobody_else(desk) -> None:
    run = desk.study()
    facet = run.view.facet
    run.act(PutOff())
    day = run.sitting.now.day
    assert kept.put_off(desk.kept, learner="mai", day=day) == {facet}
    assert not kept.put_off(desk.kept, learner="nam", day=day)
    assert not kept.put_off(desk.kept, learner="mai", day=day + 1)
    desk.kept.write_text("[]")
    assert not kept.put_off(desk.kept, learner="mai", day=day)
