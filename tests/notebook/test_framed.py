"""Data frames out: types, empty ones, missing libraries."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from quizkit.errors import ArgumentError, MissingExtraError
from quizkit.notebook import framed as module
from quizkit.notebook.framed import framed, schema_of

SCHEMA = {
    "text": "text",
    "texts": "texts",
    "whole": "whole",
    "number": "number",
    "flag": "flag",
    "instant": "instant",
    "day": "day",
}
FULL = {
    "text": "a",
    "texts": ["x", "y"],
    "whole": 3,
    "number": 0.5,
    "flag": True,
    "instant": datetime(2026, 6, 1, 8, 0, 0, 5000, tzinfo=UTC),
    "day": "2026-06-01",
}
EMPTY = {"text": None, "texts": None, "whole": 0, "number": None, "flag": False,
         "instant": None, "day": None}  # fmt: skip

PANDAS = {
    "text": "str",
    "texts": "object",
    "whole": "int64",
    "number": "float64",
    "flag": "bool",
    "instant": "datetime64[ms, UTC]",
    "day": "datetime64[ms]",
}
POLARS = {
    "text": pl.String,
    "texts": pl.List(pl.String),
    "whole": pl.Int64,
    "number": pl.Float64,
    "flag": pl.Boolean,
    "instant": pl.Datetime("ms", "UTC"),
    "day": pl.Date,
}


@pytest.mark.parametrize("rows", [[], [FULL, EMPTY]], ids=["empty", "full"])
def test_types_are_the_same_with_and_without_rows(rows) -> None:
    frame = framed(rows, SCHEMA, "pandas")
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == PANDAS
    assert dict(framed(rows, SCHEMA, "polars").schema) == POLARS


def test_values_arrive_as_they_are() -> None:
    frame = framed([FULL, EMPTY], SCHEMA, "polars")
    assert frame.to_dicts() == [{**FULL, "day": date(2026, 6, 1)}, EMPTY]
    native = framed([FULL, EMPTY], SCHEMA, "pandas")
    assert native["texts"][0] == ["x", "y"]
    assert native["day"][0] == datetime(2026, 6, 1)
    assert native.isna().sum().to_dict() == {
        "text": 1, "texts": 1, "whole": 0, "number": 1, "flag": 0, "instant": 1, "day": 1
    }  # fmt: skip


def test_pandas_comes_first_and_polars_next(monkeypatch: pytest.MonkeyPatch) -> None:
    assert type(framed([], SCHEMA)).__module__.startswith("pandas")
    monkeypatch.setattr(module, "find_spec", lambda name: name if name == "polars" else None)
    assert isinstance(framed([], SCHEMA), pl.DataFrame)
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    with pytest.raises(MissingExtraError) as told:
        framed([], SCHEMA)
    assert str(told.value) == (
        "neither pandas nor polars is installed: there is no frame; .to_dicts() gives the same rows"
    )
    with pytest.raises(MissingExtraError, match="modin is not installed: there is no frame"):
        framed([], SCHEMA, "modin")


def test_an_unknown_backend_is_told() -> None:
    with pytest.raises(ArgumentError, match="backend is 'excel', wanted one of pandas, polars"):
        framed([], SCHEMA, "excel")


def test_types_are_told_by_the_look_of_values() -> None:
    rows = [{**FULL, "day": date(2026, 6, 1)}, {**EMPTY, "whole": 1, "flag": False}]
    assert schema_of(rows) == SCHEMA
    assert schema_of([{"n": 1}, {"n": None}, {"n": 2.5}]) == {"n": "number"}
    assert schema_of([{"x": True}, {"x": 1}]) == {"x": "text"}
    assert schema_of([{"x": None}]) == {"x": "text"}
    assert schema_of([]) == {}


def test_a_frame_without_columns_is_empty() -> None:
    assert framed([], {}, "polars").shape == (0, 0)
    assert framed([], {}, "pandas").shape == (0, 0)
