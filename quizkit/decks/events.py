"""YAML with positions: one loop over libyaml's events, where all limits are kept.

Every scalar stays text; nothing is constructed, so nothing in a deck can run, grow or recurse.
Tags, anchors, aliases, merge keys, second documents, fields given twice or without a value are
problems with their place, and so is too much of anything, found while reading.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final
from unicodedata import is_normalized

import yaml

from quizkit.decks import shortcut
from quizkit.decks.causes import empty_tip, unreadable
from quizkit.decks.parser import events_of
from quizkit.decks.report import Report, TooManyError, help_, short
from quizkit.decks.signs import composed, escape_out
from quizkit.decks.source import text_of
from quizkit.decks.tree import Items, Map, Node, Scalar, Tree
from quizkit.model import Fix, Location, Related
from quizkit.text import nfc, refused

MAX_DEPTH: Final = 64
"""Maps and lists inside each other."""

MAX_VALUES: Final = 1_000_000
"""Texts, maps and lists in one file."""

MAX_TEXT: Final = 64 * 1024
"""Characters of one text."""


def read(data: bytes, path: str, *, use_shortcut: bool = True, explain: bool = True) -> Tree:
    """Return what a file says, with a place for everything and all that is wrong with it.

    Args:
        data: The whole file.
        path: Its path, as problems show it.
        use_shortcut: Read facts on one line by `decks.shortcut`; the result is the same.
        explain: Try out why a line cannot be read.

    Returns:
        The tree; its root is None if the file is empty, unreadable or over a limit.

    >>> read(b"names: {Hanoi: {is: city}}", "d.yaml").root.fields["names"].fields["Hanoi"].column
    16
    """
    report = Report()
    text = text_of(data, path, report)
    if text is None:
        return Tree(path, None, (), tuple(report.problems))
    lines = text.split("\n")
    composed = text.isascii() or is_normalized("NFC", text)
    if use_shortcut and composed and "\ufffe" not in text and "\uffff" not in text:
        shorter, rows = shortcut.take_rows(lines)
        if rows:
            try:
                reader = Reader(path, lines, rows)
                return reader.read("\n".join(shorter))
            except ShortcutError:
                pass
    return Reader(path, lines, {}, composed=composed, explain=explain).read(text)


class ShortcutError(Exception):
    """Raised when a line taken for a row was none: read again without the shortcut."""


class LimitError(Exception):
    """Raised when reading must stop; the problem is in the report."""


class _Open:
    """A map or list that is being read."""

    __slots__ = ("column", "fields", "flow", "items", "key", "line", "places")

    def __init__(self, event: Any, *, is_map: bool) -> None:
        self.line: int = event.start_mark.line + 1
        self.column: int = event.start_mark.column + 1
        self.flow: bool = bool(event.flow_style)
        self.fields: dict[str, Node] | None = {} if is_map else None
        self.places: dict[str, tuple[int, int]] = {}
        self.items: list[Node] = []
        self.key: Scalar | None = None


class Reader:
    """Reads one file once.

    Args:
        path: The path that problems show.
        lines: The file's lines.
        rows: What the shortcut has taken out, by the line of its sign.
        composed: The whole text is in NFC.
        explain: Try out why a line cannot be read.
    """

    def __init__(
        self,
        path: str,
        lines: Sequence[str],
        rows: dict[int, list[shortcut.Row]],
        *,
        composed: bool = True,
        explain: bool = True,
    ) -> None:
        self.path = path
        self.lines = lines
        self.rows = rows
        self.composed = composed
        self.explain = explain
        self.report = Report()
        self.stack: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0
        self.size = 0
        self.used = 0

    def read(self, text: str) -> Tree:
        """Return the tree of the text.

        Raises:
            ShortcutError: If a row turned out to be none.
        """
        try:
            for event in events_of(text):
                handler = _HANDLERS.get(event.__class__)
                if handler is not None:
                    handler(self, event)
        except yaml.YAMLError as error:
            if self.rows:
                raise ShortcutError from None
            self.root = None
            self._unreadable(error)
        except (LimitError, TooManyError):
            self.root = None
        if self.used != len(self.rows):
            raise ShortcutError
        return self._tree()

    def _unreadable(self, error: yaml.YAMLError) -> None:
        """Report what stopped the reader, and nothing else of that line: it would only follow."""
        cause = Report()
        unreadable(error, self.path, self.lines, cause, explain=self.explain)
        line = cause.problems[0].at.line
        kept = [problem for problem in self.report.problems if problem.at.line != line]
        self.report = Report()
        self.report.take([*kept, *cause.problems])

    def _tree(self) -> Tree:
        root = self.root
        if root is not None and not isinstance(root, Map):
            self._add(
                "QK006",
                root,
                "cannot use this file: it is not a map of fields",
                "a deck begins with `quizkit: 1`",
            )
        found = root if isinstance(root, Map) else None
        return Tree(self.path, found, self.lines, tuple(self.report.problems))

    def _add(
        self, code: str, at: Any, message: str, tip: str = "", *, fix: Fix | None = None
    ) -> None:
        if isinstance(at, (Scalar, Items, Map)):
            place = Location(self.path, at.line, at.column, at.width)
        else:
            place = Location(self.path, at.start_mark.line + 1, at.start_mark.column + 1)
        self.report.add(code, place, message, notes=[help_(tip)] if tip else (), fix=fix)

    # The events, one method each

    def document(self, event: Any) -> None:
        """Refuse a second document and directives."""
        self.documents += 1
        if self.documents > 1:
            self._add(
                "QK008",
                event,
                "cannot take a second document after `---`",
                "delete the line, or put what follows into a file of its own",
            )
            raise LimitError
        if event.version or event.tags:
            self._add("QK008", event, "cannot take a line that begins with `%`", "delete it")

    def alias(self, event: Any) -> None:
        """Refuse `*name`."""
        self._count(event)
        self._add(
            "QK008",
            event,
            f"cannot take `*{short(event.anchor)}`: `*` cannot begin a text",
            "write the value again, or put the text in quotes",
        )
        mark = event.start_mark
        self._put(Scalar("*", mark.line + 1, mark.column + 1, 1, "*"))

    def begin_map(self, event: Any) -> None:
        """Open a map."""
        self._open(event, is_map=True)

    def begin_list(self, event: Any) -> None:
        """Open a list."""
        self._open(event, is_map=False)

    def _open(self, event: Any, *, is_map: bool) -> None:
        self._count(event)
        self._marks(event)
        self.stack.append(_Open(event, is_map=is_map))
        if len(self.stack) > MAX_DEPTH:
            self._add(
                "QK014",
                event,
                f"cannot go deeper than {MAX_DEPTH} brackets or levels",
                "a deck needs five; look for brackets that are not closed",
            )
            raise LimitError

    def end(self, event: Any) -> None:
        """Close the innermost map or list."""
        done = self.stack.pop()
        mark = event.end_mark
        one_line = done.flow and mark.line + 1 == done.line
        width = mark.column + 1 - done.column if one_line else 1
        if done.fields is None:
            self._put(Items(tuple(done.items), done.line, done.column, width))
        else:
            self._put(Map(done.fields, done.places, done.line, done.column, width))

    def scalar(self, event: Any) -> None:
        """Take a text, or the row that stands for it."""
        text: str = event.value
        start, end = event.start_mark, event.end_mark
        line = start.line + 1
        if shortcut.SIGN in text and self._row(text, line, start.column):
            return
        self._count(event)
        if event.anchor is not None or event.tag is not None:
            self._marks(event)
        if len(text) > MAX_TEXT:
            self._add("QK014", event, f"cannot take a text of over {MAX_TEXT // 1024} KiB")
            raise LimitError
        style = event.style or ""
        width = end.column - start.column if end.line == start.line else 1
        node = Scalar(text, line, start.column + 1, max(1, width), style)
        composed = self.composed
        if style == '"':
            self._quoted(node, end.line + 1)
            composed = composed and text.isascii()  # an escape may stand for an accent
        self._put(node if composed else self._compose(node, end.line + 1))

    def _row(self, text: str, line: int, column: int) -> bool:
        """Put rows in the place of their sign; a sign that stands elsewhere is no row."""
        rows = self.rows.get(line)
        top = self.stack[-1] if self.stack else None
        fits = top is not None and top.fields is None and not top.flow
        deep = len(self.stack) > MAX_DEPTH - 2
        if text != shortcut.SIGN or rows is None or top is None or not fits or deep:
            raise ShortcutError
        if rows[0].column != column + 1:
            raise ShortcutError
        self.used += 1
        self.size += sum(row.size for row in rows)
        if self.size > MAX_VALUES:
            raise ShortcutError
        top.items += rows
        return True

    # What they share

    def _count(self, event: Any) -> None:
        self.size += 1
        if self.size > MAX_VALUES:
            self._add(
                "QK014",
                event,
                f"cannot take more than {MAX_VALUES:,} values in one file",
                "split the deck and name the parts under `include:`",
            )
            raise LimitError

    def _marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._add(
                "QK008",
                event,
                f"cannot take `&{short(event.anchor)}`: `&` cannot begin a text",
                "put the text in quotes",
            )
        if event.tag is not None:
            self._add(
                "QK008", event, "cannot take a text that begins with `!`", "put the text in quotes"
            )

    def _quoted(self, node: Scalar, last: int) -> None:
        # An escape inside quotation marks can make what the raw text has not.
        hidden = next(refused(node.text), None)
        if hidden is not None:
            self._add(
                "QK802",
                node,
                f"cannot take the character U+{ord(hidden[1]):04X}: nobody sees it",
                "delete it from the text",
                fix=escape_out(self.path, self.lines, (node.line, last), hidden[1]),
            )

    def _compose(self, node: Scalar, last: int) -> Scalar:
        if is_normalized("NFC", node.text):
            return node
        what = "read letters with separate accents as composed ones (NFC)"
        tip = "type them again, or leave it: quizkit reads both alike"
        fix = composed(self.path, self.lines, (node.line, last))
        self._add("QK807", node, what, tip, fix=fix)
        return node._replace(text=nfc(node.text))

    def _put(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if top.fields is None:
            if isinstance(node, Scalar) and not node.text:
                self._add(
                    "QK005",
                    node,
                    "cannot use a place in a list without a value",
                    "write the value, or delete the dash or the comma",
                )
                return
            top.items.append(node)
        elif top.key is None:
            top.key = self._key(top, node)
        else:
            self._field(top, top.key, node)
            top.key = None

    def _key(self, top: _Open, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            if node.text == "<<" and not node.style:
                self._add("QK008", node, "cannot take `<<`", "write the fields themselves")
            return node
        self._add(
            "QK006",
            node,
            "cannot use a list or map as the name of a field",
            "a text that has brackets or braces goes in quotes",
        )
        return Scalar(f"\0{len(top.places)}", node.line, node.column, node.width)

    def _field(self, top: _Open, key: Scalar, node: Node) -> None:
        fields = top.fields
        if fields is None:
            return
        name = key.text
        if name in fields:
            first = top.places[name]
            self.report.add(
                "QK003",
                Location(self.path, key.line, key.column, key.width),
                f"cannot take `{short(name)}` twice in one map",
                label="again here",
                related=[Related(Location(self.path, *first, key.width), "first given here")],
                notes=[help_("delete one of them, or give both values as a list")],
            )
        elif isinstance(node, Scalar) and not node.text:
            top.places[name] = (key.line, key.column)
            self._empty(top, key)
        else:
            top.places[name] = (key.line, key.column)
            fields[name] = node

    def _empty(self, top: _Open, key: Scalar) -> None:
        name = short(key.text)
        tip = empty_tip(key.text, self.lines[key.line - 1][key.column - 1 :], in_flow=top.flow)
        self._add("QK005", key, f"cannot use `{name}`: it has no value", tip)


_HANDLERS: Final[dict[type, Callable[[Reader, Any], None]]] = {
    yaml.DocumentStartEvent: Reader.document,
    yaml.AliasEvent: Reader.alias,
    yaml.MappingStartEvent: Reader.begin_map,
    yaml.MappingEndEvent: Reader.end,
    yaml.SequenceStartEvent: Reader.begin_list,
    yaml.SequenceEndEvent: Reader.end,
    yaml.ScalarEvent: Reader.scalar,
}
