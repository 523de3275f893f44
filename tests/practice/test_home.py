"""Home: its sentences."""

from pathlib import Path

from quizkit.practice import deeds, home
from quizkit.practice.home import DeckRow, HomeView
from tests.practice.homes import studied


def test_done_for_today_says_when_it_goes_on() -> None:
    row = DeckRow(Path("d"), "d", "D", "ready", is_own=True, facets=3, later=3)
    assert row.note == "done for today, next in 3 days"
    assert row._replace(later=0, new=4, is_spent=True).note == "done for today, next tomorrow"
    assert row._replace(later=0, new=4).note == ""
    assert row._replace(later=-1).note == "done for today"
    assert row._replace(facets=0).note == "nothing to ask"
    assert row._replace(due=1).note == ""
    view = HomeView(1, "mai", 10, rows=(row,))
    assert view.is_done
    assert view.next_text == "Next: in 3 days."
    assert HomeView(1, "mai", 10, rows=(row._replace(later=-1),)).next_text == ""


def test_undo_names_the_question(make) -> None:
    desk = make()
    run = studied(desk, "rivers", answers=1)
    done = deeds.undo(desk.open(), desk.clock)
    assert home.undone_text(done).startswith("Taken back: your answer to “")
    again = deeds.undo(desk.open(), desk.clock, again=True)
    assert home.undone_text(again, again=True).startswith("Brought back: your answer to “")
    deeds.mark(desk.open(), desk.clock, "suspend", names=[run.engine.scope.facets[0]])
    told = home.undone_text(deeds.undo(desk.open(), desk.clock))
    assert told == f"Taken back: {run.engine.scope.facets[0]} suspended"
    assert home.undone_text(()) == "There is nothing to take back."
    assert home.undone_text((), again=True) == "There is nothing to bring back."


def test_the_pulse_changes_with_the_log(make) -> None:
    desk = make()
    before = home.pulse(desk)
    studied(desk, "rivers", answers=1)
    first = home.pulse(desk)
    assert first != before
    assert home.pulse(desk) == first
    studied(desk, "rivers", answers=1)
    assert home.pulse(desk) != first
