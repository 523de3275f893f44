"""Problems at the end of a cell: frames as text, else a table; the first 50."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from quizkit.checks.frames import frame
from quizkit.checks.frames import place as shown
from quizkit.model import Problem, Severity
from quizkit.notebook import markdown as md
from quizkit.notebook.marks import counted, severity
from quizkit.notebook.markup import Html, element, output, said, table
from quizkit.text import visible

MOST: Final = 50
"""Problems that are shown."""

HEAD: Final = ("problem", "code", "place", "message", "help")


def text(problems: Sequence[Problem], summary: str) -> str:
    """Return problems as frames with their source lines, and how many there are.

    Args:
        problems: What was found.
        summary: The sentence for all of them.
    """
    shown = problems[:MOST]
    lines = sources(shown)
    frames = [frame(problem, lines) for problem in shown]
    return "\n\n".join((*frames, *_closing(problems, summary)))


def html(problems: Sequence[Problem], summary: str) -> Html:
    """Return problems as an HTML table, and how many there are.

    Args:
        problems: What was found.
        summary: The sentence for all of them.
    """
    rows = (
        (_graveness(each), each.code, place(each), said(each.message), said(hint(each)))
        for each in problems[:MOST]
    )
    made = table(HEAD, rows) if problems else None
    return output(made, *(element("p", line) for line in _closing(problems, summary)))


def markdown(problems: Sequence[Problem], summary: str) -> str:
    """Return problems as a Markdown table, and how many there are.

    Args:
        problems: What was found.
        summary: The sentence for all of them.
    """
    rows = [
        (severity(each), each.code, place(each), each.message, hint(each))
        for each in problems[:MOST]
    ]
    closing = map(md.written, _closing(problems, summary))
    return "\n\n".join((*([md.table(HEAD, rows)] if rows else ()), *closing))


def totals(problems: Iterable[Problem]) -> str:
    """Return how many problems there are of each kind.

    >>> from quizkit.model import NOWHERE
    >>> totals([Problem("QK202", Severity.WARNING, "given twice", NOWHERE)])
    '1 warning'
    """
    words = [problem.severity.word for problem in problems]
    kinds = dict.fromkeys(level.word for level in Severity)
    return ", ".join(counted(words.count(kind), kind) for kind in kinds if kind in words)


def _graveness(problem: Problem) -> Html:
    return element("span", str(severity(problem)), style="white-space:nowrap")


def place(problem: Problem) -> str:
    """Return where a problem is: file, line, column, or row and column; "" where nowhere."""
    return shown(problem.at) if problem.at.path else ""


def hint(problem: Problem) -> str:
    """Return what helps, in one line, or ""."""
    hints = (note.text for note in problem.notes if note.kind == "help")
    return "; ".join(hints) or problem.label


def sources(problems: Iterable[Problem]) -> Mapping[str, Sequence[str]]:
    """Return the lines of every file that problems point into; a file that is gone has none."""
    places = (at for each in problems for at in (each.at, *(near.at for near in each.related)))
    return {path: tuple(_lines(path)) for path in dict.fromkeys(at.path for at in places) if path}


def _lines(path: str) -> Iterator[str]:
    try:
        with Path(path).open(encoding="utf-8-sig", errors="replace") as stream:
            yield from (line.rstrip("\r\n") for line in stream)
    except (OSError, ValueError):
        return


def _closing(problems: Sequence[Problem], summary: str) -> Iterator[str]:
    if len(problems) > MOST:
        yield f"and {len(problems) - MOST:,} more; these are the first {MOST}."
    if summary:
        yield visible(summary)
