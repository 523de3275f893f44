"""Where comments and blank lines belong: to what follows, to a line's end, or to the end of a list.

A comment on its own line belongs to what follows. At the end of a list or map it belongs there if
it is indented as its entries are, and deeper than what follows. A comment behind something stays
behind it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.decks.layout_read import Comment, Entry, Holder, Leaf, Spot, Written
from quizkit.decks.layout_text import flowing
from quizkit.text import width

WIDEST: Final = 100
"""Cells that a map or list in brackets may take when its lines are joined to one."""


class Anchor(NamedTuple):
    """An entry that begins a line, and what holds it, from the root inwards."""

    entry: Entry
    holders: tuple[Holder, ...]


def placed(file: Written) -> list[str]:
    """Give each comment and blank line its owner, and return the lines at the top of the file.

    Decides on the way what gets a line for each entry (`Holder.is_spread`).
    """
    _spread(file.root, file.comments)
    anchors = list(_anchors(file.root, ()))
    head = _Placer(file, anchors).place()
    begin = max((place + 1 for place, line in enumerate(head) if not line), default=0)
    if not anchors or not (begin or is_long(anchors[0].entry.value)):
        return head
    # What stands right above a section, or after a blank line, belongs to it, and moves with it.
    anchors[0].entry.lead[:0] = head[begin:]
    return head[:begin]


def _spread(holder: Holder, comments: Sequence[Comment]) -> None:
    holder.is_spread = True
    for entry in holder.entries:
        inner = entry.value
        if isinstance(inner, Holder) and (not inner.is_flow or _must_spread(inner, comments)):
            _spread(inner, comments)


def _must_spread(holder: Holder, comments: Sequence[Comment]) -> bool:
    if holder.start[0] == holder.end[0] or not holder.entries:
        return False
    inside = any(holder.start < comment.start < holder.end for comment in comments)
    return inside or width(flowing(holder, ())) > WIDEST


def _anchors(holder: Holder, above: tuple[Holder, ...]) -> Iterator[Anchor]:
    holders = (*above, holder)
    for entry in holder.entries:
        yield Anchor(entry, holders)
        if isinstance(entry.value, Holder) and entry.value.is_spread:
            yield from _anchors(entry.value, holders)


class _Placer:
    """Goes through the lines once, from the top."""

    def __init__(self, file: Written, anchors: Sequence[Anchor]) -> None:
        self.file = file
        self.anchors = anchors
        self.own: Mapping[int, Comment] = {
            comment.start[0]: comment for comment in file.comments if comment.is_alone
        }
        self.behind: Mapping[int, Comment] = {
            comment.start[0]: comment for comment in file.comments if not comment.is_alone
        }
        self.head: list[str] = []
        self.next = 0
        self.blank = False

    def place(self) -> list[str]:
        for number, line in enumerate(self.file.lines):
            first = self.next
            self._pass(number)
            if number in self.own:
                self._own(self.own[number])
            elif first < self.next:
                self._begun(self.anchors[first])
            elif not line.strip() and number not in self.file.inside:
                self.blank = True
            if number in self.behind:
                self._behind(self.behind[number])
        return self.head

    def _pass(self, number: int) -> None:
        """Go past all that begins on a line."""
        anchors = self.anchors
        while self.next < len(anchors) and anchors[self.next].entry.start[0] <= number:
            self.next += 1

    def _begun(self, anchor: Anchor) -> None:
        if self.blank:
            is_first = anchor is self.anchors[0]
            lead = self.head if is_first else anchor.entry.lead
            if lead or not is_first:
                lead.append("")
        self.blank = False

    def _own(self, comment: Comment) -> None:
        lead = self._owner(comment.start)
        if self.blank and (lead or lead is not self.head):
            lead.append("")
        self.blank = False
        lead.append(comment.text)

    def _owner(self, start: Spot) -> list[str]:
        """Return the lines that a comment on its own line belongs to."""
        if not self.next:
            return self.head
        before = self.anchors[self.next - 1].holders
        deepest = self.anchors[self.next - 1].entry.value
        if isinstance(deepest, Holder) and deepest.is_spread:
            before = (*before, deepest)
        after = self.anchors[self.next] if self.next < len(self.anchors) else None
        tail = _ended(before, after, start)
        if tail is not None:
            return tail.tail
        return after.entry.lead if after is not None else self.file.root.tail

    def _behind(self, comment: Comment) -> None:
        if not self.next:
            self.head.append(comment.text)
            return
        entry = self._last(comment.start)
        if entry.comment:
            entry.lead.append(entry.comment)
        entry.comment = comment.text
        line, column = comment.start
        entry.column = width(self.file.lines[line][:column])

    def _last(self, start: Spot) -> Entry:
        at = self.next - 1
        while at and self.anchors[at].entry.start > start:
            at -= 1
        closed = [one for one in self.anchors[at].holders if one.is_flow and one.end <= start]
        while at and closed and self.anchors[at].entry.value is not closed[0]:
            at -= 1
        return self.anchors[at].entry


def _ended(before: Sequence[Holder], after: Anchor | None, start: Spot) -> Holder | None:
    """Return the map or list at whose end a comment stands, if it does."""
    going_on = after.holders if after is not None else before[:1]
    column = start[1]
    found: Holder | None = None
    for holder in reversed([one for one in before if all(one is not two for two in going_on)]):
        if holder.is_flow:
            if start < holder.end:
                return holder
            continue
        begin = holder.entries[0].start[1]
        if found is None and (after is not None and column <= after.entry.start[1]):
            continue
        # Of those whose entries begin in one column, the outermost.
        if begin <= column if found is None else begin == found.entries[0].start[1]:
            found = holder
    if found is not None and after is None and column <= before[0].entries[0].start[1]:
        return None
    return found


def is_long(value: Leaf | Holder) -> bool:
    """Return whether a value takes lines of its own."""
    if isinstance(value, Holder):
        return value.is_spread
    return bool(value.lines)
