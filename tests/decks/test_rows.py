"""Decks of rows in memory."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from quizkit.decks.rows import from_rows
from quizkit.errors import DeckError
from quizkit.model import List, Named, Number
from quizkit.values.dates import read_date


def test_values_become_what_a_deck_file_would_hold() -> None:
    rows = [
        {"who": "A", "to": None, "date": 2000.0, "with": float("nan")},
        {"who": "B", "to": "Hue", "date": date(1992, 11, 18), "note": "n", "tags": ["x", "y"]},
        {"who": "C", "to": "Hue", "date": datetime(1992, 11, 18)},
        {"who": "D", "to": "Hue", "date": {"in Hue": "1992", "in Lima": 1993}, "disputed": True},
    ]
    deck = from_rows(rows, kind="visit")
    assert deck.problems == ()
    one, two, three, four = deck.facts
    assert one.values == {"who": Named("A"), "date": read_date("2000")}
    assert two.values["date"] == three.values["date"] == read_date("1992-11-18")
    assert (two.note, two.tags) == ("n", ("x", "y"))
    assert four.values["date"][0] == "in"
    assert four.disputed


def test_a_kind_of_ones_own_takes_types_from_the_values() -> None:
    rows = [
        {
            "river": "Mekong",
            "length": "4350 km",
            "year": 1995,
            "towns": ["A", "B"],
            "depth": Decimal("2.5"),
        }
    ]
    deck = from_rows(rows, kind="river", called="the {river}", says="{river} is {length} long.",
                     ask={"length": "How long is {it}?"})  # fmt: skip
    roles = deck.kinds["river"].roles
    assert {name: role.type for name, role in roles.items()} == {
        "river": "name", "length": "number", "year": "date", "towns": "list", "depth": "number"
    }  # fmt: skip
    assert isinstance(deck.facts[0].values["length"], Number)
    assert deck.facts[0].values["towns"] == List((Named("A"), Named("B")))
    assert roles["length"].ask["en"][0].text == "How long is {it}?"
    assert deck.kinds["river"].called["en"].text == "the {river}"


def test_a_wording_replaces_that_of_a_kind_that_ships() -> None:
    deck = from_rows([{"who": "A", "to": "B"}], kind="visit", ask={"who": ["Who?", "Who was it?"]})
    roles = deck.kinds["visit"].roles
    assert [wording.text for wording in roles["who"].ask["en"]] == ["Who?", "Who was it?"]
    assert len(roles["to"].ask["en"]) > 1


def test_more_can_be_said() -> None:
    deck = from_rows(
        [{"a": "1", "b": "Hue"}],
        kind="k",
        deck="d2",
        title="T",
        language="vi",
        roles={"a": "number", "b": "city"},
        names={"Hue": {"is": "city", "in": "Vietnam"}},
        sources={"s": "A title"},
        complete="between 1 and 2",
    )
    assert (deck.id, deck.title, deck.language) == ("d2", "T", "vi")
    assert deck.names["Hue"].within == ("Vietnam",)
    assert deck.groups[0].complete == "between 1 and 2"


def test_problems_name_row_and_field() -> None:
    with pytest.raises(DeckError) as told:
        from_rows([{"who": "A"}, {"who": "B", "whom": "C"}], kind="visit")
    assert [(p.code, p.at.path, p.at.line, p.at.column) for p in told.value.problems] == [
        ("QK004", "rows", 2, 2)
    ]
    deck = from_rows([{"who": "A", "date": "soon"}], kind="visit")
    assert [(p.code, p.at.line, p.at.column) for p in deck.problems] == [("QK011", 1, 2)]


def test_hidden_characters_are_refused() -> None:
    with pytest.raises(DeckError) as told:
        from_rows([{"who": "A\x1b[2J"}], kind="visit")
    assert told.value.problems[0].code == "QK802"


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError, match="object, wanted text"):
        from_rows([{"who": object()}], kind="visit")
    with pytest.raises(TypeError, match="unknown argument 'kinds'"):
        from_rows([], kind="visit", kinds={})


@pytest.mark.parametrize(
    ("kind", "role"), [("trip\x1b[2J", "who"), ("trip", "who\u202e"), ("visit", "tags\x9b")]
)
def test_a_character_that_nobody_sees_is_in_no_name_either(kind, role):
    with pytest.raises(DeckError) as told:
        from_rows([{role: "Ann", "to": "Hue"}], kind=kind, ask={"to": "Where?"})
    assert {"QK802"} <= {problem.code for problem in told.value.problems}
