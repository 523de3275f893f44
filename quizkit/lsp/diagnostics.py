"""Problems as an editor shows them under the text."""

from collections.abc import Iterable
from typing import Final

from lsprotocol.types import Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity
from lsprotocol.types import Location as At

from quizkit.lsp.buffers import Buffers
from quizkit.lsp.positions import Ruler
from quizkit.model import Location, Problem, Severity
from quizkit.text import visible

MOST: Final = 1_000
"""So many problems of one file are shown; the worst come first."""

_SEVERITIES: Final = {
    Severity.FATAL: DiagnosticSeverity.Error,
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.NOTE: DiagnosticSeverity.Information,
}
_TOLD: Final = ("tried", "known", "help", "or")
"""Lines under a frame that an editor shows; the others name commands."""


class Rulers:
    """The rulers of files, each made once.

    Args:
        buffers: The open texts.
    """

    def __init__(self, buffers: Buffers) -> None:
        self.buffers = buffers
        self._made: dict[str, Ruler] = {}

    def at(self, place: Location) -> At:
        """Return a place as an editor names it."""
        return At(self.buffers.uri(place.path), self.of(place.path).range(place))

    def of(self, path: str) -> Ruler:
        """Return the ruler of a file."""
        if path not in self._made:
            self._made[path] = self.buffers.ruler(path)
        return self._made[path]


def diagnostics(
    problems: Iterable[Problem], rulers: Rulers, *, home: str, related: bool
) -> dict[str, list[Diagnostic]]:
    """Return what is to be shown of each file that has a problem.

    Args:
        problems: What was found.
        rulers: How places are counted.
        home: The file that shows what has no place.
        related: The editor can show second places.
    """
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.at.path or home, []).append(problem)
    return {
        path: [_diagnostic(each, rulers, path, related=related) for each in _worst(here)]
        for path, here in found.items()
    }


def _worst(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda each: each.severity)[:MOST]


def _diagnostic(problem: Problem, rulers: Rulers, path: str, *, related: bool) -> Diagnostic:
    told = [
        DiagnosticRelatedInformation(rulers.at(each.at), visible(each.message) or "see here")
        for each in problem.related
        if each.at.path
    ]
    return Diagnostic(
        range=rulers.of(path).range(problem.at._replace(path=path)),
        message=message(problem),
        severity=_SEVERITIES[problem.severity],
        code=problem.code,
        source="quizkit",
        related_information=told if related and told else None,
    )


def message(problem: Problem) -> str:
    """Return what is wrong, and under it what can be done.

    >>> from quizkit.model import Note
    >>> notes = (Note("help", "did you mean `visit`?"),)
    >>> found = Problem("QK104", Severity.FATAL, "no such kind", Location("a"), notes=notes)
    >>> print(message(found))
    no such kind
    help: did you mean `visit`?
    """
    label = f" ({problem.label})" if problem.label else ""
    lines = [f"{note.kind}: {note.text}" for note in problem.notes if note.kind in _TOLD]
    return "\n".join(visible(line) for line in (problem.message + label, *lines))
