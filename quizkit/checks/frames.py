"""How problems are shown: the frame in full, one line each, and values for JSON.

Pure: source lines come in as a mapping from path to lines, text and plain values go out. All
text of a deck passes `text.visible`; marks are counted in terminal cells.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.model import Fix, Location, Note, Problem, Related
from quizkit.text import visible, width

Lines = Mapping[str, Sequence[str]]
"""Path of a file to its lines, without line ends."""

MOST_NOTES: Final = 6
"""Lines under a frame."""

_TAB: Final = "    "
_LAST: Final = frozenset({"why", "more"})
"""Lines that stand behind the one about the mending."""


class _Mark(NamedTuple):
    """A stretch of a line to be underlined, and what is said about it."""

    at: Location
    sign: str
    label: str


def frame(problem: Problem, lines: Lines, *, deck: str = "") -> str:
    """Return a problem with its source lines, marks and notes, without a final line end.

    Args:
        problem: What was found.
        lines: The files it may point into. A place that is not there is named, not shown.
        deck: The deck's file, where the problem is in another one; `check --fix` takes it.

    Returns:
        Several lines of text, laid out as compilers do.

    >>> from quizkit.model import Severity
    >>> found = Problem("QK003", Severity.FATAL, "`to` is given twice", Location("a.yaml", 2, 1, 2),
    ...                 label="again here", notes=(Note("help", "take one of them out"),))
    >>> print(frame(found, {"a.yaml": ["to: Rome", "to: Oslo"]}))
    error[QK003]: `to` is given twice
     --> a.yaml:2:1
    2 | to: Oslo
      | ^^ again here
      = help: take one of them out
      = more: quizkit explain QK003
    """
    marks = [_Mark(problem.at, "^", problem.label)]
    marks += [_Mark(related.at, "-", related.message) for related in problem.related]
    seen = [mark for mark in marks if _line(lines, mark.at) is not None]
    gutter = len(str(max((mark.at.line for mark in seen), default=1)))
    shown = [f"{_head(problem)}: {visible(problem.message)}", _arrow(problem.at, gutter, "-->")]
    for path in dict.fromkeys(mark.at.path for mark in seen):
        here = [mark for mark in seen if mark.at.path == path]
        if path != problem.at.path:
            shown.append(_arrow(here[0].at, gutter, ":::"))
        shown += _excerpt(here, lines, gutter)
    shown += [
        f"{'':{gutter}} = also: {place(related.at)}: {visible(related.message)}"
        for related in problem.related
        if not related.at.column
    ]
    shown += [
        f"{'':{gutter}} = {note.kind + ':':<5} {visible(note.text)}"
        for note in _notes(problem, deck or problem.at.path)
    ]
    if problem.suppressed:
        shown.append(f"{'':{gutter}} = ok:   {visible(problem.suppressed)}")
    return "\n".join(shown)


def concise(problem: Problem) -> str:
    """Return a problem as one line.

    >>> from quizkit.model import Severity
    >>> concise(Problem("QK301", Severity.ERROR, "two answers fit", Location("a.yaml", 4, 2)))
    'a.yaml:4:2: QK301 error: two answers fit'
    """
    at = problem.at
    word = problem.severity.word
    message = visible(problem.message)
    return f"{place(at)}: {problem.code} {word}: {message}"


def place(at: Location) -> str:
    """Return where something stands: file, line and column, or in words where it has no column.

    >>> place(Location("a.yaml", 4, 2)), place(Location("row 4, column date", 4, 0))
    ('a.yaml:4:2', 'row 4, column date')
    """
    return f"{visible(at.path)}:{at.line}:{at.column}" if at.column else visible(at.path)


def as_json(problem: Problem) -> dict[str, object]:
    """Return a problem as plain values, with the fields of the JSON output; ends are exclusive."""
    at = problem.at
    hints = [note.text for note in problem.notes if note.kind == "help"]
    return {
        "code": problem.code,
        "severity": problem.severity.word,
        "profile": problem.profile,
        "message": problem.message,
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "end_line": at.line,
        "end_column": at.column + at.width,
        "deck": problem.deck,
        "fact": problem.fact,
        "role": problem.role,
        "related": [_related(related) for related in problem.related],
        "lines": [{"kind": note.kind, "text": note.text} for note in problem.notes],
        "hint": hints[0] if hints else "",
        "fix": None if problem.fix is None else _fix(problem.fix),
        "suppressed": problem.suppressed or None,
    }


def counts(problems: Iterable[Problem]) -> dict[str, int]:
    """Return how many errors, warnings and notes there are, and how many were accepted.

    >>> from quizkit.model import Severity
    >>> counts([Problem("QK202", Severity.WARNING, "the same fact twice", Location("a.yaml"))])
    {'errors': 0, 'warnings': 1, 'notes': 0, 'suppressed': 0}
    """
    found = {"errors": 0, "warnings": 0, "notes": 0, "suppressed": 0}
    for problem in problems:
        found["suppressed" if problem.suppressed else f"{problem.severity.word}s"] += 1
    return found


def summary(
    name: str,
    problems: Iterable[Problem],
    *,
    facts: int = 0,
    asked: int = 0,
    refused: int = 0,
    more: Iterable[str] = (),
) -> str:
    """Return the line of totals for one deck.

    Args:
        name: What the deck is called.
        problems: All that was found, accepted ones included.
        facts: How many facts and cards it has.
        asked: How many facets are asked.
        refused: How many facets are refused.
        more: What else is counted, in words.

    >>> summary("rivers", [], facts=48, asked=131, refused=2)
    'rivers: no problems (48 facts, 131 asked, 2 refused)'
    """
    found = counts(problems)
    totals = [_count(number, kind[:-1]) for kind, number in found.items() if kind != "suppressed"]
    told = ", ".join(total for total in totals if total) or "no problems"
    inside = [_count(facts, "fact") or "0 facts", f"{asked} asked", f"{refused} refused", *more]
    if found["suppressed"]:
        inside.append(f"{found['suppressed']} suppressed")
    return f"{visible(name)}: {told} ({', '.join(inside)})"


def mending(problem: Problem, deck: str) -> str:
    """Return the command that mends a problem, or "" where none does.

    >>> from quizkit.model import Severity
    >>> place = Location("my deck.yaml", 2)
    >>> found = Problem("QK104", Severity.FATAL, "", place, fix=Fix("unsafe", "", ()))
    >>> mending(found, place.path)
    'quizkit check --fix --unsafe "my deck.yaml"'
    """
    if problem.fix is None or problem.suppressed:
        return ""
    name = f'"{deck}"' if any(char in " '&();$*?<>|`\\" for char in deck) else deck
    return f"quizkit check --fix {'' if problem.fix.safety == 'safe' else '--unsafe '}{name}"


def can_be_mended(problems: Iterable[Problem]) -> str:
    """Return how many problems `--fix` mends, or "" if none.

    >>> from quizkit.model import Severity
    >>> one, two = (Problem("QK104", Severity.FATAL, "", Location("a"), fix=Fix(safety, "", ()))
    ...             for safety in ("safe", "unsafe"))
    >>> print(can_be_mended([one, one]), can_be_mended([one, two]), sep="; ")
    2 can be mended: --fix; 1 can be mended: --fix, 1 more: --fix --unsafe
    """
    kinds = [problem.fix.safety for problem in problems if problem.fix and not problem.suppressed]
    safe = kinds.count("safe")
    unsafe = len(kinds) - safe
    if not safe:
        return f"{unsafe} can be mended: --fix --unsafe" if unsafe else ""
    more = f", {unsafe} more: --fix --unsafe" if unsafe else ""
    return f"{safe} can be mended: --fix{more}"


def _notes(problem: Problem, deck: str) -> tuple[Note, ...]:
    """Return the lines under a frame, at most six, the last of which leads to the page."""
    notes, kinds = problem.notes, {note.kind for note in problem.notes}
    command = "" if "fix" in kinds else mending(problem, deck)
    if command and len(notes) < MOST_NOTES:
        last = [note for note in notes if note.kind in _LAST]
        first = [note for note in notes if note.kind not in _LAST]
        notes = (*first, Note("fix", command), *last)
    if len(notes) >= MOST_NOTES or "more" in kinds:
        return notes
    return (*notes, Note("more", f"quizkit explain {problem.code}"))


def _head(problem: Problem) -> str:
    return f"{problem.severity.word}[{problem.code}]"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def _arrow(at: Location, gutter: int, sign: str) -> str:
    return f"{'':{gutter}}{sign} {place(at)}"


def _line(lines: Lines, at: Location) -> str | None:
    """Return the source line of a place, or None where there is none."""
    found = lines.get(at.path, ())
    return found[at.line - 1] if 0 < at.line <= len(found) else None


def _excerpt(marks: Sequence[_Mark], lines: Lines, gutter: int) -> Iterator[str]:
    """Yield the marked lines of one file in order, with gaps as `...`."""
    last = 0
    for number in sorted({mark.at.line for mark in marks}):
        if last and number > last + 1:
            yield "..."
        here = [mark for mark in marks if mark.at.line == number]
        text = _line(lines, here[0].at) or ""
        yield f"{number:>{gutter}} | {_clean(text)}".rstrip()
        for mark in sorted(here, key=lambda mark: -mark.at.column):
            yield f"{'':{gutter}} | {_underline(text, mark)}".rstrip()
        last = number


def _underline(text: str, mark: _Mark) -> str:
    """Return the line under a source line that marks one stretch of it."""
    start = min(mark.at.column - 1, len(text))
    before = width(_clean(text[:start]))
    cells = max(1, width(_clean(text[start : start + mark.at.width])))
    return f"{'':{before}}{mark.sign * cells} {visible(mark.label)}"


def _clean(text: str) -> str:
    return visible(text.replace("\t", _TAB))


def _related(related: Related) -> dict[str, object]:
    at = related.at
    return {
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "end_column": at.column + at.width,
        "message": related.message,
    }


def _fix(fix: Fix) -> dict[str, object]:
    edits = [dict(edit._asdict()) for edit in fix.edits]
    return {"safety": fix.safety, "title": fix.title, "edits": edits}
