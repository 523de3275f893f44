"""Pictures of facts: with the question where their words do not tell the answer, else after it."""

from dataclasses import replace

import pytest

from quizkit.model import Form, Image, Reveal
from quizkit.questions.ask import Asker
from tests.session.worlds import World, deck


def asking(image: dict[str, str], **wish: object) -> World:
    """Return a learner who is asked for the leader of the first trip, Ann Ash."""
    made = deck(6)
    first = made.facts[0]._replace(image=image)
    world = World(Asker(replace(made, facts=(first, *made.facts[1:]))))
    world.begin(**wish)
    assert world.question.facet == "trips/t0#who"
    return world


def test_a_picture_stands_with_the_question():
    world = asking({"file": "ship.png", "alt": "a ship at anchor", "credit": "Di Elm"})
    picture = Image("ship.png", "a ship at anchor", "Di Elm")
    assert world.view.image == picture
    told = world.answer()
    assert (told.question.image, told.image) == (picture, None)


@pytest.mark.parametrize(
    "alt", ["Ann Ash on deck", "ANN ASH", "a portrait of ash", "Ann at work", "", "  "]
)
def test_a_picture_that_tells_the_answer_or_nothing_waits_for_it(alt):
    world = asking({"file": "ship.png", "alt": alt})
    assert world.view.image is None
    assert world.answer().image == Image("ship.png", alt, "")


def test_the_answer_to_a_flip_question_comes_with_its_picture():
    world = asking({"file": "ann.png", "alt": "Ann Ash"}, form=Form.FLIP)
    assert world.act(Reveal()).image == Image("ann.png", "Ann Ash", "")


def test_a_fact_without_a_picture_has_none():
    world = asking({})
    assert (world.view.image, world.answer().image) == (None, None)


def test_what_a_picture_says_is_given_away():
    world = asking({"file": "ship.png", "alt": "the quay of Ashaville"})
    assert world.view.image is not None
    world.answer()
    assert "trips/t0#place" in world.sitting.queue.barred
