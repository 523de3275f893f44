"""A paper's key as a page: a table a variant, and one of all variants."""

from html import escape
from typing import Final

from quizkit.formats.paper.keys import Answer, Cell, Matrix, answers, matrix
from quizkit.formats.paper.labels import Labels, labels_of
from quizkit.formats.paper.nouns import Paper, Variant

BAND: Final = 6
"""Variants beside each other in one table."""

SHORT: Final = 12
"""A longer key may be broken into lines [characters]."""


def key_body(paper: Paper) -> str:
    """Return the key: all variants in one table first, then each on its own page.

    Args:
        paper: The paper.
    """
    labels = labels_of(paper.language)
    head = f'<h1 dir="auto">{escape(paper.title)}</h1>\n<p>{escape(labels.key)}</p>\n'
    tables = "".join(_variant(paper, variant, labels) for variant in paper.variants)
    return head + (_matrix(paper, labels) if len(paper.variants) > 1 else "") + tables


def _variant(paper: Paper, variant: Variant, labels: Labels) -> str:
    rows = "".join(_row(answer, labels) for answer in answers(paper, variant))
    heads = "".join(
        f'<th scope="col">{escape(text)}</th>'
        for text in (labels.question, labels.answer, labels.points)
    )
    caption = escape(f"{labels.key}: {labels.variant} {variant.name}")
    following = ' class="next"' if len(paper.variants) > 1 else ""
    return (
        f'<section{following}>\n<table class="key"><caption>{caption}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n</section>\n"
    )


def _row(answer: Answer, labels: Labels) -> str:
    also = labels.also.format(answers="; ".join(answer.also)) if answer.also else ""
    told = "<br>".join(
        f'<span dir="auto">{escape(text)}</span>' for text in (answer.text, also) if text
    )
    return (
        f'<tr><th scope="row">{answer.number}</th>'
        f'<td><b dir="auto">{escape(answer.key)}</b> {told}</td><td>{answer.points}</td></tr>\n'
    )


def _matrix(paper: Paper, labels: Labels) -> str:
    """Return the table of all variants, in bands that fit on a page."""
    table = matrix(paper)
    starts = range(0, len(table.variants), BAND)
    return "".join(_band(table, labels, slice(start, start + BAND)) for start in starts)


def _band(table: Matrix, labels: Labels, part: slice) -> str:
    names = table.variants[part]
    heads = "".join(f'<th scope="col">{escape(f"{labels.variant} {name}")}</th>' for name in names)
    is_whole = len(names) == len(table.variants)
    title = escape(labels.matrix if is_whole else f"{labels.matrix}: {', '.join(names)}")
    rows = "".join(
        f'<tr><th scope="row" dir="auto">{escape(row.stem)}</th>'
        f"{''.join(map(_cell, row.cells[part]))}</tr>\n"
        for row in table.rows
        if any(row.cells[part])
    )
    return (
        f'<section class="scroll" aria-label="{title}" tabindex="0">\n'
        f'<table class="matrix"><caption>{title}</caption>\n'
        f'<thead><tr><th scope="col">{escape(labels.question)}</th>{heads}</tr></thead>\n'
        f"<tbody>\n{rows}</tbody></table>\n</section>\n"
    )


def _cell(cell: Cell | None) -> str:
    """Return the number and the key that a question has in a variant, or an empty cell."""
    if cell is None:
        return "<td></td>"
    kind = "" if len(cell.key) <= SHORT else ' class="text"'
    return f'<td{kind}>{cell.number}: <b dir="auto">{escape(cell.key)}</b></td>'
