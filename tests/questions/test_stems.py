"""Sentences of a deck, read aloud."""

import pytest

from quizkit.model import FacetId
from quizkit.questions.ask import Asker
from quizkit.questions.stems import count_word, once, statement, stem
from quizkit.values.words import builtin
from tests.decks_as_text import deck


def stems(asker: Asker, facet: str) -> list[str]:
    return [stem(plan, asker.deck) for plan in asker.planner.plans(FacetId(facet))]


def test_the_1992_delegation_needs_its_year_and_no_more(small_deck):
    assert "Who led the 1992 delegation?" in stems(Asker(small_deck), "small/k1#leader")


def test_a_complete_list_is_asked_whole_with_its_scope(small_deck):
    found = stems(Asker(small_deck), "small/v3#date")
    assert found[0].startswith("In which two years between 2000 and 2019 did Donald Trump")
    assert not Asker(small_deck).planner.plans(FacetId("small/v4#date"))


def test_a_month_is_asked_within_its_year(small_deck):
    assert "In which month of 1987" in stems(Asker(small_deck), "small/k2#date")[0]


def test_a_statement_prints_every_part(small_deck):
    fact = next(fact for fact in small_deck.facts if fact.id == "k1")
    assert statement(fact, small_deck, "en").startswith(
        "John Kerry led the 1992 US congressional delegation to Vietnam"
    )


VIEWED = """
kinds:
  size:
    says: "{of} had {value}."
    roles:
      of: {is: country}
      value: {is: number, ask: "How many people lived in {of}?"}
facts:
  size:
    - {id: a, of: Laos, value: {as of 2020: 7 million}, according to: a survey}
    - {id: b, of: Peru, value: {as of 2020: 33 million}, at the time of: the census}
"""


@pytest.mark.parametrize(
    ("facet", "text"),
    [
        ("x/a#value", "How many people lived in Laos as of 2020, according to a survey?"),
        ("x/b#value", "How many people lived in Peru as of 2020 at the time of the census?"),
    ],
)
def test_viewpoint_and_attribution_go_before_the_final_mark(facet, text):
    assert stems(Asker(deck(VIEWED)), facet) == [text]


def test_counts_are_words():
    assert [count_word(n, builtin("en")) for n in (2, 21)] == ["two", "21"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The the Paris Accords were signed.", "The Paris Accords were signed."),
        ("True or false? The the US left.", "True or false? The US left."),
        ("Who led the the US team?", "Who led the US team?"),
        ("the the US", "the US"),
        ("Bathe the dog; The The sang.", "Bathe the dog; The The sang."),
    ],
)
def test_an_article_stands_once(text, told):
    assert once(text, builtin("en")) == told


def test_a_language_without_articles_loses_nothing():
    assert once("The the US", builtin("vi")) == "The the US"
