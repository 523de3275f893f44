"""A deck's file once more, with the place where each text, list and map begins and ends.

The tree of `decks` knows where things begin; to put a value in place of another, or to take it out,
its end is needed as well. Only files are read here that `decks` has read without a fault.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple
from unicodedata import is_normalized

import yaml

from quizkit.decks.shortcut import MARKS, SIGN, Row, row_of, said, take_rows
from quizkit.formats.sheets.cells import Value
from quizkit.text import nfc

Pos = tuple[int, int]
"""Line and column, both from 1; columns count code points."""


class TextAt(NamedTuple):
    """A text; `style` is "" for a plain one, else the sign it begins with."""

    text: str
    style: str
    begin: Pos
    end: Pos


class ListAt(NamedTuple):
    """A list; `flow` if it stands in brackets."""

    items: "tuple[NodeAt, ...]"
    flow: bool
    begin: Pos
    end: Pos


class FieldAt(NamedTuple):
    """A field of a map: its name as typed, and its value."""

    key: TextAt
    value: "NodeAt"


class MapAt:
    """A map; `flow` if it stands in braces."""

    __slots__ = ("begin", "end", "fields", "flow")

    def __init__(self, fields: dict[str, FieldAt], begin: Pos, end: Pos, *, flow: bool) -> None:
        self.fields = fields
        self.begin = begin
        self.end = end
        self.flow = flow

    def said(self) -> dict[str, Value]:
        """Return what it says, without places."""
        return {name: value_at(field.value) for name, field in self.fields.items()}


class RowAt(MapAt):
    """A map on one line, whose fields are made when somebody wants them."""

    __slots__ = ("cells", "column", "content", "line")

    def __init__(self, row: Row) -> None:
        self.cells: dict[str, Value] = {
            name: said(text) if text[0] != "[" else list[Value](text[1:-1].split(", "))
            for name, text in row.pairs
        }
        self.content = row.content
        self.line = row.line
        self.column = row.column
        self.flow = True

    def __getattr__(self, name: str) -> object:
        # Only called for what is not there yet; kept for each row, it would take much memory.
        if name == "begin":
            return (self.line, self.column)
        if name == "end":
            return (self.line, self.column + len(self.content) + 2)
        if name != "fields":
            raise AttributeError(name)
        row = row_of(self.content, self.line, self.column)
        self.fields = {key: self._field(key, text, at) for key, text, at in row.placed()}
        return self.fields

    def said(self) -> dict[str, Value]:
        """Return what it says, without places."""
        return self.cells

    def _field(self, name: str, text: str, at: int) -> FieldAt:
        line = self.line
        key = TextAt(name, "", (line, at - len(name) - 2), (line, at - 2))
        begin, end = (line, at), (line, at + len(text))
        if text[0] != "[":
            style = text[0] if text[0] in MARKS else ""
            return FieldAt(key, TextAt(said(text), style, begin, end))
        items = []
        at += 1
        for item in text[1:-1].split(", "):
            items.append(TextAt(item, "", (line, at), (line, at + len(item))))
            at += len(item) + 2
        return FieldAt(key, ListAt(tuple(items), begin=begin, end=end, flow=True))


NodeAt = TextAt | ListAt | MapAt

_LOADER: Final[Any] = getattr(yaml, "CLoader", yaml.Loader)


def extents(text: str) -> NodeAt | None:
    r"""Return what a file says, with the ends of everything; None if it is empty.

    Args:
        text: The file's text, as `decks.source.text_of` returns it.

    >>> extents("a: {b: [1, 2]}\n").fields["a"].value.fields["b"].value.end
    (1, 14)
    """
    lines = text.split("\n")
    if SIGN not in text and (text.isascii() or is_normalized("NFC", text)):
        shorter, rows = take_rows(lines)
        try:
            return _Reader(lines, rows).read("\n".join(shorter))
        except _NoRowError:
            pass
    return _Reader(lines, {}).read(text)


class _NoRowError(Exception):
    """Raised when a line taken for a row was none."""


class _Reader:
    """Reads a file's events once.

    Args:
        lines: Its lines.
        rows: What the shortcut has taken out, by the line of its sign.
    """

    def __init__(self, lines: Sequence[str], rows: Mapping[int, Sequence[Row]]) -> None:
        self.lines = lines
        self.rows = rows
        self.used = 0

    def read(self, text: str) -> NodeAt | None:
        """Return what the text says.

        Raises:
            _NoRowError: If a row turned out to be none.
        """
        events = iter(yaml.parse(text, Loader=_LOADER))
        try:
            first = next((event for event in events if isinstance(event, yaml.NodeEvent)), None)
            found = None if first is None else self._node(first, events)
        except yaml.YAMLError:
            if self.rows:
                raise _NoRowError from None
            raise
        if self.used != len(self.rows):
            raise _NoRowError
        return found

    def _node(self, event: Any, events: Iterator[Any]) -> NodeAt:
        if isinstance(event, yaml.MappingStartEvent):
            return self._map(event, events)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, events)
        text = str(getattr(event, "value", ""))
        if self.rows and SIGN in text:
            raise _NoRowError
        begin, stop = _pos(event.start_mark), _pos(event.end_mark)
        style = str(getattr(event, "style", None) or "")
        stop = _last(self.lines, begin, stop) if style in ("|", ">") else stop
        return TextAt(nfc(text), style, begin, stop)

    def _map(self, event: Any, events: Iterator[Any]) -> MapAt:
        fields: dict[str, FieldAt] = {}
        begin = end = _pos(event.start_mark)
        for inner in events:
            if isinstance(inner, yaml.MappingEndEvent):
                break
            key = self._node(inner, events)
            value = self._node(next(events), events)
            end = value.end
            if isinstance(key, TextAt):
                fields[key.text] = FieldAt(key, value)
        return MapAt(fields, begin, _end(event, inner, end), flow=bool(event.flow_style))

    def _list(self, event: Any, events: Iterator[Any]) -> ListAt:
        items: list[NodeAt] = []
        begin = end = _pos(event.start_mark)
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            if isinstance(inner, yaml.ScalarEvent) and inner.value == SIGN:
                items += self._run(inner, is_flow=bool(event.flow_style))
            else:
                items.append(self._node(inner, events))
            end = items[-1].end
        return ListAt(tuple(items), bool(event.flow_style), begin, _end(event, inner, end))

    def _run(self, event: Any, *, is_flow: bool) -> list[RowAt]:
        """Return the rows that a sign stands for."""
        line, column = _pos(event.start_mark)
        rows = self.rows.get(line)
        if rows is None or is_flow or rows[0].column != column:
            raise _NoRowError
        self.used += 1
        return [RowAt(row) for row in rows]


def _end(event: Any, last: Any, inner: Pos) -> Pos:
    return _pos(last.end_mark) if event.flow_style else inner


def _pos(mark: Any) -> Pos:
    return mark.line + 1, mark.column + 1


def _last(lines: Sequence[str], begin: Pos, end: Pos) -> Pos:
    """Return the end of a text on several lines, without what is blank behind it."""
    line, column = end
    if line > begin[0] and not lines[line - 1][: column - 1].strip():
        line -= 1
        while line > begin[0] and not lines[line - 1].strip():
            line -= 1
        column = len(lines[line - 1]) + 1
    return line, column


def value_at(node: NodeAt) -> Value:
    """Return what a part of a file says, without its places.

    >>> value_at(extents("{a: [b, c]}"))
    {'a': ['b', 'c']}
    """
    match node:
        case TextAt():
            return node.text
        case ListAt():
            return [value_at(item) for item in node.items]
        case MapAt():
            return node.said()
