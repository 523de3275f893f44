"""Home's rows: what list, files, log and minutes say of each deck."""

from dataclasses import replace

import pytest

from quizkit.errors import DeckError
from quizkit.practice import homerows, kept, planning, reports
from quizkit.practice.home import Left
from tests.practice.homes import shelf, studied


def test_own_decks_come_first_and_are_what_study_asks(make) -> None:
    desk = make()
    view = homerows.look(desk, shelf(desk))
    assert [(row.title, row.state) for row in view.rows] == [
        ("Two rivers", "ready"),
        ("Streams", "ready"),
    ]
    own, other = view.rows
    assert own.new > 0
    assert own.minutes > 0
    assert view.to_study() == [own]
    assert view.to_study([other.place]) == [other]
    assert not view.is_done


def test_who_has_no_deck_studies_the_one_under_the_cursor(make) -> None:
    desk = make(own=False)
    view = homerows.look(desk, shelf(desk))
    (row,) = view.rows
    assert view.to_study() == []
    assert view.to_study(at=row.place) == [row]


def test_a_deck_that_was_begun_is_an_own_one(make) -> None:
    desk = make(own=False)
    studied(desk, "streams")
    view = homerows.look(desk, shelf(desk))
    assert [row.is_own for row in view.rows] == [True]
    assert view.has_log
    assert view.rows[0].started == 2
    assert view.sentence.startswith("You know about ")
    assert view.sentence.endswith(f" of {view.rows[0].facets} facets.")
    assert view.used == pytest.approx(40 / 60)


def test_a_broken_deck_says_so_and_is_not_studied(make) -> None:
    desk = make()
    place = desk.places.decks / "rivers.yaml"
    place.write_text("quizkit: 1\ndeck: rivers\n  nonsense: [", encoding="utf-8")
    row = next(row for row in homerows.look(desk, shelf(desk)).rows if row.place == place)
    assert row.state == "broken"
    assert row.note == f"cannot be used: {row.problems} problem{'s'[: row.problems != 1]}"
    assert homerows.look(desk, shelf(desk)).to_study() == []
    error = homerows.look(desk, {place: DeckError("cannot read it")}).rows
    assert [r.trouble for r in error if r.place == place] == ["cannot be used: cannot read it"]


def test_facts_that_are_left_out_are_told(make) -> None:
    desk = make()
    place = desk.places.decks / "rivers.yaml"
    text = place.read_text(encoding="utf-8")
    place.write_text(text.replace("length: 652 km", "length: far"), encoding="utf-8")
    row = homerows.look(desk, {place: desk.asker(place)}).rows[0]
    assert row.warning == "Two rivers: 1 problem leaves something out"
    assert row._replace(problems=2).warning == "Two rivers: 2 problems leave something out"


def test_an_exam_stands_in_its_row(make) -> None:
    desk = make()
    planning.save(desk.open(), desk.clock, decks=["rivers"], date="2026-06-05", minutes=9)
    rows = homerows.look(desk, shelf(desk)).rows
    assert [row.exam for row in rows] == ["Fri 5 June", ""]


def test_a_sitting_that_was_left_is_gone_on_with(make) -> None:
    desk = make(minutes=8)
    studied(desk, "streams", answers=3)
    view = homerows.look(desk, shelf(desk))
    assert view.left == Left(("streams",), 3, 7)
    assert view.left.sentence == "Going on: 3 answered, 7 min left"
    assert [row.deck for row in view.to_study()] == ["streams"]
    desk.clock.move(days=1)
    assert homerows.look(desk, shelf(desk)).left is None


def test_a_damaged_sitting_is_none(make) -> None:
    desk = make()
    studied(desk, "rivers")
    path = desk.places.state / kept.NAME
    for text in ("", "{}", '{"v": 1}', "[1]"):
        path.write_text(text, encoding="utf-8")
        assert homerows.look(desk, shelf(desk)).left is None


def test_a_log_that_cannot_be_read_leaves_the_decks(make) -> None:
    desk = make()
    desk.log_file.parent.mkdir(parents=True, exist_ok=True)
    desk.log_file.write_bytes(b"nonsense" * 1000)
    view = homerows.look(desk, shelf(desk))
    assert "is not a log of quizkit" in view.fault
    assert [row.state for row in view.rows] == ["ready", "ready"]
    assert view.left is None


def test_a_clock_far_behind_is_doubted(make) -> None:
    desk = make()
    studied(desk, "rivers")
    desk.clock.move(days=-3)
    assert homerows.look(desk, shelf(desk)).doubt.startswith("This clock is 3 days behind")


def test_the_outlook_stays_for_the_day(make) -> None:
    desk = make()
    studied(desk, "rivers")
    first = replace(homerows.look(desk, shelf(desk)), outlook="At 10 minutes a day: 6 on 1 July.")
    assert homerows.look(desk, shelf(desk), first).sentence.endswith("6 on 1 July.")
    assert not homerows.look(desk, shelf(desk), replace(first, day=first.day - 1)).outlook


def test_a_deck_is_looked_at_anew_only_where_something_was_answered(make, monkeypatch) -> None:
    desk = make()
    known, loads, worked = shelf(desk), homerows.Loads(), []
    load = reports.load
    monkeypatch.setattr(
        reports, "load", lambda asker, *a, **own: worked.append(asker) or load(asker, *a, **own)
    )
    homerows.look(desk, known, loads=loads)
    assert [asker.deck.id for asker in worked] == ["rivers", "streams"]
    homerows.look(desk, known, loads=loads)
    assert len(worked) == 2
    studied(desk, "streams")
    rows = homerows.look(desk, known, loads=loads).rows
    assert [asker.deck.id for asker in worked[2:]] == ["streams"]
    assert {row.deck: row.started for row in rows} == {"rivers": 0, "streams": 2}
    assert rows[0] == homerows.look(desk, known).rows[0]
    desk.clock.move(days=1)
    assert homerows.look(desk, known, loads=loads).rows == homerows.look(desk, known).rows
