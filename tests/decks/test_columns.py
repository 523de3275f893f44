"""Decks of columns in memory."""

from datetime import date, datetime, timedelta, timezone

import pytest

from quizkit.decks.columns import Table, from_columns, of_rows
from quizkit.decks.rows import from_rows
from quizkit.errors import ArgumentError, DeckError
from quizkit.model import List, Named, Views
from quizkit.values.dates import read_date


def _made(rows, kind="visit", **more):
    return from_columns(of_rows(rows), kind=kind, **more)


def _facts(rows, **more):
    made, _ = _made(rows, **more)
    assert made.problems == ()
    return [fact.values for fact in made.facts]


def test_columns_give_the_facts_that_rows_give() -> None:
    rows = [
        {"who": "A", "to": None, "date": 2000.0, "note": "n", "tags": ["x", "y"]},
        {"who": "B", "to": "Hue", "date": date(1992, 11, 18), "disputed": True},
        {"who": "C", "to": "Hue", "date": {"in Hue": "1992", "in Lima": 1993}},
    ]
    made, _ = _made(rows)
    wanted = from_rows(rows, kind="visit")
    assert [fact._replace(spans={}) for fact in made.facts] == [
        fact._replace(spans={}) for fact in wanted.facts
    ]


def test_a_timestamp_is_its_date_in_its_own_zone() -> None:
    late = datetime(1992, 11, 18, 23, tzinfo=timezone(timedelta(hours=7)))
    assert _facts([{"who": "A", "date": late}])[0]["date"] == read_date("1992-11-18")


def test_a_cell_is_read_as_that_of_a_sheet() -> None:
    values = _facts(
        [
            {"who": " A ", "to": " ", "date": "{in Hue: 1992, in Lima: 1993}"},
            {"who": "B", "to": "Hue", "date": "2000"},
        ]
    )
    assert values[0]["who"] == Named("A")
    assert "to" not in values[0]
    assert isinstance(values[0]["date"], Views)
    listed, _ = _made([{"a": "[Laos, Hue]", "b": 1}], kind="k", roles={"a": "list", "b": "number"})
    assert listed.facts[0].values["a"] == List((Named("Laos"), Named("Hue")))


def test_what_holds_nothing_is_absent() -> None:
    rows = [{"who": "A", "date": {"in Hue": None}, "tags": [], "with": [None, float("nan")]}]
    assert _facts(rows) == [{"who": Named("A")}]


def test_a_row_without_anything_is_passed_over_and_one_without_a_role_is_told() -> None:
    made, _ = _made([{"who": "A"}, {"who": None}, {"who": "C"}])
    assert [fact.spans[""].line for fact in made.facts] == [1, 3]
    with pytest.raises(DeckError, match="row 2: QK005: this fact says nothing"):
        _made([{"who": "A"}, {"note": "n"}])


def test_columns_are_roles_by_another_name_or_left_out() -> None:
    rows = [{"name": "A", "where": "Hue", "rank": 3}]
    renamed = {"name": "who", "where": "to", "rank": None}
    assert _facts(rows, columns=renamed) == [{"who": Named("A"), "to": Named("Hue")}]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"nme": "who"}, "columns of the frame: name, who; did you mean 'name'?"),
        ({"name": "who"}, "two columns are 'who', wanted one; leave one out"),
    ],
)
def test_wrong_columns_are_told(columns, told) -> None:
    with pytest.raises(ArgumentError) as error:
        _made([{"name": "A", "who": "B"}], columns=columns)
    assert told in str(error.value)


def test_a_column_that_is_no_role_is_told_once_with_what_was_meant() -> None:
    with pytest.raises(DeckError) as told:
        _made([{"who": "A", "wher": "B", "tgas": "C"}] * 3)
    found = told.value.problems
    assert [(p.code, p.at.path, p.message) for p in found] == [
        ("QK017", "column wher", "do not know the column `wher`"),
        ("QK017", "column tgas", "do not know the column `tgas`"),
    ]
    assert next(note.text for note in found[1].notes) == "did you mean `tags`?"
    assert "the roles, and the fields of facts (who, as, to, date, with" in found[0].notes[-2].text
    assert str(told.value) == ("column wher: QK017: do not know the column `wher` (and 1 more)")


def test_all_that_is_wrong_is_told_at_once_by_row_and_column() -> None:
    rows = [
        {"who": "A\x1b", "date": "soon"},
        {"who": timedelta(1), "date": "[1992"},
        {"who": "C", "disputed": "perhaps"},
    ]
    table = of_rows(rows)._replace(labels=("x", "y", "z"))
    with pytest.raises(DeckError) as told:
        from_columns(table, kind="visit")
    found = {(p.code, p.at.path) for p in told.value.problems}
    assert {
        ("QK802", "row 1 (index x), column who"),
        ("QK011", "row 1 (index x), column date"),
        ("QK006", "row 2 (index y), column who"),
        ("QK006", "row 3 (index z), column disputed"),
    } <= found
    assert "row 2 (index y), column date" in {path for _, path in found}
    assert [p.at.line for p in told.value.problems] == [1, 1, 2, 2, 3]


def test_problems_of_arguments_name_no_row() -> None:
    with pytest.raises(DeckError) as told:
        _made([{"who": "A"}], names={"A": {"is": "persn"}})
    assert told.value.problems[0].at.path == "the arguments"


def test_an_id_that_was_made_of_the_values_comes_out_the_same() -> None:
    first, _ = _made([{"who": "A", "to": "Hue"}])
    again, _ = _made([{"id": first.facts[0].id, "who": "A", "to": "Hue"}])
    assert again.facts[0].id == first.facts[0].id


def test_a_table_without_rows_is_a_deck_without_facts() -> None:
    made, _ = from_columns(Table(("who",), ((),)), kind="visit")
    assert made.facts == ()


def test_an_unknown_argument_is_told() -> None:
    with pytest.raises(TypeError, match="from_frame: unknown argument 'kinds'"):
        _made([], kinds={})
