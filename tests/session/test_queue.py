"""The queue: what may follow what."""

from dataclasses import replace

import pytest

from quizkit.model import FacetId, Rating
from quizkit.session.queue import Asked, Choice, Queue, choose, last_round


def facts(facet: str) -> frozenset[str]:
    return frozenset({facet.partition("#")[0]})


def queue(*facets: str, wrong: str = "", **more: object) -> Queue:
    """Return a queue of answers; those named in `wrong` are rated Again."""
    asked = tuple(
        Asked(FacetId(f), Rating.AGAIN if f in wrong.split() else Rating.GOOD, 1.0) for f in facets
    )
    return Queue(asked, **more)


ORDER = [FacetId(f"d/{fact}#{role}") for role in "xy" for fact in "abcdef"]


def pick(q: Queue, order=ORDER, **more) -> Choice | None:
    return choose(q, order, facts=facts, **more)


def test_siblings_wait_while_there_are_others():
    assert pick(queue("d/a#x"), ["d/a#y", "d/b#x"]) == Choice("d/b#x", "order")


def test_siblings_come_in_tiny_decks_after_four_others():
    order = ["d/a#x", "d/a#y"]
    assert pick(queue("d/a#x", "d/b#x", "d/c#x", "d/d#x"), order) is None
    assert pick(queue("d/a#x", "d/b#x", "d/c#x", "d/d#x", "d/e#x"), order) == Choice(
        "d/a#y", "sibling"
    )


def test_a_wrong_facet_returns_after_exactly_four_others():
    assert pick(queue("d/a#x", "d/b#x", "d/c#x", "d/d#x", wrong="d/a#x")).facet == "d/e#x"
    q = queue("d/a#x", "d/b#x", "d/c#x", "d/d#x", "d/e#x", wrong="d/a#x")
    assert pick(q) == Choice("d/a#x", "relearning")


def test_two_failures_want_two_right_answers():
    again = [Asked(FacetId("d/a#x"), rating, 0.0) for rating in (1, 1, 3)]
    q = Queue(tuple(again))
    assert q.relearning() == (("d/a#x", 2),)
    assert q.push(again[-1]).relearning() == ()


def test_what_is_owed_from_before_comes_first():
    assert pick(Queue(owed=(FacetId("d/f#x"),))) == Choice("d/f#x", "relearning")


def test_siblings_of_a_rival_wait_until_it_has_come_alone():
    asked = Asked(FacetId("d/a#x"), Rating.GOOD, 1.0, rival=FacetId("d/b#x"))
    assert pick(Queue((asked,)), ["d/b#y", "d/c#x"]).facet == "d/c#x"
    others = tuple(Asked(FacetId(f"d/{f}#x"), Rating.GOOD, 1.0) for f in "cdef")
    assert pick(Queue((asked, *others)), ["d/b#y", "d/g#x"]) == Choice("d/b#x", "alone")


def test_a_barred_facet_is_passed_over_and_a_dropped_one_owes_nothing():
    assert pick(Queue(barred=frozenset({ORDER[0]}))).facet == "d/b#x"
    q = queue("d/a#x", "d/b#x", "d/c#x", "d/d#x", "d/e#x", wrong="d/a#x").drop(FacetId("d/a#x"))
    assert pick(q).facet == "d/f#x"


def test_a_closed_facet_starts_only_when_nothing_else_is_left():
    order = ["d/a#y", "d/b#x"]
    assert pick(Queue(), order, closed={"d/a#y"}.__contains__) == Choice("d/b#x", "order")
    closed = {"d/a#y"}.__contains__
    assert pick(queue("d/b#x", "d/c#x", "d/d#x"), order, closed=closed) is None
    q = queue("d/b#x", "d/c#x", "d/d#x", "d/e#x")
    assert pick(q, order, closed=closed) == Choice("d/a#y", "sibling")


def test_a_skipped_fact_waits_as_a_whole():
    q = Queue().skip(FacetId("d/a#x"))
    order = ["d/a#x", "d/a#y", "d/b#x"]
    assert pick(q, order) == Choice("d/b#x", "order")
    assert pick(q.push(Asked(FacetId("d/b#x"), Rating.GOOD, 1.0)), order) == Choice(
        "d/a#x", "skipped"
    )


def test_the_last_round_asks_each_wrong_facet_once():
    q = queue("d/a#x", "d/b#x", wrong="d/a#x d/b#x", closing=2)
    assert last_round(q).facet == "d/a#x"
    q = q.push(Asked(FacetId("d/a#x"), Rating.AGAIN, 0.0))
    assert pick(q).facet == "d/b#x"
    assert pick(q.push(Asked(FacetId("d/b#x"), Rating.AGAIN, 0.0))) is None


@pytest.mark.parametrize("order", [[], ["d/a#x"]])
def test_nothing_is_left(order):
    assert pick(queue("d/a#x"), order) is None


def test_what_is_wrong_three_times_is_put_off_until_another_day():
    facet = FacetId("d/a#x")
    wrong, right = Asked(facet, Rating.AGAIN, 0.0), Asked(FacetId("d/b#x"), Rating.GOOD, 1.0)
    q = Queue((wrong, *[right] * 4, wrong, *[right] * 4), owed=(facet,))
    assert pick(q).facet == facet
    q = q.push(wrong)
    assert (q.put_off, q.relearning()) == ({facet}, ())
    assert last_round(replace(q, closing=len(q.asked))) is None
    assert q.replace_last(wrong._replace(rating=Rating.GOOD)).relearning() == ((facet, 10),)
