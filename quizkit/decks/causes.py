"""QK001: why a file is not readable, in a teacher's words.

libyaml says what it expected; people want to know what they did. `suspects` guesses what that was;
here each guess is tried on the lines around it, and the first that can be read is named, with the
change that makes it so. Where none can, the message says where reading stopped.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from yaml import MarkedYAMLError, YAMLError

from quizkit.decks.parser import events_of
from quizkit.decks.report import Report, help_, short
from quizkit.decks.slips import SLIPS
from quizkit.decks.suspects import SUSPECTS, Sight, Suspect
from quizkit.model import Edit, Fix, Location, Note

MOST_TRIED: Final = 60
"""Guesses that are tried for one fault."""

_BEFORE: Final = 20
_AFTER: Final = 4
"""Lines before and after a fault that are read to try a guess."""

_LONGEST: Final = 2_000
"""Characters of a line that is looked at closely."""

_OPENERS = {"flow mapping": ("brace", "{", "}"), "flow sequence": ("bracket", "[", "]")}
_FIELD: Final = re.compile(r"(?:^|[{,-]) *([^\W\d_]\w*(?: \w+)?): ")


def unreadable(
    error: YAMLError, path: str, lines: Sequence[str], report: Report, *, explain: bool = True
) -> None:
    """Report why YAML could not be read, with the place to change.

    Args:
        error: What libyaml raised.
        path: The file.
        lines: Its lines.
        report: Takes QK001.
        explain: Try out what was done; else only say where reading stopped.
    """
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None or not lines:
        report.add("QK001", Location(path), "cannot read this file as YAML")
        return
    tried = islice(_guesses(error, lines), MOST_TRIED if explain else 0)
    found = next((guess for guess in tried if _is_cured(lines, guess[1].lines)), None)
    if found is None:
        _stopped(error, path, lines, report)
        return
    sight, suspect = found
    fix = None
    if suspect.is_whole:
        edits = tuple(_edit(path, lines, n, text) for n, text in sorted(suspect.lines.items()))
        long = len(suspect.help) >= 60
        title = re.split("[:,;]", suspect.help)[0] if long else suspect.help
        fix = Fix("unsafe", title, edits)
    at = Location(path, sight.number, suspect.column)
    _say(report, at, suspect.what, suspect.label, help_(suspect.help), fix=fix)


def _guesses(error: MarkedYAMLError, lines: Sequence[str]) -> Iterator[tuple[Sight, Suspect]]:
    """Yield the guesses for each line that may be to blame, the likeliest line first."""
    fields = frozenset[str]()
    for number in _blamed(error, lines):
        if not fields:
            near = lines[max(0, number - 200) : number + 200]
            fields = frozenset(name for line in near for name in _FIELD.findall(line[:_LONGEST]))
        if len(lines[number - 1]) > _LONGEST:
            continue
        sight = Sight(lines, number, fields)
        for suspect in (*SLIPS, *SUSPECTS):
            for guess in suspect(sight):
                yield sight, guess


def _blamed(error: MarkedYAMLError, lines: Sequence[str]) -> list[int]:
    """Return the lines [from 1] that may be to blame."""
    stop = min(error.problem_mark.line + 1, len(lines)) if error.problem_mark else 1
    found = []
    context = error.context or ""
    if error.context_mark is not None and "block" not in context:
        found.append(error.context_mark.line + 1)
    before = next((n for n in range(stop - 1, 0, -1) if lines[n - 1].strip()), 0)
    return [n for n in dict.fromkeys([*found, stop, before]) if 0 < n <= len(lines)]


def _is_cured(lines: Sequence[str], changes: Mapping[int, str]) -> bool:
    """Return whether the lines around a change can be read with it."""
    first, last = min(changes), max(changes)
    begin = max(1, first - _BEFORE)
    numbers = [*_above(lines, begin), *range(begin, min(len(lines), last + _AFTER) + 1)]
    text = "\n".join(changes.get(n, lines[n - 1]) for n in numbers) + "\n"
    try:
        for _ in events_of(text):
            pass
    except MarkedYAMLError as error:
        marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark]
        flow = "block" not in (error.context or "")
        stop = min(marks) if flow else max(marks)
        return bool(marks) and stop > numbers.index(last) + 1
    except YAMLError:
        return False
    return True


def _above(lines: Sequence[str], begin: int) -> list[int]:
    """Return the lines [from 1] that hold what begins on a line: each stands further out."""
    chain: list[int] = []
    indent = _indent(lines[begin - 1]) or 0
    for number in range(begin - 1, 0, -1):
        if not indent:
            break
        text = lines[number - 1]
        if text.strip() and _indent(text) < indent and not text.lstrip().startswith("#"):
            indent = _indent(text)
            chain.append(number)
    return chain[::-1]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _edit(path: str, lines: Sequence[str], number: int, new: str) -> Edit:
    """Return the smallest edit that turns a line into another."""
    old = lines[number - 1]
    same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), -1)
    begin = same if same >= 0 else min(len(old), len(new))
    end = 0
    while end < min(len(old), len(new)) - begin and old[-1 - end] == new[-1 - end]:
        end += 1
    text = new[begin : len(new) - end]
    return Edit(path, number, begin + 1, number, len(old) - end + 1, text)


def _stopped(error: MarkedYAMLError, path: str, lines: Sequence[str], report: Report) -> None:
    """Report where reading stopped, where no guess explains it."""
    mark = error.problem_mark
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    text = lines[line]
    begin = error.context_mark
    at = Location(path, line + 1, column + 1)
    if _tab(text):
        place = at._replace(column=text.index("\t") + 1)
        tip = help_("use blanks in place of the tab")
        _say(report, place, "a tab stands before the text", "I read blanks only", tip)
    elif begin is not None and "quoted scalar" in (error.context or ""):
        place = Location(path, begin.line + 1, begin.column + 1)
        tip = help_("close it, or put a text that has quotation marks in the other kind")
        _say(report, place, "a quotation mark is not closed", "it opens here", tip)
    elif begin is not None and (opener := _opener(error.context or "")):
        _open(report, Location(path, begin.line + 1, begin.column + 1), opener)
    elif "cannot start any token" in (error.problem or ""):
        sign = text[column : column + 1]
        tip = help_(f'put the text in quotes: "{short(text[column:].strip())}"')
        _say(report, at, f"a text cannot begin with `{sign}`", "here", tip)
    else:
        tip = help_("line it up with what it belongs to; after a field's name comes `: `")
        what = "the indentation or a colon is wrong"
        _say(report, at, what, "I did not expect this here", tip)


def _say(
    report: Report, at: Location, what: str, label: str, *notes: Note, fix: Fix | None = None
) -> None:
    message = f"cannot read line {at.line}: {what}"
    report.add("QK001", at, message, label=label, notes=notes, fix=fix)


def _tab(text: str) -> bool:
    return "\t" in text[: len(text) - len(text.lstrip())] or bool(re.match(r" *-\t", text))


def _opener(context: str) -> tuple[str, str, str] | None:
    return next((found for name, found in _OPENERS.items() if name in context), None)


def _open(report: Report, at: Location, opener: tuple[str, str, str]) -> None:
    word, sign, closing = opener
    _say(
        report,
        at,
        f"this {word} is left open, or lacks a comma",
        "it opens here",
        help_(f"close `{sign}` with `{closing}`, and put a comma after each value"),
        Note("or", "put a text that has brackets, braces or commas in quotes"),
    )


def empty_tip(name: str, typed: str, *, in_flow: bool) -> str:
    """Return what to do about a field without a value.

    Args:
        name: The field's name.
        typed: The line from there on, as typed.
        in_flow: It stands in a map between braces.
    """
    rest = typed[len(name) :].lstrip()
    field, colon, value = name.partition(":")
    if colon and value and not value.startswith("//"):
        return f"a blank comes after a colon:  {short(field)}: {short(value)}"
    if any(sign in name for sign in "“”„"):
        return "quotation marks are straight ones here: type them again, or take them out"
    if rest.startswith(": #"):
        return "what follows `#` is a comment: put a text that begins with it in quotes"
    field, sign, value = (part.strip() for part in name.partition("="))
    if field and sign and value:
        return f"a colon is wanted, not `=`:  {short(field)}: {short(value)}"
    if in_flow and re.match(r"\d{3}\b", name) and not rest.startswith(":"):
        return "a comma ends a value inside { }: write a number without commas"
    if in_flow and not rest.startswith(":"):
        return "a comma ends a value inside { }: put a text that has commas in quotes"
    gone = "take it out with its comma" if in_flow else "delete the line"
    return f"write a value after `{short(name)}:`, or {gone}"
