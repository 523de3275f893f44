"""Data frames in: any library's that narwhals knows, or a list of dicts, as columns of values.

What is missing (None, NaN, NaT, NA, null) becomes None; what libraries have kinds of their own
for (numbers of numpy, periods of pandas) becomes the value that Python has for it.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from quizkit.decks.columns import Table, of_rows
from quizkit.errors import ArgumentError, ArgumentTypeError, MissingExtraError

if TYPE_CHECKING:
    import narwhals

_PLAIN: Final = (str, int, bool)
_WANTED: Final = "wanted a data frame (pandas, polars ..) or a list of dicts"
_DIGITS: Final = 7
"""Digits that a number of 32 bits holds for certain, and one."""


def table_of(frame: Any) -> Table:
    """Return a frame's columns, with missing values as None.

    Args:
        frame: A data frame that narwhals takes, or dicts in a list, tuple or iterator. A lazy
            frame is collected, once and whole.

    Raises:
        ArgumentTypeError: If it is neither.
        ArgumentError: If two columns have one name.
        MissingExtraError: If it is a data frame, and narwhals is not installed.

    >>> table_of([{"who": "A", "date": 2000.0}, {"who": "B", "date": float("nan")}]).columns
    (['A', 'B'], [2000, None])
    """
    if isinstance(frame, (list, tuple, Iterator)):
        return _of_dicts(frame)
    taken = _taken(frame)
    columns = tuple(_cells(series) for series in taken.iter_columns())
    return Table(tuple(map(str, taken.columns)), columns, _labels(taken))


def library() -> Any:
    """Return narwhals.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        import narwhals
    except ImportError:
        what = "data frames need narwhals; a list of dicts, and .to_dicts(), do without"
        raise MissingExtraError(what, "notebook") from None
    return narwhals


def _of_dicts(rows: Any) -> Table:
    known = []
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            message = f"row {number} is a {type(row).__name__}, wanted a dict: role to value"
            raise ArgumentTypeError(message, "frame")
        known.append(row)
    table = of_rows(known)
    return table._replace(
        columns=tuple([_plain(cell) for cell in cells] for cells in table.columns)
    )


def _taken(frame: Any) -> "narwhals.DataFrame[Any]":
    """Return the frame as narwhals has it, in memory."""
    nw = library()
    try:
        taken = nw.from_native(frame)
        held = taken.collect() if isinstance(taken, nw.LazyFrame) else taken
    except TypeError:
        message = f"frame is a {type(frame).__name__}, {_WANTED}"
        raise ArgumentTypeError(message, "frame") from None
    except nw.exceptions.DuplicateError:
        names = list(map(str, frame.columns))
        twice = next((name for name in names if names.count(name) > 1), "")
        message = f"two columns are called {twice!r}, wanted a name of its own for each"
        raise ArgumentError(message, "frame") from None
    found: narwhals.DataFrame[Any] = held
    return found


def _cells(series: "narwhals.Series[Any]") -> list[Any]:
    """Return the values of a column."""
    nw = library()
    dtype, cells = series.dtype, series.to_list()
    missing = series.is_null()
    if missing.any():
        pairs = zip(cells, missing.to_list(), strict=True)
        cells = [None if gone else cell for cell, gone in pairs]
    if dtype in (nw.Object, nw.Unknown) or dtype.is_nested():
        return [_plain(cell) for cell in cells]
    if dtype == nw.Float32:
        cells = [cell if cell is None else float(f"{cell:.{_DIGITS}g}") for cell in cells]
    return [_whole(cell) for cell in cells] if dtype.is_float() else cells


def _whole(cell: float | None) -> float | None:
    """Return a number without its point where it has none to speak of; None of NaN."""
    if cell is None or cell != cell:  # noqa: PLR0124  # NaN is not itself
        return None
    return int(cell) if cell.is_integer() else cell


def _plain(cell: Any) -> Any:
    """Return a value as Python has it.

    >>> _plain({"in Hue": float("nan"), "in Lima": 1993.0}), _plain((1, None))
    ({'in Hue': None, 'in Lima': 1993}, [1, None])
    """
    name = type(cell).__name__
    if cell is None or type(cell) in _PLAIN:
        return cell
    if isinstance(cell, Mapping):
        return {str(key): _plain(inner) for key, inner in cell.items()}
    if isinstance(cell, (list, tuple, set, frozenset)):
        return [_plain(inner) for inner in cell]
    if isinstance(cell, float):
        return _whole(cell)
    if name in ("NAType", "NaTType"):
        return None
    if name == "Period":
        return str(cell)
    if name == "datetime64":
        return cell.astype("datetime64[us]").tolist()
    listed = getattr(cell, "tolist", None) or getattr(cell, "to_list", None)
    return _plain(listed()) if callable(listed) else cell


def _labels(frame: "narwhals.DataFrame[Any]") -> tuple[str, ...]:
    """Return the labels of the index, where a frame has one that says more than 0, 1, 2 .."""
    nw = library()
    index = nw.maybe_get_index(frame)
    if index is None:
        return ()
    labels = list(index)
    is_plain = all(isinstance(label, int) and label == n for n, label in enumerate(labels))
    return () if is_plain else tuple(map(str, labels))
