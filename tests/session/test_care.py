"""How much of a sitting goes to what is under treatment."""

from quizkit.model import FacetId
from quizkit.session.care import care
from tests.session.learners import failed, sit, standing
from tests.session.worlds import World, asker


def right(_: object) -> None:
    return None


def leeches(count: int) -> list[FacetId]:
    return [FacetId(f"trips/t{n}#who") for n in range(count)]


def test_at_most_three_facets_a_day_are_shown_before_they_are_asked():
    world = World(asker(12))
    failed(world, leeches(5))
    assert len(care(standing(world)).shown) == 5
    first = [q for q, _ in sit(world, right) if q.before]
    assert len(first) == 3
    assert care(standing(world)).seen == 3
    assert not [q for q, _ in sit(world, right) if q.facet in leeches(5)]
    world.sleep(1)
    second = [q.facet for q, _ in sit(world, right) if q.before]
    assert len(second) == 2
    assert not {q.facet for q in first}.intersection(second)


def test_leeches_take_a_tenth_of_a_sitting_as_long_as_others_are_left():
    world = World(asker(40))
    failed(world, leeches(3))
    seen = [q.facet for q, _ in sit(world, right, most=40)]
    count = 0
    for number, facet in enumerate(seen, 1):
        count += facet in leeches(3)
        assert count * 10 <= number
    assert count == 3


def test_where_nothing_else_is_left_they_are_asked_all_the_same():
    world = World(asker(3))
    failed(world, leeches(1))
    assert leeches(1)[0] in [q.facet for q, _ in sit(world, right)]
