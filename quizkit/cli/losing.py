"""How exports and imports tell what the other side cannot hold, before anything is written."""

from collections.abc import Sequence
from typing import Any, Final

from quizkit.cli.out import Out
from quizkit.model import Location, Problem, Severity

MOST: Final = 20
"""Lines of losses that are printed; of more the rest is counted."""


def tell_losses(out: Out, losses: Sequence[Problem]) -> None:
    """Print one line a loss on stderr, with what to do about it."""
    for problem in losses[:MOST]:
        out.tell(f"{_shown(problem.at)}: {problem.code} {problem.message}")
        for note in problem.notes:
            out.tell(f"    {note.text}")
    if len(losses) > MOST:
        out.tell(f"and {len(losses) - MOST} more")


def _shown(at: Location) -> str:
    """Return a place as people know it: a cell of a sheet by its letters.

    >>> _shown(Location("b.xlsx, sheet visit", 3, 28)), _shown(Location("d.yaml", 3, 7))
    ('b.xlsx, sheet visit, cell AB3', 'd.yaml:3:7')
    """
    if ", sheet " not in at.path:
        return f"{at.path}:{at.line}:{at.column}"
    letters, number = "", at.column
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{at.path}, cell {letters}{at.line}"


def as_json(losses: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return losses as values."""
    return [
        {
            "code": problem.code,
            "facet": f"{problem.fact}#{problem.role}" if problem.fact else "",
            "message": problem.message,
            "path": problem.at.path,
            "line": problem.at.line,
            "column": problem.at.column,
        }
        for problem in losses
    ]


def is_grave(losses: Sequence[Problem]) -> bool:
    """Return whether something is lost that must not be: more than a note tells of it."""
    return any(problem.severity < Severity.NOTE for problem in losses)
