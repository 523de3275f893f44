"""A wrong answer is offered only with a proof that it is wrong."""

from quizkit.model import FacetId, Form, Named, Text
from quizkit.questions.ask import Asker
from quizkit.questions.distractors import Lures
from quizkit.questions.stems import stem
from tests.decks_as_text import deck


def lures(asker: Asker, facet: str) -> dict[str, tuple[str, str]]:
    plan = asker.planner.plans(FacetId(facet))[0]
    pool = Lures(asker.planner).pool(plan, stem(plan, asker.deck))
    return {
        getattr(lure.value, "name", getattr(lure.value, "text", "")): (lure.why, lure.fact)
        for lure in pool
    }


OPEN = """
kinds:
  trip:
    roles:
      who: {is: person, ask: "Who went to {to}[ {on date}]?"}
      to: place
      date: date
facts:
  trip:
    - {id: a, who: Ann Ash, to: Laos, date: 1990}
    - {id: b, who: Bob Elm, to: Peru, date: 1991}
    - {id: c, who: Cyd Oak, to: Cuba, date: 1992}
"""


def test_from_an_open_kind_nothing_is_offered():
    asker = Asker(deck(OPEN))
    assert lures(asker, "x/a#who") == {}
    assert Form.CHOICE not in asker.forms(FacetId("x/a#who"))
    assert Form.TYPED in asker.forms(FacetId("x/a#who"))


def test_the_author_s_word_is_taken():
    text = OPEN.replace("date: 1990}", "date: 1990, wrong: {who: [Bob Elm, Cyd Oak]}}")
    assert lures(Asker(deck(text)), "x/a#who") == {
        "Bob Elm": ("author", ""),
        "Cyd Oak": ("author", ""),
    }


def test_the_rest_of_a_complete_list_is_wrong():
    text = OPEN.replace(
        "  trip:\n    - {id: a", "  trip:\n    complete: in the nineties\n    facts:\n    - {id: a"
    )
    assert lures(Asker(deck(text)), "x/a#who") == {}  # no year is printed: it may be another one
    text = text.replace("[ {on date}]", "[! {on date}]")
    found = lures(Asker(deck(text)), "x/a#who")
    assert found == {"Bob Elm": ("complete", ""), "Cyd Oak": ("complete", "")}


def test_one_definite_thing_has_one_answer(small_deck):
    found = lures(Asker(small_deck), "small/k1#leader")
    assert found["John Vessey"] == ("one", "")
    assert "John Kerry" not in found


COUNTRIES = """
kinds:
  land:
    roles:
      name: {is: country, ask: "Of which country is {capital} the capital?"}
      capital: {is: city, one: yes, ask: "What is the capital of {name}?"}
facts:
  land:
    - {id: a, name: Laos, capital: Vientiane}
    - {id: b, name: Peru, capital: Lima}
    - {id: c, name: Cuba, capital: Havana}
"""


def test_a_fact_that_says_otherwise_proves_a_distractor():
    found = lures(Asker(deck(COUNTRIES)), "x/a#name")
    assert found == {"Peru": ("fact", "b"), "Cuba": ("fact", "c")}


def test_a_role_of_which_there_is_one_proves_the_others_wrong():
    found = lures(Asker(deck(COUNTRIES)), "x/a#capital")
    assert set(found.values()) == {("one", "")}


def test_what_contains_the_key_or_lies_in_it_is_never_offered():
    text = "names:\n  Vientiane: {is: city, in: Lima}\n" + COUNTRIES.lstrip("\n")
    assert "Lima" not in lures(Asker(deck(text)), "x/a#capital")


def test_cards_offer_only_what_their_author_called_wrong():
    text = 'cards:\n  - {id: q1, q: "Why?", a: so, wrong: [thus, not so, hence]}\n'
    asker = Asker(deck(text))
    assert set(lures(asker, "x/q1#card")) == {"thus", "hence"}
    assert isinstance(asker.planner.plans(FacetId("x/q1#card"))[0].accepted[0], Text)


def test_names_in_the_stem_are_no_options(small_deck):
    asker = Asker(small_deck)
    for facet in asker.planner.facets:
        for form in asker.forms(facet) & {Form.CHOICE, Form.SELECT}:
            question = asker.question(facet, form, seed="1")
            for value in question.values:
                if isinstance(value, Named):
                    assert value.name not in question.stem


SCOPED = """
kinds:
  visit:
    roles:
      who: {is: person, ask: "Who came {on date}?"}
      to: place
      date:
        is: date
        ask first: "{when} did somebody first visit {to}{scope}?"
        ask last: "{when} did somebody last visit {to}{scope}?"
facts:
  visit:
    - complete: between 2000 and 2019
      facts:
        - {id: a, who: Ann Ash, to: Laos, date: 2001}
        - {id: b, who: Bob Elm, to: Laos, date: 2010}
        - {id: c, who: Cyd Oak, to: Laos, date: 2018}
    - facts:
        - {id: d, who: Dan Fir, to: Peru, date: 1989}
        - {id: e, who: Eve Yew, to: Peru, date: 1992}
        - {id: f, who: Flo Ivy, to: Peru, date: 2023}
"""


def test_years_are_offered_within_the_scope_that_the_stem_prints():
    asker = Asker(deck(SCOPED))
    for facet in ("x/a#date", "x/c#date"):
        for n in range(40):
            question = asker.question(FacetId(facet), Form.CHOICE, seed=str(n))
            assert "between 2000 and 2019" in question.stem
            assert all(2000 <= int(option) <= 2019 for option in question.options)


VERSIONS = """
kinds:
  release:
    called: "release {name} of Anki"
    roles:
      name: text
      parts: {is: number, ask: "How many parts has {it}?"}
facts:
  release:
    - {id: a, name: 16.13.2, parts: 14}
    - {id: b, name: 17.18.9, parts: 13}
    - {id: c, name: 18.0.0, parts: 16}
"""


def test_the_figures_of_a_version_may_be_options():
    asker = Asker(deck(VERSIONS))
    options = {
        option
        for n in range(60)
        for option in asker.question(FacetId("x/a#parts"), Form.CHOICE, seed=str(n)).options
    }
    assert {"13", "14", "16"} <= options
