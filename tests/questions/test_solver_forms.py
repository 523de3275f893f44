"""The solver finds planted faults in statements, orders and matches."""

import copy

import pytest

from quizkit.questions.ask import Asker
from tests.decks_as_text import deck
from tests.questions.solver import verify
from tests.questions.solver_forms import said_faults
from tests.questions.test_ask import output
from tests.questions.test_forms import SHAPES


@pytest.fixture(scope="module")
def good() -> dict:
    return output(Asker(deck(SHAPES)))


def test_nothing_is_wrong_with_what_is_asked(good):
    assert verify(good) == []
    assert {"true-false", "order", "match"} <= {question["form"] for question in good["questions"]}


def turn_the_truth(question):
    question["keys"] = [1 - question["keys"][0]]


def drop_the_proof(question):
    question["lures"], question["keys"] = [], [1]


def swap_two_keys(question):
    question["keys"][0], question["keys"][1] = question["keys"][1], question["keys"][0]


def show_it_in_order(question):
    question["keys"] = list(range(len(question["keys"])))


def forget_a_wrong_option(question):
    question["facets"][0]["lures"].pop()


def forget_a_facet(question):
    question["facets"].pop()


def say_another_reason(question):
    question["facets"][0]["lures"][0]["why"] = "complete"


def turn_the_facets(question):
    question["facets"].reverse()


@pytest.mark.parametrize(
    ("form", "plant", "together"),
    [
        ("true-false", turn_the_truth, False),
        ("true-false", drop_the_proof, False),
        ("order", show_it_in_order, True),
        ("order", swap_two_keys, False),
        ("order", show_it_in_order, False),
        ("order", turn_the_facets, True),
        ("match", swap_two_keys, True),
        ("match", forget_a_wrong_option, True),
        ("match", forget_a_facet, True),
        ("match", say_another_reason, True),
    ],
)
def test_a_planted_fault_is_found(good, form, plant, together):
    questions = [question for question in good["questions"] if question["form"] == form]
    questions = [question for question in questions if bool(question["facets"]) is together]
    bad = copy.deepcopy(good | {"questions": questions})
    for question in bad["questions"]:
        plant(question)
    faults = verify(bad)
    assert questions
    assert {fault.partition(":")[0] for fault in faults} >= {
        f"{question['facet']} ({form})" for question in questions if plant is not drop_the_proof
    }
    assert faults


@pytest.mark.parametrize(
    ("stem", "told", "other", "printed"),
    [
        ("South Africa lies in Asia.", "Asia", "Africa", ["South Africa"]),
        ("The code of Ireland is IE.", "IE", "IS", ["Ireland"]),
        ("The code of Iceland is IS.", "IS", "IE", ["Iceland"]),
        ("Paris is the capital of Equatorial Guinea.", "Equatorial Guinea", "Guinea", ["Paris"]),
        ("The first king ruled here.", "the first king", "a king", []),
    ],
)
def test_whole_words_tell_what_a_statement_says(stem, told, other, printed):
    assert list(said_faults(stem, told, [other], printed)) == []
    assert list(said_faults(stem, told, [told], printed)) != []


def test_a_statement_with_both_answers_is_a_fault():
    stem = "The codes of Iceland are IE and IS."
    assert list(said_faults(stem, "IE", ["IS"], ["Iceland"])) == ["IS is in the statement as well"]
    assert list(said_faults("Its code is IS.", "IE", ["IT"])) == ["IE is not in the statement"]
