"""Values that somebody's own code made, field by field against the types they declare."""

import pytest

from quizkit.model import Form, Grade, Location, Note, Outcome, Problem, Severity, Text
from quizkit.questions.ask import Asker
from quizkit.questions.fitting import misfit

SOUND = Problem("ABC101", Severity.NOTE, "odd", Location("a.yaml", 3, 2))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"message": None}, "message: None"),
        ({"at": None}, "at: None"),
        ({"at": Location("a", "x")}, "at: "),
        ({"notes": 5}, "notes: 5"),
        ({"notes": (Note("help", 1),)}, "notes: "),
        ({"notes": [Note("help", "so")]}, "notes: ["),
        ({"fix": 3}, "fix: 3"),
        ({"severity": 2}, "severity: 2"),
    ],
)
def test_the_first_field_of_another_type_is_named(changes, field):
    assert misfit(SOUND) == ""
    assert misfit(SOUND._replace(**changes)).startswith(field)


@pytest.mark.parametrize("score", [float("nan"), float("inf"), "1", True, None])
def test_a_score_is_a_number(score):
    assert misfit(Grade(Outcome.RIGHT, score)).startswith("score: ")


def test_every_value_that_quizkit_makes_fits(small_deck):
    asker = Asker(small_deck)
    for facet in asker.planner.facets[:40]:
        for form in (Form.CHOICE, Form.SELECT, Form.TYPED, Form.TRUE_FALSE):
            if asker.has_form(facet, form):
                question = asker.question(facet, form, seed="1")
                assert misfit(question) == ""
                assert misfit(asker.grade(question, "1")) == ""


def test_fields_can_be_passed_by():
    assert misfit(Grade(Outcome.RIGHT, 1.0, given="x")).startswith("given: ")
    assert misfit(Grade(Outcome.RIGHT, 1.0, given="x"), but=("given",)) == ""
    assert misfit(Grade(Outcome.RIGHT, 1.0, given=Text("x"))) == ""
