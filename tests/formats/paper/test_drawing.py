"""Drawing, on made-up decks: a largest matching, nothing twice, nothing that gives away."""

from collections import Counter
from functools import cache
from itertools import combinations
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from quizkit.formats.paper.blueprint import Line
from quizkit.formats.paper.drawing import Drawing
from quizkit.model import FacetId, Form


class Asked(NamedTuple):
    """What stands for a question."""

    stem: str
    form: Form = Form.CHOICE


class Fake(NamedTuple):
    """What stands for a pick."""

    question: Asked
    facets: frozenset[FacetId]
    facts: frozenset[str]


class Fakes:
    """Candidates without a deck: which facets each line may ask."""

    def __init__(self, rooms: dict[Line, list[FacetId]]) -> None:
        self.rooms = rooms
        self.made = {
            facet: Fake(Asked(facet), frozenset([facet]), frozenset([fact_of(facet)]))
            for room in rooms.values()
            for facet in room
        }

    def fitting(self, line: Line) -> list[FacetId]:
        return self.rooms[line]

    def forms_of(self, line: Line) -> tuple[Form, ...]:
        return (Form.CHOICE,)

    def pick(self, facet, line, forms, *, open_):
        del line, forms, open_
        return self.made[facet]


def fact_of(facet: str) -> str:
    return facet.rpartition("#")[0].partition("/")[2]


def facet(fact: int, role: int) -> FacetId:
    return FacetId(f"d/f{fact}#r{role}")


FACETS = st.builds(facet, st.integers(0, 4), st.integers(0, 1))
LINES = st.lists(
    st.tuples(st.integers(1, 3), st.lists(FACETS, unique=True, max_size=6)),
    min_size=1,
    max_size=4,
)
PAIRS = st.frozensets(st.frozensets(FACETS, min_size=2, max_size=2))


def built(spec) -> dict[Line, list[FacetId]]:
    return {Line(count, tags=(str(at),)): room for at, (count, room) in enumerate(spec)}


def largest(rooms: list[list[str]]) -> int:
    """The size of a largest matching of places with what each may have, by trying everything."""

    @cache
    def best(at: int, used: frozenset[str]) -> int:
        if at == len(rooms):
            return 0
        free = (each for each in rooms[at] if each not in used)
        return max(best(at + 1, used), *(1 + best(at + 1, used | {each}) for each in free), 0)

    return best(0, frozenset())


@given(LINES)
def test_as_many_places_are_filled_as_can_be(spec) -> None:
    rooms = built(spec)
    drawn = Drawing(list(rooms), Fakes(rooms), lambda *_: False).drawn(1)  # type: ignore[arg-type]
    wanted = [room for line, room in rooms.items() for _ in range(line.wanted)]
    assert len(drawn) == largest(wanted)


@given(LINES)
def test_every_place_has_what_its_line_asks_for_and_nothing_comes_twice(spec) -> None:
    rooms = built(spec)
    drawn = Drawing(list(rooms), Fakes(rooms), lambda *_: False).drawn(1)  # type: ignore[arg-type]
    lines = list(rooms)
    for place, pick in drawn.items():
        assert pick.facets <= set(rooms[lines[place.line]])
        assert place.number < lines[place.line].wanted
    counts = Counter(facet for pick in drawn.values() for facet in pick.facets)
    assert set(counts.values()) <= {1}


@given(LINES)
def test_no_fact_comes_twice_where_each_could_come_once(spec) -> None:
    rooms = built(spec)
    facts = [
        sorted({fact_of(each) for each in room})
        for line, room in rooms.items()
        for _ in range(line.wanted)
    ]
    drawn = Drawing(list(rooms), Fakes(rooms), lambda *_: False).drawn(1)  # type: ignore[arg-type]
    used = [fact for pick in drawn.values() for fact in pick.facts]
    assert len(set(used)) >= min(largest(facts), len(used))


@given(LINES, PAIRS)
def test_nothing_stands_beside_what_gives_it_away(spec, pairs) -> None:
    rooms = built(spec)

    def clash(one, two) -> bool:
        return frozenset([one.stem, two.stem]) in pairs

    drawn = Drawing(list(rooms), Fakes(rooms), clash).drawn(1)  # type: ignore[arg-type]
    for one, two in combinations(drawn.values(), 2):
        assert not clash(one.question, two.question)


@given(LINES, st.integers(2, 3))
def test_sets_share_no_facet(spec, sets) -> None:
    rooms = built(spec)
    drawn = Drawing(list(rooms), Fakes(rooms), lambda *_: False).drawn(sets)  # type: ignore[arg-type]
    counts = Counter(facet for pick in drawn.values() for facet in pick.facets)
    assert set(counts.values()) <= {1}
    wanted = [room for line, room in rooms.items() for _ in range(line.wanted * sets)]
    if len(wanted) <= 12:
        assert len(drawn) == largest(wanted)


def test_a_chain_makes_room_for_the_narrow_line() -> None:
    wide, narrow = Line(2, tags=("wide",)), Line(1, tags=("narrow",))
    one, two, three = facet(0, 0), facet(1, 0), facet(2, 0)
    rooms = {wide: [one, two, three], narrow: [one]}
    drawn = Drawing(list(rooms), Fakes(rooms), lambda *_: False).drawn(1)  # type: ignore[arg-type]
    assert len(drawn) == 3
