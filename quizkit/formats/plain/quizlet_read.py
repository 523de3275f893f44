r"""Text as Quizlet's export shows it: `term TAB definition` a line, or with other separators."""

from collections.abc import Mapping
from typing import Final

from quizkit.errors import FormatError
from quizkit.formats.book import NO_INTAKE, Book, Draft, Intake, Line, Sheet
from quizkit.formats.cards.asked import Asked, Short
from quizkit.formats.cards.rows import CardRows
from quizkit.formats.sheets.reading import not_taken
from quizkit.formats.strangers.plaintext import only, text_of
from quizkit.model import Location

SUFFIX: Final = ".txt"

_SIDES: Final = ("q", "a")


def held(text: str) -> str:
    """Return what the format holds of a text: all of it."""
    return text


def read(files: Mapping[str, bytes], path: str, intake: Intake = NO_INTAKE) -> Draft:
    r"""Return the lines of a text as cards, or as rows of two columns where a kind was said.

    Args:
        files: Its bytes, by its name.
        path: What messages call it.
        intake: What is wished; `separator` and `row` are a tab and a line break if not given.

    Raises:
        FormatError: If it is no text, or no line of it has two sides.

    >>> draft = read({"a.txt": b"chat\tcat\nchien\tdog\n"}, "a.txt")
    >>> [line.cells["a"] for line in draft.book.sheets[0].lines]
    ['cat', 'dog']
    """
    text = text_of(only(files, path), path)
    mark, row = intake.separator or "\t", intake.row or "\n"
    if mark not in text:
        shown = "tab" if mark == "\t" else f"`{mark}`"
        message = f"cannot use {path}: no line has a {shown}; --separator says what stands between"
        raise FormatError(message, path)
    rows = CardRows(path, intake, unit="lines")
    number = 1
    for part in text.split(row):
        lead = part[: len(part) - len(part.lstrip("\n"))]
        _take(rows, part, mark, number + len(lead))
        number += (part + row).count("\n")
    draft = rows.draft()
    return _of_kind(draft, intake.kind) if intake.kind else draft


def _take(rows: CardRows, part: str, mark: str, number: int) -> None:
    if not part.strip():
        return
    front, found, back = part.partition(mark)
    term, meaning = (rows.seen(side, line=number) for side in (front, back))
    if term and meaning:
        rows.add(Asked(stem=term, answer=Short(meaning), line=number))
        return
    if not found:
        why, tip = "it has one side", "a line break inside a side needs --row for what ends a line"
    else:
        why, tip = "one of its sides is empty", "write both sides, and import again"
    at = Location(rows.path, number)
    rows.left_out(not_taken(f"line {number} is not taken: {why}", at, tip))


def _of_kind(draft: Draft, kind: str) -> Draft:
    """Return cards as rows of two columns without names, to be a kind's."""
    lines = [
        Line(line.number, {side: line.cells.get(side, "") for side in _SIDES})
        for sheet in draft.book.sheets
        for line in sheet.lines
    ]
    counts = {
        (what, f"facts of the kind {kind}" if became == "cards" else became): number
        for (what, became), number in draft.counts.items()
    }
    return draft._replace(book=Book((Sheet(kind, _SIDES, tuple(lines)),)), counts=counts)
