"""Dates to be ready for."""

import pytest

from quizkit.memory.due import KEEP_BEFORE_EXAM
from quizkit.memory.replay import EMPTY
from quizkit.model import FacetId
from quizkit.session.exams import Exam, coming, day_text, named
from quizkit.session.standing import Standing
from tests.session.worlds import World, asker

TODAY = 20605  # 2026-06-01


def memory(**exams):
    return EMPTY._replace(exams={deck.replace("_", ""): exam for deck, exam in exams.items()})


def test_the_nearest_exam_that_holds_a_deck_comes_first():
    found = coming(memory(_=((), "2026-07-01", 10), trips=((), "2026-06-12", 20)), TODAY)
    assert [(exam.deck, exam.day, exam.minutes) for exam in found] == [
        ("trips", TODAY + 11, 20),
        ("", TODAY + 30, 10),
    ]


@pytest.mark.parametrize("date", ["2026-05-31", "2026-02-30", "soon", "", None, 7])
def test_what_is_over_or_no_date_is_passed_by(date):
    assert coming(memory(trips=((), date, 10)), TODAY) == ()


def test_on_the_day_itself_it_still_counts():
    assert coming(memory(trips=((), "2026-06-01", 10)), TODAY) == (
        Exam(TODAY, "trips", frozenset(), 10),
    )


def test_days_are_said_as_people_say_them():
    assert (named(TODAY, TODAY), named(TODAY + 4, TODAY)) == ("today", "on Friday")
    assert named(TODAY + 7, TODAY) == f"on {day_text(TODAY + 7)}"


def test_a_facet_is_planned_by_its_exam_until_that_is_over():
    world = World(asker(6))
    facet = FacetId("trips/t0#who")
    ready = memory(
        trips=((), "2026-06-08", 10), _=((), "2026-06-03", 10), other=((), "2026-06-02", 5)
    )

    def standing(day: int) -> Standing:
        return Standing(world.engine.scope, ready, TODAY + day)

    assert standing(0).exam(facet).day == TODAY + 2
    assert standing(0).outlook(facet).horizon == 2.0
    assert standing(3).exam(facet).day == TODAY + 7
    assert standing(3).outlook(facet).keep == KEEP_BEFORE_EXAM
    assert standing(8).exam(facet) is None
    assert standing(8).outlook(facet).horizon == 30.0


def test_facets_of_one_outlook_stand_together():
    world = World(asker(3))
    day = Standing(world.engine.scope, memory(trips=(("gold",), "2026-06-08", 10)), TODAY)
    assert [outlook.is_exam for outlook in day.groups(world.engine.scope.facets)] == [False]
    day = Standing(world.engine.scope, memory(trips=((), "2026-06-08", 10)), TODAY)
    assert [outlook.is_exam for outlook in day.groups(world.engine.scope.facets)] == [True]
    assert len(day.order(world.wish)) == 9
