"""What is done besides answering, and undo of anything from outside a sitting."""

import pytest

from quizkit.memory.fsrs import DEFAULT_WEIGHTS
from quizkit.memory.replay import fold
from quizkit.model import Draft, Stop, Suspend, Undo
from quizkit.practice import deeds
from quizkit.practice.clock import moment
from tests.practice.desks import go

WEIGHTS = [round(weight * 1e6) for weight in DEFAULT_WEIGHTS]
KINDS = (
    ("flag", {"facet": "trips/t1#who", "stem": "Who?", "reason": "no"}, "flagged"),
    ("exam", {"deck": "trips", "tags": [], "date": "2026-06-12", "minutes": 9}, "exam of trips"),
    ("exam", {"deck": "", "tags": [], "date": None, "minutes": 9}, "end of the exam plan of all"),
    ("params", {"model": "fsrs-6", "weights": WEIGHTS, "retention": None}, "new weights"),
    ("rename", {"old": "trips/t1", "new": "trips/x1"}, "trips/t1 renamed to trips/x1"),
    ("suspend", {"facet": "trips/t1"}, "trips/t1 suspended"),
    ("resume", {"facet": "trips/t1"}, "trips/t1 asked again"),
    ("reset", {"facet": "trips/t1"}, "trips/t1 started anew"),
)


def test_undo_takes_back_newest_first_and_redo_brings_back(desk):
    run = desk.study(count=12)
    states = [desk.log.memory().facets]
    for _ in range(3):
        go(run, "0")
        states.append(desk.log.memory().facets)
    facets = [deed.events[-1].body["facet"] for deed in deeds.undoable(desk.log)]
    done = deeds.undo(desk.log, desk.clock, times=2)
    assert [each.facet for each in done] == facets[:2]
    assert done[0].state.state is None
    assert desk.log.memory().facets == states[1]
    assert len(deeds.undo(desk.log, desk.clock, times=5, again=True)) == 2
    assert desk.log.memory().facets == states[3]
    assert len(deeds.undo(desk.log, desk.clock, times=9)) == 3
    assert deeds.undo(desk.log, desk.clock) == ()


def test_the_newest_sitting_alone_can_be_named(desk):
    run = desk.study()
    go(run, "0", "0")
    run.act(Stop())
    go(desk.study(fresh=True), "0")
    assert len(deeds.undoable(desk.log)) == 3
    assert len(deeds.undoable(desk.log, sitting=True)) == 1
    assert len(deeds.undo(desk.log, desk.clock, sitting=True)) == 1
    assert len(deeds.undo(desk.log, desk.clock, sitting=True)) == 2
    assert len(deeds.undo(desk.log, desk.clock, sitting=True, again=True)) == 2


def test_suspended_facets_are_deeds_of_their_sitting(desk):
    run = desk.study()
    go(run, "0")
    run.act(Stop())
    run = desk.study(fresh=True)
    facet = run.view.facet
    run.act(Suspend())
    go(run, "0")
    run.act(Suspend())
    kinds = [deed.events[-1].kind for deed in deeds.undoable(desk.log)]
    assert kinds == ["suspend", "review", "suspend", "review"]
    assert len(deeds.undoable(desk.log, sitting=True)) == 3
    assert len(deeds.undoable(desk.log, most=2)) == 2
    done = deeds.undo(desk.log, desk.clock, sitting=True)
    assert [each.rating is None for each in done] == [True, False, True]
    assert done[-1].facet == facet
    assert [deed.events[-1].kind for deed in deeds.undoable(desk.log)] == ["review"]


@pytest.mark.parametrize(("kind", "body", "text"), KINDS)
def test_anything_is_taken_back_after_a_restart_and_brought_back(desk, kind, body, text):
    go(desk.study(), "1")
    before = desk.log.memory()
    now = moment(desk.clock)
    desk.log.append([Draft(kind, body)], at=now.ms + 1, off=now.off)
    after = desk.log.memory()
    (done,) = deeds.undo(desk.log, desk.clock)
    assert text in done.text
    assert desk.log.memory()._replace(last=None) == before._replace(last=None)
    assert desk.log.memory() == fold(desk.log.events())
    (back,) = deeds.undo(desk.log, desk.clock, again=True)
    assert back.event == done.event
    assert desk.log.memory()._replace(last=None) == after._replace(last=None)


@pytest.mark.parametrize(("kind", "body", "text"), KINDS)
def test_a_sitting_takes_it_back_and_its_question_stands(desk, kind, body, text):
    run = desk.study()
    view = run.view
    now = moment(desk.clock)
    desk.log.append([Draft(kind, body)], at=now.ms + 1, off=now.off)
    run.act(Undo())
    assert text in run.notice
    assert run.view.facet == view.facet


def test_several_are_marked_at_once_and_taken_back_at_once(desk):
    names = ["trips/t1", "trips/t2#who", "trips/t1"]
    assert deeds.mark(desk.log, desk.clock, "suspend", names=names) == ("trips/t1", "trips/t2#who")
    assert deeds.mark(desk.log, desk.clock, "suspend", names=names) == ()
    assert deeds.mark(desk.log, desk.clock, "resume", names=["trips/t3"]) == ()
    done = deeds.undo(desk.log, desk.clock)
    assert {each.facet for each in done} == {"trips/t1", "trips/t2#who"}
    assert not any(state.suspended for state in desk.log.memory().facets.values())
    with pytest.raises(ValueError, match="at most 50"):
        deeds.mark(desk.log, desk.clock, "reset", names=[f"d/{n}" for n in range(51)])


def test_a_reset_empties_and_counts_on(desk):
    run = desk.study()
    facet = run.view.facet
    go(run, "1")
    fact = facet.partition("#")[0]
    assert deeds.mark(desk.log, desk.clock, "reset", names=[fact]) == (fact,)
    state = desk.log.memory().facets[facet]
    assert (state.state, state.reviews, state.scored) == (None, 1, ())
    assert deeds.mark(desk.log, desk.clock, "reset", names=[fact]) == ()


def test_a_rename_moves_the_history(desk):
    run = desk.study()
    facet = run.view.facet
    go(run, "1")
    fact, role = facet.split("#")
    deeds.rename(desk.log, desk.clock, old=fact, new="trips/new")
    assert desk.log.memory().facets[f"trips/new#{role}"].reviews == 1
    with pytest.raises(ValueError, match="already"):
        deeds.rename(desk.log, desk.clock, old=fact, new="trips/new")
    with pytest.raises(ValueError, match="two facets"):
        deeds.rename(desk.log, desk.clock, old=fact, new="trips/new#who")


def test_a_clock_that_ran_ahead_is_mended_and_taken_back(desk):
    run = desk.study()
    go(run, "1")
    right = desk.log.memory()
    desk.clock.move(days=4000)
    run = desk.study(fresh=True)
    go(run, "1", "1")
    desk.clock.move(days=-3999)
    (stretch,) = deeds.wrong_clocks(desk.log, desk.clock)
    deeds.mend_clocks(desk.log, desk.clock, stretches=[stretch])
    assert deeds.wrong_clocks(desk.log, desk.clock) == ()
    days = {state.day for state in desk.log.memory().facets.values()}
    first = moment(desk.clock).day - 1
    assert max(days) == first + 1
    assert desk.log.memory() == fold(desk.log.events())
    deeds.undo(desk.log, desk.clock)
    assert max(s.day for s in desk.log.memory().facets.values()) == first + 4000
    deeds.undo(desk.log, desk.clock, times=2)
    assert desk.log.memory().facets == right.facets


@pytest.mark.parametrize("text", ["", "#who", "t1#", "nothing", "d/a#who#x"])
def test_what_names_nothing_or_several_is_told(text):
    with pytest.raises(LookupError, match=r"fits 2|there is no"):
        deeds.named(text, ["d/at1#who", "d/bt1#who"])


def test_a_mend_goes_on_until_no_clock_is_wrong(desk):
    run = desk.study()
    go(run, "1")
    desk.clock.move(days=-30)
    go(run, "1")
    desk.clock.move(days=4000)
    go(run, "1")
    desk.clock.move(days=-3960)
    found = deeds.wrong_clocks(desk.log, desk.clock)
    done = deeds.mend_clocks(desk.log, desk.clock, stretches=found)
    assert len(done) > len(found)
    assert deeds.answers_in(desk.log, done) == (1,) * len(done)
    assert deeds.wrong_clocks(desk.log, desk.clock) == ()
    assert len(deeds.undo(desk.log, desk.clock)) == len(done)
    assert deeds.wrong_clocks(desk.log, desk.clock) == found


def test_a_rename_tells_what_it_joins(desk):
    run = desk.study()
    facets = [run.view.facet]
    go(run, "1")
    facets.append(run.view.facet)
    go(run, "1")
    one, other = (facet.partition("#")[0] for facet in facets)
    with pytest.raises(LookupError, match="has no answers"):
        deeds.rename(desk.log, desk.clock, old="trips/gone", new=other)
    assert deeds.rename(desk.log, desk.clock, old=one, new=other) == (1, 1)
