"""What is not asked says why, with the facts that stand in the way."""

import pytest

from quizkit.model import FacetId
from quizkit.questions.plan import Planner
from tests.decks_as_text import deck

KIND = """
kinds:
  trip:
    called: "the [!{date} ]trip[ to {to}]"
    roles:
      who: {is: person, ask: "Who led {it}?"}
      host: {is: person, ask: "Who received {it}?"}
      to: place
      date: date
      list: {is: list, of: country, ask: "Which country sent {it}?"}
facts:
  trip:
"""


def refusal(rows: str, facet: str):
    return Planner(deck(KIND + rows)).refusal(FacetId(facet))


TWO = """
    - {id: a, who: Ann Ash, to: Laos, date: 1993}
    - {id: b, who: Bob Elm, to: Laos, date: 1993-07}
"""


def test_two_answers_name_the_facts_and_what_was_tried():
    found = refusal(TWO, "x/a#who")
    assert (found.code, found.collides) == ("QK301", ("b",))
    assert set(found.tried) == {"date (year)", "to"}
    assert found.hint == "give a a month"


def test_a_vague_value_elsewhere_is_named_as_such():
    assert refusal(TWO, "x/b#who").code == "QK303"


@pytest.mark.parametrize(
    ("rows", "facet", "code"),
    [
        ("    - {id: a, who: Ann Ash, list: [Laos, Peru, ...]}\n", "x/a#list", "QK312"),
        ("    - {id: a, who: Ann Ash, list: [Laos, Peru]}\n", "x/a#list", "QK142"),
        ("    - {id: a, who: Ann Ash, dont ask: [who]}\n", "x/a#who", ""),
        ("    - {id: a, who: Ann Ash}\n", "x/a#host", ""),
        ("    - {id: a, who: Ann Ash}\n", "x/zz#who", ""),
    ],
)
def test_reasons(rows, facet, code):
    assert refusal(rows, facet).code == code


def test_a_list_is_asked_by_a_role_that_its_fact_has():
    found = refusal("    - {id: a, list: [Laos, Peru], who: Ann Ash}\n", "x/a#list")
    assert found.hint == 'give the role a wording such as  ask all: "Which {count} .. {who}?"'


def test_one_value_everywhere_tells_nothing():
    rows = "".join(f"    - {{id: {i}, who: Ann Ash, date: 199{n}}}\n" for n, i in enumerate("abc"))
    assert refusal(rows, "x/a#who").code == "QK310"


def test_what_tells_it_apart_must_not_be_the_answer():
    text = """
kinds:
  pact:
    roles:
      name: {is: agreement, ask: "Which pact was signed[ at {event}]?"}
      event: text
facts:
  pact:
    - {id: a, name: Rome pact, event: the Rome pact conference}
    - {id: b, name: Oslo pact, event: the Oslo pact conference}
"""
    assert Planner(deck(text)).refusal(FacetId("x/a#name")).code == "QK308"
