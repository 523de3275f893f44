"""A fact in full as lines: roles, evidence, and its facets with one of them chosen."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from textual.content import Content

from quizkit.model import FacetView, FactView, MixedUp
from quizkit.tui.text import joined, shown
from quizkit.tui.told import answer_marks, backing, blank, role_lines
from quizkit.tui.widgets.factrows import days_text, known_text
from quizkit.tui.widgets.lines import Line, Spot, hung, wrapped
from quizkit.tui.widgets.pager import Pager

_CURSOR: Final = Content.styled("▌ ", "$primary")
_NO_CURSOR: Final = Content("  ")
_ROOMY: Final = 66
"""Cells from which on the figures of facets stand in columns."""

_HEADS: Final = ("facet", "form now", "state", "known", "due", "answers")
_WIDTHS: Final = (8, 10, 9, 5, 5)


class FactLines(Pager):
    """A fact in lines, one facet of it chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.fact: FactView | None = None
        self.chosen = 0
        self._text = Content("loading …")

    @property
    def facet(self) -> FacetView | None:
        """The chosen facet, if there is one."""
        facets = self.fact.facets if self.fact else ()
        return facets[self.chosen] if self.chosen < len(facets) else None

    def show_fact(self, fact: FactView) -> None:
        """Show a fact; the chosen facet stays where it was."""
        self.fact = fact
        self.chosen = min(self.chosen, max(0, len(fact.facets) - 1))
        self.redraw()

    def show_text(self, text: Content) -> None:
        """Show a sentence in place of a fact."""
        self.fact, self._text = None, text
        self.redraw(from_top=True)

    def choose(self, facets: int) -> bool:
        """Choose the facet so many further down; return whether it is another one."""
        count = len(self.fact.facets) if self.fact else 0
        before = self.chosen
        self.chosen = max(0, min(before + facets, count - 1))
        self.redraw()
        self.call_after_refresh(self.bring_into_sight, str(self.chosen))
        return self.chosen != before

    def lines(self, width: int) -> Sequence[Line]:
        """Return all lines for a width [cells]."""
        if self.fact is None:
            return [Line(line) for line in wrapped(self._text, width)]
        return list(_lines(self.fact, self.chosen, width))


def _lines(fact: FactView, chosen: int, width: int) -> Iterator[Line]:
    if fact.statement:
        yield from (Line(line) for line in wrapped(shown(fact.statement, "bold"), width))
    if fact.disputed:
        yield Line(Content.styled("disputed", "$text-warning"))
    yield from role_lines(fact.roles, width)
    yield blank()
    yield from backing(width, source=fact.source, quote=fact.quote, note=fact.note, picture=None)
    if fact.tags:
        tags = joined("Tags     ", joined(*map(shown, fact.tags), between=", "))
        yield from (Line(line) for line in wrapped(tags, width))
    if fact.source or fact.quote or fact.note or fact.tags:
        yield blank()
    if fact.facets and width >= _ROOMY:
        yield Line(joined(_NO_CURSOR, _row(_HEADS, "$text-muted")))
    for number, facet in enumerate(fact.facets):
        sign = _CURSOR if number == chosen else _NO_CURSOR
        for line in _facet(sign, facet, width):
            yield Line(line, (Spot(str(number)),))


def _facet(sign: Content, facet: FacetView, width: int) -> list[Content]:
    """Return a facet as a row; its figures stand in columns where there is room for them."""
    role, marks = shown(facet.role), [answer_marks(facet.answers)] if facet.answers else []
    more = [*map(_mixed, facet.mixed_up), *([shown(facet.why, "$text-muted")] if facet.why else [])]
    if width < _ROOMY:
        told = [] if facet.form is None else [Content(part) for part in _parts(facet)]
        return hung(sign, joined(role, *told, *marks, *more, between="  "), width)
    head = joined(sign, _cell(role, _WIDTHS[0]), "  ")
    if facet.form is None:
        return hung(head, joined(*marks, *more, between="  "), width)
    figures = (
        facet.form.value,
        facet.standing,
        known_text(facet.known),
        days_text(facet.due_days),
    )
    cells = (_cell(Content(text), size) for text, size in zip(figures, _WIDTHS[1:], strict=True))
    row = joined(head, joined(*cells, *marks, between="  "))
    below = (hung(Content(" " * head.cell_length), text, width) for text in more)
    return [row.rstrip(), *chain.from_iterable(below)]


def _row(texts: Sequence[str], style: str) -> Content:
    """Return the names of the columns."""
    sizes = (*_WIDTHS, 0)
    cells = (_cell(Content(text), size) for text, size in zip(texts, sizes, strict=True))
    return joined(*cells, between="  ").stylize(style)


def _parts(facet: FacetView) -> Iterator[str]:
    yield facet.form.value if facet.form else ""
    yield facet.standing
    if facet.known is not None:
        yield known_text(facet.known)
    if facet.due_days is not None:
        yield "due today" if facet.due_days == 0 else f"due in {days_text(facet.due_days)}"


def _cell(text: Content, width: int) -> Content:
    return joined(text, " " * max(0, width - text.cell_length))


def _mixed(pair: MixedUp) -> Content:
    return joined("mixed up with ", shown(pair.other), f" ({pair.times})")
