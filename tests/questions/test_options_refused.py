"""Options that may be right after all, and false statements that may be true: none is offered."""

from pathlib import Path

import pytest

import quizkit
from quizkit.decks import load
from quizkit.errors import ResponseError
from quizkit.model import FacetId, Form, Number
from quizkit.questions.ask import Asker
from quizkit.questions.material import Wish
from tests.decks_as_text import deck

DECKS = Path(quizkit.__file__).parents[1] / "decks"


def lures(asker, facet, *forms, seeds=40):
    """Return every wrong answer shown in some forms, in a choice if none is given."""
    found = set()
    for form in set(forms or (Form.CHOICE,)) & asker.forms(FacetId(facet)):
        for seed in range(seeds):
            for question in asker.wordings(FacetId(facet), form, seed=str(seed)):
                found |= {asker.text(lure.value, question.plan.language) for lure in question.lures}
    return found


ROAD = """
kinds:
  road:
    called: "the road to {to}"
    says: "{it} is {length} long."
    roles: {to: place, length: {is: number, ask: "How long is {it}?"}}
facts:
  road:
    - {id: a, to: Aland, length: over 500 km}
    - {id: b, to: Bland, length: 300 km}
    - {id: c, to: Cland, length: 80 km}
    - {id: d, to: Dland, length: up to 80 km}
    - {id: e, to: Eland, length: 400 km}
"""


@pytest.mark.parametrize("fact", ["a", "d"])
def test_another_figure_with_the_same_bound_is_no_wrong_answer(fact):
    assert not lures(Asker(deck(ROAD)), f"x/{fact}#length", Form.CHOICE, Form.TRUE_FALSE)


def test_a_figure_is_judged_with_the_bound_that_it_is_shown_with():
    found = lures(Asker(deck(ROAD)), "x/e#length")
    assert "500 km" in found
    assert not any(text.startswith(("over", "up to")) for text in found)


def test_figures_near_an_approximate_one_are_apart_from_it():
    text = ROAD.replace("400 km", "about 100 km").replace("80 km", "105 km")
    found = lures(Asker(deck(text)), "x/e#length")
    assert found
    assert not found & {"about 105 km", "about 110 km", "about 120 km"}


def test_no_bundled_figure_has_a_wrong_answer_with_its_bound():
    made = Asker(load(DECKS / "vietnam-us"), language="vi")
    assert not lures(made, "vietnam-us/zqz4j#value", Form.CHOICE, Form.TRUE_FALSE)


def test_what_held_at_another_time_proves_nothing():
    made = Asker(
        deck("""
kinds:
  led:
    roles:
      firm: {is: organisation, ask: "Which company did {who} lead?"}
      who: {is: person, one: yes, ask: "Who led {firm}?"}
facts:
  led:
    - {id: a, firm: Apple, who: Jobs, valid: 1997/2010}
    - {id: b, firm: Pixar, who: Lasseter, valid: 2012/2018}
    - {id: c, firm: Intel, who: Grove, valid: 1987/1996}
""")
    )
    assert not lures(made, "x/a#firm")


def test_what_only_somebody_says_proves_nothing():
    made = Asker(
        deck("""
kinds:
  sign:
    roles:
      what: {is: agreement, ask: "Which agreement was signed in {date}?"}
      date: {is: date, one: yes, ask: "{when} was {what} signed?"}
facts:
  sign:
    - {id: a, what: Alpha, date: 1995}
    - {id: b, what: Beta, date: 1992, according to: a forged diary}
    - {id: c, what: Gamma, date: 1993, disputed: yes}
    - {id: d, what: Delta, date: 1994}
    - {id: e, what: Omega, date: 1999}
""")
    )
    assert not lures(made, "x/a#what") & {"Beta", "Gamma"}


def test_another_countrys_office_proves_nothing():
    made = Asker(
        deck("""
kinds:
  office:
    roles:
      who: {is: person, one: yes, ask: "Who was {office}[! of {of}]?"}
      office: {is: text, ask: "Which office did {who} hold?"}
      of: country
facts:
  office:
    - {id: a, who: Ann Ash, office: prime minister, of: Vietnam}
    - {id: b, who: Bo Birch, office: head of state, of: Laos}
    - {id: c, who: Cy Cedar, office: first secretary, of: Japan}
""")
    )
    assert not lures(made, "x/a#office")


def test_one_of_two_lists_proves_nothing_about_the_open_one():
    made = Asker(
        deck("""
kinds:
  trip:
    roles:
      who: person
      by:
        is: list
        of: country
        ask all: "Which {count} countries sent the trip of {who}?"
        ask one: "Name one country that sent a trip of {who}."
facts:
  trip:
    - {id: a, who: Ann Ash, by: [Aland, Bland]}
    - {id: b, who: Ann Ash, by: [Cland, ...]}
    - {id: c, who: Bo Birch, by: [Dland, Eland, Fland]}
""")
    )
    assert not lures(made, "x/a#by")


def test_a_complete_list_proves_nothing_outside_its_scope():
    made = Asker(
        deck("""
kinds:
  visit:
    roles: {who: {is: person, ask: "Who visited {to}?"}, to: country}
facts:
  visit:
    complete: between 2000 and 2019
    facts:
      - {id: a, who: Bill Clinton, to: Vietnam}
      - {id: b, who: Barack Obama, to: Laos}
      - {id: c, who: George Bush, to: Japan}
""")
    )
    assert not lures(made, "x/a#who")


def test_a_statement_that_does_not_name_the_thing_has_no_false_side():
    made = Asker(
        deck("""
kinds:
  sign:
    says: "{leader} signed an agreement {on date}."
    roles:
      what: agreement
      leader: person
      date: {is: date, one: yes, ask: "{when} was {what} signed?"}
facts:
  sign:
    - {id: a, what: Alpha, leader: Kerry, date: 1995}
    - {id: b, what: Beta, leader: Bush, date: 1992}
    - {id: c, what: Gamma, leader: Clinton, date: 2000}
""")
    )
    assert Form.TRUE_FALSE not in made.forms(FacetId("x/a#date"))


FIGURES = """
names:
  Laos: {is: country, vi: Lào}
kinds:
  trade:
    roles:
      with: country
      value:
        is: number
        one: yes
        ask:
          en: "How large was the trade with {with}[ {on at}]?"
          vi: "Buôn bán với {with} là bao nhiêu[ {on at}]?"
      at: date
facts:
  trade:
    - {id: a, with: Laos, value: "1,234.5 USD", at: 1995}
    - {id: b, with: Laos, value: "3,210.75 USD", at: 2001}
"""


def test_figures_made_up_in_another_language_are_as_large_as_they_look():
    made = Asker(deck(FIGURES), language="vi")
    for seed in range(30):
        for question in made.wordings(FacetId("x/a#value"), Form.CHOICE, seed=str(seed)):
            sizes = [value.value for value in question.values if isinstance(value, Number)]
            texts = [made.text(value, "vi").removesuffix(" USD") for value in question.values]
            shown = [float(text.replace(".", "").replace(",", ".")) for text in texts]
            assert list(map(float, sizes)) == shown == sorted(shown)


COUNT = """
kinds:
  visit:
    ask how many: "How often did {who} visit {to} {scope}?"
    roles: {who: person, to: country, date: date}
facts:
  visit:
    complete: before 2000
    facts:
"""


def counted(count):
    """Return a deck of so many visits."""
    dates = range(1970, 1970 + count)
    facts = [f"      - {{id: a{d}, who: Ann Ash, to: Vietnam, date: {d}}}\n" for d in dates]
    return Asker(deck(COUNT + "".join(facts)))


@pytest.mark.parametrize("count", range(2, 16))
def test_no_option_is_a_figure_that_numbers_another_one(count):
    made, facet = counted(count), FacetId("x/a1970#count")
    assert (Form.CHOICE in made.forms(facet)) == (count > 3)
    for seed in range(20 if count > 3 else 0):
        wish = Wish(lures=2 + seed % 2)
        question = made.question(facet, Form.CHOICE, seed=str(seed), wish=wish)
        assert made.grade(question, str(count)).score == 1
        assert not set(question.options) & set("1234"[: len(question.options)])


def test_several_are_told_by_number_or_text_but_never_both():
    text = """
kinds:
  bus:
    roles: {town: city, line: {is: list, of: text, ask all: "Which {count} lines serve {town}?"}}
facts:
  bus:
    - {id: a, town: Hue, line: [12, 15]}
    - {id: b, town: Vinh, line: [13, 48, 59]}
    - {id: c, town: Hanoi, line: [3, 70]}
"""
    made = Asker(deck(text))
    assert Form.SELECT not in made.forms(FacetId("x/c#line"))
    for seed in range(20):
        question = made.question(FacetId("x/a#line"), Form.SELECT, seed=str(seed))
        assert "3" not in question.options
        assert made.grade(question, "12, 15").score == 1
        for text in question.options:
            if set(text) <= set("1234567"[: len(question.options)]):
                with pytest.raises(ResponseError):
                    made.chosen(question, text)
            else:
                assert made.chosen(question, text) == (question.options.index(text),)


def test_steps_that_are_small_figures_are_not_put_in_order():
    text = """
kinds:
  way: {roles: {of: text, steps: {is: steps, ask: "In which order do the buses of {of} come?"}}}
facts:
  way:
    - {id: a, of: Hue, steps: [3, 1, 20]}
    - {id: b, of: Vinh, steps: [30, 10, 20]}
"""
    made = Asker(deck(text))
    orders = [Form.ORDER in made.forms(FacetId(f"x/{fact}#steps")) for fact in "ab"]
    assert orders == [False, True]
