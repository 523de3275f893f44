"""Whether there are two wrong answers is told as the search for them would tell it."""

from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.model import Number
from quizkit.questions.distractors import Lures
from quizkit.questions.plan import Planner
from quizkit.questions.stems import stem
from tests.decks_as_text import deck as deck_of

RIVER = """
kinds:
  river:
    called: "the river of {place}"
    roles: {place: place, length: {is: number, ask: "How long is {it}?"}}
facts:
  river:
    - {place: Hue, length: about 4 km, wrong: {length: WRONG}}
"""
DECK = Path(__file__).parents[2] / "decks" / "vietnam-us"


def test_two_hand_written_answers_are_told_without_a_search() -> None:
    deck = load(DECK)
    planner = Planner(deck)
    lures = Lures(planner)
    told = []
    for facet in planner.facets:
        for plan in planner.plans(facet)[:1]:
            sentence = stem(plan, deck)
            told.append(lures.has_two(plan, sentence))
            assert told[-1] == (len(lures.pool(plan, sentence)) > 1), facet
    assert set(told) == {True, False}


@pytest.mark.parametrize(
    ("wrong", "enough"), [("[2 km, 9 km]", True), ("[4 km, 9 km]", False), ("[9 km, 9 km]", False)]
)
def test_what_may_be_right_or_is_given_twice_does_not_count(wrong: str, enough: bool) -> None:
    deck = deck_of(RIVER.replace("WRONG", wrong))
    planner = Planner(deck)
    plan = planner.plans(planner.facets[0])[0]
    assert isinstance(plan.accepted[0], Number)
    assert Lures(planner).has_two(plan, stem(plan, deck)) is enough
