"""Home's list before any deck was read."""

import subprocess
import sys

from quizkit.practice import homefile, homelist, homerows
from tests.practice.homes import shelf, studied


def test_the_shell_is_there_before_any_deck_was_read(make, monkeypatch) -> None:
    desk = make()
    monkeypatch.setattr(desk, "asker", None)
    view = homelist.shell(desk)
    assert [(row.deck, row.state, row.is_own) for row in view.rows] == [
        ("rivers", "loading", True),
        ("streams", "loading", False),
    ]
    assert not view.has_log
    assert view.is_loading
    assert view.sentence == ""
    assert view.to_study() == [view.rows[0]]
    assert view.today == "today 0 of 10 min"


def test_a_deck_that_is_gone_stands_last(make, tmp_path) -> None:
    desk = make(decks=[str(tmp_path / "away.yaml")])
    view = homelist.shell(desk)
    assert [row.state for row in view.rows] == ["loading", "loading", "gone"]
    assert view.rows[-1].note == "its file is not there any more"
    assert view.rows[-1].is_added


def test_the_figures_of_the_last_time_are_there_at_once(make) -> None:
    desk = make()
    studied(desk, "rivers")
    homefile.write(desk.places.state, homerows.look(desk, shelf(desk)))
    view = homelist.shell(desk, homefile.read(desk.places.state))
    assert view.is_kept
    assert not view.is_stale
    assert [(row.title, row.state, row.started) for row in view.rows] == [
        ("Two rivers", "loading", 2),
        ("Streams", "loading", 0),
    ]
    assert view.sentence.startswith("You know about ")
    assert view.used > 0


def test_figures_of_another_day_are_marked(make) -> None:
    desk = make()
    studied(desk, "rivers")
    homefile.write(desk.places.state, homerows.look(desk, shelf(desk)))
    desk.clock.move(days=1)
    view = homelist.shell(desk, homefile.read(desk.places.state))
    assert view.is_stale
    assert view.used == 0.0


def test_figures_of_another_learner_are_not_shown(make) -> None:
    desk = make()
    studied(desk, "rivers")
    homefile.write(desk.places.state, homerows.look(desk, shelf(desk)))
    (desk.places.config).mkdir()
    desk.settings.config.write_text("[learners]\nmai = 'other'\n", encoding="utf-8")
    other = make(learner="mai")
    view = homelist.shell(other, homefile.read(desk.places.state))
    assert not view.is_kept
    assert view.rows[0].title == "rivers"


def test_it_imports_nothing_heavy() -> None:
    code = (
        "import sys; import quizkit.practice.homelist, quizkit.practice.homefile;"
        "heavy = {'apsw', 'yaml', 'pydantic', 'quizkit.session.engine', 'quizkit.questions.ask'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
