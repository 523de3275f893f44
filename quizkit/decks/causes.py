"""QK001: why a file is not readable, in a teacher's words.

libyaml says what it expected; people want to know what they did. The usual causes are few: a colon
in a text, a tab, a wrong indentation, a bracket or quotation mark left open, a sign at the start
of a text that means something else.
"""

import re
from collections.abc import Sequence

from yaml import MarkedYAMLError, YAMLError

from quizkit.decks.report import Report, help_, short
from quizkit.model import Location, Note

_OPENERS = {"flow mapping": ("brace", "{", "}"), "flow sequence": ("bracket", "[", "]")}


def unreadable(error: YAMLError, path: str, lines: Sequence[str], report: Report) -> None:
    """Report why YAML could not be read, with the place to change."""
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    if not isinstance(error, MarkedYAMLError) or mark is None:
        report.add("QK001", Location(path), "cannot read this file as YAML")
        return
    line, column = min(mark.line, max(0, len(lines) - 1)), mark.column
    text = lines[line] if lines else ""
    problem = error.problem or ""
    begin = error.context_mark
    if _tab(text):
        tab = text.index("\t")
        _say(
            report,
            Location(path, line + 1, tab + 1),
            "a tab stands before the text",
            "I read blanks only",
            help_("use blanks in place of the tab"),
        )
    elif begin is not None and "quoted scalar" in (error.context or ""):
        place = Location(path, begin.line + 1, begin.column + 1)
        _say(
            report,
            place,
            "a quotation mark is not closed",
            "it opens here",
            help_("close it, or put a text that has quotation marks in the other kind"),
        )
    elif begin is not None and (opener := _opener(error.context or "")):
        _open(report, Location(path, begin.line + 1, begin.column + 1), opener)
    elif "mapping values are not allowed" in problem:
        _colon(report, Location(path, line + 1, column + 1), text)
    elif "cannot start any token" in problem:
        sign = text[column : column + 1]
        _say(
            report,
            Location(path, line + 1, column + 1),
            f"a text cannot begin with `{sign}`",
            "here",
            help_(f'put the text in quotes: "{short(text[column:].strip())}"'),
        )
    else:
        _say(
            report,
            Location(path, line + 1, column + 1),
            "the indentation or a colon is wrong",
            "I did not expect this here",
            help_("line it up with what it belongs to; after a field's name comes `: `"),
        )


def _say(report: Report, at: Location, what: str, label: str, *notes: Note) -> None:
    report.add("QK001", at, f"cannot read line {at.line}: {what}", label=label, notes=notes)


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


def _colon(report: Report, at: Location, text: str) -> None:
    """Report a colon inside an unquoted text, with the text to type."""
    found = re.match(r"( *(?:- )*)([^:]*): (.*)", text)
    if found is None or at.column <= found.end(2) + 1:
        _say(
            report,
            at,
            "a field stands where a text has begun",
            "I read this colon as a new field",
            help_("check the indentation of this line and the one before it"),
        )
        return
    field, rest = found[2], found[3].strip()
    _say(
        report,
        at,
        "the text has a colon in it",
        "I read this colon as the end of a field's name",
        help_(f'put the text in quotes:  {field}: "{short(rest, 60)}"'),
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
    if rest.startswith(": #"):
        return "what follows `#` is a comment: put a text that begins with it in quotes"
    if in_flow and not rest.startswith(":"):
        return "a comma ends a value inside { }: put a text that has commas in quotes"
    gone = "take it out with its comma" if in_flow else "delete the line"
    return f"write a value after `{short(name)}:`, or {gone}"
