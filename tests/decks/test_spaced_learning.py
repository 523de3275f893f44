"""The deck that teaches how to study: its promises to learners and teachers."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from quizkit.decks import load
from quizkit.model import Deck, FacetId, Fact, Named, Number, Text
from quizkit.questions.ask import Asker
from quizkit.questions.stems import stem

FOLDER = Path(__file__).parents[2] / "decks" / "spaced-learning"
FIGURES = {
    "effect": "size",
    "coverage": "number",
    "share": "part",
    "score": "points",
    "gain": "by",
    "gap": "share",
    "setting": "value",
}
"""Kinds whose wrong options are written by hand, and the role asked."""


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load(FOLDER)


@pytest.fixture(scope="module")
def asker(deck: Deck) -> Asker:
    return Asker(deck)


@pytest.fixture(scope="module")
def stems(asker: Asker) -> list[str]:
    planner = asker.planner
    return [stem(plan, asker.deck) for facet in planner.facets for plan in planner.plans(facet)]


def fact_with(deck: Deck, kind: str, **texts: str) -> Fact:
    """Return the one fact of a kind whose roles hold these words."""
    found = [
        fact
        for fact in deck.facts
        if fact.kind == kind and all(words in written(fact, role) for role, words in texts.items())
    ]
    assert len(found) == 1, (kind, texts)
    return found[0]


def written(fact: Fact, role: str) -> str:
    value = fact.values.get(role)
    return value.name if isinstance(value, Named) else getattr(value, "text", "")


def test_it_holds_over_a_hundred_facts_of_many_kinds(deck: Deck) -> None:
    kinds = Counter(fact.kind for fact in deck.facts)
    assert len(deck.facts) >= 150
    assert kinds["study"] >= 40
    assert kinds["trial"] >= 25
    assert kinds["effect"] >= 20
    assert kinds["concept"] >= 20
    assert {*FIGURES, "span", "interval", "origin", "listing"} <= set(kinds)


def test_every_fact_names_a_declared_source_and_a_place_in_it(deck: Deck) -> None:
    for fact in deck.facts:
        source, _, place = fact.source.partition(" ")
        assert source in deck.sources
        assert re.match(
            r"abstract|summary|introduction|section|para\.|README|lead|title|quot", place
        )


def test_every_source_is_cited_and_dated(deck: Deck) -> None:
    cited = {fact.source.split()[0] for fact in deck.facts}
    assert cited == set(deck.sources)
    for source in deck.sources.values():
        assert source.fields["title"]
        assert source.fields["date"] == "undated" or re.search(r"\d{4}", source.fields["date"])


def test_every_answer_is_followed_by_what_it_means_for_study(deck: Deck) -> None:
    notes = [fact.note for fact in deck.facts]
    assert all(len(note.split()) >= 6 for note in notes)
    assert all(note.endswith((".", "?")) for note in notes)
    assert len(set(notes)) == len(notes)


@pytest.mark.parametrize(
    ("words", "who", "year"),
    [
        ("all sixth-grade pupils of 91 Iowa", "Herbert Spitzer", "1939"),
        ("words people generate", "Slamecka and Graf", "1978"),
        ("300 foreign words", "Bahrick et al.", "1993"),
        ("over a third of feedback interventions", "Kluger and DeNisi", "1996"),
        ("restudy prose passages", "Roediger and Karpicke", "2006"),
        ("more than 1,350 people", "Cepeda et al.", "2008"),
        ("one large stack of flashcards", "Nate Kornell", "2009"),
        ("half-lives of words", "Settles and Meeder", "2016"),
        ("220 million", "Ye, Su and Cao", "2022"),
    ],
)
def test_studies_have_their_authors_and_years(deck: Deck, words: str, who: str, year: str) -> None:
    fact = fact_with(deck, "study", did=words)
    assert fact.values["who"] == Named(who)
    assert fact.values["date"].text == year


@pytest.mark.parametrize(
    ("kind", "words", "figure"),
    [
        ("effect", {"what": "spaced against massed"}, "0.74"),
        ("effect", {"what": "interleaving paintings"}, "0.67"),
        ("effect", {"what": "only says right or wrong"}, "0.05"),
        ("effect", {"what": "feedback that explains"}, "0.49"),
        ("effect", {"what": "interleaved against blocked"}, "0.83"),
        ("share", {"what": "learned more by spacing"}, "90"),
        ("share", {"what": "massing had worked better"}, "72"),
        ("share", {"what": "interleaved"}, "9.7"),
        ("score", {"group": "the blocked group"}, "38"),
        ("gain", {"what": "showing the correct answer"}, "494"),
        ("gap", {"delay": "one year"}, "5"),
        ("coverage", {"study": "review of distributed practice"}, "317"),
        ("setting", {"what": "easiness factor of a new"}, "2.5"),
        ("setting", {"what": "model weights"}, "21"),
    ],
)
def test_figures_are_those_of_their_sources(
    deck: Deck, kind: str, words: dict[str, str], figure: str
) -> None:
    value = fact_with(deck, kind, **words).values[FIGURES[kind]]
    assert isinstance(value, Number)
    assert value.value == Decimal(figure)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("growing gaps", "no clear difference"),
        ("learning style", "no clear difference"),
        ("set aside cards", "the opposite"),
        ("more anxious", "the opposite"),
        ("harder a successful recall", "support for it"),
        ("only competitive wrong options", "support for it"),
    ],
)
def test_ideas_met_what_their_studies_found(deck: Deck, words: str, outcome: str) -> None:
    assert fact_with(deck, "trial", idea=words).values["outcome"] == Text(outcome, member=True)


def test_no_outcome_of_an_idea_is_a_safe_guess(deck: Deck) -> None:
    found = Counter(written(f, "outcome") for f in deck.facts if f.kind == "trial")
    assert len(found) == 3
    assert max(found.values()) <= 0.4 * found.total()


def test_figures_have_wrong_options_that_differ_in_what_they_mean(deck: Deck) -> None:
    for fact in deck.facts:
        role = FIGURES.get(fact.kind)
        if role and fact.kind != "setting":
            key, wrong = fact.values[role], fact.wrong[role]
            assert len(wrong) >= 3
            for value in wrong:
                assert abs(value.value - key.value) >= Decimal("0.08") * key.value


def test_no_share_of_people_is_over_a_hundred_percent(asker: Asker) -> None:
    deck = asker.deck
    for fact in deck.facts:
        if fact.kind in ("share", "score"):
            facet = FacetId(f"spaced-learning/{fact.id}#{FIGURES[fact.kind]}")
            for form in asker.forms(facet):
                for seed in "123":
                    shown = asker.question(facet, form, seed=seed).options
                    assert not re.search(r"\b[1-9]\d\d+(\.\d+)?%", str(shown))


def test_stems_are_short_and_end_as_questions_or_requests(stems: list[str]) -> None:
    assert len(stems) > 350
    assert max(len(text.split()) for text in stems) <= 25
    assert all(text.endswith("?") or text.startswith("Name ") for text in stems)


def test_stems_neither_boast_nor_speak_of_now(stems: list[str]) -> None:
    for text in stems:
        assert not re.search(r"\b(now|today|currently|recently|proven?|always|never)\b", text)


def test_no_author_or_term_is_told_by_how_often_the_name_stands(deck: Deck) -> None:
    """As key and as wrong option together, each stands equally often: rarity gives nothing away."""
    for kind, role, times in (("study", "who", 3), ("concept", "term", 3)):
        facts = [fact for fact in deck.facts if fact.kind == kind]
        keys = {fact.values[role] for fact in facts} - {Named("distractors")}
        stands = Counter(
            value for fact in facts for value in (fact.values[role], *fact.wrong[role])
        )
        assert {stands[key] for key in keys} == {times}
