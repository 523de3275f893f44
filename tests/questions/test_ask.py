"""Every question of random decks is proved by a solver that shares no code with the planner."""

import pytest
from hypothesis import given, settings

from quizkit.cli.facts import facts_of
from quizkit.cli.proof import proof
from quizkit.errors import QuestionError
from quizkit.model import FacetId, Form, Way
from quizkit.questions.ask import Asker
from quizkit.questions.formlist import FORMS
from quizkit.questions.grouping import grouped
from quizkit.questions.together import TOGETHER
from tests.decks_as_text import deck as deck_of
from tests.questions.solver import verify
from tests.strategies import decks

ALONE = tuple(module.FORM for module in FORMS)

SOME = settings(max_examples=max(50, settings().max_examples // 4))
"""Fewer decks for what the solver's run would show as well."""


def output(asker: Asker, seed: str = "7") -> dict:
    """Return what `preview -n all --with-facts --json` prints."""
    questions = [
        proof(asker, question, answers=True)
        for facet in asker.planner.facets
        for form in sorted(asker.forms(facet), key=lambda form: form.value)
        for question in asker.wordings(facet, form, seed=f"{seed}:{facet}:0")
    ]
    questions += [
        proof(asker, asker.together(group, form, seed=f"{seed}:{group[0]}:0"), answers=True)
        for (_, form), group in grouped(asker, asker.planner.facets, TOGETHER, seed=seed).items()
    ]
    return {"questions": questions} | facts_of(asker.deck)


@pytest.mark.property
@pytest.mark.timeout(600)
@settings(max_examples=2 * settings().max_examples)
@given(decks())
def test_the_solver_finds_exactly_the_accepted_answers(deck):
    assert verify(output(Asker(deck))) == []


def test_the_solver_notices_a_planted_fault(small_deck):
    good = output(Asker(small_deck))
    assert verify(good) == []
    for question in good["questions"]:
        if question["printed"]:
            question["printed"] = []
    assert verify(good)


@pytest.mark.property
@SOME
@given(decks())
def test_equal_seeds_give_equal_questions(deck):
    assert output(Asker(deck)) == output(Asker(deck))


@pytest.mark.property
@SOME
@given(decks())
def test_no_distractor_is_judged_right_when_typed(deck):
    asker = Asker(deck)
    for facet in asker.planner.facets:
        forms = asker.forms(facet)
        if Form.CHOICE in forms and Form.TYPED in forms:
            question = asker.question(facet, Form.CHOICE, seed="1")
            typed = asker.question(facet, Form.TYPED, seed="1")
            if not _ask_alike(question, typed):
                continue
            for lure in question.lures:
                text = question.options[question.values.index(lure.value)]
                assert asker.grade(typed, text).score < 1


def _ask_alike(one, two) -> bool:
    """Return whether two questions want the same answer; of "which not" the lure is right."""
    same = (one.plan.way, one.plan.accepted) == (two.plan.way, two.plan.accepted)
    return same and one.plan.way is not Way.WHICH_NOT


def test_every_wording_is_a_question_of_its_own(small_deck):
    asker = Asker(small_deck)
    facet = FacetId("small/k1#leader")
    found = asker.wordings(facet, Form.CHOICE, seed="1")
    stems = [question.stem for question in found]
    assert stems[:1] == ["Who led the 1992 delegation?"]
    assert len(set(stems)) == len(stems) > 1
    assert len(asker.wordings(facet, Form.CLOZE, seed="1")) == 1
    assert asker.wordings(FacetId("small/k1#of"), Form.TYPED, seed="1") == ()


def test_a_form_that_does_not_suit_is_refused_with_those_that_do(small_deck):
    asker = Asker(small_deck)
    with pytest.raises(QuestionError, match="cannot be asked as select; it can be asked as"):
        asker.question(FacetId("small/k1#leader"), Form.SELECT, seed="1")


def test_the_contrast_names_the_fact_of_the_wrong_answer(small_deck):
    asker = Asker(small_deck)
    question = asker.question(FacetId("small/k1#leader"), Form.CHOICE, seed="1")
    vessey = next(lure.value for lure in question.lures if lure.value.name == "John Vessey")
    assert asker.contrast(question, vessey).startswith("John Vessey led the 1987")


def test_one_form_is_looked_up_as_all_are(small_deck):
    one, all_ = Asker(small_deck), Asker(small_deck)
    for facet in one.planner.candidates:
        assert {form for form in ALONE if one.has_form(facet, form)} == all_.forms(facet)
    with pytest.raises(QuestionError):
        one.has_form(facet, Form.MATCH)


PLACES = """
kinds:
  place:
    says: ["{element} has the number {number}.", "{element} is in period {period}."]
    roles:
      element: name
      number: {is: text, one: yes, ask: "What is the number of {element}?"}
      period: {is: ["1", "2", "3"], one: yes, ask: "In which period is {element}?"}
facts:
  place:
    - {id: h, element: hydrogen, number: "1", period: "1"}
    - {id: li, element: lithium, number: "3", period: "2"}
    - {id: na, element: sodium, number: "11", period: "3"}
"""


def test_what_is_told_is_what_was_asked_where_a_kind_says_several_things():
    asker = Asker(deck_of(PLACES))
    question = asker.question(FacetId("x/li#period"), Form.TYPED, seed="1")
    third = asker.planner.facts["na"].values["period"]
    assert asker.statement("li", role="period") == "Lithium is in period 2."
    assert asker.statement("li", role="element") == "Lithium has the number 3."
    assert asker.contrast(question, third) == "Sodium is in period 3."
