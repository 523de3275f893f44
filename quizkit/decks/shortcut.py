"""Facts on one line, taken out of a deck's text before libyaml sees it.

Most of a big deck is lines like `    - {who: John Kerry, to: Vietnam, tags: [a, b]}`. Where such a
line holds nothing but texts, with quotation marks or without, and lists of texts without, one
regular expression reads it five times as fast as libyaml's events do. The line is replaced by a
sign that no deck may hold; where the reader meets that sign as a whole item of a list, the row
takes its place. A sign met anywhere else shows that the line was no row (but part of a long text,
say): the file is then read without this.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from quizkit.decks.tree import Items, Map, Node, Scalar
from quizkit.model import Span

SIGN: Final = "\ue000"
"""Stands for a row: a private-use character, which QK802 refuses in any deck."""

LONGEST: Final = 64 * 1024
"""Characters of a line that is taken; longer ones are left to the reader and its limits."""

MARKS: Final = ('"', "'")
"""Quotation marks that a text may stand in."""

_ESCAPES: Final = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
"""What follows a backslash, and what both stand for; others need a second look."""


def said(text: str) -> str:
    r"""Return what a text of a row says, that may be typed with quotation marks.

    >>> said("'it''s'"), said(r'"a \"b\""'), said("a 'b'")
    ("it's", 'a "b"', "a 'b'")
    """
    if text[0] == '"':
        if "\\" not in text:
            return text[1:-1]
        return re.sub(r"\\(.)", lambda found: _ESCAPES[found[1]], text[1:-1])
    return text[1:-1].replace("''", "'") if text[0] == "'" else text


class Row(Map):
    """A line that was taken out: a map whose fields are made when somebody wants them.

    Attributes:
        content: What stands between its braces.
        pairs: Field names and values, as typed there.
    """

    __slots__ = ("content", "pairs")

    def __init__(
        self, content: str, pairs: Sequence[tuple[str, str]], line: int, column: int
    ) -> None:
        self.content = content
        self.pairs = pairs
        self.line = line
        self.column = column
        self.width = len(content) + 2

    def __getattr__(self, name: str) -> object:
        # Only called for what is not there yet.
        if name == "fields":
            self.fields = {key: self.node(text, at) for key, text, at in self.placed()}
            return self.fields
        if name == "places":
            self.places = {key: (self.line, at - len(key) - 2) for key, _, at in self.placed()}
            return self.places
        raise AttributeError(name)

    def placed(self) -> Iterator[tuple[str, str, int]]:
        """Yield name, value and the value's column."""
        at = self.column + 1
        for key, text in self.pairs:
            at += len(key) + 2
            yield key, text, at
            at += len(text) + 2

    def node(self, text: str, column: int) -> Node:
        """Return the node of a value as typed at a column."""
        if text[0] in MARKS:
            return Scalar(said(text), self.line, column, len(text), text[0])
        if text[0] != "[":
            return Scalar(text, self.line, column, len(text))
        items = []
        at = column + 1
        for item in text[1:-1].split(", "):
            items.append(Scalar(item, self.line, at, len(item)))
            at += len(item) + 2
        return Items(tuple(items), self.line, column, len(text))

    def names(self) -> Collection[str]:
        """Return the names of the fields."""
        return [name for name, _ in self.pairs]

    def typed(self, names: Iterable[str]) -> dict[str, object]:
        """Return some of the fields as texts and lists, without places."""
        found = dict(self.pairs)
        texts = ((name, found[name]) for name in names)
        return {
            name: text[1:-1].split(", ") if text[0] == "[" else said(text) for name, text in texts
        }

    @property
    def size(self) -> int:
        """How many values it has, names and itself among them."""
        size = 1 + 2 * len(self.pairs)
        if "[" in self.content:
            size += sum(text.count(", ") + 1 for _, text in self.pairs if text[0] == "[")
        return size


def row_of(content: str, line: int, column: int) -> Row:
    """Return a row once more by what stands between its braces, and the place of the first."""
    return Row(content, _field().findall(content), line, column)


class RowSpans(Mapping[str, Span]):
    """The places of a row's fields ("" for the row), found when somebody wants them.

    Most are never looked at; kept for each fact, they would take more memory than the facts.
    """

    __slots__ = ("_column", "_content", "_line")

    def __init__(self, row: Row) -> None:
        self._content = row.content
        self._line = row.line
        self._column = row.column

    def _all(self) -> dict[str, Span]:
        row = row_of(self._content, self._line, self._column)
        found = {"": Span(row.line, row.column, row.width)}
        for key, text, at in row.placed():
            found[key] = Span(row.line, at, len(text))
        return found

    def __getitem__(self, name: str) -> Span:
        if not name:  # asked of every fact whenever a list of them is made
            return Span(self._line, self._column, len(self._content) + 2)
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"( *)- \{(.*)\} *")


@cache
def _field() -> re.Pattern[str]:
    # An unquoted text as YAML has it within { }, less what needs a second look: "#", a colon
    # unless a letter, a digit or "/" follows, and blanks at its end. One in quotation marks says
    # something, and escapes only what `said` knows. Where no field fits, the last branch swallows
    # the rest, so that the search never tries again further on.
    key = r"[^\W\d_][\w -]{0,60}(?<! )"
    body = r"[^,\[\]{}#:\n\t]"
    first = r"[^\s,\[\]{}#:?\-&*!|>'\"%@`]"
    text = rf"{first}{body}*+(?::(?=[\w/]){body}++)*+(?<! )"
    double = r'"(?:[^"\\\n\t]|\\[nt"\\])++"'
    single = r"'(?:[^'\n\t]|'')++'"
    value = rf"{text}|{double}|{single}|\[{text}(?:, {text})*+\]"
    return re.compile(rf"({key}): ({value})(?:, |\Z)|.+", re.DOTALL)


def take_rows(lines: Sequence[str]) -> tuple[list[str], dict[int, list[Row]]]:
    r"""Return the lines with a sign in place of rows, and the rows by the sign's line from 1.

    Rows with one indentation that follow each other have one sign, and then empty lines.

    >>> lines, rows = take_rows(["visit:", "- {who: Bo}", "- {who: An, to: Hue}", "- {who: [Bo}"])
    >>> lines
    ['visit:', '- \ue000', '', '- {who: [Bo}']
    >>> rows[2][1].fields["to"]
    Scalar(text='Hue', line=3, column=17, width=3, style='')
    """
    out = list(lines)
    runs: dict[int, list[Row]] = {}
    run: list[Row] = []
    match = _line().fullmatch
    for number, line in enumerate(lines, 1):
        found = match(line) if line.find("- {", 0, 80) >= 0 else None
        row = _row(found[2], number, len(found[1]) + 3) if found else None
        if row is None:
            run = []
        elif run and run[0].column == row.column:
            run.append(row)
            out[number - 1] = ""
        else:
            run = runs[number] = [row]
            out[number - 1] = f"{line[: row.column - 3]}- {SIGN}"
    return out, runs


def _row(content: str, line: int, column: int) -> Row | None:
    """Return the row between the braces; `column` is that of the opening brace."""
    if len(content) > LONGEST:
        return None
    pairs = _field().findall(content)
    if not pairs or not pairs[-1][0] or content.endswith(", "):
        return None
    if len(dict(pairs)) != len(pairs):
        return None
    return Row(content, pairs, line, column)
