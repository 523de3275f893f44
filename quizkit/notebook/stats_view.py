"""Statistics at the end of a cell: what is said of them first, and the answers by kind."""

from collections.abc import Iterator
from typing import Final

from quizkit.analysis.stats import sentences
from quizkit.analysis.stats.sentences import percent
from quizkit.model import Slice, Stats
from quizkit.notebook.blocks import Block, Grid, Line

MOST: Final = 8
"""Kinds that are shown, those with most answers."""


def blocks(stats: Stats) -> Iterator[Block]:
    """Yield what is shown of statistics.

    Args:
        stats: The figures.
    """
    first, *others = sentences(stats)
    yield Line(first, strong=True)
    yield from map(Line, others)
    kinds = [each for each in stats.by.get("kind", ()) if each.answers or each.started]
    if kinds:
        head = ("kind", "answers", "right", "seconds", "known")
        yield Grid(head, tuple(map(_row, kinds[:MOST])), row_heads=True)
    if len(kinds) > MOST:
        yield Line(f"and {len(kinds) - MOST} more", small=True)
    yield Line("The rest is in .by, .days, .time and others.", small=True)


def _row(found: Slice) -> tuple[object, ...]:
    right = percent(found.right) if found.answers else "-"
    known = "-" if found.known is None else percent(found.known)
    return (found.name, found.answers, right, round(found.seconds), known)
