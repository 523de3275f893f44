"""How commands show the problems of a deck: frames with the lines they point at."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from quizkit.checks.frames import frame
from quizkit.cli.out import Styled
from quizkit.model import Problem, Severity

_STYLES: Mapping[Severity, str] = {
    Severity.FATAL: "red",
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.NOTE: "cyan",
}


NO_TEXTS: Final[Mapping[str, str]] = {}


class Print(Protocol):
    """A function that prints one line made of plain and coloured parts."""

    def __call__(self, *parts: str | Styled) -> None: ...  # noqa: D102


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file, line, column, code."""
    return sorted(problems, key=lambda problem: (*problem.at[:3], problem.code))


def print_problems(
    problems: Sequence[Problem],
    line: Print,
    *,
    texts: Mapping[str, str] = NO_TEXTS,
    decks: Mapping[str, str] = NO_TEXTS,
) -> None:
    """Print frames in file order, a blank line between.

    Args:
        problems: What was found.
        line: Prints a line.
        texts: Path to text, for what is no file.
        decks: Path to the deck that a file belongs to, where they differ.
    """
    found = in_order(problems)
    lines = sources(found) | {path: tuple(text.split("\n")) for path, text in texts.items()}
    for number, problem in enumerate(found):
        if number:
            line("")
        head, _, rest = frame(problem, lines, deck=decks.get(problem.at.path, "")).partition(":")
        line(Styled(head, _STYLES[problem.severity]), ":" + rest)


def sources(problems: Sequence[Problem]) -> dict[str, tuple[str, ...]]:
    """Return the lines of every file that the problems point into; a lost file has none."""
    paths = {p.at.path for p in problems} | {r.at.path for p in problems for r in p.related}
    return {path: _lines(Path(path)) for path in sorted(paths)}


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text(encoding="utf-8-sig", errors="replace").split("\n"))
    except OSError:
        return ()
