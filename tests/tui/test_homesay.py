"""What home says: sentences for each state."""

from dataclasses import replace
from pathlib import Path

from quizkit.practice.changes import Changes
from quizkit.practice.home import DeckRow, HomeView, Left
from quizkit.tui.homesay import noted, said

ROW = DeckRow(Path("d"), "d", "Two rivers", "ready", is_own=True, facets=9, started=3, new=6)
VIEW = HomeView(20605, "mai", 10, rows=(ROW,), known=2.5, has_log=True)


def press(name: str) -> str:
    return name.rpartition(".")[2]


def nothing(_name: str) -> str:
    return ""


def test_what_stands_above_the_list() -> None:
    assert said(VIEW, press=press).plain == "You know about 2 of 9 facets."
    left = replace(VIEW, left=Left(("d",), 3, 7))
    assert said(left, press=press).plain.endswith("3 answered, 7 min left (fresh New sitting)")
    assert said(left, press=nothing).plain.endswith("3 answered, 7 min left")
    back = replace(VIEW, back="12 days bring you back.")
    assert said(back, press=press).plain == "Welcome back. 12 days bring you back."
    new = replace(VIEW, rows=(ROW._replace(started=0),))
    assert said(new, press=press).plain.startswith("Welcome to quizkit.")
    reading = replace(VIEW, rows=(ROW._replace(started=0, state="loading"),))
    assert said(reading, press=press).plain == ""
    fault = replace(VIEW, fault="the log is newer")
    assert said(fault, press=press).plain.splitlines() == [
        "Nothing can be studied now: the log is newer.",
        "The decks can still be browsed and checked.",
    ]
    done = replace(VIEW, rows=(ROW._replace(new=0, later=2),))
    assert said(done, press=nothing).plain.endswith("Done for today. Next: in 2 days.")
    spent = said(replace(VIEW, used=10.2), press=press).plain
    assert spent.endswith("Done for today. Today's minutes are used.  more 5 more minutes")


def test_what_stands_below_the_list() -> None:
    broken = DeckRow(Path("b"), "b", "Bad", "broken", trouble="cannot be used: 2 problems")
    view = replace(
        VIEW,
        rows=(ROW._replace(problems=1), broken),
        doubt="This clock is odd.",
        changes=(Changes("Two rivers", changed=("a",)),),
    )
    assert noted(view, press=press).plain.splitlines() == [
        "! This clock is odd. (mend Mend the log)",
        "* Two rivers: 1 fact changed (changes shows which)",
        "! Two rivers: 1 problem leaves something out (check Check)",
        "! Bad: cannot be used: 2 problems (check Check)",
    ]
    assert noted(view, press=nothing).plain.splitlines()[1] == "* Two rivers: 1 fact changed"
    assert noted(VIEW, press=press).plain == ""


def test_deck_text_is_shown_as_it_is() -> None:
    evil = ROW._replace(title="[b]x[/b]\x1b[2J", problems=1)
    told = noted(replace(VIEW, rows=(evil,)), press=press)
    assert "[b]x[/b]␛[2J" in told.plain
    assert all(span.style != "b" for span in told.spans)
