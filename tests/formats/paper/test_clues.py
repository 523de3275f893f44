import pytest

from quizkit.decks.files import read_deck
from quizkit.formats.paper.clues import Clues
from quizkit.model import FacetId, Form, Question
from quizkit.questions.ask import Asker
from tests.formats.paper.papers import bundled


@pytest.fixture(scope="module")
def asker() -> Asker:
    return bundled("vietnam-us")


def asked(asker: Asker, facet: str, form: Form = Form.CHOICE) -> Question:
    return asker.question(FacetId(f"vietnam-us/{facet}"), form, seed="1")


@pytest.mark.parametrize(
    ("one", "two", "clash"),
    [
        ("p66z4#leader", "p66z4#host", False),  # "Who led, who received the 1992 delegation?"
        ("p66z4#leader", "p66z4#date", True),  # "On what date did Le Duc Anh receive John Kerry's"
        ("p66z4#host", "p66z4#date", True),
        ("p66z4#leader", "mxrnc#who", False),  # of facts that share no name
    ],
)
def test_what_tells_another_s_answer_clashes_either_way(asker, one, two, clash) -> None:
    clues = Clues(asker)
    first, second = asked(asker, one), asked(asker, two)
    assert clues.clash(first, second) is clues.clash(second, first) is clash


def test_the_form_counts_too(asker) -> None:
    """A statement tells more than the question that asks for the same."""
    clues = Clues(asker)
    said = asked(asker, "mxrnc#who", Form.TRUE_FALSE)
    assert clues.clash(said, asked(asker, "mxrnc#date", Form.TYPED))


def test_a_card_that_tells_another_one_s_answer_is_found(tmp_path) -> None:
    text = """
quizkit: 1
deck: bridges
title: Bridges
language: en
cards:
  - {id: b1, q: "Who opened the bridge of Toru across the Kilo in 1802?", a: Ann Walsh}
  - {id: b2, q: "In which year was the bridge of Toru opened?", a: "1802"}
  - {id: b3, q: "In which year was the bridge of Peru opened?", a: "1802"}
"""
    deck = read_deck(tmp_path / "bridges.yaml", opener=lambda _: text.encode()).deck
    assert deck is not None
    asker = Asker(deck)
    first, second, third = (
        asker.question(facet, Form.TYPED, seed="1") for facet in asker.survey.facets
    )
    clues = Clues(asker)
    assert clues.clash(first, second)
    assert not clues.clash(first, third)
    assert not clues.clash(second, third)
