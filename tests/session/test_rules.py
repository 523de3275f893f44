"""What comes next, as the learner stands now."""

from quizkit.model import Answer, FacetId, Form, Next, QuestionView
from quizkit.session.queue import Choice
from quizkit.session.rules import is_behind, next_choice
from tests.session.learners import open_day, sit, standing
from tests.session.worlds import World, asker


def test_a_sibling_that_another_window_answered_is_seen_during_the_sitting():
    world, other = World(asker(12)), World(asker(12))
    other.log = world.log
    open_day(world)
    other.wish = other.wish.__class__(minutes=0, seed="9")
    open_day(other)
    for _ in range(4):
        other.act(Next())
    facet = FacetId("trips/t5#who")
    while other.question.facet != facet:
        other.answer()
        other.next()
    other.answer()
    sitting = world.sitting
    now = standing(world)
    assert next_choice(sitting, now).facet != FacetId("trips/t5#host")
    assert all(now.closed_by(each) is not None for each in ("trips/t5#host", "trips/t5#place"))


def test_new_facets_of_one_fact_are_not_begun_on_one_day():
    world = World(asker(6))
    begun = [q.facet for q, _ in sit(world, lambda _: None, most=6)]
    again = [q.facet for q, _ in sit(world, lambda _: None, most=3)]
    assert len({facet.partition("#")[0] for facet in begun}) == 6
    assert len(again) == 0 or world.view is not None


def test_who_was_away_is_behind_as_long_as_it_takes_more_than_two_days():
    world = World(asker(20))
    for _ in range(3):
        sit(world, lambda _: None, form=Form.TYPED)
        world.sleep(1)
    world.sleep(90)
    world.begin(minutes=1, form=None)
    assert is_behind(world.sitting, standing(world))
    world.begin(minutes=60)
    assert not is_behind(world.sitting, standing(world))
    world.begin(minutes=0)
    assert not is_behind(world.sitting, standing(world))


def test_nothing_comes_when_nothing_is_left():
    world = World(asker(2))
    world.begin()
    while isinstance(world.view, QuestionView):
        world.act(Answer(world.right()))
        world.act(Next())
    assert next_choice(world.sitting, standing(world)) is None
    world.sleep(1)
    world.begin()
    assert isinstance(next_choice(world.sitting, standing(world)), Choice)
