"""Where a learner stands: what the model says, and what people are told."""

import pytest

from quizkit.memory.calibration import chance
from quizkit.memory.costs import Tariff
from quizkit.memory.due import COSTS, Costs
from quizkit.model import FacetId
from quizkit.session.own import Own
from quizkit.session.standing import Standing
from quizkit.session.why import reason
from tests.session.worlds import World, asker


@pytest.fixture
def world() -> World:
    made = World(asker(6))
    made.begin()
    made.run(True, True, True)
    made.sleep(2)
    return made


def standing(world: World, own: Own) -> Standing:
    return world.engine.course.standing(world.log.memory(), world.now, own=own)


def test_what_is_told_uses_the_offset_and_what_is_planned_does_not(world):
    plain, low = standing(world, Own()), standing(world, Own(offset=-1.0))
    facet = plain.started[0]
    assert low.recall(facet) == plain.recall(facet)
    assert low.chance(facet) == chance(plain.recall(facet), -1.0) < plain.chance(facet)
    assert low.known() < plain.known()
    assert low.order(world.wish) == plain.order(world.wish)
    assert f"{100 * low.chance(facet):.0f} %" in reason(low, facet, minutes=0).sentence
    assert low.chance(FacetId("trips/t5#place")) is None


def test_costs_are_those_of_the_form_that_the_ladder_would_ask(world):
    own = Own(tariff=Tariff({"choice": Costs(4.0, 9.0, 11.0)}))
    mine = standing(world, own)
    new, old = FacetId("trips/t5#place"), mine.started[0]
    assert mine.seconds(new) == 11.0
    assert mine.costs(old) == Costs(4.0, 9.0, 11.0)
    assert standing(world, Own(tariff=Tariff({"typed": Costs(1, 1, 1)}))).costs(old) == COSTS
    assert mine.gain(old) > standing(world, Own()).gain(old)
    assert mine.order(world.wish) != ()
