"""Edits of a deck's text put into the bytes of its files; nothing else of them changes."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from quizkit.model import Edit, Fix

_MARK: Final = "\ufeff"


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    r"""Return a file's bytes with edits put in.

    Positions are those of the text as it was typed: lines from 1, columns from 1 in code points,
    ends exclusive. A byte order mark stands in column 0 of line 1. A line end in an edit's text
    becomes the one that the file has most of.

    Args:
        data: The bytes of the file.
        edits: What changes in it, in any order; paths are not looked at.

    Raises:
        ValueError: If two edits overlap or insert at one place, one of them lies outside the text,
            or the bytes are not UTF-8.

    >>> apply(b"to: Rom\r\nby: Ann\r\n", [Edit("d", 1, 5, 1, 8, "Rome"), Edit("d", 2, 1, 3, 1, "")])
    b'to: Rome\r\n'
    """
    text = data.decode("utf-8")
    starts = _starts(text)
    end = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    placed = sorted(
        (
            _offset(text, starts, edit.line, edit.column),
            _offset(text, starts, edit.end_line, edit.end_column),
            edit.text.replace("\n", end),
        )
        for edit in edits
    )
    for (begin, stop, _), (later, later_stop, _) in pairwise(placed):
        if later < stop or (begin == stop == later == later_stop):
            raise ValueError(f"two edits overlap at character {later}")
    pieces, done = [], 0
    for begin, stop, new in placed:
        if stop < begin:
            raise ValueError(f"an edit ends before it begins, at character {begin}")
        pieces += [text[done:begin], new]
        done = stop
    return "".join([*pieces, text[done:]]).encode()


def applied(files: Mapping[str, bytes], edits: Iterable[Edit]) -> dict[str, bytes]:
    """Return those files that edits change, by path, with their new bytes.

    Args:
        files: Bytes of each file, by its path.
        edits: What changes.

    Raises:
        ValueError: If an edit names another file, or `apply` cannot put it in.
    """
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    if unknown := by_path.keys() - files.keys():
        raise ValueError(f"no file of the deck: {min(unknown)}")
    found = {path: apply(files[path], here) for path, here in by_path.items()}
    return {path: data for path, data in found.items() if data != files[path]}


def fitting(fixes: Sequence[Fix]) -> tuple[int, ...]:
    """Return which fixes can go in together, as indexes in the order given.

    Of two that overlap, the one that begins later is left out; the same edits twice go in once.

    >>> one, two = (Edit("d", 1, column, 1, column + 4, "x") for column in (3, 1))
    >>> fitting([Fix("safe", "", (one,)), Fix("safe", "", (two,))])
    (1,)
    """
    taken: dict[str, list[tuple[_Place, _Place]]] = {}
    seen: set[frozenset[Edit]] = set()
    found: list[int] = []
    for index in sorted(range(len(fixes)), key=lambda index: (_first(fixes[index]), index)):
        edits = fixes[index].edits
        if not edits or frozenset(edits) in seen:
            continue
        if any(_overlaps(taken.get(edit.path, []), *_stretch(edit)) for edit in edits):
            continue
        seen.add(frozenset(edits))
        found.append(index)
        for edit in edits:
            insort(taken.setdefault(edit.path, []), _stretch(edit))
    return tuple(sorted(found))


_Place = tuple[int, int]


def _stretch(edit: Edit) -> tuple[_Place, _Place]:
    return (edit.line, edit.column), (edit.end_line, edit.end_column)


def _first(fix: Fix) -> tuple[str, _Place]:
    return min(((edit.path, _stretch(edit)[0]) for edit in fix.edits), default=("", (0, 0)))


def _overlaps(taken: Sequence[tuple[_Place, _Place]], begin: _Place, end: _Place) -> bool:
    """Tell whether a stretch overlaps one of several that do not overlap each other."""
    index = bisect_right(taken, (begin, end))
    before = taken[index - 1 : index]
    after = taken[index : index + 1]
    is_at = any(begin < stop or (start, stop) == (begin, end) for start, stop in before)
    return is_at or any(start < end or (start, stop) == (begin, end) for start, stop in after)


def _starts(text: str) -> list[int]:
    """Return at which character each line begins, behind a byte order mark, and the text's end."""
    starts = [int(text.startswith(_MARK))]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return [*starts, len(text) + 1]


def _offset(text: str, starts: Sequence[int], line: int, column: int) -> int:
    """Return the character that a line and column mean.

    Raises:
        ValueError: If the text has none there.
    """
    if (line, column) == (1, 0):
        return 0
    if not (0 < line < len(starts) and column > 0):
        raise ValueError(f"no line {line} or column {column}")
    begin, end = starts[line - 1], starts[line] - 1
    if end > begin and end < len(text) and text[end - 1] == "\r":
        end -= 1
    if begin + column - 1 > end:
        raise ValueError(f"no column {column} in line {line}")
    return begin + column - 1
