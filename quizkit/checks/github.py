"""Problems as GitHub's workflow commands, which show them beside the lines of a change.

The site shows ten of each severity a step, so errors come first. Pure: lines of text go out.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from quizkit.checks.frames import concise
from quizkit.model import Location, Problem
from quizkit.text import visible

_WORDS: Final = {"error": "error", "warning": "warning", "note": "notice"}
_IN_MESSAGE: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY: Final = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}


def annotations(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield one command a problem, errors first; accepted problems are left out.

    >>> from quizkit.model import Severity
    >>> found = Problem("QK301", Severity.ERROR, "100% sure", Location("a,b.yaml", 4, 2, 3))
    >>> print(*annotations([found]))
    ::error file=a%2Cb.yaml,line=4,endLine=4,col=2,endColumn=5,title=QK301::100%25 sure
    """
    open_ones = (problem for problem in problems if not problem.suppressed)
    for problem in sorted(open_ones, key=lambda problem: problem.severity):
        word = _WORDS[problem.severity.word]
        yield command(word, problem.at, problem.code, _message(problem))


def command(word: str, at: Location, title: str, message: str) -> str:
    """Return one workflow command.

    Args:
        word: "error", "warning" or "notice".
        at: The place; it lies on one line.
        title: What stands above the message.
        message: The message.
    """
    properties = {
        "file": at.path,
        "line": at.line,
        "endLine": at.line,
        "col": at.column,
        "endColumn": at.column + at.width,
        "title": title,
    }
    told = ",".join(f"{name}={_escaped(str(text))}" for name, text in properties.items())
    return f"::{word} {told}::{_escaped(message, _IN_MESSAGE)}"


def job_summary(problems: Iterable[Problem]) -> str:
    """Return the concise list as Markdown, for the page of the whole job; "" without problems.

    >>> job_summary([])
    ''
    """
    lines = [f"    {concise(problem)}\n" for problem in problems if not problem.suppressed]
    return "".join(["### quizkit check\n\n", *lines, "\n"]) if lines else ""


def _message(problem: Problem) -> str:
    hints = [note.text for note in problem.notes if note.kind == "help"]
    return visible("\n".join([problem.message, *hints[:1]]), keep_lines=True)


def _escaped(text: str, table: dict[str, str] = _IN_PROPERTY) -> str:
    return "".join(table.get(char, char) for char in text)
