"""At the end of a sitting: once more, some minutes more, a contrast; undo and redo."""

import pytest

from quizkit.model import (
    Answer,
    Contrast,
    FacetId,
    FeedbackView,
    Form,
    More,
    Next,
    PutOff,
    QuestionView,
    Redo,
    Retry,
    Skip,
    Stop,
    SummaryView,
    Suspend,
    Undo,
)
from quizkit.session.own import rival
from tests.session.worlds import World, asker

KERRY, VESSEY = FacetId("trips/t0#who"), FacetId("trips/t1#who")


def stopped(*grades: bool, count: int = 12, **wish: object) -> World:
    """Return a learner who gave some answers and then stopped."""
    world = World(asker(count))
    world.begin(**wish)
    world.run(*grades)
    world.act(Stop())
    return world


def facets(world: World) -> list[str]:
    return [event.body["facet"] for event in world.log.events if event.kind == "review"]


def test_what_was_missed_is_asked_once_more_and_the_sitting_ends_again():
    world = stopped(False, True, False)
    assert world.view.retry == 2
    wrong = [facets(world)[0], facets(world)[2]]
    world.act(Retry())
    assert world.view.why == "Asked again because you wanted once more what you missed."
    world.run(True, False)
    assert isinstance(world.view, SummaryView)
    assert (world.view.reason, world.view.retry) == ("stopped", 1)
    assert facets(world)[3:] == wrong
    world.act(Retry())
    world.run(True)
    assert (world.view.reason, world.view.retry) == ("stopped", 0)
    world.act(Retry())
    assert world.notice == "Nothing was missed that could be asked again today."


def test_a_skipped_one_comes_after_the_others_and_what_is_put_off_not_at_all():
    world = stopped(False, False, False)
    one, two, three = facets(world)
    world.act(Retry())
    world.act(Skip())
    assert world.question.facet == two
    world.act(PutOff())
    assert (world.notice, world.question.facet) == ("Not asked again today.", three)
    world.answer()
    world.next()
    assert world.question.facet == one
    world.act(Suspend())
    assert (world.view.reason, world.view.retry) == ("stopped", 0)


def test_what_was_wrong_three_times_is_not_offered_again():
    world = stopped(False, count=2)
    for _ in range(2):
        world.act(Retry())
        world.run(False)
    assert (world.view.wrong, world.view.retry) == (3, 0)


def test_undo_at_the_end_of_a_second_round_asks_the_same_and_ends_again():
    world = stopped(False, True)
    world.act(Retry())
    asked = world.question
    world.run(True)
    world.act(Undo())
    assert world.question == asked
    world.run(False)
    assert (world.view.reason, world.view.retry) == ("stopped", 1)
    world.act(Undo())
    world.act(Redo())
    assert (world.view.reason, world.view.answered) == ("stopped", 3)


def test_more_minutes_after_the_time_is_used_go_on_from_now():
    world = World(asker(40))
    world.begin(minutes=1)
    while isinstance(world.view, QuestionView):
        world.answer(seconds=20)
        world.next()
    assert (world.view.reason, world.view.may_more) == ("time", True)
    spent = world.sitting.spent_ms
    world.ms += 40_000
    view = world.act(More(2), seconds=0)
    assert isinstance(view, QuestionView)
    assert view.progress.box_ms == spent + 120_000
    assert view.progress.spent_ms == spent  # the summary takes no time
    while isinstance(world.view, QuestionView):
        world.answer(seconds=20)
        world.next()
    assert (world.view.reason, world.view.may_more) == ("time", True)
    assert 120_000 <= world.sitting.spent_ms - spent <= 145_000


def test_more_of_a_finished_day_asks_what_is_not_due_yet():
    world = stopped(*[True] * 4, count=8)
    before = set(facets(world))
    world.sleep(1)
    view = world.begin(extra="missed")
    assert (view.reason, view.answered, view.may_more) == ("done", 0, True)
    assert world.sitting.id is None
    world.act(More())
    assert world.log.events[-1].kind == "sitting"
    assert world.sitting.id == world.log.events[-1].id
    while isinstance(world.view, QuestionView):
        assert world.question.facet in before
        world.answer()
        world.next()
    assert (world.view.reason, world.view.answered, world.view.may_more) == ("done", 4, False)
    world.act(More())
    assert world.notice == "Nothing more can be asked today."


def test_more_after_a_stop_leaves_the_time_there_was():
    world = stopped(True, minutes=10)
    view = world.act(More(5))
    assert view.progress.box_ms == 600_000


@pytest.mark.parametrize(("minutes", "box"), [(-3, 1), (9999, 1440)])
def test_minutes_out_of_range_are_brought_into_it(minutes, box):
    world = stopped(True)
    spent = world.sitting.spent_ms
    assert world.act(More(minutes)).progress.box_ms == spent + box * 60_000


def mixed_up() -> World:
    """Return a learner who has just typed one leader's name for the other's."""
    world = World(asker(12))
    world.begin(form=Form.TYPED)
    world.run(*[True] * 6)
    world.act(Stop())
    world.sleep(30)
    world.begin()
    (answer,) = asker(12).planner.plans(VESSEY)[0].accepted
    while world.question.facet != KERRY:
        world.run(True)
    world.act(Answer(answer.name))
    world.next()
    return world


def test_a_pair_mixed_up_once_in_the_sitting_can_be_set_against_each_other():
    world = mixed_up()
    world.act(Stop())
    assert world.view.contrast == ("Ann Ash", "Cy Ash")
    world.act(Contrast())
    question = world.question
    assert (question.facet, question.form) == (KERRY, Form.CHOICE)
    assert set(question.options) == {"Ann Ash", "Cy Ash"}
    assert rival(KERRY, question.seed) == VESSEY
    assert world.view.why == "Asked because you mix up Ann Ash and Cy Ash."
    world.run(True)
    assert (world.view.reason, world.view.contrast) == ("stopped", None)
    world.act(Contrast())
    assert world.notice == "No two answers are mixed up that could be told apart now."


def test_no_contrast_is_on_offer_of_what_was_put_off():
    world = mixed_up()
    world.act(Undo())
    assert world.question.facet == KERRY
    (answer,) = asker(12).planner.plans(VESSEY)[0].accepted
    world.act(Answer(answer.name))
    world.act(PutOff())
    world.act(Stop())
    assert world.view.contrast is None


@pytest.mark.parametrize("action", [Retry(), More(), Contrast()])
def test_elsewhere_they_change_nothing(action):
    world = World()
    before = world.begin()
    assert world.act(action, seconds=0) == before
    assert world.notice == "That can be had at the end of the sitting."
    told = world.answer()
    again = world.act(action, seconds=0)
    assert isinstance(again, FeedbackView)
    assert again.saved == told.saved


def test_a_new_sitting_offers_nothing_it_cannot_do():
    world = World(asker(2))
    world.begin()
    view = world.act(Stop())
    assert (view.retry, view.contrast, view.may_more, view.may_undo) == (0, None, True, False)
    world.act(Next())
    world.answer()
    assert world.act(Stop()).may_undo
