"""A deck file as written: values with the places where they begin and end, and comments.

What `decks.events` throws away (where things end, in which style they were written) is what a
layout is made of. Lines and columns here are counted from 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import yaml

from quizkit.decks.parser import events_of
from quizkit.errors import DeckError
from quizkit.text import width

Spot = tuple[int, int]
"""Line and column [from 0]."""

ENDLESS: Final = 1 << 30


@dataclass(slots=True)
class Leaf:
    """One text.

    Attributes:
        text: What it says.
        style: How it was written: "" plain, one of the quotation marks, `|` or `>`.
        start: Where it begins.
        end: Where it ends, exclusive; of a block text the end of its last line.
        lines: The lines of a block text, without their common indentation; none of one that ends
            in blank lines, which only quotation marks keep apart from those of the layout.
    """

    text: str
    style: str
    start: Spot
    end: Spot
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class Entry:
    """A field with its value, or a member of a list (its `key` is None).

    Attributes:
        key: The field's name.
        value: The value.
        start: Where it begins; a member of a list at its dash.
        lead: Lines before it: comments, and "" for a blank line.
        comment: The comment at the end of its first line.
        column: Where that stood [cells]; comments that stand in one column stay so.
        at: Where its value stands [cells]; values that stand in one column stay so.
    """

    key: Leaf | None
    value: "Leaf | Holder"
    start: Spot
    lead: list[str] = field(default_factory=list)
    comment: str = ""
    column: int = 0
    at: int = 0


@dataclass(slots=True)
class Holder:
    """A map or a list.

    Attributes:
        is_map: It is a map.
        is_flow: It is written in brackets or braces.
        start: Where it begins.
        end: Where it ends, exclusive.
        entries: Its fields or members.
        tail: Lines after the last of them, as `Entry.lead`.
        is_spread: Each entry gets lines of its own.
    """

    is_map: bool
    is_flow: bool
    start: Spot
    end: Spot = (0, 0)
    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    is_spread: bool = False


class Comment(NamedTuple):
    """A comment: its text from `#` on, where it begins, and whether it has a line of its own."""

    text: str
    start: Spot
    is_alone: bool


class Written(NamedTuple):
    """A file as written.

    Attributes:
        root: Its map.
        lines: Its lines.
        comments: Its comments, in their order.
        inside: Lines that lie wholly inside a text.
    """

    root: Holder
    lines: Sequence[str]
    comments: tuple[Comment, ...]
    inside: frozenset[int]


def written(text: str, path: str) -> Written:
    r"""Return a file as written.

    Args:
        text: The file's text, which `decks.events` reads without an error.
        path: Its path, for the message.

    Raises:
        DeckError: If it is no map of fields.

    >>> written("a: b # c\n", "d.yaml").comments
    (Comment(text='# c', start=(0, 5), is_alone=False),)
    """
    lines = text.split("\n")
    reader = _Reader(lines)
    try:
        for event in events_of(text):
            reader.take(event)
    except yaml.YAMLError:
        reader.root = None
    root = reader.root
    if not isinstance(root, Holder) or not root.is_map:
        raise DeckError(f"{path} is not a map of fields")
    covered = _covered(reader.leaves)
    comments = tuple(_comments(lines, covered))
    whole = frozenset(
        line for line, spans in covered.items() if any(span == (0, ENDLESS) for span in spans)
    )
    return Written(root, lines, comments, whole)


class _Reader:
    """Makes the tree of events."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.root: Leaf | Holder | None = None
        self.leaves: list[Leaf] = []
        self.stack: list[Holder] = []
        self.keys: list[Leaf | None] = []

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            leaf = self._leaf(event)
            self.leaves.append(leaf)
            if self.stack and self.stack[-1].is_map and self.keys[-1] is None:
                self.keys[-1] = leaf
            else:
                self._put(leaf)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            is_map = isinstance(event, yaml.MappingStartEvent)
            holder = Holder(is_map, bool(event.flow_style), _spot(event.start_mark))
            self._put(holder)
            self.stack.append(holder)
            self.keys.append(None)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.keys.pop()
            self.stack.pop().end = _spot(event.end_mark)

    def _put(self, node: Leaf | Holder) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        key = self.keys[-1]
        if top.is_map:
            start = key.start if key is not None else node.start
        else:
            start = node.start if top.is_flow else self._dash(node.start)
        line, column = node.start
        at = width(self.lines[line][:column]) if key is not None else 0
        top.entries.append(Entry(key, node, start, at=at))
        self.keys[-1] = None

    def _dash(self, start: Spot) -> Spot:
        """Return where the dash before a member stands."""
        line, column = start
        before = self.lines[line][:column].rstrip()
        while not before.endswith("-"):
            line -= 1
            # Between a dash and its member stand only blanks and comments.
            before = self.lines[line].partition("#")[0].rstrip()
        return line, len(before) - 1

    def _leaf(self, event: Any) -> Leaf:
        style = event.style or ""
        start, end = _spot(event.start_mark), _spot(event.end_mark)
        if style not in ("|", ">"):
            return Leaf(event.value, style, start, end)
        return self._block(event.value, style, start)

    def _block(self, text: str, style: str, start: Spot) -> Leaf:
        said = next((line for line in text.split("\n") if line.strip()), "")
        first = start[0] + 1
        while first < len(self.lines) and said and not self.lines[first].strip():
            first += 1
        if not said:
            return Leaf(text, style, start, (self._after(start[0]), ENDLESS))
        base = _indentation(self.lines[first]) - _indentation(said)
        last = first
        for number in range(first, len(self.lines)):
            line = self.lines[number]
            if line.strip() and _indentation(line) < base:
                break
            last = number if line.strip() else last
        if text.endswith("\n\n"):
            return Leaf(text, style, start, (self._after(last), ENDLESS))
        held = tuple(line[base:] for line in self.lines[start[0] + 1 : last + 1])
        return Leaf(text, style, start, (last, ENDLESS), held)

    def _after(self, line: int) -> int:
        """Return the last of the blank lines after a line."""
        while line + 1 < len(self.lines) and not self.lines[line + 1].strip():
            line += 1
        return line


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spot(mark: Any) -> Spot:
    return mark.line, mark.column


def _covered(leaves: Sequence[Leaf]) -> dict[int, list[tuple[int, int]]]:
    """Return which columns of which lines are texts."""
    found: dict[int, list[tuple[int, int]]] = {}
    for leaf in leaves:
        (line, column), (last, end) = leaf.start, leaf.end
        if leaf.style in ("|", ">"):
            found.setdefault(line, []).append((column, column + 1))
            line, column = line + 1, 0
        for number in range(line, last + 1):
            begin = column if number == line else 0
            stop = end if number == last else ENDLESS
            found.setdefault(number, []).append((begin, stop))
    return found


def _comments(lines: Sequence[str], covered: dict[int, list[tuple[int, int]]]) -> Iterator[Comment]:
    for number, line in enumerate(lines):
        at = line.find("#")
        while at >= 0:
            free = at == 0 or line[at - 1] in " \t"
            if free and not any(a <= at < b for a, b in covered.get(number, ())):
                before = line[:at].strip()
                yield Comment(line[at:].rstrip(), (number, at), not before)
                break
            at = line.find("#", at + 1)
