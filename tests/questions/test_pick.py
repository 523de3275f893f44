"""Distractors are drawn fairly."""

from collections import Counter
from random import Random

from quizkit.model import FacetId, Form
from quizkit.questions.ask import Asker
from quizkit.questions.distractors import Lures
from quizkit.questions.material import Wish
from quizkit.questions.pick import _place, picked, suffices
from quizkit.questions.stock import Stock
from tests.decks_as_text import deck


def test_every_rank_of_a_year_is_equally_likely(small_deck):
    asker = Asker(small_deck)
    ranks = Counter()
    for n in range(600):
        question = asker.question(FacetId("small/k3#date"), Form.CHOICE, seed=f"rank:{n}")
        assert list(question.options) == sorted(question.options)
        ranks[question.keys[0]] += 1
    assert len(ranks) == 3
    assert all(150 < count < 250 for count in ranks.values())


def test_every_place_of_a_name_is_equally_likely(small_deck):
    asker = Asker(small_deck)
    places = Counter(
        asker.question(FacetId("small/k1#leader"), Form.CHOICE, seed=f"place:{n}").keys[0]
        for n in range(600)
    )
    assert all(150 < places[n] < 250 for n in range(3))


THREE = """
kinds:
  trip:
    called: "the {date} trip"
    roles:
      who: {is: person, ask: "Who led {it}?"}
      date: date
facts:
  trip:
    - {id: a, who: Ann Ash, date: 1990}
    - {id: b, who: Bob Elm, date: 1991}
    - {id: c, who: Cyd Oak, date: 1992}
    - {id: d, who: Dan Fir, date: 1993}
    - {id: e, who: Eve Yew, date: 1994}
"""


def test_what_a_learner_confuses_comes_more_often():
    asker = Asker(deck(THREE))
    facet = FacetId("x/a#who")

    def share(wish):
        seen = [asker.question(facet, Form.CHOICE, seed=f"{n}", wish=wish) for n in range(300)]
        return sum("Cyd Oak" in question.options for question in seen)

    assert share(Wish(confused={"Cyd Oak": 20.0})) > 1.5 * share(Wish())


def test_three_distractors_where_they_are_wished_for(small_deck):
    asker = Asker(small_deck)
    question = asker.question(FacetId("small/k3#date"), Form.CHOICE, seed="1", wish=Wish(lures=3))
    assert len(question.options) == 4
    assert len(set(question.options)) == 4


LISTED = """
kinds:
  trip:
    called: "the trip to {to}"
    roles:
      who: {is: person, ask: "Who made {it}?"}
      to: place
      date: {is: date, ask: "{when} did {who} go to {to}?"}
facts:
  trip:
    complete: between 1990 and 1995
    facts:
      - {id: a, who: Ann Ash, to: Peru, date: 1991}
      - {id: b, who: Bob Elm, to: Peru, date: 1992}
      - {id: c, who: Cyd Oak, to: Peru, date: 1993}
      - {id: d, who: Dan Fir, to: Peru, date: 1994}
"""


def test_ranks_that_there_are_options_for_are_equally_likely():
    asker = Asker(deck(LISTED))
    facet = FacetId("x/b#date")  # one year before it, two after it
    ranks = Counter(
        asker.question(facet, Form.CHOICE, seed=f"rank:{n}").keys[0] for n in range(600)
    )
    assert set(ranks) == {0, 1}
    assert all(250 < count < 350 for count in ranks.values())


ABOUT = """
kinds:
  trade:
    called: "trade in {year}"
    roles:
      value: {is: number, one: yes, ask: "How large was {it}?"}
      year: date
facts:
  trade:
    - {id: a, value: about 75 billion USD, year: 2016}
"""


def test_approximate_numbers_have_every_rank():
    asker = Asker(deck(ABOUT))
    ranks = Counter(
        asker.question(FacetId("x/a#value"), Form.CHOICE, seed=f"rank:{n}").keys[0]
        for n in range(600)
    )
    assert all(150 < ranks[n] < 250 for n in range(3))


def test_enough_is_what_can_be_drawn(small_deck):
    asker = Asker(small_deck)
    plans = [plan for facet in asker.planner.facets for plan in asker.planner.plans(facet)]
    stock = Stock(asker.planner, Lures(asker.planner))
    for material in map(stock.material, plans):
        for count in (1, 2):
            drawn = {len(picked(material, count=count, rng=Random(n))) >= count for n in range(20)}
            assert drawn == {suffices(material, count)}


def test_a_place_is_drawn_by_its_weight():
    places = Counter(_place([1.0, 3.0, 0.0], n / 400 * 4.0) for n in range(400))
    assert places == {0: 100, 1: 300}
    assert _place([0.5, 0.5], 1.0) == 1
