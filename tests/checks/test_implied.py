"""QK203: what one fact says of another, and that a big deck does not make it slow."""

from time import process_time

import pytest

from quizkit.checks.context import Context
from quizkit.checks.implied import implied
from quizkit.decks.rows import from_rows
from quizkit.questions.plan import Planner

NAMES = {"Hanoi": {"is": "city", "in": "Vietnam"}, "Vietnam": {"is": "country"}}
ROLES = {"who": "person", "to": "place", "date": "date", "by": "text", "cost": "number"}
EXACT = {"id": "a", "who": "Ann Walsh", "to": "Hanoi", "date": "1993-07-11", "by": "a ship"}


def told(*rows: dict[str, object]) -> list[tuple[str, str]]:
    deck = from_rows(rows, kind="trip", ask={"who": "Who?"}, roles=ROLES, names=NAMES)
    places = Context(deck, Planner(deck)).places
    return [(vague.id, sharp.id) for vague, sharp in implied(deck.facts, places)]


@pytest.mark.parametrize(
    "vague",
    [
        {"date": "1993-07"},
        {"date": "1993"},
        {"date": "1993-07/1993-09"},
        {"date": "199X"},
        {"date": "1990/1995"},
        {"to": "Vietnam"},
        {"by": "A  SHIP"},
        {"by": None},
        {"by": None, "to": "Vietnam", "date": "1993"},
    ],
)
def test_the_same_less_exactly_is_implied(vague: dict[str, object]) -> None:
    if vague == {"by": "A  SHIP"}:
        vague |= {"date": "1993"}
    assert told(EXACT, EXACT | {"id": "b"} | vague) == [("b", "a")]
    assert told(EXACT | {"id": "b"} | vague, EXACT) == [("b", "a")]


@pytest.mark.parametrize(
    "other",
    [
        {"date": "1993-08"},
        {"date": "1994"},
        {"to": "Hue", "date": "1993"},
        {"who": "Bao Tran", "by": None},
        {"by": "ship", "date": "1993"},
        {"date": "1993", "according to": "a survey"},
        {"date": "1993", "disputed": "yes"},
        {"date": "1993", "to": {"in one": "Hanoi", "in two": "Hue"}},
        {"who": "other", "date": "1993"},
        {"date": "1993", "cost": 12},
        {},
    ],
)
def test_what_says_something_else_is_not(other: dict[str, object]) -> None:
    assert told(EXACT, EXACT | {"id": "b"} | other) == []


def test_ten_thousand_facts_take_a_moment() -> None:
    rows = [
        {"who": f"P {n % 100}", "to": f"Q {n // 100}", "date": str(1900 + n % 100)}
        for n in range(10_000)
    ]
    deck = from_rows(rows, kind="trip", ask={"who": "Who?"}, roles=ROLES)
    places = Context(deck, Planner(deck)).places
    began = process_time()
    assert list(implied(deck.facts, places)) == []
    assert process_time() - began < 3
