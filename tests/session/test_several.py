"""Questions that ask several facets: a review for each, in one go; one undo; feedback on each."""

from functools import cache

import pytest

from quizkit.errors import ResponseError
from quizkit.memory.replay import fold
from quizkit.model import (
    Answer,
    Flag,
    Form,
    Hint,
    Memory,
    Next,
    Outcome,
    Override,
    QuestionView,
    Rate,
    Rating,
    Redo,
    Reveal,
    Skip,
    Suspend,
    Undo,
)
from quizkit.questions.ask import Asker
from quizkit.store.bodies import BODIES
from tests.decks_as_text import deck
from tests.session.worlds import World

WARES = ("corn", "wool", "silk", "tin", "oak", "salt", "rye", "flax", "iron", "hemp")
ROWS = "".join(
    f"    - {{id: f{n}, what: the {name} fair, date: {1900 + n}}}\n" for n, name in enumerate(WARES)
)
FAIRS = f"""
kinds:
  fair:
    called: "{{what}}"
    says: "{{it}} was held[ {{on date}}]."
    roles:
      what: text
      date: {{is: date, ask: "{{when}} was {{it}} held?", one: yes}}
facts:
  fair:
{ROWS}"""


PEOPLE = "Ann Ash,Bo Birch,Cy Cedar,Di Elm,Ed Fir,Flo Gum,Gus Holm,Ida Ivy,Jo Juniper,Kim Kauri"
TRIPS = """
kinds:
  trip:
    called: "the trip to {place}"
    says: "{who} led {it}."
    roles:
      who: {is: person, ask: "Who led {it}?"}
      place: city
facts:
  trip:
""" + "".join(
    f"    - {{id: t{n}, who: {name}, place: {name.split()[1]}ville}}\n"
    for n, name in enumerate(PEOPLE.split(","))
)


@cache
def trips() -> Asker:
    """Return a deck of trips of which only the leader is asked."""
    return Asker(deck(TRIPS))


@cache
def fairs() -> Asker:
    """Return a deck of fairs of which the year is asked, and the fair of a year is not."""
    return Asker(deck(FAIRS))


def known(made: Asker, days: int = 40, **wish: object) -> World:
    """Return a learner who has answered every facet once, some days ago, in a new sitting."""
    world = World(made)
    world.begin()
    while isinstance(world.view, QuestionView):
        world.answer()
        world.next()
    world.sleep(days)
    world.begin(**wish)
    return world


@pytest.fixture
def match() -> World:
    return known(trips(), form=Form.MATCH, extra="weak")


@pytest.fixture
def order() -> World:
    return known(fairs(), form=Form.ORDER, extra="weak")


def reviews(world: World) -> list[dict]:
    """Return the reviews of the newest commit."""
    last = world.log.events[-1].at
    return [e.body for e in world.log.events if e.kind == "review" and e.at == last]


def half_right(world: World) -> str:
    keys = list(world.question.keys)
    keys[0], keys[1] = keys[1], keys[0]
    return " ".join(str(key + 1) for key in keys)


def test_a_match_asks_started_facets_of_one_role(match):
    question = match.question
    assert question.form is Form.MATCH
    assert 3 <= len(question.facets) <= 5
    assert question.facet in question.facets
    assert {facet.rpartition("#")[2] for facet in question.facets} == {"who"}
    assert match.view.prompts == question.prompts
    assert not match.view.may_hint
    assert match.act(Hint()) == match.view


def test_a_match_writes_one_review_for_each_facet(match):
    question, before = match.question, len(match.log.events)
    view = match.act(Answer(half_right(match)), seconds=12)
    bodies = reviews(match)
    count = len(question.facets)
    assert len(match.log.events) == before + count
    assert bodies[0]["facet"] == question.facet
    assert {body["facet"] for body in bodies} == set(question.facets)
    assert all(BODIES["review"].fault(body) == "" for body in bodies)
    by_facet = {body["facet"]: body for body in bodies}
    for at, facet in enumerate(question.facets):
        body = by_facet[facet]
        assert (body["stem"], body["options"]) == (question.prompts[at], list(question.options))
        assert body["score"] == (0 if at < 2 else 1_000_000)
        assert body["rating"] == (Rating.AGAIN if at < 2 else Rating.GOOD)
        assert body["response"] == [question.keys[{0: 1, 1: 0}.get(at, at)]]
        assert body["ms"] == 12_000 // count
        assert body["key"] == match.engine.scope.asker(facet).key(facet)
    assert len({body["key"] for body in bodies}) == count
    assert view.outcome is Outcome.PARTLY
    assert len(view.saved) == count


def test_the_feedback_shows_each_pair(match):
    question = match.question
    view = match.act(Answer(half_right(match)))
    assert [part.facet for part in view.parts] == list(question.facets)
    assert [part.text for part in view.parts] == list(question.prompts)
    assert [part.key for part in view.parts] == [question.options[key] for key in question.keys]
    assert view.parts[0].given == view.parts[1].key
    assert [part.score for part in view.parts[:3]] == [0, 0, 1]
    assert [part.rating for part in view.parts[:3]] == [Rating.AGAIN, Rating.AGAIN, Rating.GOOD]
    assert view.chosen[0] == question.keys[1]


def test_what_is_not_known_is_given_up_alone(match):
    question = match.question
    rest = " ".join(str(key + 1) for key in question.keys[1:])
    match.act(Answer(f"- {rest}"))
    bodies = {body["facet"]: body for body in reviews(match)}
    assert bodies[question.facets[0]]["response"] is None
    assert bodies[question.facets[0]]["rating"] == Rating.AGAIN
    assert bodies[question.facets[1]]["score"] == 1_000_000


def test_giving_up_gives_up_each(match):
    count = len(match.question.facets)
    match.act(Reveal())
    assert [body["response"] for body in reviews(match)] == [None] * count


def test_the_memory_is_that_of_the_log(match):
    match.act(Answer(half_right(match)))
    assert match.sitting.memory == fold(match.log.events)
    wrong = match.sitting.memory.confusions.mixups
    assert sum(len(answers) for answers in wrong.values()) == 2


def test_one_undo_takes_all_back_and_the_question_comes_again(match):
    question, before = match.question, match.sitting.memory
    match.act(Answer(half_right(match)))
    after = match.sitting.memory
    match.act(Next())
    match.act(Undo())
    undo = match.log.events[-1]
    assert (undo.kind, len(undo.body["targets"])) == ("undo", len(question.facets))
    assert match.question == question
    assert same(match.sitting.memory, before)
    match.act(Redo())
    assert same(match.sitting.memory, after)


def same(one: Memory, other: Memory) -> bool:
    return one.facets == other.facets and one.confusions == other.confusions


def test_a_rating_changes_what_was_right_in_one_go(match):
    question, memory = match.question, match.sitting.memory
    match.act(Answer(half_right(match)))
    count, before = len(question.facets), len(match.log.events)
    view = match.act(Rate(Rating.EASY))
    undo, *again = match.log.events[before:]
    assert (undo.kind, len(undo.body["targets"]), len(again)) == ("undo", count, count)
    assert [part.rating for part in view.parts[:3]] == [1, 1, 4]
    assert view.score == pytest.approx((count - 2) / count, abs=1e-6)
    match.act(Undo())
    assert same(match.sitting.memory, memory)
    assert match.question == question


def test_i_was_right_turns_what_was_wrong(match):
    match.act(Answer(half_right(match)))
    view = match.act(Override())
    assert {part.score for part in view.parts} == {1.0}
    assert [part.rating for part in view.parts[:2]] == [Rating.GOOD, Rating.GOOD]
    assert {body["override"] for body in reviews(match)} == {"grade", None}


def test_again_of_all_takes_every_facet_back(match):
    match.act(Answer(match.right()))
    view = match.act(Rate(Rating.AGAIN))
    assert {part.rating for part in view.parts} == {Rating.AGAIN}
    assert {part.score for part in view.parts} == {0.0}


def test_a_response_of_another_shape_changes_nothing(match):
    before = list(match.log.events)
    with pytest.raises(ResponseError, match="letter"):
        match.act(Answer("a a a"))
    assert match.log.events == before
    assert match.question.form is Form.MATCH


def test_several_facets_are_suspended_one_by_one_and_brought_back_at_once(match):
    facets = match.question.facets
    match.act(Suspend())
    gone = [event.body["facet"] for event in match.log.events if event.kind == "suspend"]
    assert sorted(gone) == sorted(facets)
    assert match.notice == f"These {len(facets)} are not asked any more; undo brings them back."
    states = match.log.memory().facets
    assert all(states[facet].suspended for facet in facets)
    match.act(Undo())
    states = match.log.memory().facets
    assert not any(states[facet].suspended for facet in facets)
    assert isinstance(match.view, QuestionView)
    assert match.question.facet in facets


def test_a_flag_holds_the_sentences(match):
    question = match.question
    match.act(Flag("odd"))
    flag = match.log.events[-1].body
    assert flag["facet"] == question.facet
    assert question.prompts[0] in flag["stem"]


def test_no_facet_is_asked_twice_and_wrong_ones_come_back_alone(match):
    wrong = set(match.question.facets[:2])
    match.act(Answer(half_right(match)))
    match.next()
    asked = []
    while isinstance(match.view, QuestionView):
        asked.append(match.question.facets or (match.question.facet,))
        match.answer()
        match.next()
    back = {facets[0] for facets in asked if len(facets) == 1}
    assert wrong <= back
    together = [facet for facets in asked if len(facets) > 1 for facet in facets]
    assert not wrong & set(together)
    assert len(together) == len(set(together))


def test_a_skipped_match_comes_behind_the_others(match):
    facet = match.question.facet
    match.act(Skip())
    assert facet not in (match.question.facets or (match.question.facet,))


def test_an_order_is_graded_by_its_neighbours(order):
    question = order.question
    assert question.form is Form.ORDER
    view = order.act(Answer(half_right(order)))
    bodies = {body["facet"]: body for body in reviews(order)}
    scores = [bodies[facet]["score"] for facet in question.facets]
    assert scores[:2] == [0, 0]
    assert scores[-1] == (500_000 if len(scores) == 3 else 1_000_000) or len(scores) == 3
    assert {tuple(body["response"]) for body in bodies.values()} == {view.chosen}
    assert {body["stem"] for body in bodies.values()} == {question.stem}
    assert [part.key for part in view.parts] == sorted(part.key for part in view.parts)
    assert order.act(Next()) is not None


def test_a_right_order_is_right_for_each(order):
    view = order.act(Answer(order.right()))
    assert view.outcome is Outcome.RIGHT
    assert {body["score"] for body in reviews(order)} == {1_000_000}
    assert {body["rating"] for body in reviews(order)} == {Rating.GOOD}
    assert view.statement.startswith("The ")


def test_new_facets_are_asked_alone_even_where_a_match_is_wished_for():
    world = World(trips())
    world.begin(form=Form.MATCH)
    assert world.question.facets == ()
    assert world.question.form is not Form.MATCH


MANY = TRIPS + "".join(
    f"    - {{id: u{n}, who: {chr(65 + n)}{'aeiou'[n % 5]}l {chr(90 - n)}orn, place: {name}}}\n"
    for n, name in enumerate(f"{chr(65 + n)}port" for n in range(24))
)


def test_on_the_last_rung_one_in_four_is_asked_together():
    world = known(Asker(deck(MANY)), days=1)
    for days in (3, 30, 200):
        world.sleep(days)
        world.begin(extra="weak")
        while isinstance(world.view, QuestionView):
            world.answer()
            world.next()
    world.sleep(100)
    world.begin(extra="weak")
    sizes = []
    while isinstance(world.view, QuestionView):
        question = world.question
        facets = question.facets or (question.facet,)
        standing = world.engine.course.standing(world.sitting.memory, world.now)
        if len(facets) > 1:
            assert {standing.rung(facet) for facet in facets} == {3}
        sizes.append(len(facets))
        world.answer()
        world.next()
    assert 0 < sum(size > 1 for size in sizes) < len(sizes)
    assert sum(sizes) == len(world.sitting.queue.asked)
