"""QK019: what stands in a file without anybody seeing it: found in its bytes, once a file."""

from collections.abc import Iterable, Sequence
from typing import Final

from quizkit.decks.report import Report, help_
from quizkit.model import Edit, Fix, Location

MOST_EDITS: Final = 1_000
"""Places that one fix mends; what is left comes in the next round."""

_MARK: Final = b"\xef\xbb\xbf"

_BOM: Final = (
    "this file begins with a byte order mark",
    "save it as UTF-8 without the mark",
)
_ENDS: Final = (
    "this file has line ends of two kinds",
    "save it with one kind of line ends",
)
_TABS: Final = (
    "this table has tabs, which some editors turn into blanks",
    "put ` | ` between the cells, and blanks for other tabs",
)


def look(data: bytes, path: str, lines: Sequence[str], report: Report) -> None:
    """Report a byte order mark, line ends of two kinds and blanks at the ends of lines.

    Args:
        data: The file.
        path: Its path as problems show it.
        lines: Its lines, without line ends.
        report: Takes QK019.
    """
    if data.startswith(_MARK):
        edit = Edit(path, 1, 0, 1, 1, "")
        _add(report, Location(path), _BOM, [edit])
    line_ends(data, path, lines, report)
    if b" \n" in data or b" \r\n" in data:
        _blanks(path, lines, report)


def line_ends(data: bytes, path: str, lines: Sequence[str], report: Report) -> None:
    """Report line ends of two kinds."""
    windows = data.count(b"\r\n")
    if not windows or windows == data.count(b"\n"):
        return
    raw = data.split(b"\n")[:-1]
    odd = 2 * windows <= len(raw)  # those that differ from most, as fixes write them
    numbers = [n for n, line in enumerate(raw, 1) if line.endswith(b"\r") == odd]
    edits = [
        Edit(path, n, len(lines[n - 1]) + 1, n + 1, 1, "\n")
        for n in numbers[:MOST_EDITS]
        if n <= len(lines)
    ]
    at = Location(path, numbers[0])
    _add(report, at, _ENDS, edits)


def _blanks(path: str, lines: Sequence[str], report: Report) -> None:
    # A tab at the end of a line may be the last cell of a table: see `tabbed`.
    ends = [(n, line) for n, line in enumerate(lines, 1) if line != line.rstrip(" ")]
    if not ends:
        return
    edits = [
        Edit(path, n, len(line.rstrip(" ")) + 1, n, len(line) + 1, "")
        for n, line in ends[:MOST_EDITS]
    ]
    first = edits[0]
    at = Location(path, first.line, first.column, first.end_column - first.column)
    many = f"{len(ends)} lines end" if len(ends) > 1 else "this line ends"
    _add(report, at, (f"{many} in blanks", "delete the blanks"), edits)


def tabbed(path: str, rows: Sequence[tuple[str, int, int]], report: Report, *, tabs: bool) -> None:
    """Report the tabs of a table that stands in a deck.

    Args:
        path: The deck's file.
        rows: Text, line and column of each row, the header first.
        report: Takes QK019.
        tabs: They part its cells.
    """
    found = [row for row in rows if "\t" in row[0]]
    if not found:
        return
    edits = [
        Edit(path, line, column, line, column + len(text), _untabbed(text, tabs=tabs))
        for text, line, column in found[:MOST_EDITS]
    ]
    text, line, column = found[0]
    at = Location(path, line, column + text.index("\t"))
    _add(report, at, _TABS, edits)


def _untabbed(text: str, *, tabs: bool) -> str:
    r"""Return a row of a table with bars where tabs part its cells, else with blanks for tabs.

    >>> _untabbed("a\tb|c\t", tabs=True), _untabbed("\tx\t", tabs=True)
    ('a | b\\|c |', '|  | x |  |')
    """
    if not tabs:
        return text.replace("\t", " ")
    cells = [cell.strip().replace("\\|", "|").replace("|", "\\|") for cell in text.split("\t")]
    row = " | ".join(cells)
    return row.strip() if cells[0] or cells[-1] else f"| {row} |"


def _add(report: Report, at: Location, what: tuple[str, str], edits: Iterable[Edit]) -> None:
    message, tip = what
    fix = Fix("safe", "tidy what is not seen", tuple(edits))
    report.add("QK019", at, message, notes=[help_(tip)], fix=fix)
