"""A plot as a value: drawn with blocks, or told as a table; every bar has its figure beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from quizkit.tui.text import joined, shown
from quizkit.tui.widgets.bars import BLOCKS, Signs, band, bar
from quizkit.tui.widgets.sparks import spark
from quizkit.tui.widgets.table import broken, cells_of, padded, table

_INDENT: Final = "  "
_LONGEST: Final = 24
_SHORTEST: Final = 5
_LEAST: Final = 3


class Shape(Enum):
    """How a plot is drawn."""

    SPARK = "spark"
    BARS = "bars"


class Mark(NamedTuple):
    """One value of a plot.

    Attributes:
        label: What it is the value of.
        value: How high it is.
        text: It in words or figures, as it stands beside its bar.
        low: Where its band begins, or None without a band.
        high: Where it ends, or None.
        cells: What the table tells of it besides its label; empty: its text.
    """

    label: str
    value: float
    text: str
    low: float | None = None
    high: float | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn, and the same as a table.

    Attributes:
        title: What it shows, in a few words.
        marks: The values; of a spark the oldest first.
        shape: How it is drawn.
        headings: Names of the table's columns; as many as a mark has cells, and one.
        top: The value of a full bar; 0: the largest of all.
        total: What a spark adds up to, in words.
        note: A sentence below, or "".
        empty: What is said while there are no values.
        most: Bars that are drawn; the table holds all. 0: all.

    >>> plot = Plot("By kind", (Mark("visit", 0.5, "50 %"),), headings=("kind", "known"), top=1)
    >>> print(*plot.lines(30), sep=chr(10))
    By kind
      visit  ▇▇▇▇▇▇▇▇░░░░░░░░ 50 %
    >>> print(*plot.told(30), sep=chr(10))
    By kind
    kind   known
    visit   50 %
    """

    title: str
    marks: tuple[Mark, ...]
    shape: Shape = Shape.BARS
    headings: tuple[str, ...] = ()
    top: float = 0.0
    total: str = ""
    note: str = ""
    empty: str = ""
    most: int = 0

    def lines(self, width: int, *, signs: Signs = BLOCKS) -> list[str]:
        """Return it drawn, in lines of at most so many cells.

        Args:
            width: Cells of a line [>= 2].
            signs: What is drawn with.
        """
        drawn = self._spark if self.shape is Shape.SPARK else self._bars
        body = drawn(width, signs) if self.marks else self._nothing(width)
        left = len(self.marks) - self.most if self.most and self.shape is Shape.BARS else 0
        more = _hung(f"and {left} more in the table (t)", width) if left > 0 else ()
        return [*body, *more, *(broken(self.note, width) if self.note else ())]

    def told(self, width: int) -> list[str]:
        """Return it as a table, in lines of at most so many cells.

        Args:
            width: Cells of a line [>= 2].
        """
        head = broken(self.title, width)
        if not self.marks:
            return list(self._nothing(width))
        lines = table(self.headings, self.table(), width)
        return [*head, *lines, *(broken(self.note, width) if self.note else ())]

    def table(self) -> list[tuple[str, ...]]:
        """Return the rows of the table."""
        return [(mark.label, *(mark.cells or (mark.text,))) for mark in self.marks]

    def _nothing(self, width: int) -> Iterator[str]:
        yield from broken(self.title, width)
        yield from _hung(self.empty, width) if self.empty else ()

    def _spark(self, width: int, signs: Signs) -> Iterator[str]:
        """Yield title, blocks and total on one line if they fit, else below each other."""
        values = [mark.value for mark in self.marks]
        title, total = shown(self.title).plain, shown(self.total).plain
        room = width - cells_of(title) - cells_of(total) - 2 * len(_INDENT)
        if room >= len(values):
            yield f"{title}{_INDENT}{spark(values, top=self.top, signs=signs)}{_INDENT}{total}"
            return
        yield from broken(title, width)
        yield spark(values[-width:], top=self.top or max(values), signs=signs)
        yield from broken(total, width) if total else ()

    def _bars(self, width: int, signs: Signs) -> Iterator[str]:
        """Yield a line for each bar, or two where names and figures leave it no room."""
        yield from broken(self.title, width)
        marks = self.marks[: self.most or None]
        labels = [shown(mark.label).plain for mark in marks]
        texts = [shown(mark.text).plain for mark in marks]
        names, words = max(map(cells_of, labels)), max(map(cells_of, texts))
        beside = width - names - words - 2 * len(_INDENT) - 1
        below = width - words - 2 * len(_INDENT) - 1
        for mark, label, text in zip(marks, labels, texts, strict=True):
            if beside >= _SHORTEST:
                drawn = self._bar(mark, min(beside, _LONGEST), signs)
                yield f"{_INDENT}{padded(label, names)}{_INDENT}{drawn} {text}"
                continue
            yield from _hung(label, width)
            if below >= _LEAST:
                drawn = self._bar(mark, min(below, _LONGEST), signs)
                yield f"{_INDENT}{_INDENT}{drawn} {text}"
            else:
                yield from _hung(text, width)

    def _bar(self, mark: Mark, cells: int, signs: Signs) -> str:
        top = self.top or max(max(each.value, each.high or 0.0) for each in self.marks)
        if mark.low is None or mark.high is None:
            return bar(mark.value, cells, top=top, signs=signs)
        return band(mark.low, mark.high, cells, top=top, signs=signs)


def _hung(text: str, width: int) -> Iterator[str]:
    indent = _INDENT if width > 2 * len(_INDENT) else ""
    for line in broken(text, width - len(indent)):
        yield indent + line


class PlotView(Widget):
    """A plot on the screen, in the width there is; its title in bold.

    Args:
        plot: What is drawn.
        signs: What is drawn with.
        is_table: Whether it is told as a table at first.
    """

    DEFAULT_CSS = """
    PlotView { height: auto; width: 1fr; }
    """

    plot: reactive[Plot] = reactive(Plot("", ()), layout=True)
    is_table: reactive[bool] = reactive(default=False, layout=True)

    def __init__(self, plot: Plot, *, signs: Signs = BLOCKS, is_table: bool = False) -> None:
        super().__init__()
        self._signs = signs
        self.set_reactive(PlotView.plot, plot)
        self.set_reactive(PlotView.is_table, is_table)
        self.set_class(plot.shape is Shape.SPARK, "-spark")

    def watch_plot(self, plot: Plot) -> None:
        """Bear the name of the shape, so that a style can tell them apart."""
        self.set_class(plot.shape is Shape.SPARK, "-spark")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that it takes in some width."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """Return its lines."""
        lines = self._lines(self.content_size.width)
        head = len(broken(self.plot.title, max(2, self.content_size.width)))
        if self.plot.shape is Shape.SPARK and not self.is_table and lines:
            return joined(*_titled(self.plot.title, lines), between="\n")
        styled = [shown(line, "bold" if at < head else "") for at, line in enumerate(lines)]
        return joined(*styled, between="\n")

    def _lines(self, width: int) -> Sequence[str]:
        room = max(2, width)
        return self.plot.told(room) if self.is_table else self.plot.lines(room, signs=self._signs)


def _titled(title: str, lines: Sequence[str]) -> Iterator[Content]:
    """Yield lines with the title at the beginning of the first in bold."""
    name = shown(title).plain
    first = lines[0]
    if first.startswith(name):
        yield joined(shown(name, "bold"), shown(first[len(name) :]))
    else:
        yield shown(first, "bold")
    yield from map(shown, lines[1:])
