"""Mendings that several rules share: a name, a stretch of a wording, a fact taken out."""

from collections.abc import Sequence

from quizkit.checks.context import Context, place
from quizkit.checks.mend import replaced, typed, without_entry, without_member
from quizkit.model import Edit, Fact, Location, Template

_YAML = (".yaml", ".yml")


def stretch(context: Context, at: Location) -> str:
    """Return what is typed at a place, or "" where the lines are not at hand."""
    return _line(context.lines.get(at.path, ()), at.line)[at.column - 1 :][: at.width]


def renamed(context: Context, at: Location, old: str, new: str) -> Edit | None:
    """Return the edit that writes another name at a place, or None where the old is not plain.

    Args:
        context: The deck's lines.
        at: Where the name stands.
        old: The name as the deck has it.
        new: The name to write.
    """
    found = stretch(context, at)
    if found == old:
        # Quotation marks mean nothing in the cell of a table, so a name that needs them waits.
        return replaced(at, new) if typed(new) == new and "|" not in new else None
    return replaced(at, typed(new)) if found in (f'"{old}"', f"'{old}'") else None


def reworded(
    context: Context, template: Template, *, begin: int, end: int, text: str
) -> Edit | None:
    """Return the edit that puts a text in place of a stretch of a wording.

    Args:
        context: The deck's lines.
        template: The wording.
        begin: Where the stretch begins [characters of the wording from 0].
        end: Where it ends, exclusive.
        text: What stands there instead.

    Returns:
        The edit, or None where the wording is typed with escapes, or on several lines.
    """
    at = template.at
    if stretch(context, at) != template.text:
        return None
    quote = _line(context.lines[at.path], at.line)[: at.column - 1][-1:]
    if quote in ('"', "'"):
        if quote in text or "\\" in text:
            return None
        inner = at._replace(column=at.column + begin, width=end - begin)
        return replaced(inner, text)
    return replaced(at, typed(template.text[:begin] + text + template.text[end:]))


def without_wording(context: Context, template: Template) -> Edit | None:
    """Return the edit that takes one of several wordings out of its list, or None."""
    lines, at = context.lines.get(template.at.path, ()), template.at
    if stretch(context, at) != template.text:
        return None
    before = _line(lines, at.line)[: at.column - 1]
    if before[-1:] in ('"', "'"):
        at = at._replace(column=at.column - 1)
        before = before[:-1]
    is_member = before.rstrip().endswith((",", "[")) or before.strip() == "-"
    return without_entry(lines, at) if is_member else None


def without_fact(context: Context, fact: Fact) -> Edit | None:
    """Return the edit that takes a fact out whole, or None where its end is not plain to see."""
    lines, at = context.lines.get(fact.path, ()), place(fact)
    line = _line(lines, at.line)
    if not line:
        return None
    if not fact.path.endswith(_YAML):
        return None if '"' in line else _whole_line(lines, at)
    before = line[: at.column - 1].strip()
    if before == "-" or line[at.column - 1 :].startswith("{"):
        return without_member(lines, at)
    is_attribute = "of" in fact.spans and fact.spans["of"].line != at.line
    if is_attribute or before.endswith(("{", ",")):
        return without_entry(lines, at)
    return _whole_line(lines, at) if "|" in line and not before else None


def _whole_line(lines: Sequence[str], at: Location) -> Edit | None:
    if at.line < len(lines):
        return Edit(at.path, at.line, 1, at.line + 1, 1, "")
    return None


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""
