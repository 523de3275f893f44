"""A plot: rows, pictures of them, and a sentence that says what they show."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, get_type_hints

from quizkit.notebook.markup import Html, Inside, details, element, output
from quizkit.notebook.plots import vega
from quizkit.notebook.plots.picture import Picture
from quizkit.notebook.plots.svg import svg
from quizkit.text import visible

if TYPE_CHECKING:
    import altair

    from quizkit.notebook.framed import Type

_DAYS: Final = ("day", "date", "last")


@dataclass(frozen=True, slots=True, repr=False)
class Plot:
    """What a plot of the log shows. A notebook draws it; `print` says it in a sentence.

    Chart, SVG and table hold the same numbers: those of `rows`.

    Attributes:
        of: The type of the rows, a named tuple.
        rows: Frozen rows, a few hundred at most; the plot's method says what their fields are.
        sentence: What they show, in words.
        note: What was left out, or "".
        pictures: What is drawn, from the top down; none where there is nothing to show yet.

    >>> from quizkit.analysis.plotted.known import KnownAt
    >>> Plot(KnownAt, (), "Nothing is known yet.")
    Nothing is known yet.
    """

    of: type[Any]
    rows: tuple[Any, ...]
    sentence: str
    note: str = ""
    pictures: tuple[Picture, ...] = ()

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as plain values, one dict a row.

        >>> from quizkit.analysis.plotted.known import KnownAt
        >>> Plot(KnownAt, (KnownAt("2026-06-01", 4.5, 5),), "Half an hour.").to_dicts()
        [{'day': '2026-06-01', 'known': 4.5, 'started': 5}]
        """
        return [dict(row._asdict()) for row in self.rows]

    def to_frame(self, backend: str | None = None) -> Any:
        """Return the rows as a data frame; days are dates, and the columns always the same.

        Args:
            backend: "pandas", "polars", or another library that narwhals can write; None: pandas
                if it is installed, else polars.

        Raises:
            ArgumentError: If there is no such backend.
            MissingExtraError: If it is not installed, or narwhals is not.

        >>> from quizkit.analysis.plotted.known import KnownAt
        >>> Plot(KnownAt, (), "Nothing yet.").to_frame("polars").columns
        ['day', 'known', 'started']
        """
        from quizkit.notebook.framed import framed  # narwhals only when needed

        schema = _schema(self.of)
        days = [name for name, kind in schema.items() if kind == "day"]
        rows = [
            row | {name: date.fromisoformat(row[name]) for name in days} for row in self.to_dicts()
        ]
        return framed(rows, schema, backend)

    @property
    def chart(self) -> "altair.TopLevelMixin":
        """The plot as an Altair chart with its numbers inline.

        It is an ordinary chart: change it, put it beside others, save it. Shown in JupyterLab or
        marimo it is drawn by them, without a network.

        Raises:
            MissingExtraError: If Altair is not installed.

        >>> import quizkit as qk
        >>> chart = qk.open_log("not-begun.db").plot.days().chart
        >>> chart.properties(title="Mine").to_dict()["title"]
        'Mine'
        """
        return vega.chart(self.pictures, described=self.sentence)

    @property
    def svg(self) -> str:
        """The plot as the text of an SVG file, of several pictures the first; "" if it is empty.

        >>> import quizkit as qk
        >>> qk.open_log("not-begun.db").plot.days().svg
        ''
        """
        if not self.pictures:
            return ""
        return str(svg(self.pictures[0], described=self.sentence, alone=True))

    def __repr__(self) -> str:
        """Return the sentence, and what was left out."""
        return visible(f"{self.sentence} {self.note}".rstrip())

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        """Return what a notebook may show: words, HTML and, where Altair is, Vega-Lite."""
        bundle: dict[str, Any] = {"text/plain": repr(self), "text/html": str(self._html())}
        wanted = (include is None or vega.MIME in include) and vega.MIME not in (exclude or ())
        if self.pictures and wanted and vega.is_there():
            bundle[vega.MIME] = vega.specification(self.chart)
        return {
            name: data
            for name, data in bundle.items()
            if (not include or name in include) and name not in (exclude or ())
        }

    def _html(self) -> Html:
        drawn = [svg(each, described=self.sentence) for each in self.pictures]
        style = "margin:0.5em 0"
        return output(
            *drawn,
            element("p", self.sentence, style=style, dir="auto"),
            element("p", element("small", self.note), dir="auto") if self.note else None,
            details("The numbers", _table(self.rows)) if self.rows else None,
        )


def _schema(of: type[Any]) -> "dict[str, Type]":
    """Return what the columns of a frame hold, from the fields of a row."""
    hints = get_type_hints(of)
    kinds: dict[Any, Type] = {str: "text", int: "whole", bool: "flag"}
    return {
        name: "day" if name in _DAYS and hint is str else kinds.get(hint, "number")
        for name, hint in hints.items()
    }


def _table(rows: Sequence[Any]) -> Html:
    """Return the rows as a table that scrolls in its cell; short, for there may be hundreds."""
    names = (element("th", name.replace("_", " "), scope="col") for name in rows[0]._fields)
    body = (element("tr", *(element("td", _cell(each)) for each in row)) for row in rows)
    style = "border-collapse:separate;border-spacing:0.8em 0.1em;white-space:nowrap;text-align:end"
    made = element(
        "table",
        element("thead", element("tr", *names)),
        element("tbody", *body),
        style=style,
        dir="auto",
    )
    style = "overflow:auto;max-width:100%;max-height:24em"
    return element("div", made, style=style, tabindex=0, role="region", aria_label="The numbers")


def _cell(value: object) -> Inside:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return float(f"{value:.4g}")
    return value if isinstance(value, int) else str(value)
