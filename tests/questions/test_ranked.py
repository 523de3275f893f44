"""What came first or last, and how many there were."""

from quizkit.model import FacetId, Form, Way
from quizkit.questions.ask import Asker
from tests.decks_as_text import deck

KIND = """
kinds:
  visit:
    ask how many: "How many times did {who} visit {to} {scope}?"
    roles:
      who:
        is: person
        ask: "Who visited {to}[ {on date}]?"
        ask first: "Who was the first to visit {to} {scope}?"
        ask last: "Who was the last to visit {to} {scope}?"
      to: {is: place, ask: "Where did {who} go[ {on date}]?"}
      date:
        is: date
        ask: "{when} did {who} visit {to}?"
        ask first: "{when} was {to} first visited {scope}?"
"""
FACTS = """
facts:
  visit:
    complete: under the treaty
    facts:
      - {id: a, who: Ann Bay, to: Laos, date: 2000}
      - {id: b, who: Bob Cox, to: Laos, date: 2006}
      - {id: c, who: Dan Eff, to: Laos, date: 2017}
      - {id: d, who: Dan Eff, to: Laos, date: 2019}
"""


def asked(text: str, facet: str, way: Way) -> list[tuple[str, str]]:
    """Return stem and answer of each question of one way."""
    asker = Asker(deck(KIND + text))
    name = FacetId(f"x/{facet}")
    if Form.FLIP not in asker.forms(name):
        return []
    found = asker.wordings(name, Form.FLIP, seed="1")
    return [(each.stem, each.answer) for each in found if each.plan.way is way]


def test_the_first_and_the_last_of_a_complete_list_are_asked():
    first = ("Who was the first to visit Laos under the treaty?", "Ann Bay")
    last = ("Who was the last to visit Laos under the treaty?", "Dan Eff")
    assert asked(FACTS, "a#who", Way.FIRST) == [first]
    assert asked(FACTS, "d#who", Way.LAST) == [last]
    assert asked(FACTS, "b#who", Way.FIRST) == []
    assert asked(FACTS, "a#date", Way.FIRST) == [
        ("In which year was Laos first visited under the treaty?", "2000")
    ]


def test_nothing_comes_first_in_an_open_list():
    assert asked(FACTS.replace("    complete: under the treaty\n", ""), "a#who", Way.FIRST) == []


def test_two_that_may_both_be_first_are_not_asked():
    both = FACTS.replace("Bob Cox, to: Laos, date: 2006", "Bob Cox, to: Laos, date: 2000")
    assert asked(both, "a#who", Way.FIRST) == []
    vague = FACTS.replace("Bob Cox, to: Laos, date: 2006", "Bob Cox, to: Laos, date: 2000~")
    assert asked(vague, "a#who", Way.FIRST) == []
    unknown = FACTS.replace("Bob Cox, to: Laos, date: 2006", "Bob Cox, to: Laos")
    assert asked(unknown, "a#who", Way.FIRST) == []


def test_two_firsts_with_one_answer_are_one_question():
    twice = FACTS.replace("Bob Cox, to: Laos, date: 2006", "Ann Bay, to: Laos, date: 2000")
    assert len(asked(twice, "a#who", Way.FIRST)) == 1
    assert asked(twice, "b#who", Way.FIRST) == []


def test_a_fact_that_may_not_belong_there_spoils_the_list():
    placeless = FACTS.replace("Bob Cox, to: Laos,", "Bob Cox,")
    assert asked(placeless, "a#who", Way.FIRST) == []


def test_a_scope_that_tells_the_answer_is_not_asked():
    told = FACTS.replace("under the treaty", "between 2000 and 2019")
    assert asked(told, "a#date", Way.FIRST) == []
    assert len(asked(told, "a#who", Way.FIRST)) == 1


def test_a_complete_list_is_counted_once_by_its_smallest_fact():
    assert asked(FACTS, "c#count", Way.HOW_MANY) == [
        ("How many times did Dan Eff visit Laos under the treaty?", "2")
    ]
    asker = Asker(deck(KIND + FACTS))
    refused = asker.planner.refusal(FacetId("x/d#count"))
    assert refused is not None
    assert "asked together with others, as x/c#count" in refused.message
    alone = asker.planner.refusal(FacetId("x/a#count"))
    assert alone is not None
    assert "nothing certain to be counted" in alone.message


def test_a_count_is_asked_by_number():
    asker = Asker(deck(KIND + FACTS))
    question = asker.question(FacetId("x/c#count"), Form.TYPED, seed="1")
    grades = [asker.grade(question, raw).score for raw in ("2", "3", "two", "1")]
    assert grades == [1.0, 0.0, 1.0, 0.0]
    assert Form.CHOICE not in asker.forms(FacetId("x/c#count"))
