"""Which facets are asked together with the one whose turn it is."""

from dataclasses import replace

from quizkit.model import Answer, Form
from quizkit.session.company import company
from tests.session.test_several import known, trips
from tests.session.worlds import World


def together(world: World, facet: str):
    standing = world.engine.course.standing(world.sitting.memory, world.now)
    return company(facet, world.sitting, standing)


def wished() -> World:
    return known(trips(), form=Form.MATCH, extra="weak")


def test_it_is_the_same_each_time():
    world = wished()
    assert together(world, world.question.facet) == world.question


def test_what_was_asked_skipped_dropped_or_given_away_is_no_company():
    world = wished()
    facet = world.question.facet
    queue = world.sitting.queue
    others = [other for other in world.sitting.order if other != facet]
    world.sitting = replace(
        world.sitting,
        queue=replace(
            queue,
            skipped=tuple(others[:3]),
            dropped=frozenset(others[3:6]),
            barred=frozenset(others[6:]),
        ),
    )
    assert together(world, facet) is None


def test_what_was_answered_today_is_no_company():
    world = wished()
    first = set(world.question.facets)
    world.act(Answer(world.right()))
    world.next()
    assert not first & set(world.question.facets or (world.question.facet,))


def test_without_a_wish_only_the_last_rung_has_company():
    world = wished()
    world.sitting = replace(world.sitting, wish=replace(world.wish, form=None))
    assert all(together(world, facet) is None for facet in world.sitting.order)
