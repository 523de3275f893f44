"""A form of one's own in a sitting: asked where it is wished, known from the log, gone in peace."""

import types

import pytest

from quizkit.model import Answer, Form, Next, QuestionView, Undo
from quizkit.questions.formlist import OWN, add
from quizkit.questions.forms import choice, typed
from quizkit.questions.ownforms import OwnForm
from quizkit.session.own import in_own_form, own_form
from tests.registries import registries  # noqa: F401
from tests.session.worlds import World


def backwards(material, *, rng):
    question = typed.ask(material, rng=rng)
    return question._replace(stem=f"{question.stem} {question.answer[::-1]} {rng.random():.6f}")


@pytest.fixture
def world() -> World:
    add(OwnForm(types.SimpleNamespace(
        NAME="backwards", SHAPE=Form.TYPED, suits=typed.suits, ask=backwards,
        grade=typed.grade, samples=typed.samples,
    )))  # fmt: skip
    world = World()
    world.begin(form="backwards")
    return world


def test_it_is_asked_wherever_a_facet_has_it(world):
    for _ in range(5):
        assert world.question.variant == "backwards"
        assert world.view.form is Form.TYPED
        assert world.question.answer[::-1] in world.view.stem
        world.act(Answer(world.right()))
        assert world.view.score == 1.0
        world.act(Next())


def test_events_say_the_shape_and_the_seed_which_form_it_was(world):
    question = world.question
    world.act(Answer(world.right()))
    review = world.log.events[-1]
    assert review.kind == "review"
    assert review.body["form"] == "typed"
    assert review.body["seed"] == question.seed == f"7:{question.facet}:0 as backwards"
    assert own_form(question.facet, review.body["seed"]) == "backwards"
    (sitting,) = (event for event in world.log.events if event.kind == "sitting")
    assert sitting.body["form"] == "typed"


def test_an_undone_question_comes_back_as_it_was(world):
    before = world.question
    world.act(Answer(world.wrong()))
    world.act(Next())
    world.act(Undo())
    assert world.question == before


def test_where_the_form_is_gone_an_undone_question_comes_in_its_shape(world):
    before = world.question
    world.act(Answer(world.right()))
    world.act(Next())
    OWN.clear()
    world.act(Undo())
    assert isinstance(world.view, QuestionView)
    again = world.question
    assert (again.facet, again.form, again.variant) == (before.facet, Form.TYPED, "")
    assert again.seed == f"7:{before.facet}:0"
    world.act(Answer(world.right()))
    assert world.view.score == 1.0


def test_a_question_on_the_screen_whose_form_goes_is_judged_by_its_shape(world):
    OWN.clear()
    world.act(Answer(world.right()))
    assert world.view.score == 1.0
    world.act(Next())
    assert isinstance(world.view, QuestionView)
    assert world.question.variant == ""


def test_what_does_not_suit_is_asked_as_the_ladder_says():
    add(OwnForm(types.SimpleNamespace(
        NAME="never", SHAPE=Form.CHOICE, suits=lambda material: False, ask=choice.ask,
        grade=choice.grade, samples=choice.samples,
    )))  # fmt: skip
    world, plain = World(), World()
    world.begin(form="never")
    plain.begin()
    assert world.question == plain.question


@pytest.mark.parametrize("seed", ["7", "as you like: as it is", "a:d/f#r:9 as typed"])
def test_the_seed_tells_the_form_whatever_the_learner_takes_for_a_seed(seed):
    facet = "d/f#r"
    assert own_form(facet, in_own_form(f"{seed}:{facet}:3", "mine")) == "mine"
    assert own_form(facet, f"{seed}:{facet}:3") == ""
