"""The engine: actions in, events and views out."""

import random

import pytest

from quizkit.errors import ResponseError
from quizkit.memory.replay import fold
from quizkit.model import (
    Answer,
    FeedbackView,
    Flag,
    Form,
    Hint,
    Next,
    Outcome,
    Override,
    QuestionView,
    Rate,
    Rating,
    Redo,
    Reveal,
    RevealView,
    Skip,
    Stop,
    SummaryView,
    Suspend,
    Undo,
)
from quizkit.session.sitting import Wish
from quizkit.session.undo import taken_back
from quizkit.store.event import encode, verify
from tests.session.worlds import START, MemoryLog, World, asker


@pytest.fixture
def world() -> World:
    world = World()
    world.begin()
    return world


def test_a_sitting_begins_with_its_event_and_a_question(world):
    assert [event.kind for event in world.log.events] == ["sitting"]
    assert world.log.events[0].body == {"decks": ["trips"], "minutes": 0, "form": ""}
    assert isinstance(world.view, QuestionView)


def test_a_first_question_is_a_choice_of_three(world):
    assert (world.view.form, len(world.view.options)) == (Form.CHOICE, 3)


def test_a_review_holds_what_was_shown(world):
    question = world.question
    world.answer(seconds=4)
    body = world.log.events[-1].body
    assert body["sitting"] == world.log.events[0].id
    assert (body["facet"], body["form"]) == (question.facet, "choice")
    assert (body["stem"], tuple(body["options"])) == (question.stem, question.options)
    assert (body["response"], body["score"], body["rating"]) == (list(question.keys), 1_000_000, 3)
    assert (body["ms"], body["hints"], body["override"]) == (4000, 0, None)
    assert body["seed"] == f"7:{question.facet}:0"


def test_the_question_view_tells_no_key(world):
    question = world.question
    turned = world.sitting.screen.question._replace(keys=((question.keys[0] + 1) % 3,))
    before = world.engine.course.view(world.sitting)
    from dataclasses import replace

    other = replace(world.sitting, screen=replace(world.sitting.screen, question=turned))
    assert world.engine.course.view(other) == before


def test_a_wrong_answer_is_told_with_the_key_and_the_forecasts(world):
    question = world.question
    view = world.answer(well=False)
    assert (view.outcome, view.rating, view.key) == (Outcome.WRONG, Rating.AGAIN, question.answer)
    assert [forecast.rating for forecast in view.forecasts] == list(Rating)
    assert view.forecasts[0].days == 0
    assert view.saved == (world.log.events[-1].id,)
    assert view.may_override


def test_forecasts_are_what_the_fold_then_says(world):
    for rating in Rating:
        world.answer(well=False)
        facet = world.log.events[-1].body["facet"]
        wanted = {forecast.rating: forecast.days for forecast in world.view.forecasts}[rating]
        world.act(Rate(rating))
        due = world.engine.course.standing(world.log.memory(), world.now).due_day(facet)
        assert wanted == (0 if rating is Rating.AGAIN else due - world.now.day)
        world.next()


def test_giving_up_stores_no_response(world):
    view = world.act(Reveal())
    assert isinstance(view, FeedbackView)
    assert world.log.events[-1].body["response"] is None
    assert not view.may_override


@pytest.mark.parametrize("raw", ["", "0", "  "])
def test_an_empty_response_or_0_gives_up(world, raw):
    world.act(Answer(raw))
    assert world.log.events[-1].body["response"] is None


def test_a_response_of_the_wrong_shape_changes_nothing(world):
    before = world.sitting
    with pytest.raises(ResponseError):
        world.act(Answer("17"))
    assert world.sitting is before
    assert len(world.log.events) == 1


def test_a_hint_takes_a_wrong_option_away_and_costs_a_rating(world):
    key = world.question.keys[0]
    view = world.act(Hint())
    (gone,) = view.gone
    assert gone != key
    assert not view.may_hint
    with pytest.raises(ResponseError, match=r"^The hint took that option away"):
        world.act(Answer(str(gone + 1)))
    assert world.answer().rating is Rating.HARD
    assert world.log.events[-1].body["hints"] == 1


def test_a_hint_to_a_typed_question_shows_the_first_letter():
    world = World()
    view = world.begin(form=Form.TYPED)
    assert (view.form, view.hint) == (Form.TYPED, "")
    assert world.act(Hint()).hint == world.question.answer[0]
    assert world.act(Hint()).hint == world.question.answer[0]
    assert world.notice == "There is no hint to this one."


def test_i_was_right_replaces_the_review_in_one_go(world):
    world.answer(well=False)
    review = world.log.events[-1]
    view = world.act(Override())
    undo, again = world.log.events[-2:]
    assert (undo.kind, undo.body["targets"]) == ("undo", [review.id])
    assert (again.body["override"], again.body["score"], again.body["rating"]) == (
        "grade",
        1_000_000,
        3,
    )
    assert again.body["ms"] == review.body["ms"]
    assert (view.outcome, view.rating, view.saved) == (Outcome.RIGHT, Rating.GOOD, (again.id,))


def test_a_changed_rating_replaces_the_review(world):
    world.answer()
    view = world.act(Rate(Rating.EASY))
    assert (view.rating, view.override) == (Rating.EASY, "rating")
    assert world.log.events[-1].body["override"] == "rating"


def test_the_same_rating_writes_nothing(world):
    world.answer()
    before = len(world.log.events)
    world.act(Rate(Rating.GOOD))
    assert len(world.log.events) == before


def test_going_back_to_the_first_rating_is_no_override(world):
    world.answer()
    world.act(Rate(Rating.AGAIN))
    assert world.log.events[-1].body["score"] == 0
    world.act(Rate(Rating.GOOD))
    assert world.log.events[-1].body["override"] is None
    assert world.log.events[-1].body["score"] == 1_000_000


def test_a_rating_can_still_be_changed_on_the_next_question(world):
    world.answer(well=False)
    world.next()
    view = world.act(Override())
    assert isinstance(view, FeedbackView)
    assert view.rating is Rating.GOOD
    assert isinstance(world.next(), QuestionView)


def test_undo_brings_the_same_question_back_and_the_memory_before(world):
    before, question = world.log.memory(), world.question
    world.answer(well=False)
    world.next()
    world.act(Undo())
    assert world.question == question
    assert world.log.memory().facets == before.facets


def test_redo_brings_the_answer_back(world):
    world.run(True, False)
    before = world.log.memory()
    world.act(Undo())
    world.act(Redo())
    assert world.log.memory().facets == before.facets
    world.act(Redo())
    assert world.notice == "Nothing to redo."


def test_undo_and_redo_walk_back_and_forth(world):
    states = [world.log.memory().facets]
    for well in (True, False, True, True, False):
        world.run(well)
        states.append(world.log.memory().facets)
    for wanted in states[-2::-1]:
        world.act(Undo())
        assert world.log.memory().facets == wanted
    world.act(Undo())
    assert world.notice == "Nothing to undo."
    for wanted in states[1:]:
        world.act(Redo())
        assert world.log.memory().facets == wanted


def test_a_new_answer_ends_what_can_be_redone(world):
    world.run(True, True)
    world.act(Undo())
    world.answer()
    world.act(Redo())
    assert world.notice == "Nothing to redo."


def test_undo_takes_an_overruled_answer_back_whole(world):
    before = world.log.memory().facets
    world.answer(well=False)
    world.act(Override())
    world.act(Undo())
    assert world.log.memory().facets == before
    world.act(Redo())
    assert world.log.memory().facets[world.log.events[1].body["facet"]].failed_rung == -1


def test_undo_works_after_a_restart_and_from_the_summary(world):
    world.run(True, False)
    question = world.log.events[-1].body
    other = World()
    other.log = world.log
    other.ms = world.ms
    other.begin()
    view = other.act(Undo())
    assert (view.facet, view.stem) == (question["facet"], question["stem"])
    assert list(view.options) == question["options"]
    assert isinstance(other.act(Stop()), SummaryView)
    assert isinstance(other.act(Undo()), QuestionView)


def test_undo_brings_a_suspended_facet_back(world):
    facet = world.question.facet
    world.act(Suspend())
    assert world.log.memory().facets[facet].suspended
    assert world.question.facet != facet
    world.act(Undo())
    assert world.question.facet == facet
    assert (
        not world.log.memory().facets.get(facet) or not world.log.memory().facets[facet].suspended
    )


def test_a_flag_keeps_the_question_and_the_words(world):
    question = world.question
    world.act(Flag("  typo in the stem "))
    event = world.log.events[-1]
    assert event.body == {
        "facet": question.facet,
        "stem": question.stem,
        "reason": "typo in the stem",
    }
    assert world.question == question


def test_a_skipped_question_comes_behind_the_others():
    world = World(asker(3))
    first = world.begin().facet
    world.act(Skip())
    seen = []
    while isinstance(world.view, QuestionView) and len(seen) < 3:
        seen.append(world.view.facet)
        world.run(True)
    assert seen[2] == first


def test_a_flip_question_is_committed_at_its_rating():
    world = World()
    world.begin(form=Form.FLIP)
    assert isinstance(world.act(Reveal()), RevealView)
    assert len(world.log.events) == 1
    view = world.act(Rate(Rating.HARD))
    assert isinstance(view, FeedbackView)
    body = world.log.events[-1].body
    assert (body["form"], body["rating"], body["score"], body["override"]) == (
        "flip",
        2,
        1_000_000,
        None,
    )


def test_what_was_wrong_comes_back_after_four_other_answers(world):
    facet = world.question.facet
    world.run(False, True, True, True)
    assert world.question.facet != facet
    world.run(True)
    assert world.question.facet == facet
    assert world.view.why == "Asked again because it was not right yet."


def test_time_ends_the_sitting_after_what_is_still_wrong():
    world = World()
    world.begin(minutes=1)
    facet = world.question.facet
    world.answer(well=False, seconds=30)
    world.next()
    world.answer(seconds=40)
    assert world.next().facet == facet
    world.answer(well=False)
    view = world.next()
    assert isinstance(view, SummaryView)
    assert (view.reason, view.answered, view.right, view.wrong) == ("time", 3, 1, 2)


def test_an_answer_takes_at_most_a_minute_of_the_time():
    world = World()
    world.begin(minutes=2)
    world.answer(seconds=3600)
    assert isinstance(world.next(), QuestionView)


def test_a_tiny_deck_is_done_for_today():
    world = World(asker(1))
    world.begin()
    world.run(True)
    view = world.view
    assert isinstance(view, SummaryView)
    assert (view.reason, view.answered, view.next_days) == ("done", 1, 1)


def test_the_wrong_answer_of_a_tiny_deck_is_asked_once_more():
    world = World(asker(1))
    world.begin()
    world.run(False, False)
    assert isinstance(world.view, SummaryView)


def test_a_new_day_brings_a_new_order():
    world = World(asker(12))
    world.begin()
    asked = {world.question.facet}
    world.run(True)
    world.sleep(1)
    while isinstance(world.view, QuestionView):
        asked.add(world.view.facet)
        world.run(True)
    assert len(asked) > 12


def test_the_next_day_what_is_due_comes_before_the_rest():
    world = World()
    world.begin()
    world.run(False, False, True, True)
    failed = {e.body["facet"] for e in world.log.events[1:] if e.body["rating"] == 1}
    world.sleep(1)
    world.begin()
    facets = [world.question.facet]
    world.run(True)
    facets.append(world.question.facet)
    assert set(facets) == failed


def test_the_ladder_climbs_to_typed_and_steps_down_after_a_lapse():
    world = World(asker(6))
    forms = []
    world.begin()
    facet = world.question.facet
    for days in (0, 3, 15, 60, 250):
        world.sleep(days)
        world.begin(extra="weak" if days else "")
        while world.question.facet != facet:
            world.act(Skip())
        forms.append((world.question.form, bool(world.view.hint)))
        world.answer()
    assert forms[0] == (Form.CHOICE, False)
    assert Form.TYPED in {form for form, _ in forms} | {Form.CLOZE}
    assert forms[-1][0] in {Form.TYPED, Form.CLOZE}


def test_a_changed_key_lowers_the_stability_and_is_told():
    world = World(asker(8))
    world.begin()
    facet = world.question.facet
    world.answer()
    events = world.log.events
    body = {**events[-1].body, "key": "0" * 16}
    from quizkit.model import Draft

    world.log = MemoryLog()
    world.log.append((Draft("review", body),), at=START, off=420)
    standing = world.engine.course.standing(world.log.memory(), world.now)
    kept = standing.state(facet).state.stability
    assert standing.working(facet).stability == pytest.approx(0.3 * kept)
    world.sleep(3)
    world.begin()
    while world.question.facet != facet:
        world.act(Skip())
    assert "The answer has changed since you last met it." in world.answer().lines


def test_a_failing_append_shows_nothing_and_changes_nothing(world):
    before, memory = world.sitting, world.log.memory()
    world.log.broken = True
    with pytest.raises(OSError, match="disk full"):
        world.act(Answer(world.right()))
    assert world.sitting is before
    assert world.log.memory() == memory
    world.log.broken = False
    assert isinstance(world.act(Answer(world.right())), FeedbackView)


def test_actions_that_do_not_fit_change_nothing(world):
    for action in (Next(), Rate(Rating.GOOD), Override()):
        world.act(action)
        assert isinstance(world.view, QuestionView)
        assert world.notice
    assert len(world.log.events) == 1


@pytest.mark.parametrize("bad", [{"minutes": -1}, {"seed": "x" * 81}, {"extra": "hard"}])
def test_a_wish_outside_its_range_is_refused(bad):
    with pytest.raises(ValueError, match=next(iter(bad))):
        Wish(**bad)


@pytest.mark.property
@pytest.mark.parametrize("seed", range(3))
def test_a_long_sitting_keeps_every_rule(seed):
    """200 answers: no siblings, no wording twice in a row, all events verify and replay."""
    rng = random.Random(seed)
    world = World(asker(220), ms=START)
    world.begin()
    last_stem = {}
    answered = []
    for _ in range(200):
        view = world.view
        assert isinstance(view, QuestionView)
        state = world.log.memory().facets.get(view.facet)
        assert state is None or state.stem != view.stem
        assert last_stem.get(view.facet) != view.stem
        last_stem[view.facet] = view.stem
        if view.facet in answered:
            assert answered[::-1].index(view.facet) >= 4
        facts = [facet.partition("#")[0] for facet in dict.fromkeys([*answered, view.facet])]
        assert len(facts) == len(set(facts))
        answered.append(view.facet)
        roll = rng.random()
        world.answer(well=roll < 0.7, seconds=rng.uniform(1, 30))
        if roll > 0.9:
            world.act(rng.choice([Override(), Rate(rng.choice(list(Rating)))]))
        world.next()
    assert all(verify(encode(event), event.id) == event for event in world.log.events)
    assert fold(reversed(world.log.events)) == world.sitting.memory


@pytest.mark.property
@pytest.mark.parametrize("seed", range(5))
def test_undo_of_the_last_k_answers_restores_the_memory(seed):
    rng = random.Random(seed)
    world = World(asker(30))
    world.begin()
    memories = [world.log.memory()]
    for _ in range(25):
        world.answer(well=rng.random() < 0.6, seconds=rng.uniform(1, 40))
        if rng.random() < 0.3:
            world.act(rng.choice([Override(), Rate(rng.choice(list(Rating)))]))
        world.next()
        memories.append(world.log.memory())
        if rng.random() < 0.1:
            world.sleep(2)
            world.begin()
    k = rng.randrange(1, 25)
    for _ in range(k):
        world.act(Undo())
    wanted, found = memories[-1 - k], world.log.memory()
    assert found.facets == wanted.facets
    assert dict(found.confusions) == dict(wanted.confusions)
    assert found.speeds == wanted.speeds


def test_an_undone_question_comes_back_with_its_hint(world):
    view = world.act(Hint())
    first = world.answer()
    again = world.act(Undo())
    assert (again.gone, again.may_hint) == (view.gone, False)
    assert world.answer().rating is first.rating is Rating.HARD
    assert world.log.events[-1].body["hints"] == 1


def test_half_a_character_is_no_response():
    world = World()
    world.begin(form=Form.TYPED)
    before = world.sitting
    with pytest.raises(ResponseError, match="half a character"):
        world.act(Answer("\ud800"))
    assert world.sitting is before
    world.act(Flag("odd \ud800"))
    assert world.log.events[-1].body["reason"] == "odd ?"


def test_an_overruled_answer_is_told_anew(world):
    wrong = world.answer(well=False)
    assert wrong.lines
    right = world.act(Override())
    assert right.lines == (right.statement,) == (wrong.statement,)
    assert world.act(Rate(Rating.AGAIN)).lines == wrong.lines


def test_a_rating_is_not_changed_where_its_answer_was_taken_back_elsewhere(world):
    saved = world.answer(well=False).saved
    world.log.append((taken_back(saved),), at=world.ms, off=0)
    count = len(world.log.events)
    for change in (Rate(Rating.GOOD), Override()):
        world.act(change)
        assert world.notice == "That answer was taken back elsewhere; nothing is changed."
    assert len(world.log.events) == count
