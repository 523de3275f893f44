"""Exactly one reason for each facet."""

import random

import pytest

from quizkit.model import QuestionView, Suspend
from quizkit.session.why import reason
from tests.session.worlds import World, asker

KINDS = {"keep", "gain", "new", "relearning", "answered", "due", "sibling", "minutes", "suspended"}


def reasons(world: World, **limits: int) -> dict[str, str]:
    standing = world.engine.course.standing(world.log.memory(), world.now)
    limits = {"minutes": 0, **limits}
    return {f: reason(standing, f, **limits).kind for f in world.engine.scope.facets}


def test_all_is_new_at_first_as_far_as_the_minutes_go():
    world = World(asker(20))
    assert set(reasons(world).values()) == {"new"}
    kinds = list(reasons(world, minutes=1).values())
    assert (kinds.count("new"), kinds.count("minutes")) == (4, 56)
    kinds = list(reasons(world, minutes=1, used_ms=20_000).values())
    assert (kinds.count("new"), kinds.count("minutes")) == (3, 57)
    assert set(reasons(world, used_ms=20_000).values()) == {"new"}


def test_the_reasons_of_a_day():
    world = World(asker(20))
    world.begin()
    right, wrong, gone = (f"trips/t{n}" for n in range(3))
    world.run(True, False)
    world.act(Suspend())
    found = reasons(world)
    assert found[f"{right}#who"] == "answered"
    assert found[f"{wrong}#who"] == "relearning"
    assert found[f"{gone}#who"] == "suspended"
    assert found[f"{right}#host"] == "sibling"
    world.sleep(1)
    found = reasons(world)
    assert found[f"{right}#who"] in {"due", "gain"}
    assert found[f"{wrong}#who"] == "keep"


@pytest.mark.parametrize("facet", ["trips/t9#who", "none/t0#who", "nothing"])
def test_what_no_deck_has_has_no_reason(facet):
    world = World(asker(3))
    standing = world.engine.course.standing(world.log.memory(), world.now)
    with pytest.raises(LookupError, match="there is no facet"):
        reason(standing, facet, minutes=0)


def test_a_role_without_a_wording_is_never_asked():
    world = World(asker(3))
    standing = world.engine.course.standing(world.log.memory(), world.now)
    found = reason(standing, "trips/t0#date", minutes=0)
    assert (found.asked, found.sentence[:12]) == (False, "Never asked:")


@pytest.mark.property
@pytest.mark.parametrize("seed", range(4))
def test_every_facet_has_one_reason_and_the_asked_ones_are_the_order(seed):
    rng = random.Random(seed)
    world = World(asker(12))
    for _ in range(4):
        world.begin()
        for _ in range(rng.randrange(12)):
            if isinstance(world.view, QuestionView):
                world.run(rng.random() < 0.6)
        found = reasons(world)
        assert set(found.values()) <= KINDS
        standing = world.engine.course.standing(world.log.memory(), world.now)
        asked = {f for f, kind in found.items() if kind in {"keep", "gain", "new"}}
        order = standing.order(world.wish)
        assert asked == set(order) - standing.closed(order)
        world.sleep(rng.randrange(1, 9))
