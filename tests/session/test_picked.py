"""A sitting of facets that the learner picked: each once, and nothing else."""

from quizkit.model import FacetId, QuestionView, Retry, SummaryView, Undo
from tests.session.worlds import World, asker

PICKED = (FacetId("trips/t7#place"), FacetId("trips/t3#who"))


def test_only_what_was_picked_is_asked_and_each_once():
    world = World(asker(12))
    first = world.begin(only=PICKED)
    assert isinstance(first, QuestionView)
    assert (first.facet, first.why) == (PICKED[0], "Asked because you picked it.")
    world.run(False)
    assert world.view.facet == PICKED[1]
    world.run(True)
    assert isinstance(world.view, SummaryView)
    assert (world.view.reason, world.view.answered) == ("done", 2)


def test_what_was_answered_today_or_put_aside_can_be_picked():
    world = World(asker(12))
    for _ in range(2):
        assert world.begin(only=PICKED[:1]).facet == PICKED[0]
        world.run(True)
        assert isinstance(world.view, SummaryView)


def test_an_undo_brings_the_question_back_and_missed_ones_come_once_more():
    world = World(asker(12))
    world.begin(only=PICKED[:1])
    world.run(False)
    assert world.act(Undo()).facet == PICKED[0]
    world.run(False)
    assert isinstance(world.view, SummaryView)
    again = world.act(Retry())
    assert again.facet == PICKED[0]
    assert again.why == "Asked again because you wanted once more what you missed."


def test_a_picked_facet_that_is_not_there_ends_the_sitting():
    assert isinstance(World(asker(12)).begin(only=(FacetId("trips/zz#who"),)), SummaryView)
