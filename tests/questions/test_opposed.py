"""Two answers set against each other."""

from itertools import pairwise

import pytest

from quizkit.model import Form
from quizkit.questions.index import fact_of
from quizkit.questions.opposed import giver
from tests.session.worlds import asker

FACETS = [facet for facet in asker(12).planner.facets if facet.endswith("#who")]


@pytest.mark.parametrize(("one", "two"), list(pairwise(FACETS)))
def test_a_facet_stands_between_its_answer_and_one_other(one, two):
    made = asker(12)
    rival = made.planner.plans(two)[0].accepted[0]
    question = made.opposed(one, rival, seed="1")
    assert question == made.opposed(one, rival, seed="1")
    assert (question.form, len(question.options), question.guess) == (Form.CHOICE, 2, 0.5)
    assert set(question.values) == {question.plan.accepted[0], rival}
    assert question.options[question.keys[0]] == question.answer
    assert fact_of(two)[0] not in question.plan.not_excluded
    assert [lure.value for lure in question.lures] == [rival]
    assert question.lures[0].why == "one"


def test_the_stem_is_another_one_where_there_is_one():
    made, (one, two, *_) = asker(12), FACETS
    rival = made.planner.plans(two)[0].accepted[0]
    first = made.opposed(one, rival, seed="1")
    assert made.opposed(one, rival, seed="1", avoid=first.stem).stem != first.stem


def test_nothing_is_set_against_itself_or_what_is_no_wrong_answer():
    made = asker(12)
    plan = made.planner.plans(FACETS[0])[0]
    assert made.opposed(FACETS[0], plan.accepted[0], seed="1") is None
    place = made.planner.plans("trips/t1#place")[0].accepted[0]
    assert made.opposed(FACETS[0], place, seed="1") is None


def test_a_wrong_answer_belongs_to_the_fact_that_has_it():
    made = asker(12)
    plan, other = (made.planner.plans(facet)[0] for facet in FACETS[:2])
    assert giver(made.planner, plan, other.accepted[0]).id == other.fact
    assert giver(made.planner, plan, plan.accepted[0]) is None
