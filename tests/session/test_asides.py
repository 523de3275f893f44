"""Not today, a pause, and which ratings must be meant."""

import pytest

from quizkit.model import (
    Answer,
    FeedbackView,
    Form,
    Hint,
    Next,
    Pause,
    PausedView,
    PutOff,
    QuestionView,
    Rating,
    Stop,
    SummaryView,
    Undo,
)
from tests.session.test_several import trips
from tests.session.worlds import World, asker


def facets(world: World) -> list[str]:
    return [event.body["facet"] for event in world.log.events if event.kind == "review"]


def test_what_is_put_off_is_not_asked_again_today_and_writes_nothing():
    world = World(asker(6))
    world.begin()
    off = world.question.facet
    count = len(world.log.events)
    world.act(PutOff())
    assert (world.notice, len(world.log.events)) == ("Not asked again today.", count)
    while isinstance(world.view, QuestionView):
        assert world.question.facet != off
        world.answer()
        world.next()
    assert world.view.reason == "done"


def test_what_was_wrong_can_be_put_off_after_its_feedback():
    world = World(asker(12))
    world.begin()
    off = world.question.facet
    world.answer(well=False)
    world.act(PutOff())
    world.run(*[True] * 8)
    assert off not in facets(world)[1:]


def test_a_match_is_put_off_whole():
    world = World(trips())
    world.begin(form=Form.TYPED)
    while isinstance(world.view, QuestionView):
        world.answer()
        world.next()
    world.sleep(9)
    world.begin(form=Form.MATCH, extra="weak")
    asked = world.question.facets
    assert len(asked) > 2
    world.act(PutOff())
    assert world.sitting.queue.not_today == set(asked)
    while isinstance(world.view, QuestionView):
        assert not {world.question.facet, *world.question.facets}.intersection(asked)
        world.answer()
        world.next()


def test_it_may_be_asked_again_on_the_next_learner_day_of_the_sitting():
    world = World(asker(2))
    world.begin()
    off = world.question.facet
    world.act(PutOff())
    world.sleep(1)
    world.answer()
    world.next()
    assert world.sitting.queue.not_today == frozenset()
    found = {world.question.facet}
    while isinstance(world.view, QuestionView):
        found.add(world.question.facet)
        world.answer()
        world.next()
    assert off in found


def test_an_undo_after_the_end_keeps_what_was_put_off():
    world = World(asker(6))
    world.begin()
    off = world.question.facet
    world.act(PutOff())
    world.run(True)
    world.act(Undo())
    assert world.sitting.queue.not_today == {off}


def test_a_pause_takes_no_time_and_shows_nothing_of_the_question():
    world = World()
    shown = world.begin(minutes=10)
    view = world.act(Pause(), seconds=4)
    assert isinstance(view, PausedView)
    assert (view.deck, view.progress.spent_ms) == ("Trips", 4_000)
    assert shown.stem not in repr(view)
    assert world.act(Pause(), seconds=900) == view
    back = world.act(Next(), seconds=900)
    assert (back.stem, back.options, back.progress) == (shown.stem, shown.options, view.progress)
    told = world.answer(seconds=6)
    assert world.log.events[-1].body["ms"] == 10_000
    assert told.question.progress.spent_ms == 10_000


def test_a_pause_keeps_hints_and_a_revealed_answer():
    world = World()
    world.begin()
    gone = world.act(Hint()).gone
    world.act(Pause())
    assert world.act(Next()).gone == gone


def test_a_pause_after_the_answer_comes_back_to_its_feedback():
    world = World()
    world.begin()
    told = world.answer()
    assert isinstance(world.act(Pause()), PausedView)
    back = world.act(Next(), seconds=100)
    assert isinstance(back, FeedbackView)
    assert (back.saved, back.key) == (told.saved, told.key)


@pytest.mark.parametrize("action", [Answer("1"), Undo(), PutOff(), Hint()])
def test_in_a_pause_nothing_else_can_be_done(action):
    world = World()
    world.begin()
    view = world.act(Pause())
    count = len(world.log.events)
    assert world.act(action) == view
    assert world.notice == "This is a pause; go on first."
    assert len(world.log.events) == count


def test_a_pause_can_end_the_sitting():
    world = World()
    world.begin()
    world.act(Pause())
    assert isinstance(world.act(Stop()), SummaryView)
    world.act(Pause())
    assert world.notice == "Nothing to do that with here."


def test_ratings_that_would_turn_a_wrong_answer_must_be_meant():
    world = World()
    world.begin()
    above = {Rating.HARD, Rating.GOOD, Rating.EASY}
    assert world.answer(well=False).held == above
    world.next()
    assert world.answer().held == set()


def test_of_a_flip_question_no_rating_must_be_meant():
    world = World()
    world.begin(form=Form.FLIP)
    assert world.answer(well=False).held == set()
