"""What is alike is not begun on one day."""

import pytest

from quizkit.model import FacetId
from quizkit.session.alike import CLOSE, by_place, close, lookalike
from quizkit.session.rivals import Rivals
from quizkit.session.rules import begun_lately
from tests.session.learners import sit, standing
from tests.session.worlds import World, asker


def facet(number: int, role: str = "who") -> FacetId:
    return FacetId(f"trips/t{number}#{role}")


def test_closeness_is_that_of_letters_and_of_no_one_with_themselves():
    rivals = Rivals({"trips": asker(24)})
    assert close(facet(0, "place"), facet(0, "place"), rivals) == 0.0
    assert close(facet(0, "place"), facet(11, "place"), rivals) >= CLOSE
    assert close(facet(0), facet(1), rivals) < CLOSE


def test_a_lookalike_is_found_among_those_of_its_role():
    rivals = Rivals({"trips": asker(24)})
    place = rivals.place(facet(0, "place"))
    assert lookalike(facet(11, "place"), {place: (facet(3, "place"), facet(0, "place"))}, rivals)
    assert lookalike(facet(11, "place"), {place: (facet(3, "place"),)}, rivals) is None
    assert lookalike(facet(11), {place: (facet(0, "place"),)}, rivals) is None


@pytest.mark.parametrize("role", ["who", "place"])
def test_the_first_look_in_c_passes_by_nobody(role):
    rivals = Rivals({"trips": asker(40)})
    facets = [facet(n, role) for n in range(40)]
    begun = by_place(facets, rivals)
    assert begun
    found = [lookalike(each, begun, rivals) for each in facets]
    assert found == [
        next((other for other in facets if close(each, other, rivals) >= CLOSE), None)
        for each in facets
    ]
    assert any(found)


@pytest.mark.parametrize(("days", "is_found"), [(0, True), (1, True), (2, True), (3, False)])
def test_three_days_lie_between_two_that_are_alike(days, is_found):
    world = World(asker(24))
    world.begin()
    world.run(*[True] * 12)
    world.sleep(days)
    rivals = world.engine.scope.rivals
    begun = by_place(begun_lately(standing(world)), rivals)
    assert any(lookalike(facet(n), begun, rivals) for n in range(12, 24)) == is_found


def test_alike_ones_come_after_all_other_new_ones():
    world = World(asker(24))
    seen = [q.facet for q, _ in sit(world, lambda _: None, most=12)]
    rivals = world.engine.scope.rivals
    pairs = [(a, b) for at, a in enumerate(seen) for b in seen[at + 1 :]]
    assert not [
        p for p in pairs if rivals.place(p[0]) == rivals.place(p[1]) and close(*p, rivals) >= CLOSE
    ]
