"""What is mixed up is set against each other."""

import pytest

from quizkit.memory.reviews import guess_of
from quizkit.memory.timeline import ordered
from quizkit.model import Answer, FacetId, Form, Next, QuestionView, Undo
from quizkit.session.contrast import ENOUGH, pairs
from quizkit.session.own import own, rival
from tests.session.worlds import World, asker

KERRY, VESSEY = FacetId("trips/t0#who"), FacetId("trips/t1#who")


def sit(world: World, wrong: dict[str, str], *, most: int = 40, form: Form | None = None) -> None:
    """Answer all that is asked, some facets with a fixed wrong answer."""
    world.begin(form=form)
    for _ in range(most):
        if not isinstance(world.view, QuestionView):
            break
        world.act(Answer(wrong.get(world.question.facet, world.right())))
        world.act(Next())


def figures(world: World):
    reviews = [moment for moment in ordered(world.log.past().events) if moment[1].kind == "review"]
    return own(world.log.memory(), reviews[::-1])


def confused(count: int = 12) -> World:
    """Return a learner who knows two facets and then typed one's answer for the other twice."""
    world = World(asker(count))
    sit(world, {}, most=6, form=Form.TYPED)
    world.sleep(30)
    (answer,) = asker(count).planner.plans(VESSEY)[0].accepted
    sit(world, {KERRY: answer.name}, most=12, form=Form.TYPED)
    assert sum(world.log.memory().confusions.of(KERRY).values()) >= ENOUGH
    world.sleep(2)
    return world


def open_day(world: World) -> None:
    move = world.engine.begin(world.log.memory(), world.wish, world.now, own=figures(world))
    world.commit(move)


def test_two_typed_mix_ups_bring_a_contrast_question_in_the_next_sitting():
    world = confused()
    world.wish = World().wish
    open_day(world)
    question = world.question
    assert (question.facet, question.form, len(question.options)) == (KERRY, Form.CHOICE, 2)
    assert set(question.options) == {"Ann Ash", "Cy Ash"}
    assert world.view.why == "Asked because you mix up Ann Ash and Cy Ash."
    assert not world.view.may_hint
    assert rival(KERRY, question.seed) == VESSEY
    world.answer()
    assert guess_of(world.log.events[-1].body) == 0.5
    assert figures(world).contrasts == {frozenset({KERRY, VESSEY}): world.now.day}


def test_after_it_each_is_asked_alone_but_not_within_four_questions():
    world = confused(30)
    world.wish = World().wish
    open_day(world)
    world.run(True)
    asked, whys = [], []
    while isinstance(world.view, QuestionView) and len(asked) < 30:
        asked.append(world.question.facet)
        whys.append(world.view.why)
        assert len(world.question.options) != 2
        world.run(True)
    first = asked.index(KERRY)
    assert first >= 4
    assert whys[first].startswith("Asked alone")
    assert VESSEY not in asked[:4]


def test_a_pair_rests_for_a_week_and_comes_once_a_sitting():
    world = confused(30)
    standing = world.engine.course.standing(world.log.memory(), world.now, own=figures(world))
    assert [(pair.asked, pair.other) for pair in pairs(standing)] == [(KERRY, VESSEY)]
    world.wish = World().wish
    open_day(world)
    world.run(True)
    for days, count in ((1, 0), (5, 0), (1, 1)):
        world.sleep(days)
        standing = world.engine.course.standing(world.log.memory(), world.now, own=figures(world))
        assert len(pairs(standing)) == count


def test_an_undone_or_resumed_contrast_question_comes_back_as_it_was():
    world = confused()
    world.wish = World().wish
    open_day(world)
    before = world.question
    world.answer()
    world.act(Undo())
    assert world.question == before


@pytest.mark.parametrize("form", [Form.TYPED, Form.FLIP])
def test_who_wants_one_form_gets_no_contrast_question(form):
    world = confused()
    world.begin(form=form)
    assert len(world.question.options) == 0


def test_what_is_no_answer_of_the_role_makes_no_pair():
    world = World(asker(12))
    sit(world, {}, form=Form.TYPED)
    world.sleep(2)
    sit(world, {KERRY: "nobody at all"}, form=Form.TYPED)
    standing = world.engine.course.standing(world.log.memory(), world.now)
    assert pairs(standing) == ()
