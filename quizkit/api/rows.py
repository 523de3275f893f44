"""Rows of plain values, as handles return them."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from quizkit.notebook.marks import counted
from quizkit.text import visible

if TYPE_CHECKING:
    from quizkit.notebook.framed import Schema


class Rows(list[dict[str, Any]]):
    """Rows, each a dict: a list like any other, that becomes a data frame as well.

    Args:
        rows: Column to value.
        schema: The frame's columns in their order, to what they hold (`notebook.framed`); None:
            as they are met, told by the look of their values.

    >>> rows = Rows([{"facet": "d/a#who", "reviews": 2}], {"facet": "text", "reviews": "whole"})
    >>> rows == [{"facet": "d/a#who", "reviews": 2}]
    True
    >>> rows
    <1 row: facet, reviews>
    """

    def __init__(
        self, rows: Iterable[Mapping[str, Any]] = (), schema: "Schema | None" = None
    ) -> None:
        super().__init__(dict(row) for row in rows)
        self._given = schema

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in their order; there too where there is no row.

        >>> Rows([{"facet": "d/a#who", "reviews": 2}]).columns
        ('facet', 'reviews')
        """
        return (
            tuple(self._given) if self._given else tuple(dict.fromkeys(n for r in self for n in r))
        )

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as a plain list of dicts.

        >>> Rows([{"reviews": 2}]).to_dicts()
        [{'reviews': 2}]
        """
        return [dict(row) for row in self]

    def to_frame(self, backend: str | None = None) -> Any:
        """Return the rows as a data frame.

        Args:
            backend: "pandas", "polars", or another library that narwhals can write; None: pandas
                if it is installed, else polars.

        Raises:
            ArgumentError: If there is no such backend.
            MissingExtraError: If it is not installed, or narwhals is not.

        >>> Rows([], {"facet": "text", "reviews": "whole"}).to_frame("polars").shape
        (0, 2)
        """
        from quizkit.notebook.framed import framed, schema_of

        return framed(self, self._given or schema_of(self), backend)

    def __repr__(self) -> str:
        """Return one line: how many rows, which columns."""
        columns = visible(", ".join(self.columns))
        return f"<{counted(len(self), 'row')}{f': {columns}' if columns else ''}>"

    def _repr_mimebundle_(self, **_wanted: object) -> dict[str, str]:
        """Return what a notebook shows: a table of the first ten rows."""
        from quizkit.notebook import rows_view
        from quizkit.notebook.blocks import drawn

        return drawn(rows_view.blocks(self, self.columns))
