"""Every bundled deck: clean, and every question of it proved from the outside."""

import json
from pathlib import Path

import pytest

from quizkit.cli.main import run
from quizkit.decks import load
from quizkit.model import Named
from quizkit.questions.ask import Asker
from quizkit.questions.stems import stem
from tests.questions.solver import verify

DECKS = sorted(
    path
    for path in (Path(__file__).parents[1] / "decks").iterdir()
    if (path / "deck.yaml").exists()
)


@pytest.fixture(params=DECKS, ids=lambda path: path.name)
def place(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def output(place: Path, capsys: pytest.CaptureFixture[str]) -> dict:
    arguments = ["preview", str(place), "-n", "all", "--with-facts", "--json", "--seed", "7"]
    assert run(arguments) == 0
    return json.loads(capsys.readouterr().out)


def test_there_is_a_bundled_deck():
    assert "vietnam-us" in {path.name for path in DECKS}


def test_every_question_is_proved_from_the_output_alone(output):
    assert len(output["questions"]) > 300
    assert verify(output) == []


def test_no_two_questions_have_one_stem_and_different_answers(output):
    seen: dict[str, list] = {}
    for question in output["questions"]:
        if question["form"] not in ("cloze", "true-false", "order", "match"):
            assert seen.setdefault(question["stem"], question["accepted"]) == question["accepted"]


def test_who_led_the_1992_delegation_comes_out_of_the_facts():
    asker = Asker(load(DECKS[[path.name for path in DECKS].index("vietnam-us")]))
    stems = {
        stem(plan, asker.deck): plan.accepted
        for facet in asker.planner.facets
        for plan in asker.planner.plans(facet)
    }
    assert stems["Who led the 1992 delegation?"] == (Named("John Kerry"),)
