"""A deck in a language that quizkit does not bring: French, by the deck's own table of words."""

from dataclasses import fields
from pathlib import Path

import pytest

from quizkit.checks.run import run
from quizkit.decks import load
from quizkit.model import Deck, FacetId, Form, Outcome, Words
from quizkit.questions.ask import Asker
from quizkit.questions.plan import Planner
from quizkit.questions.stems import stem
from quizkit.values.words import BUILTIN
from tests.questions.test_forms import check_samples

DECK = Path(__file__).parents[2] / "examples" / "languages" / "fr.yaml"
LEFT_OUT = ("the", "remarks", "reading")
"""French has more than one article: its names carry their own. The others need not be given."""


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load(DECK)


@pytest.fixture(scope="module")
def asker(deck: Deck) -> Asker:
    return Asker(deck)


def test_it_brings_a_word_for_everything_that_english_has(deck: Deck) -> None:
    assert "fr" not in BUILTIN
    french, english = deck.words["fr"], BUILTIN["en"]
    for field in fields(Words):
        if field.name not in LEFT_OUT:
            given, there = getattr(french, field.name), getattr(english, field.name)
            assert bool(given) == bool(there), field.name
            assert type(given) is type(there)
            if isinstance(there, tuple) and field.name not in (
                "articles",
                "titles",
                "true",
                "false",
            ):
                assert len(given) == len(there)
    assert french.bounds.keys() == english.bounds.keys()
    assert french.views.keys() == english.views.keys()
    assert set(french.scales.values()) >= {10**3, 10**6, 10**9, 10**12}


def test_it_is_sound(deck: Deck) -> None:
    assert run(deck, Planner(deck), profile="exam") == ()


def test_every_facet_is_asked_and_no_word_is_english(deck: Deck, asker: Asker) -> None:
    facets = asker.planner.facets
    assert len(facets) >= 28
    english = {"in", "which", "year", "what", "and", "the", "of", "by", "who"}
    for facet in facets:
        for plan in asker.planner.plans(facet):
            words = stem(plan, deck).lower().rstrip(" ?\u202f").split()
            assert not english & set(words)


@pytest.mark.parametrize(
    ("facet", "text"),
    [
        ("fra1#qui", "Qui a visité la Corvalie en 1961\u202f?"),
        ("fra1#quand", "En quelle année est-ce que Paule Brandt a visité la Corvalie\u202f?"),
        (
            "fra3#quand",
            "En quelles deux années entre 1990 et 1999 est-ce que Nina Novak a visité la Tamsine"
            "\u202f?",
        ),
        ("frb1#quand", "À quelle date est-ce que Paule Brandt a fondé l'école du port\u202f?"),
        ("frd1#parties", "Quels deux pays ont signé le traité des phares en 1934\u202f?"),
    ],
)
def test_a_question_reads_as_french(asker: Asker, facet: str, text: str) -> None:
    plans = asker.planner.plans(FacetId(f"example-fr/{facet}"))
    assert text in [stem(plan, asker.deck) for plan in plans]


@pytest.mark.parametrize(
    ("facet", "response", "outcome"),
    [
        ("frb1#quand", "14 février 1911", Outcome.RIGHT),
        ("frb1#quand", "le 14 fevrier 1911", Outcome.RIGHT),
        ("frb1#quand", "14 fév 1911", Outcome.RIGHT),
        ("frb1#quand", "14/2/1911", Outcome.RIGHT),
        ("frb1#quand", "1911-02-14", Outcome.RIGHT),
        ("frb1#quand", "février 1911", Outcome.PARTLY),
        ("frb1#quand", "14 mars 1911", Outcome.WRONG),
        ("fra1#quand", "juillet 1961", Outcome.RIGHT),
        ("fra1#quand", "1962", Outcome.WRONG),
        ("frc1#valeur", "1,24 km", Outcome.RIGHT),
        ("frc1#valeur", "1,42 km", Outcome.WRONG),
        ("frc2#valeur", "875 m", Outcome.RIGHT),
        ("frc2#valeur", "875", Outcome.RIGHT),
        ("fra1#lieu", "Corvalie", Outcome.RIGHT),
        ("fra1#lieu", "la corvalie", Outcome.RIGHT),
        ("fra1#lieu", "Tamsine", Outcome.WRONG),
        ("fra1#qui", "Mme Brandt", Outcome.RIGHT),
        ("frd1#quoi", "traité des phares", Outcome.RIGHT),
        ("frd1#parties", "Corvalie, Oscarie", Outcome.RIGHT),
        ("frd1#parties", "la Corvalie et l'Oscarie", Outcome.RIGHT),
        ("frd1#parties", "la Corvalie", Outcome.PARTLY),
    ],
)
def test_an_answer_is_judged_in_french(
    asker: Asker, facet: str, response: str, outcome: Outcome
) -> None:
    question = asker.question(FacetId(f"example-fr/{facet}"), Form.TYPED, seed="7")
    assert asker.grade(question, response).outcome is outcome


def test_true_and_false_are_french_words(asker: Asker) -> None:
    asked = 0
    for facet in asker.planner.facets:
        if Form.TRUE_FALSE in asker.forms(facet):
            asked += 1
            question = asker.question(facet, Form.TRUE_FALSE, seed="7")
            assert question.stem.startswith("Vrai ou faux\u202f?")
            outcomes = {asker.grade(question, word).outcome for word in ("vrai", "faux")}
            assert outcomes == {Outcome.RIGHT, Outcome.WRONG}
            assert asker.grade(question, "oui") == asker.grade(question, "vrai")
    assert asked >= 5


def test_every_form_judges_its_samples(asker: Asker) -> None:
    for facet in asker.planner.facets:
        for form in asker.forms(facet):
            check_samples(asker, facet, form)
