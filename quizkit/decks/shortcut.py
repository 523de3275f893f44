"""Facts on one line, taken out of a deck's text before libyaml sees it.

Most of a big deck is lines like `    - {who: John Kerry, to: Vietnam, tags: [a, b]}`. Where such a
line holds nothing but unquoted texts and lists of them, one regular expression reads it five times
as fast as libyaml's events do. The line is replaced by a sign that no deck may hold; where the
reader meets that sign as a whole item of a list, the row takes its place. A sign met anywhere else
shows that the line was no row (but part of a long text, say): the file is then read without this.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from quizkit.decks.tree import Items, Map, Node, Scalar

SIGN: Final = "\ue000"
"""Stands for a row: a private-use character, which QK802 refuses in any deck."""

LONGEST: Final = 64 * 1024
"""Characters of a line that is taken; longer ones are left to the reader and its limits."""


class Row(NamedTuple):
    """A line that was taken out: its map, and how many texts, lists and maps that holds."""

    map: Map
    size: int


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"( *)- \{(.*)\} *")


@cache
def _field() -> re.Pattern[str]:
    # An unquoted text as YAML has it within { }, less what needs a second look: "?" and "#", a
    # colon unless a letter, a digit or "/" follows, and blanks at its end. Where no field fits,
    # the last branch swallows the rest, so that the search never tries again further on.
    key = r"[^\W\d_][\w -]{0,60}(?<! )"
    body = r"[^,\[\]{}#:?\n\t]"
    first = r"[^\s,\[\]{}#:?\-&*!|>'\"%@`]"
    text = rf"{first}{body}*+(?::(?=[\w/]){body}++)*+(?<! )"
    return re.compile(rf"({key}): ({text}|\[{text}(?:, {text})*+\])(?:, |\Z)|.+", re.DOTALL)


def take_rows(lines: Sequence[str]) -> tuple[list[str], dict[int, Row]]:
    r"""Return the lines with a sign in place of each row, and the rows by line number from 1.

    >>> lines, rows = take_rows(["visit:", "- {who: Bo, to: Hue}", "- {who: 'Bo'}"])
    >>> lines
    ['visit:', '- \ue000', "- {who: 'Bo'}"]
    >>> rows[2].map.fields["to"]
    Scalar(text='Hue', line=2, column=17, width=3, style='')
    """
    out = list(lines)
    rows: dict[int, Row] = {}
    match = _line().fullmatch
    for number, line in enumerate(lines, 1):
        found = match(line) if line.find("- {", 0, 80) >= 0 else None
        if found is None or len(line) > LONGEST:
            continue
        row = _row(found[2], number, len(found[1]) + 4)
        if row is not None:
            rows[number] = row
            out[number - 1] = f"{found[1]}- {SIGN}"
    return out, rows


def _row(content: str, line: int, column: int) -> Row | None:
    """Return the row between the braces; `column` is that of its first sign."""
    pairs = _field().findall(content)
    if not pairs or not pairs[-1][0] or content.endswith(", "):
        return None
    fields: dict[str, Node] = {}
    places = []
    size = 1
    begin = column
    make = tuple.__new__
    for key, value in pairs:
        places.append((line, column))
        column += len(key) + 2
        width = len(value)
        if value[0] == "[":
            fields[key] = items = _items(value, line, column)
            size += len(items.items)
        else:
            fields[key] = make(Scalar, (value, line, column, width, ""))
        column += width + 2
    if len(fields) != len(places):
        return None
    row = make(Map, (fields, tuple(places), line, begin - 1, column - begin))
    return Row(row, size + 2 * len(places))


def _items(text: str, line: int, column: int) -> Items:
    items = []
    place = column + 1
    for item in text[1:-1].split(", "):
        items.append(Scalar(item, line, place, len(item)))
        place += len(item) + 2
    return Items(tuple(items), line, column, len(text))
