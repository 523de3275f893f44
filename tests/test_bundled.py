"""Every bundled deck: clean, and every question of it proved from the outside."""

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from quizkit.cli.main import run
from quizkit.decks import load
from quizkit.model import Named
from quizkit.questions.ask import Asker
from quizkit.questions.stems import stem
from tests.questions.solver import verify
from tests.spread import spread

MOST_PROVED = {"quick": 1_500, "ci": 3_000, "full": 3_000, "release": 1_000_000}
"""Of more questions than these a sample is proved; before a release all are."""

DECKS = sorted(
    path
    for path in (Path(__file__).parents[1] / "decks").iterdir()
    if (path / "deck.yaml").exists()
)


BIG = {"countries", "elements"}
"""Decks that are proved from size ci on."""

LATER = (pytest.mark.slow, pytest.mark.property)
PARAMS = [
    pytest.param(path, marks=LATER if path.name in BIG else (), id=path.name) for path in DECKS
]


@pytest.fixture(scope="module", params=PARAMS)
def output(request: pytest.FixtureRequest) -> dict:
    """Return what the command says of all questions of a deck; drawn once for all tests."""
    arguments = ["-n", "all", "--with-facts", "--json", "--seed", "7"]
    said = StringIO()
    with redirect_stdout(said):
        assert run(["preview", str(request.param), *arguments]) == 0
    return json.loads(said.getvalue())


def test_there_is_a_bundled_deck():
    assert "vietnam-us" in {path.name for path in DECKS}


def test_every_question_is_proved_from_the_output_alone(output, size):
    assert len(output["questions"]) > 300
    every = output["questions"]
    most = MOST_PROVED[size]
    assert verify(output, sample(output, most) if len(every) > most else every) == []


def sample(output: dict, count: int) -> list[dict]:
    """Return so many questions, spread over kinds, roles, forms and ways."""
    kinds = {fact["id"]: fact["kind"] for fact in output["facts"]}

    def sort_of(question: dict) -> tuple:
        fact, _, role = question["facet"].partition("/")[2].rpartition("#")
        ways = (question["form"], question["way"], question["many"])
        return (kinds.get(fact, "card"), role, *ways)

    return spread(output["questions"], sort_of, count=count)


def test_a_sample_has_something_of_everything(output):
    found = sample(output, 1_000)
    assert 900 < len(found) <= 1_000
    for field in ("form", "way", "many"):
        assert {each[field] for each in found} == {each[field] for each in output["questions"]}


def test_no_two_questions_have_one_stem_and_different_answers(output):
    """A statement is one and the same, true or false; of steps the fact tells their order."""
    seen: dict[tuple, object] = {}
    for question in output["questions"]:
        if not question["facets"]:
            steps = question["form"] == "order"
            stated = question["form"] == "true-false"
            at = (question["stem"], stated, question["facet"] if steps else "")
            right = question["keys"] if stated else question["accepted"]
            assert seen.setdefault(at, right) == right, question["stem"]


def test_who_led_the_1992_delegation_comes_out_of_the_facts():
    asker = Asker(load(DECKS[[path.name for path in DECKS].index("vietnam-us")]))
    stems = {
        stem(plan, asker.deck): plan.accepted
        for facet in asker.planner.facets
        for plan in asker.planner.plans(facet)
    }
    assert stems["Who led the 1992 delegation?"] == (Named("John Kerry"),)
