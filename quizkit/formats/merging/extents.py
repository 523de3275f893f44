"""A deck's file once more, with the place where each text, list and map begins and ends.

The tree of `decks` knows where things begin; to put a value in place of another, or to take it out,
its end is needed as well. Only files are read here that `decks` has read without a fault.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import yaml

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


class MapAt(NamedTuple):
    """A map; `flow` if it stands in braces."""

    fields: "dict[str, FieldAt]"
    flow: bool
    begin: Pos
    end: Pos


NodeAt = TextAt | ListAt | MapAt

_LOADER: Final[Any] = getattr(yaml, "CLoader", yaml.Loader)


def extents(text: str) -> NodeAt | None:
    r"""Return what a file says, with the ends of everything; None if it is empty.

    Args:
        text: The file's text, as `decks.source.text_of` returns it.

    >>> extents("a: {b: [1, 2]}\n").fields["a"].value.fields["b"].value.end
    (1, 14)
    """
    events = (event for event in yaml.parse(text, Loader=_LOADER))
    lines = text.split("\n")
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            return _node(event, events, lines)
    return None


def _node(event: Any, events: Iterator[Any], lines: Sequence[str]) -> NodeAt:
    begin = _pos(event.start_mark)
    if isinstance(event, yaml.MappingStartEvent):
        fields: dict[str, FieldAt] = {}
        end = begin
        for inner in events:
            if isinstance(inner, yaml.MappingEndEvent):
                break
            key = _node(inner, events, lines)
            value = _node(next(events), events, lines)
            end = value.end
            if isinstance(key, TextAt):
                fields[key.text] = FieldAt(key, value)
        return MapAt(fields, bool(event.flow_style), begin, _end(event, inner, end))
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        end = begin
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                break
            items.append(_node(inner, events, lines))
            end = items[-1].end
        return ListAt(tuple(items), bool(event.flow_style), begin, _end(event, inner, end))
    style = str(getattr(event, "style", None) or "")
    stop = _pos(event.end_mark)
    stop = _last(lines, begin, stop) if style in ("|", ">") else stop
    return TextAt(nfc(str(getattr(event, "value", ""))), style, begin, stop)


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
            return {name: value_at(field.value) for name, field in node.fields.items()}
