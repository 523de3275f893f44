"""Sittings over a real store: what is shown is saved; what is left goes on."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from quizkit.errors import StoreError
from quizkit.model import (
    Answer,
    FeedbackView,
    Form,
    Hint,
    Next,
    QuestionView,
    Rate,
    Rating,
    Skip,
    Stop,
    SummaryView,
    Undo,
)
from quizkit.practice import reports
from quizkit.practice.study import Study
from quizkit.session.sitting import Wish
from quizkit.store.event import encode, verify
from quizkit.store.log import Log, open_log
from tests.practice.desks import go
from tests.session.test_several import trips
from tests.session.worlds import asker


def test_feedback_comes_after_the_event(desk):
    run = desk.study()
    view = run.act(Answer("1"))
    assert view.saved == (desk.log.last("review")[0].id,)
    assert desk.log.last("review")[0].body["sitting"] == desk.log.last("sitting")[0].id


def test_the_learner_is_the_seed_where_none_is_given(desk):
    run = desk.study()
    run.act(Answer("1"))
    assert desk.log.last("review")[0].body["seed"].startswith("mai:trips/")


def test_a_left_match_goes_on_with_the_same_sentences(desk):
    run = Study([trips()], desk.log, wish=Wish(minutes=0), clock=desk.clock)
    view = run.begin()
    while isinstance(view, QuestionView):
        question = run.sitting.screen.question
        run.act(Answer(question.answer))
        view = run.act(Next())
    desk.clock.move(days=9)

    def again() -> Study:
        wish = Wish(minutes=0, form=Form.MATCH, extra="weak")
        made = Study([trips()], desk.log, wish=wish, clock=desk.clock, state=desk.folder / "state")
        made.begin()
        return made

    left = again()
    assert left.view.form is Form.MATCH
    desk.reopen()
    other = again()
    assert other.is_resumed
    assert replace(other.view, why="") == replace(left.view, why="")
    other.act(Answer("-" * len(left.view.prompts)))
    desk.reopen()
    assert again().view.prompts != left.view.prompts


@pytest.mark.parametrize("stop", [True, False])
def test_a_left_sitting_goes_on_with_the_same_question(desk, stop):
    run = desk.study()
    go(run, "1", "2", "0")
    run.act(Skip())
    run.act(Hint())
    view = run.view
    if stop:
        run.act(Stop())
    desk.reopen()
    other = desk.study()
    assert other.is_resumed
    assert replace(other.view, progress=None, why="") == replace(view, progress=None, why="")
    assert other.view.progress.answered == 3
    assert other.sitting.id == run.sitting.id
    assert other.sitting.began_ms == run.sitting.began_ms
    assert other.sitting.queue.skipped == run.sitting.queue.skipped
    assert [a.facet for a in other.sitting.queue.asked] == [
        a.facet for a in run.sitting.queue.asked
    ]


def test_the_summary_of_a_resumed_sitting_has_the_time_of_all_its_answers(desk):
    run = desk.study()
    desk.clock.move(seconds=9)
    go(run, "1", "2")
    spent = run.sitting.spent_ms
    assert spent == 9_000
    desk.reopen()
    other = desk.study()
    assert other.act(Stop()).ms >= spent


def test_a_kill_between_answer_and_next_question_goes_on_with_the_next(desk):
    run = desk.study()
    run.act(Answer("1"))
    answered = run.view.question.facet
    kept = desk.kept.read_bytes()
    following = run.act(Next()).facet
    desk.kept.write_bytes(kept)
    desk.reopen()
    other = desk.study()
    assert other.is_resumed
    assert answered != other.view.facet == following


def test_a_new_sitting_can_be_asked_for(desk):
    go(desk.study(), "1")
    other = desk.study(fresh=True)
    assert not other.is_resumed
    assert other.view.progress.answered == 0


@pytest.mark.parametrize("change", [{"seed": "x"}, {"form": Form.TYPED}, {"count": 39}])
def test_a_sitting_of_another_wish_or_deck_is_not_gone_on_with(desk, change):
    go(desk.study(), "1")
    assert not desk.study(**change).is_resumed


def test_yesterdays_sitting_is_not_gone_on_with(desk):
    go(desk.study(), "1")
    desk.clock.move(days=1)
    assert not desk.study().is_resumed


@pytest.mark.parametrize(
    "damage",
    ["", "{}", "null", "[1]", "{", "\x00\xff", '{"v": 1, "day": 20605}', "[" * 10_000],
)
def test_a_damaged_file_is_passed_by(desk, damage):
    go(desk.study(), "1")
    desk.kept.write_text(damage, encoding="utf-8")
    assert not desk.study().is_resumed


@pytest.mark.parametrize(
    "change",
    [{"facet": 7}, {"hints": "x"}, {"form": "song"}, {"skipped": 1}, {"sitting": "0" * 64}],
)
def test_a_file_with_a_wrong_member_is_passed_by_or_harmless(desk, change):
    go(desk.study(), "1")
    held = json.loads(desk.kept.read_text(encoding="utf-8"))
    desk.kept.write_text(json.dumps(held | change), encoding="utf-8")
    assert isinstance(desk.study().view, QuestionView)


def test_the_file_is_private_and_goes_when_the_sitting_is_done(desk):
    run = desk.study(count=1)
    assert desk.kept.stat().st_mode & 0o777 == 0o600
    while isinstance(run.view, QuestionView):
        go(run, "0")
    assert isinstance(run.view, SummaryView)
    assert not desk.kept.exists()


def test_a_state_folder_that_cannot_be_written_is_not_missed(desk):
    (desk.folder / "state").write_text("a file in the way", encoding="utf-8")
    run = desk.study()
    go(run, "1")
    assert isinstance(run.view, QuestionView)


def test_a_failing_append_shows_nothing_and_changes_nothing(desk, monkeypatch):
    run = desk.study()
    view, sitting, memory = run.view, run.sitting, desk.log.memory()
    count = desk.log.count()

    def fail(*_args, **_more):
        raise StoreError("disk full", "log.db")

    with monkeypatch.context() as patch:
        patch.setattr(desk.log, "append", fail)
        with pytest.raises(StoreError, match="disk full"):
            run.act(Answer("1"))
    assert (run.view, run.sitting, desk.log.memory()) == (view, sitting, memory)
    assert desk.log.count() == count
    assert isinstance(run.act(Answer("1")), FeedbackView)


def test_todays_minutes_are_shared_by_its_sittings(desk):
    run = desk.study(minutes=1)
    desk.clock.move(seconds=50)
    go(run, "0")
    run.act(Stop())
    other = desk.study(minutes=1, fresh=True)
    assert other.view.progress.spent_ms == 50_000
    desk.clock.move(days=1)
    assert desk.study(minutes=1).view.progress.spent_ms == 0


def test_an_odd_clock_is_told(desk):
    go(desk.study(), "1")
    desk.clock.move(days=-3)
    assert desk.study().doubt == (
        "This clock is 3 days behind your newest answer: set it right if it is wrong; "
        "if it is right, that answer was saved by a clock that ran ahead."
    )
    desk.clock.move(days=500)
    assert "ahead" in desk.study().doubt


def test_undo_after_a_restart_brings_the_question_back(desk):
    run = desk.study()
    view = run.view
    go(run, "1")
    desk.reopen()
    other = desk.study()
    again = other.act(Undo())
    assert (again.facet, again.stem, again.options) == (view.facet, view.stem, view.options)


@pytest.mark.property
def test_every_event_of_a_sitting_verifies_and_replays(desk):
    run = desk.study()
    for turn in range(40):
        view = run.act(Answer("012"[turn % 3]))
        if turn % 7 == 0:
            run.act(Undo())
            continue
        assert isinstance(view, FeedbackView)
        run.act(Next())
    events = tuple(desk.log.events())
    assert all(verify(encode(event), event.id) == event for event in events)
    before = desk.log.memory()
    desk.reopen()
    assert desk.log.memory() == before == run.sitting.memory


def beside(desk) -> tuple[Study, Log]:
    """Return a sitting of another window, with a log of its own on the same file."""
    log = open_log(desk.log.path, learner="mai")
    run = Study([asker(40)], log, wish=Wish(minutes=0), clock=desk.clock)
    run.begin()
    return run, log


def test_what_another_window_has_answered_today_is_not_asked_again(desk):
    here = desk.study()
    there, log = beside(desk)
    with log:
        go(there, "0", "0", "0")
        answered = [event.body["facet"] for event in log.last("review", 9)]
        go(here, "1")  # it was on the screen already
        for _ in range(3):
            assert here.view.facet not in answered
            here.act(Skip())
        go(here, "1")
        assert here.view.facet not in answered


def test_a_changed_rating_is_refused_where_another_window_took_the_answer_back(desk):
    here = desk.study()
    here.act(Answer("1"))
    there, log = beside(desk)
    with log:
        there.act(Undo())
    count = desk.log.count()
    here.act(Rate(Rating.AGAIN if here.view.rating > 1 else Rating.GOOD))
    assert here.notice == "That answer was taken back elsewhere; nothing is changed."
    assert desk.log.count() == count


def as_of(desk, pid: object) -> str:
    held = json.loads(desk.kept.read_text(encoding="utf-8"))
    desk.kept.write_text(json.dumps(held | {"pid": pid}), encoding="utf-8")
    return held["facet"]


def test_the_file_names_its_process(desk):
    desk.study()
    assert json.loads(desk.kept.read_text(encoding="utf-8"))["pid"] == os.getpid()


@pytest.mark.skipif(os.name == "nt", reason="there a process cannot be asked for safely")
def test_a_sitting_of_a_living_process_is_left_to_it_and_so_is_its_question(desk):
    go(desk.study(), "1")
    facet = as_of(desk, os.getppid())
    other = desk.study()
    assert not other.is_resumed
    assert other.view.facet != facet
    assert other.sitting.queue.skipped == (facet,)


@pytest.mark.parametrize("pid", [None, 0, -1, "7", True, 2**70, "dead"])
def test_a_sitting_of_no_living_process_goes_on(desk, pid):
    go(desk.study(), "1")
    if pid == "dead":
        with subprocess.Popen([sys.executable, "-c", ""]) as gone:
            pass
        pid = gone.pid
    as_of(desk, pid)
    assert desk.study().is_resumed


def test_what_was_skipped_and_is_no_facet_is_passed_by(desk):
    go(desk.study(), "1")
    held = json.loads(desk.kept.read_text(encoding="utf-8"))
    desk.kept.write_text(json.dumps(held | {"skipped": ["x", "trips/none#who"]}), encoding="utf-8")
    other = desk.study()
    go(other, "1", "1")
    assert other.sitting.queue.skipped == ()


def test_after_a_break_it_is_told_how_to_come_back_and_again_after_twenty_answers(desk):
    for _ in range(3):
        run = desk.study(count=40)
        go(run, *["1"] * 20)
        run.act(Stop())
        assert run.opening == ""
        desk.clock.move(days=1)
    desk.clock.move(days=60)
    run = desk.study(count=40, minutes=1)
    assert run.opening.startswith("You still know about ")
    assert "bring you back" in run.opening or "brings you back" in run.opening
    told = []
    for number in range(25):
        if run.is_over:
            break
        desk.clock.move(seconds=1)
        run.act(Answer("1"))
        told += [number + 1] if run.notice.startswith("You still know") else []
        run.act(Next())
    assert told == [20]
    assert desk.study(count=40, fresh=True, minutes=600).opening == ""


def test_a_contrast_question_is_resumed_after_a_kill(desk):
    run = desk.study(form=Form.TYPED)
    rest = [asker(40).planner.plans(f"trips/t{n}#who")[0].accepted[0].name for n in range(3)]
    go(run, *rest)
    run.act(Stop())
    desk.clock.move(days=30)
    run = desk.study(form=Form.TYPED, fresh=True)
    while not run.is_over and run.log.count() < 12:
        is_first = run.view.facet == "trips/t0#who"
        go(run, rest[1] if is_first else run.sitting.screen.question.answer)
    run.act(Stop())
    desk.clock.move(days=1)
    run = desk.study(fresh=True)
    question = run.sitting.screen.question
    assert (question.facet, len(question.options)) == ("trips/t0#who", 2)
    desk.reopen()
    again = desk.study()
    assert again.is_resumed
    assert again.sitting.screen.question == question


def test_what_is_wrong_three_times_is_put_off_until_tomorrow(desk):
    run = desk.study()
    failing, told = run.view.facet, []
    for number in range(24):
        if number == 13:  # as after a crash: the same queue
            desk.reopen()
            run = desk.study()
            assert run.is_resumed
        facet = run.view.facet
        right = run.sitting.screen.question.keys[0] + 1
        view = run.act(Answer("0" if facet == failing else str(right)))
        told.append((facet == failing, view.advice))
        run.act(Next())
    assert [at for at, (is_it, _) in enumerate(told) if is_it] == [0, 5, 10]
    said = [advice for _, advice in told if advice]
    assert said == ["Enough for today: it comes back tomorrow."]
    assert failing not in desk.study(fresh=True).sitting.queue.owed
    memory = desk.log.memory()
    today = reports.today(desk.log, memory, desk.clock, minutes=10)
    why = reports.why([asker(40)], memory, desk.clock, facet=failing, today=today)
    assert (why.kind, why.sentence.rpartition("; ")[2]) == ("answered", "it comes back tomorrow.")
    desk.clock.move(days=1)
    assert desk.study(fresh=True).view.facet == failing


def test_picked_facets_leave_the_sitting_that_was_left_alone(desk):
    go(desk.study(), "0")
    left = desk.kept.read_bytes()
    picked = desk.study(only=("trips/t7#place",), fresh=True)
    assert picked.view.facet == "trips/t7#place"
    go(picked, "0")
    assert picked.is_over
    assert desk.kept.read_bytes() == left
