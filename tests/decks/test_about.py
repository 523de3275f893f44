"""Plain attributes."""

import pytest

from quizkit.model import Named, Number, Text, Views
from tests.decks.reading import found, marked, read


def test_an_attribute_is_a_fact() -> None:
    deck = read("about:\n  Vietnam: {capital: Hanoi, population: {as of 2020: 97 million}}\n")
    capital, population = deck.facts
    assert (capital.id, capital.kind) == ("Vietnam.capital", "attribute")
    assert capital.values["of"] == Named("Vietnam")
    assert capital.values["name"][0] == "capital"
    assert capital.values["value"] == Text("Hanoi")
    value = population.values["value"]
    assert isinstance(value, Views)
    assert isinstance(value.entries[0][1], Number)
    assert capital.spans["value"][:2] == (6, 22)
    assert deck.groups[capital.group].kind == "attribute"


def test_a_subject_speaks_for_its_attributes() -> None:
    text = "sources: {a: A}\nabout: {Hue: {source: a p. 1, tags: [x], river: Huong, tower: PVL}}\n"
    facts = read(text).facts
    assert [(fact.source, fact.tags) for fact in facts] == [("a p. 1", ("x",))] * 2
    assert [fact.id for fact in facts] == ["Hue.river", "Hue.tower"]


def test_an_attribute_may_be_written_at_length() -> None:
    text = (
        "sources: {a: A}\nabout: {Hue: {river: {value: Huong, source: a p. 2, note: n, id: h2}}}\n"
    )
    fact = read(text).facts[0]
    assert (fact.id, fact.source, fact.note) == ("h2", "a p. 2", "n")
    assert fact.values["value"] == Text("Huong")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("about: §[a]\n", "QK006"),
        ("about: {A: §b}\n", "QK006"),
        ("about: {A: {§note: b, c: d}}\n", "QK004"),
        ("about: {A: {b: {value: c, §nots: d}}}\n", "QK004"),
        ("about: {A: {b: {§by X: 1, in Y: 2}}}\n", "QK016"),
    ],
)
def test_faults_stand_at_their_place(text: str, code: str) -> None:
    text, expected = marked(text, code)
    assert found(text) == expected


def test_a_subject_in_two_files_may_not_say_one_thing_twice() -> None:
    files = {"b.yaml": "about: {A: {b: d}}\n"}
    assert [item.split()[0] for item in found("include: b.yaml\nabout: {A: {b: c}}\n", files)] == [
        "QK102"
    ]
