"""How exports and imports tell what the other side cannot hold, before anything is written."""

from collections.abc import Sequence
from typing import Any, Final

from quizkit.cli.out import Out
from quizkit.model import Problem

MOST: Final = 20
"""Lines of losses that are printed; of more the rest is counted."""


def tell_losses(out: Out, losses: Sequence[Problem]) -> None:
    """Print one line a loss on stderr, with what to do about it."""
    for problem in losses[:MOST]:
        at = problem.at
        out.tell(f"{at.path}:{at.line}:{at.column}: {problem.code} {problem.message}")
        for note in problem.notes:
            out.tell(f"    {note.text}")
    if len(losses) > MOST:
        out.tell(f"and {len(losses) - MOST} more")


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


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its word.

    >>> counted(1, "row"), counted(2, "row"), counted(3, "loses", "lose")
    ('1 row', '2 rows', '3 lose')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
