"""Names: declared, first met, and under other spellings."""

import pytest

from quizkit.decks.names import a, line_of, narrower
from quizkit.model import Named
from tests.decks.reading import TRIP, found, problems, read

NAMES = (
    "names:\n  John Kerry: {is: person, aka: [Kerry]}\n  Hue: {is: city, in: Vietnam, vi: Huế}\n"
)


def facts(*rows: str, names: str = NAMES) -> str:
    return names + TRIP + "".join(f"    - {{{row}}}\n" for row in rows)


def test_a_name_has_all_that_is_said_of_it() -> None:
    text = (
        "names:\n  Hue: {is: city, aka: [Hue City], not: [Hoi An], in: [A, B], the: yes, vi: Huế}\n"
    )
    name = read(text).names["Hue"]
    assert (name.type, name.aka, name.never) == ("city", ("Hue City",), ("Hoi An",))
    assert (name.within, name.article, name.spellings) == (("A", "B"), True, {"vi": "Huế"})
    assert name.declared
    assert name.at[1:3] == (6, 3)


def test_what_a_name_lies_in_is_a_place() -> None:
    names = read(NAMES).names
    assert (names["Vietnam"].type, names["Vietnam"].declared) == ("place", False)


def test_an_undeclared_name_takes_its_roles_type() -> None:
    names = read(facts("who: Bo Lam, to: Laos")).names
    assert (names["Bo Lam"].type, names["Laos"].type) == ("person", "place")
    assert not names["Bo Lam"].declared


def test_a_name_met_twice_keeps_the_narrower_type() -> None:
    kinds = "kinds: {a: {roles: {x: place}}, b: {roles: {y: country}}, c: {roles: {z: name}}}\n"
    text = kinds + "facts: {a: [{x: Laos}], b: [{y: Laos}], c: [{z: Laos}]}\n"
    assert read(text).names["Laos"].type == "country"


def test_an_alias_means_the_name() -> None:
    deck = read(facts("who: Kerry, to: Hue"))
    assert deck.facts[0].values["who"] == Named("John Kerry")
    assert [p.code for p in deck.problems] == ["QK111"]
    assert [note.text for note in deck.problems[0].notes] == ["write `John Kerry`"]


def test_a_spelling_of_another_language_means_the_name_and_is_no_fault() -> None:
    deck = read(facts("who: Bo, to: Huế"))
    assert deck.facts[0].values["to"] == Named("Hue")
    assert deck.problems == ()


def test_an_alias_of_two_names_is_taken_for_neither() -> None:
    names = (
        "names:\n  George Bush: {is: person, aka: [Bush]}\n  Jeb Bush: {is: person, aka: [Bush]}\n"
    )
    deck = read(facts("who: Bush, to: Hue", names=names))
    assert deck.facts[0].values["who"] == Named("Bush")


def test_an_alias_means_the_name_that_fits_the_role() -> None:
    names = "names:\n  A W: {is: person, aka: [W]}\n  W City: {is: city, aka: [W]}\n"
    deck = read(facts("who: W, to: W", names=names))
    assert deck.facts[0].values == {"who": Named("A W"), "to": Named("W City")}


@pytest.mark.parametrize(
    ("row", "column"),
    [("who: Hue, to: Laos", 13), ("who: Bo, to: Kerry", 21), ("who: X, to: X", 20)],
)
def test_a_name_of_another_type_is_refused(row: str, column: int) -> None:
    text = facts(row)
    assert f"QK112 {text.count(chr(10))}:{column}" in found(text)


def test_what_is_refused_is_left_out() -> None:
    assert read(facts("who: Hue, to: Laos")).facts[0].values.keys() == {"to"}


def test_a_name_in_a_circle() -> None:
    text = "names:\n  A: {is: place, in: B}\n  B: {is: place, in: C}\n  C: {is: place, in: A}\n"
    assert found(text) == ["QK115 2:3"]
    assert found("names:\n  A: {is: place, in: A}\n") == ["QK115 2:3"]
    chain = "names:\n" + "".join(f"  A{n}: {{in: [A{n + 1}, A{n + 2}]}}\n" for n in range(2000))
    assert found(chain) == []


def test_a_field_that_is_no_language_of_the_deck() -> None:
    assert found("names: {A: {is: city, qq: x}}\n") == ["QK004 1:9"]
    assert found("language: qq\nnames: {A: {is: city, qq: x}}\n") == []


def test_a_name_declared_in_two_files() -> None:
    deck = "include: [b.yaml]\nnames: {A: person}\n"
    assert [p.code for p in problems(deck, {"b.yaml": "names: {A: city}\n"})] == ["QK003"]


def test_types_are_lines() -> None:
    assert list(line_of("country")) == ["country", "place", "name"]
    assert narrower("city", "name") == narrower("name", "city") == "city"
    assert narrower("city", "country") == ""
    assert (a("agreement"), a("city")) == ("an agreement", "a city")
