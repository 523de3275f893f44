"""Data frames out: rows of plain values, with a fixed type for each column.

========= ==================================== =================
type      pandas                               polars
========= ==================================== =================
text      str (object before pandas 3)         String
texts     object: lists of str                 List(String)
whole     int64                                Int64
number    float64                              Float64
flag      bool                                 Boolean
instant   datetime64[ms, UTC]                  Datetime(ms, UTC)
day       datetime64[ms], at midnight          Date
========= ==================================== =================

What is absent is None, NaN or NaT in pandas, null in polars; whole numbers and flags never are.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib.util import find_spec
from typing import Any, Final, Literal

from quizkit.errors import ArgumentError, MissingExtraError
from quizkit.notebook.frames import library

Type = Literal["text", "texts", "whole", "number", "flag", "instant", "day"]
"""What a column holds."""

Schema = Mapping[str, Type]
"""Columns in their order, to what they hold."""

BACKENDS: Final = ("pandas", "polars", "modin", "cudf", "pyarrow")
"""Libraries of which a frame may be; the first two are tested."""

_LIKE_PANDAS: Final = frozenset({"pandas", "modin", "cudf"})


class NoBackendError(MissingExtraError):
    """Raised when a frame is wanted and no library of frames is installed."""

    def __init__(self, name: str = "") -> None:
        what = f"{name} is not installed" if name else "neither pandas nor polars is installed"
        Exception.__init__(self, f"{what}: there is no frame; .to_dicts() gives the same rows")
        self.extra = "notebook"


def framed(rows: Sequence[Mapping[str, Any]], schema: Schema, backend: str | None = None) -> Any:
    """Return rows as a data frame.

    Args:
        rows: Column to value; what is not in the schema is left out. An `instant` is a datetime
            with its zone, a `day` a date or its text.
        schema: The columns.
        backend: One of `BACKENDS`; None: pandas if it is installed, else polars.

    Raises:
        ArgumentError: If there is no such backend.
        MissingExtraError: If it is not installed, or narwhals is not.

    >>> framed([{"who": "A", "n": 2}], {"n": "whole"}, backend="polars").rows()
    [(2,)]
    """
    name = _backend(backend)
    nw = library()
    columns = {
        column: nw.new_series(
            column,
            [_cell(row.get(column), type_, name) for row in rows],
            _dtype(type_, name),
            backend=name,
        )
        for column, type_ in schema.items()
    }
    if not columns:
        return nw.from_dict({}, backend=name).to_native()
    return nw.from_dict(columns).to_native()


def schema_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Type]:
    """Return the columns of rows, each with the type that all its values fit.

    >>> schema_of([{"who": "A", "n": 2, "tags": []}, {"who": None, "n": 2.5}])
    {'who': 'text', 'n': 'number', 'tags': 'texts'}
    """
    columns = dict.fromkeys(name for row in rows for name in row)
    return {name: _look([row.get(name) for row in rows]) for name in columns}


def _look(cells: Sequence[Any]) -> Type:
    """Return the type of a column by its values; a whole number that is missing is a number."""
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {bool} and None not in cells:
        return "flag"
    if kinds == {int} and None not in cells:
        return "whole"
    if kinds and kinds <= {int, float}:
        return "number"
    one: dict[type, Type] = {datetime: "instant", date: "day", list: "texts"}
    return one.get(kinds.pop(), "text") if len(kinds) == 1 else "text"


def _backend(wanted: str | None) -> str:
    if wanted is None:
        found = next((name for name in BACKENDS[:2] if find_spec(name)), None)
        if found is None:
            raise NoBackendError
        return found
    if wanted not in BACKENDS:
        raise ArgumentError.of("backend", wanted, f"one of {', '.join(BACKENDS)}")
    if find_spec(wanted) is None:
        raise NoBackendError(wanted)
    return wanted


def _cell(value: Any, type_: Type, backend: str) -> Any:
    if type_ == "text" and value is not None:
        return str(value)
    if type_ == "texts" and value is not None:
        return [str(one) for one in value]
    if type_ == "day" and isinstance(value, str):
        value = date.fromisoformat(value)
    if type_ == "day" and backend in _LIKE_PANDAS and isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001  # a day has no zone
    return value


def _dtype(type_: Type, backend: str) -> Any:
    """Return what narwhals calls a type; pandas has none of its own for lists and days."""
    nw = library()
    like_pandas = backend in _LIKE_PANDAS
    types: Mapping[Type, Any] = {
        "text": nw.String,
        "texts": nw.Object if like_pandas else nw.List(nw.String),
        "whole": nw.Int64,
        "number": nw.Float64,
        "flag": nw.Boolean,
        "instant": nw.Datetime("ms", "UTC"),
        "day": nw.Datetime("ms") if like_pandas else nw.Date,
    }
    return types[type_]
