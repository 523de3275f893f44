"""What is wrong with a facet that fails: a scripted learner for each row of the table."""

import pytest

from quizkit.model import FacetId, FacetState, Form, Scored
from quizkit.session.diagnosis import Trouble, finding
from tests.session.learners import fail, found, sit
from tests.session.worlds import World, asker

KERRY, VESSEY = FacetId("trips/t0#who"), FacetId("trips/t1#who")


def right(_: object) -> None:
    return None


@pytest.fixture
def world() -> World:
    made = World(asker(6))
    for _ in range(12):
        sit(made, right, form=Form.CHOICE)
        made.sleep(20)
    return made


def test_one_wrong_value_is_a_confusion_and_is_set_against_the_right_one(world):
    told = fail(world, KERRY, *["Cy Ash"] * 4, form=Form.TYPED)
    finding = found(world, KERRY)
    assert (finding.trouble, finding.other, finding.times) == (Trouble.CONFUSION, "Cy Ash", 1)
    said = [view.advice for view in told if view.advice]
    assert said == [
        f"You took it for Cy Ash {finding.given} times: the two are set against each other."
    ]
    world.sleep(9)
    seen = [q for q, _ in sit(world, right) if len(q.options) == 2]
    assert [q.facet for q in seen] == [KERRY]


def test_a_spelling_gets_its_letters_one_step_after_the_other(world):
    told = fail(world, KERRY, "An Ahsh", "Anne Ahsh", "An Ahsh", "An Ahsh", form=Form.TYPED)
    finding = found(world, KERRY)
    assert (finding.trouble, finding.rights) == (Trouble.SPELLING, 0)
    assert [v.advice[:19] for v in told if v.advice] == ["You know this one; "]
    steps = []
    for _ in range(3):
        world.sleep(40)
        seen = [q for q, _ in sit(world, right) if q.facet == KERRY]
        steps.append((seen[0].form, bool(seen[0].hint)))
    assert steps == [(Form.CLOZE, False), (Form.TYPED, True), (Form.TYPED, False)]
    assert not found(world, KERRY).is_open


@pytest.mark.parametrize("wrong", [["", "", "", ""], ["Bo", "Zed", "Quinn", "Xavier"]])
def test_what_was_never_learned_begins_anew_and_the_fact_is_shown_once(world, wrong):
    told = fail(world, KERRY, *wrong, form=Form.TYPED)
    assert found(world, KERRY).trouble is Trouble.NEVER_LEARNED
    assert [v.advice[:20] for v in told if v.advice] == ["This one never stuck"]
    world.sleep(9)
    seen = [q for q, _ in sit(world, right) if q.facet == KERRY]
    assert seen[0].before == "Ann Ash led the trip in 1900 to Ashaville."
    assert (seen[0].form, len(seen[0].options)) == (Form.CHOICE, 3)
    assert not any(view.before for view in seen[1:])
    world.sleep(30)
    seen = [q for q, _ in sit(world, right) if q.facet == KERRY]
    assert seen
    assert not any(view.before for view in seen)


def test_after_a_treatment_the_count_restarts_and_a_second_finding_offers_to_suspend(world):
    fail(world, KERRY, *["Cy Ash"] * 4, form=Form.TYPED)
    first = found(world, KERRY)
    fail(world, KERRY, "Cy Ash", form=Form.TYPED)
    assert found(world, KERRY).times == first.times
    told = fail(world, KERRY, *["Cy Ash"] * 6, form=Form.TYPED, days=1)
    assert found(world, KERRY).times == 2
    assert [v.advice[-36:] for v in told if v.advice] == ["; if it is not worth it, suspend it."]
    assert not world.log.memory().facets[KERRY].suspended


def test_who_fails_seldom_or_is_only_slow_has_no_leech(world):
    fail(world, KERRY, "Cy Ash", "Cy Ash", form=Form.TYPED)
    assert found(world, KERRY) is None
    assert found(world, VESSEY) is None


def test_neighbours_that_are_values_are_confusions_and_no_spellings():
    scored = (
        *(Scored(n, 0.9, 1 / 3, 1.0) for n in range(4)),
        *(Scored(n + 4, 0.9, 0.0, 0.0, "Iraq") for n in range(4)),
    )
    state = FacetState(lapses=4, scored=scored)
    assert finding(state, "Iran").trouble is Trouble.CONFUSION
    assert finding(state, "Iran", meant=lambda _: "").trouble is Trouble.SPELLING
    chosen = FacetState(lapses=4, scored=scored[4:])
    assert finding(chosen, "Iran", meant=lambda _: "").trouble is Trouble.NEVER_LEARNED
