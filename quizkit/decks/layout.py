"""One layout for all decks: two blanks of indentation, one order of fields, aligned tables.

A file is read as written, its comments are given to what they belong to, and all is written anew.
What was on one line stays on one line. The result is read again: it must say the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from quizkit.decks.events import read
from quizkit.decks.layout_notes import is_long, placed
from quizkit.decks.layout_order import Path, is_wording, ordered
from quizkit.decks.layout_read import Entry, Holder, Leaf, written
from quizkit.decks.layout_table import aligned, cells
from quizkit.decks.layout_text import flowing, keeps_marks, typed
from quizkit.decks.report import Report
from quizkit.decks.source import text_of
from quizkit.errors import DeckError
from quizkit.model import Severity
from quizkit.text import nfc, width

STEP: Final = 2
"""Blanks of one level."""


@dataclass(slots=True)
class _Line:
    """A line of the result.

    Attributes:
        text: What it says, without the comment.
        comment: The comment at its end.
        column: Where that stood [cells].
        begin: Characters up to the value, the blank before it not counted; 0: it has none.
        value: Where the value stood [cells].
    """

    text: str
    comment: str = ""
    column: int = 0
    begin: int = 0
    value: int = 0


def laid_out(data: bytes, path: str) -> bytes:
    r"""Return a deck's file in the one layout; it says the same as before.

    Args:
        data: The file: a deck's first file, or one that it includes.
        path: Its path, as problems show it.

    Returns:
        Its new bytes: UTF-8 in NFC, `\n` at line ends, without byte order mark.

    Raises:
        DeckError: If the file cannot be read, with its problems.

    >>> print(laid_out(b"title:   'Rivers'\nquizkit: 1 # the format", "d.yaml").decode(), end="")
    quizkit: 1  # the format
    title: Rivers
    """
    report = Report()
    text = text_of(data, path, report)
    tree = read(data, path, use_shortcut=False)
    problems = tuple(problem for problem in tree.problems if problem.severity is Severity.FATAL)
    if text is None or tree.root is None or problems:
        raise DeckError(f"{path} cannot be read", problems or tuple(report.problems))
    file = written(nfc(text), path)
    before = list(said(file.root, ()))
    head = placed(file)
    out = [_Line(line) for line in head]
    _holder(file.root, (), 0, out)
    after = _joined(out)
    if list(said(written(after, path).root, ())) != before:
        raise DeckError(f"{path} cannot be laid out without changing what it says")
    return after.encode()


def said(holder: Holder, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each text with its path, cell by cell where it is a table.

    Maps and lists without anything in them come as "{}" and "[]".
    """
    if not holder.entries:
        yield path, "{}" if holder.is_map else "[]"
    for name, entry in ordered(holder, path):
        inner = (*path, name)
        if isinstance(entry.value, Holder):
            yield from said(entry.value, inner)
        elif _is_table(inner, entry.value):
            for place, row in enumerate(cells(entry.value.text)):
                yield from (((*inner, place, at), cell) for at, cell in enumerate(row))
        else:
            yield inner, entry.value.text


def _is_table(path: Path, leaf: Leaf) -> bool:
    return path[0] == "facts" and path[-1] == "table" and leaf.style == "|"


def _holder(holder: Holder, path: Path, indent: int, out: list[_Line]) -> None:
    """Write a map or list, each entry on lines of its own."""
    blanks = " " * indent
    keep = keeps_marks(holder)
    was_long = False
    run: list[_Line] = []
    for place, (name, entry) in enumerate(ordered(holder, path)):
        inner = (*path, name)
        lines: list[_Line] = []
        _entry(entry, inner, indent, lines, keep=keep)
        lead = _single(entry.lead, is_first=place == 0)
        long = is_long(entry.value)
        if not path and place and (long or was_long) and lead[:1] != [""]:
            lead.insert(0, "")
        was_long = long
        if lead or len(lines) > 1:
            _align(run)
            run = []
        run += lines[:1] if len(lines) == 1 and lines[0].begin else []
        out += [_Line(blanks + line if line else "") for line in lead]
        out += lines
    _align(run)
    out += [_Line(blanks + line if line else "") for line in _single(holder.tail, is_first=False)]


def _align(run: Sequence[_Line]) -> None:
    """Put values that stood in one column into one."""
    columns: dict[int, int] = {}
    for line in run:
        columns[line.value] = max(columns.get(line.value, 0), width(line.text[: line.begin]))
    for line in run:
        begin, rest = line.text[: line.begin], line.text[line.begin :]
        line.text = begin + " " * (columns[line.value] - width(begin)) + rest


def _single(lead: Sequence[str], *, is_first: bool) -> list[str]:
    """Return lines with single blank lines, none before a first entry."""
    found: list[str] = []
    for line in lead:
        if line or (found and found[-1]) or (not found and not is_first):
            found.append(line)
    return found


def _entry(entry: Entry, path: Path, indent: int, out: list[_Line], *, keep: bool) -> None:
    key = entry.key
    begin = " " * indent + (f"{typed(key)}:" if key is not None else "-")
    value = entry.value
    first = _Line(begin, entry.comment, entry.column)
    if key is not None and key.start[0] == value.start[0]:
        first.begin, first.value = len(begin), entry.at
    if isinstance(value, Leaf):
        out.append(first)
        marks = is_wording(path) or (keep and bool(value.style))
        first.text += " " + _leaf(value, path, indent + STEP, out, marks=marks)
    elif not value.is_spread:
        first.text += " " + flowing(value, path)
        out.append(first)
    elif key is not None:
        out.append(first)
        _holder(value, path, indent + STEP, out)
    else:
        _member(entry, value, path, indent, out)


def _member(entry: Entry, value: Holder, path: Path, indent: int, out: list[_Line]) -> None:
    """Write a member that is a map or list: its first line stands behind the dash."""
    _, first = ordered(value, path)[0]
    entry.lead += [entry.comment] if entry.comment else []
    entry.lead += first.lead
    first.lead = []
    lines: list[_Line] = []
    _holder(value, path, indent + STEP, lines)
    lines[0].text = " " * indent + "- " + lines[0].text[indent + STEP :]
    out += lines


def _leaf(leaf: Leaf, path: Path, indent: int, out: list[_Line], *, marks: bool) -> str:
    """Return a text as it is typed behind its field's name; lines below it go to `out`."""
    lines: Sequence[str] | None = leaf.lines
    if not lines:
        return typed(leaf, is_quoted=marks)
    header = leaf.style
    if _is_table(path, leaf) and (rows := aligned(leaf.text)) is not None:
        lines = rows
    else:
        said_first = next(line for line in lines if line.strip())
        header += str(STEP) if said_first.startswith(" ") else ""
        header += "" if leaf.text.endswith("\n") else "-"
    out += [_Line(" " * indent + line if line else "") for line in lines]
    return header


def _joined(out: Sequence[_Line]) -> str:
    """Return the lines as a text; comments that stood in one column stay in one."""
    lines: list[str] = []
    run: list[_Line] = []
    for line in [*out, _Line("")]:
        if run and (not line.comment or line.column != run[0].column):
            column = max(width(one.text) for one in run) + 2
            lines += [one.text + " " * (column - width(one.text)) + one.comment for one in run]
            run = []
        if line.comment:
            run.append(line)
        else:
            lines.append(line.text)
    return "\n".join(lines).rstrip("\n") + "\n"
