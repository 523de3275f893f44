"""A problem with its source lines, fitted to a width: carets stay under what they mean.

`checks.frames.frame` draws it, in cells of a terminal and never cut. Here a line that is wider
than the screen is moved as far as its marks need, and what stands behind the marks is wrapped.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from textual.content import Content

from quizkit.text import width as cells
from quizkit.tui.text import joined, shown, verbatim
from quizkit.tui.widgets.lines import hung, wrapped

STYLES: Final = {"error": "$text-error", "warning": "$text-warning", "note": "$text-primary"}
"""Colour of a severity, beside its word."""

_MUTED: Final = "$text-muted"
_EXCERPT: Final = re.compile(r"( *\d* )\| ?(.*)")
_NOTE: Final = re.compile(r"( *= \w+: *)(.*)")
_MARK: Final = re.compile(r"( *)(\^+|-+) ?(.*)")
_LEFT: Final = 4
"""A line that is moved begins so many times nearer to its mark than its end does."""


class _Source(NamedTuple):
    """A source line and the marks under it."""

    gutter: str
    text: str
    marks: list[re.Match[str]]


def fitted(frame: str, width: int, *, severity: str) -> list[Content]:
    r"""Return a frame in lines of at most so many cells.

    Args:
        frame: What `checks.frames.frame` returned.
        width: Cells of a line [>= 20].
        severity: "error", "warning" or "note": how its marks are coloured.

    >>> text = 'error[QK1]: x\n --> a:1:9\n1 | a: {b: no}\n  |        ^^ here\n  = help: yes'
    >>> [line.plain for line in fitted(text, 20, severity="error")]
    ['error[QK1]: x', ' --> a:1:9', '1 | a: {b: no}', '  |        ^^ here', '  = help: yes']
    """
    style = STYLES[severity]
    head, *rest = frame.split("\n")
    name, colon, message = head.partition(":")
    found = wrapped(joined(shown(name, f"bold {style}"), shown(colon + message, "bold")), width)
    source: _Source | None = None
    for line in rest:
        excerpt = _EXCERPT.fullmatch(line)
        mark = _MARK.fullmatch(excerpt[2]) if excerpt and not excerpt[1].strip() else None
        if excerpt and source and mark:
            source.marks.append(mark)
            continue
        if source:
            found += _drawn(source, width, style)
            source = None
        if excerpt:
            source = _Source(excerpt[1], excerpt[2], [])
        else:
            found += _plain(line, width)
    return [*found, *(_drawn(source, width, style) if source else ())]


def cut(text: str, start: int, room: int) -> str:
    """Return the cells of a text from one on, at most so many, "…" where more stands beside them.

    Args:
        text: A line.
        start: The first cell [0..].
        room: How many cells there are [>= 2].

    >>> cut("abcdef", 0, 4), cut("abcdef", 2, 4), cut("東京の川", 1, 5), cut("ab", 0, 4)
    ('abc…', '…def', '…京 …', 'ab')
    """
    end = start + room
    if start == 0 and cells(text) <= room:
        return text
    last = end - 1 if cells(text) > end else end
    first = start + 1 if start else 0
    found, at = ["…"] if start else [], 0
    for char in text:
        size = cells(char)
        if first <= at and at + size <= last:
            found.append(char)
        elif at < last and first < at + size:
            found.append(" " * (min(at + size, last) - max(at, first)))
        at += size
    return "".join(found) + ("…" if cells(text) > end else "")


def _drawn(source: _Source, width: int, style: str) -> Iterator[Content]:
    room = max(width - len(source.gutter) - 2, 8)
    start = _start(source, room)
    edge, blank = f"{source.gutter}| ", " " * len(source.gutter) + "| "
    yield joined(shown(edge, _MUTED), verbatim(cut(source.text, start, room)))
    for mark in source.marks:
        column = max(0, len(mark[1]) - start)
        sign = mark[2][: max(1, room - column)]
        head = joined(shown(blank, _MUTED), " " * column, shown(sign, f"bold {style}"))
        label = shown(mark[3], style)
        if head.cell_length + 1 + label.cell_length <= width:
            yield joined(head, " ", label) if label else head
        else:
            yield head
            yield from hung(shown(blank, _MUTED), label, width)


def _start(source: _Source, room: int) -> int:
    """Return the first cell of a line that is shown: 0 wherever its marks are in sight then."""
    if cells(source.text) <= room or not source.marks:
        return 0
    first = min(len(mark[1]) for mark in source.marks)
    end = max(len(mark[1]) + len(mark[2]) for mark in source.marks)
    if end < room:
        return 0
    return max(0, min(first - room // _LEFT, cells(source.text) - room))


def _plain(line: str, width: int) -> Sequence[Content]:
    note = _NOTE.fullmatch(line)
    if note:
        return hung(shown(note[1], _MUTED), shown(note[2]), width)
    return wrapped(shown(line, _MUTED), width)
