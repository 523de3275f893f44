"""What the screens show outside a sitting, line mode says as well: the same figures of one log."""

import io
import json
import os
import sys
from functools import partial

import pytest

from quizkit.analysis.stats import prospect, sentences
from quizkit.cli.frame import Cli
from quizkit.cli.main import run
from quizkit.practice import changes, homelist, homerows, owndecks
from quizkit.practice.catalogue import Catalogue
from quizkit.practice.wanted import Wanted
from quizkit.tui.homekeeper import HomeKeeper
from quizkit.tui.screens import exam_work, stats_work
from quizkit.tui.shelf import Shelf
from tests.cli.conftest import RIVERS

DAYS = ("2026-06-01", "2026-06-02", "2026-06-05")
BROOKS = RIVERS.replace("deck: rivers", "deck: brooks").replace("Two rivers", "Brooks")


@pytest.fixture
def at(tmp_path, monkeypatch, capsys):
    """Return a function that calls the command line on a day, and gives what it printed.

    One deck was added and studied on two days, another was added, a third came along.
    """
    monkeypatch.chdir(tmp_path)
    came = tmp_path / "came"
    came.mkdir()
    monkeypatch.setattr("quizkit.decks.library.bundled", lambda: came)
    (came / "ponds.yaml").write_text(RIVERS.replace("deck: rivers", "deck: ponds"))
    for name, text in (("rivers.yaml", RIVERS), ("brooks.yaml", BROOKS)):
        (tmp_path / name).write_text(text)

    def call(day, *argv, lines=""):
        monkeypatch.setenv("QUIZKIT_NOW", f"{day}T08:00:00+07:00")
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        run(argv)
        return capsys.readouterr().out

    for name in ("rivers.yaml", "brooks.yaml"):
        call(DAYS[0], "decks", "add", name)
    for day in DAYS[:2]:
        call(day, "study", "rivers", lines="1\n2\n1\n3\n1\n")
    call(DAYS[1], "suspend", "rivers/m4xq#sea")
    return partial(call, DAYS[2])


@pytest.fixture
def desk(at):
    """Return what the screens stand on, that day."""
    at("due", "--short")
    return Cli(os.environ).desk


def shelf_of(desk) -> Shelf:
    shelf = Shelf(desk)
    shelf.askers()
    return shelf


def test_due_is_what_home_shows(at, desk) -> None:
    read = {book.place: book.asker for book in shelf_of(desk).books}
    home = homerows.look(desk, read, homelist.shell(desk))
    said = json.loads(at("due", "--json"))
    rows = [
        (row.deck, row.due, row.new, round(row.minutes, 1), round(row.known, 4), row.is_own)
        for row in home.rows
    ]
    assert [row[-1] for row in rows] == [True, True, False]
    names = ("deck", "due", "new", "minutes", "known", "own")
    assert [tuple(row[name] for name in names) for row in said["decks"]] == rows
    assert said["due"] == sum(row.due for row in home.own)
    assert [row.place for row in home.to_study()] == owndecks.studied(desk, desk.wish())


def test_changes_are_what_home_tells(at, desk, tmp_path) -> None:
    keeper = HomeKeeper(desk, shelf_of(desk))
    assert keeper.look().changes == ()
    (tmp_path / "rivers.yaml").write_text(RIVERS.replace("3530", "3531"))
    (tmp_path / "brooks.yaml").write_text(BROOKS.replace("3530", "3531"))
    keeper = HomeKeeper(desk, shelf_of(desk))
    [found] = keeper.look().changes
    assert isinstance(found, changes.Changes)
    assert f"{found.sentence}; `quizkit due --changes` lists them." in at("due").splitlines()
    said = at("due", "--changes").splitlines()
    assert said[0] == f"{found.sentence}."
    assert len(said) == 2


@pytest.mark.parametrize("deck", ["rivers", ""])
def test_stats_say_the_same_sentences(at, desk, deck) -> None:
    shelf = shelf_of(desk)
    footing = stats_work.footing(desk, shelf, deck)
    past = stats_work.read_past(footing, lambda: None)
    found = stats_work.figures(footing, past, 0)
    scene = stats_work.scene(desk, shelf, deck)
    ahead = stats_work.ahead(scene, found, desk.settings.minutes, lambda: None)
    said = json.loads(at("stats", *filter(None, [deck]), "--json"))
    assert said["sentences"] == list(sentences(found, prospect(found, ahead)))
    assert (said["answers"], said["facets"]) == (found.answers, found.facets)
    assert said["known"] == pytest.approx(found.known, abs=0.006)


def test_a_plan_expects_the_same(at, desk) -> None:
    shelf = shelf_of(desk)
    day = exam_work.grounds(desk, shelf, "rivers").today.replace(day=20)
    wanted = Wanted(day, 5, ())
    scene = exam_work.scene(desk, shelf, "rivers", wanted)
    found = exam_work.forecast(scene, wanted, lambda: None, target=0.8)
    lines = at(
        "plan", "rivers", "--exam", str(day), "--minutes", "5", "--target", "80"
    ).splitlines()
    told = next(line for line in lines if line.startswith("Expected on the day"))
    low, high = (round(100 * share) for share in (found.low, found.high))
    assert told.split()[4:] == [f"{100 * found.expected:.0f}", "%", f"({low}-{high})"]


def test_facts_and_reasons_are_those_of_browsing(at, desk) -> None:
    catalogue = Catalogue(desk, shelf_of(desk).askers())
    for text, sort in (("", "deck"), ("is:started", "due"), ("known<80", "known")):
        found = catalogue.find(text, sort=sort)
        rows = list(catalogue.rows(found.facts).values())
        said = [
            json.loads(line)
            for line in at("facts", "--filter", text, "--sort", sort, "--json").splitlines()
        ]
        assert [f"{each['deck']}/{each['fact']}" for each in said] == [row.name for row in rows]
        assert [each["standing"] for each in said] == [row.standing for row in rows]
        assert [each["due"] for each in said] == [row.due_days for row in rows]
    fact = catalogue.fact("rivers/m4xq")
    said = json.loads(at("fact", "rivers/m4xq", "--json"))
    assert said["says"] == fact.statement
    assert [each["standing"] for each in said["facets"]] == [f.standing for f in fact.facets]
    for facet in fact.facets:
        why = json.loads(at("why", facet.facet, "--json"))
        assert why["sentence"] == catalogue.why(facet.facet).sentence
