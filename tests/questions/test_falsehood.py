"""What proves a value wrong."""

from quizkit.model import FacetId, Named
from quizkit.questions.ask import Asker
from quizkit.questions.falsehood import Falsehood, named_by
from quizkit.questions.likeness import Likeness
from tests.decks_as_text import deck

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


def test_the_roles_that_name_a_thing_are_those_always_printed():
    land = deck(COUNTRIES).kinds["land"]
    assert named_by(land.roles["capital"], land, "en") == {"name"}
    assert named_by(land.roles["capital"], land, "vi") == frozenset()


def test_what_may_be_right_is_never_proved_wrong():
    made = Asker(deck("names:\n  Lima: {is: city, in: Vientiane}\n" + COUNTRIES.lstrip("\n")))
    search = made.planner.search
    proof = Falsehood(search, Likeness(search))
    plan = made.planner.plans(FacetId("x/a#capital"))[0]
    assert proof.may_be_right(plan, Named("Lima"))
    assert proof.why(plan, Named("Lima")) is None
    assert proof.why(plan, Named("Havana")) == ("one", "")
