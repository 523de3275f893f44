"""A quiz: no memory, a mark at the end."""

import pytest

from quizkit.errors import ResponseError
from quizkit.model import (
    Answer,
    FeedbackView,
    Flag,
    Form,
    Hint,
    MarkView,
    Next,
    Outcome,
    QuestionView,
    Reveal,
    Stop,
    Undo,
)
from quizkit.practice.quiz import Quiz
from tests.session.test_several import fairs, trips
from tests.session.worlds import asker


def quiz(**more) -> Quiz:
    return Quiz([asker(12)], **{"count": 4, "seed": "7", **more})


def run(quiz: Quiz, *responses: str) -> MarkView:
    for response in responses:
        assert isinstance(quiz.act(Answer(response)), FeedbackView)
        quiz.act(Next())
    return quiz.view


def test_the_same_seed_gives_the_same_quiz():
    assert run(quiz(), *"1231").answers[0]._replace(ms=0) == (
        run(quiz(), *"1231").answers[0]._replace(ms=0)
    )
    assert quiz().questions() == quiz().questions()
    assert quiz(seed="8").questions() != quiz().questions()


def test_a_seed_is_drawn_where_none_is_given():
    assert quiz(seed="").seed != quiz(seed="").seed


def test_right_answers_make_the_mark():
    keys = [str(question.keys[0] + 1) for question in quiz().questions()]
    view = run(quiz(), *keys)
    assert isinstance(view, MarkView)
    assert (view.asked, view.right, view.mark) == (4, 4.0, 1.0)


def test_each_fact_comes_once_before_any_comes_twice():
    questions = quiz(count=12).questions()
    assert len({question.plan.fact for question in questions}) == 12
    assert len(quiz(count=99).questions()) == 36


def test_feedback_has_no_rating_and_saves_nothing():
    view = quiz().act(Answer("1"))
    assert (view.rating, view.forecasts, view.saved, view.may_override) == (None, (), (), False)


def test_giving_up_counts_nothing():
    made = quiz()
    assert made.act(Reveal()).outcome is Outcome.WRONG
    assert made.act(Stop()).right == 0


def test_a_wrong_shape_changes_nothing():
    made = quiz()
    with pytest.raises(ResponseError):
        made.act(Answer("9"))
    assert isinstance(made.view, QuestionView)


@pytest.mark.parametrize("action", [Hint(), Undo(), Flag("x"), Next()])
def test_other_actions_change_nothing(action):
    made = quiz()
    view = made.view
    assert made.act(action) == view


def test_stopping_early_counts_the_rest_as_not_known():
    made = quiz()
    made.act(Answer("0"))
    view = made.act(Stop())
    assert (view.asked, made.is_over, made.total) == (4, True, 4)


def test_the_form_can_be_wished():
    assert {question.form for question in quiz(forms=[Form.TYPED]).questions()} == {Form.TYPED}


@pytest.mark.parametrize("form", [Form.MATCH, Form.ORDER])
def test_several_facets_are_one_question_of_a_quiz(form):
    made = Quiz([trips() if form is Form.MATCH else fairs()], count=3, seed="7", forms=[form])
    questions = made.questions()
    assert {question.form for question in questions} == {form}
    facets = [facet for question in questions for facet in question.facets]
    assert len(set(facets)) == len(facets) >= 6
    keys = questions[0].keys
    view = made.act(Answer(" ".join(str(key + 1) for key in keys)))
    assert (view.outcome, view.rating, len(view.parts)) == (Outcome.RIGHT, None, len(keys))
    made.act(Next())
    mark = made.act(Stop())
    assert (mark.asked, mark.right) == (len(questions), 1.0)
    assert mark.answers[0].prompts == questions[0].prompts


def test_only_a_wish_asks_several_facets_in_one_question():
    forms = {question.form for question in Quiz([trips()], count=99, seed="7").questions()}
    assert not forms & {Form.MATCH, Form.ORDER}


def test_tags_choose_facts():
    assert quiz(tags=["none"]).act(Next()) == MarkView("7", 0, 0, ())
