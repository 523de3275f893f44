"""The deck of DESIGN.md, read whole."""

from pathlib import Path

from quizkit.decks import load
from quizkit.model import OTHER, Named, Number, Views
from quizkit.values.dates import read_date

SAMPLE = Path(__file__).parent / "sample.yaml"


def test_the_sample_deck_says_what_it_should() -> None:
    deck = load(SAMPLE)
    assert deck.problems == ()
    kerry, vessey, senators = deck.facts[:3]
    assert kerry.values["leader"] == Named("John Kerry")
    assert kerry.values["date"] == read_date("1992-11-18")
    assert kerry.source == "nghean para. 15"
    assert vessey.values["date"] == read_date("1987-08")
    assert senators.values["leader"] == OTHER
    visits = [fact for fact in deck.facts if fact.kind == "visit"]
    assert [fact.values["who"][0] for fact in visits] == [
        "Bill Clinton",
        "Donald Trump",
        "Donald Trump",
    ]
    assert deck.groups[visits[0].group].complete == "between 2000 and 2019"
    population = next(fact for fact in deck.facts if fact.id == "Vietnam.population")
    value = population.values["value"]
    assert isinstance(value, Views)
    assert isinstance(value.entries[0][1], Number)
    assert [card.blanks[0].answer for card in deck.cards if card.blanks] == ["1994"]
    assert deck.kinds["delegation"].roles["of"].type == "text"
    assert not deck.kinds["delegation"].builtin
    assert deck.kinds["visit"].builtin
    assert set(deck.kinds) == {"delegation", "visit", "attribute"}


def test_loading_twice_gives_equal_decks() -> None:
    assert load(SAMPLE) == load(SAMPLE)
