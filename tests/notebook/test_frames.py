"""Data frames in: pandas and polars through narwhals, and lists of dicts."""

from datetime import date, datetime
from decimal import Decimal

import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import quizkit as qk
from quizkit.decks.rows import from_rows
from quizkit.errors import ArgumentError, ArgumentTypeError
from quizkit.notebook.frames import table_of


def _columns(frame):
    table = table_of(frame)
    return dict(zip(table.heads, map(list, table.columns), strict=True))


def test_what_is_missing_in_pandas_is_none() -> None:
    frame = pd.DataFrame(
        {
            "text": ["a", None],
            "number": [2000.0, float("nan")],
            "whole": pd.array([1, None], dtype="Int64"),
            "flag": pd.array([True, None], dtype="boolean"),
            "time": pd.to_datetime(["1992-11-18", None]),
            "kind": pd.Categorical(["x", None]),
            "any": [Decimal("2.5"), pd.NA],
            "none": [None, None],
        }
    )
    assert _columns(frame) == {
        "text": ["a", None],
        "number": [2000, None],
        "whole": [1, None],
        "flag": [True, None],
        "time": [datetime(1992, 11, 18), None],
        "kind": ["x", None],
        "any": [Decimal("2.5"), None],
        "none": [None, None],
    }


def test_what_is_missing_in_polars_is_none() -> None:
    frame = pl.DataFrame(
        {
            "text": ["a", None],
            "number": [0.25, float("nan")],
            "short": pl.Series([0.1, None], dtype=pl.Float32),
            "day": [date(1992, 11, 18), None],
            "kind": pl.Series(["x", None], dtype=pl.Enum(["x", "y"])),
            "some": [["a", None], None],
            "views": [{"in Hue": 1, "in Lima": None}, None],
        }
    )
    assert _columns(frame) == {
        "text": ["a", None],
        "number": [0.25, None],
        "short": [0.1, None],
        "day": [date(1992, 11, 18), None],
        "kind": ["x", None],
        "some": [["a", None], None],
        "views": [{"in Hue": 1, "in Lima": None}, None],
    }


def test_values_of_libraries_become_those_of_python() -> None:
    mixed = [np.int64(3), np.float64(2.0), np.array(["a", "b"]), pd.Period("2015-07", "M"),
             np.datetime64("1992-11-18T00:00:00.000000000"), pd.NaT, (1, 2.0)]  # fmt: skip
    wanted = [3, 2, ["a", "b"], "2015-07", datetime(1992, 11, 18), None, [1, 2]]
    frame = pd.DataFrame({"x": pd.Series(mixed, dtype=object)})
    assert _columns(frame)["x"] == wanted
    assert _columns([{"x": value} for value in mixed])["x"] == wanted


def test_a_lazy_frame_is_collected() -> None:
    assert _columns(pl.LazyFrame({"who": ["A"]})) == {"who": ["A"]}


def test_a_frame_of_narwhals_is_taken_too() -> None:
    assert _columns(nw.from_native(pl.DataFrame({"who": ["A"]}))) == {"who": ["A"]}


def test_an_index_names_rows_where_it_says_more_than_their_numbers() -> None:
    frame = pd.DataFrame({"who": ["A", "B", "C"]})
    assert table_of(frame).labels == ()
    assert table_of(frame[1:]).labels == ("1", "2")
    assert table_of(frame.set_index(pd.Index(list("xyz")))).labels == ("x", "y", "z")


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (7, "frame is a int, wanted a data frame (pandas, polars ..) or a list of dicts"),
        ("who,to", "frame is a str, wanted a data frame (pandas, polars ..) or a list of dicts"),
        ({"who": ["A"]}, "frame is a dict, wanted a data frame"),
        (pd.Series(["A"]), "frame is a Series, wanted a data frame"),
        ([{"who": "A"}, ["B"]], "row 2 is a list, wanted a dict: role to value"),
    ],
)
def test_what_is_no_frame_is_told(frame, told) -> None:
    with pytest.raises(ArgumentTypeError) as error:
        table_of(frame)
    assert told in str(error.value)


def test_two_columns_of_one_name_are_told() -> None:
    with pytest.raises(ArgumentError, match="two columns are called 'who'"):
        table_of(pd.DataFrame([["A", "B"]], columns=["who", "who"]))


def test_without_narwhals_a_list_of_dicts_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "narwhals", None)
    assert _columns([{"who": "A"}]) == {"who": ["A"]}
    with pytest.raises(qk.QuizkitError, match=r'a list of dicts, and .*"quizkit\[notebook\]"'):
        table_of(pd.DataFrame({"who": ["A"]}))


TEXTS = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1).filter(
        lambda text: text[0] not in "[{~"
    ),
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.none(),
            "who": TEXTS,
            "to": TEXTS,
            "date": st.one_of(st.none(), st.dates()),
            "with": TEXTS,
            "note": TEXTS,
            "tags": st.one_of(st.none(), st.lists(TEXTS.filter(bool), min_size=1, max_size=2)),
        }
    ).filter(lambda row: any(row.values())),
    min_size=1,
    max_size=4,
)


@pytest.mark.property
@given(ROWS)
def test_random_rows_are_the_same_facts_from_every_frame(rows) -> None:
    def told(make):
        try:
            made = make()
        except qk.DeckError as error:
            return [problem.code for problem in error.problems]
        made = getattr(made, "value", made)
        return [fact._replace(spans={}) for fact in made.facts], [p.code for p in made.problems]

    wanted = told(lambda: from_rows(rows, kind="visit"))
    schema = dict.fromkeys(rows[0], pl.String) | {
        "date": pl.Date,
        "tags": pl.List(pl.String),
    }
    frames = [rows, pd.DataFrame(rows), pl.DataFrame(rows, schema=schema)]
    for frame in frames:
        assert told(lambda frame=frame: qk.Deck.from_frame(frame, kind="visit")) == wanted
