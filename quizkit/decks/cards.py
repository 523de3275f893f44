"""The section `cards:`: hand-written questions, and texts with gaps."""

import re
from collections.abc import Mapping
from typing import Any, Final

from quizkit.decks.context import Context, where
from quizkit.decks.facts import Ids
from quizkit.decks.fields import READERS, Fields, is_id
from quizkit.decks.meant import likeliest
from quizkit.decks.report import help_, short
from quizkit.decks.shortcut import MARKS, Row, RowSpans, said
from quizkit.decks.tree import Items, Map, Node, Scalar, span
from quizkit.model import Blank, Card, Location, Span

CARD_FIELDS: Final = (
    "q", "a", "also", "wrong", "cloze", "note", "id", "source", "tags", "difficulty", "requires",
    "ok",
)  # fmt: skip

_GAP: Final = re.compile(r"\[\[((?:(?!\[\[|\]\]).)*)\]\]", re.DOTALL)

_OTHER_GAP: Final = re.compile(r"\{\{(?:c[0-9]+::)?([^{}]+)\}\}|\[([^\[\]]+)\]")
"""A gap as other programs write it, or with one bracket."""

_MARK: Final = re.compile(r"\[\[|\]\]")

_TIP: Final = "write it as: The embargo was lifted in [[1994]]."


class Cards:
    """Reads cards; one with a fault is left out (QK140).

    Args:
        context: Takes the problems.
        fields: Reads what cards carry.
        ids: Ids given so far.
    """

    def __init__(self, context: Context, fields: Fields, ids: Ids) -> None:
        self.context = context
        self.fields = fields
        self.ids = ids
        self._tags: dict[str, tuple[str, ...]] = {}

    def section(self, node: Node, path: str) -> list[Card]:
        """Return the cards of a file's `cards:`."""
        if not isinstance(node, Items):
            self.fields.shape(node, path, "`cards` needs a list", "begin each with `- {q: `")
            return []
        found = []
        for item in node.items:
            if not isinstance(item, Map):
                what = "a card is a map of fields"
                self.fields.shape(item, path, what, 'write {q: "...", a: "..."}')
                continue
            card = self._card(item, path)
            if card is not None:
                found.append(card)
        return found

    def _card(self, node: Map, path: str) -> Card | None:
        if isinstance(node, Row):
            extra = self._quick(node, path)
            spans: Mapping[str, Span] = RowSpans(node)
        else:
            extra = {
                name: self._field(name, inner, node, path) for name, inner in node.fields.items()
            }
            spans = {"": span(node), **{name: span(inner) for name, inner in node.fields.items()}}
        words = self._words(node, path, extra)
        if words is None:
            return None
        get = extra.get
        return Card(
            id=self._id(extra, path, spans),
            path=path,
            spans=spans,
            question=get("q", "") if not words[1] else "",
            answer=get("a", "") if not words[1] else "",
            also=get("also", ()),
            wrong=get("wrong", ()),
            text=words[0],
            blanks=words[1],
            note=get("note", ""),
            source=get("source", ""),
            tags=get("tags", ()),
            difficulty=get("difficulty", 0),
            requires=get("requires", ()),
            ok=get("ok", {}),
        )

    def _field(self, name: str, inner: Node, node: Map, path: str) -> Any:
        """Return what a field says; None of one that no card has."""
        if name not in CARD_FIELDS:
            self.fields.unknown(name, node, path, CARD_FIELDS)
            return None
        if name in ("q", "a", "cloze"):
            return self.fields.text(inner, path, name)
        if name in ("also", "wrong"):
            return self._texts(inner, path, name)
        return READERS[name](self.fields, inner, path, name)

    def _quick(self, row: Row, path: str) -> dict[str, Any]:
        """Return the same for a card on one line, most of whose fields need no place."""
        extra: dict[str, Any] = {}
        for name, text, at in row.placed():
            is_text = name in ("q", "a", "cloze", "note") and text[0] != "["
            is_known = name == "id" and text[0] not in MARKS and is_id(text)
            if is_text or is_known:
                extra[name] = said(text)
                continue
            found = self._tags.get(text) if name == "tags" else None
            if found is None:
                found = self._field(name, row.node(text, at), row, path)
            if name == "tags":
                self._tags[text] = found
            extra[name] = found
        return extra

    def _texts(self, node: Node, path: str, field: str) -> tuple[str, ...]:
        items = node.items if isinstance(node, Items) else (node,)
        return tuple(text for item in items if (text := self.fields.text(item, path, field)))

    def _id(self, extra: dict[str, Any], path: str, spans: Mapping[str, Span]) -> str:
        if extra.get("id"):
            self.ids.claim(extra["id"], path, spans)
            return str(extra["id"])
        typed = {name: extra[name] for name in ("q", "a", "cloze") if name in extra}
        return self.ids.made(["card", typed], path, spans)

    def _words(
        self, node: Map, path: str, extra: dict[str, Any]
    ) -> tuple[str, tuple[Blank, ...]] | None:
        """Return text and gaps (both empty for a question), or None after QK140."""
        if "cloze" in extra:
            if "q" in extra or "a" in extra:
                self._fault(where(path, node), "a card is a question or a cloze, not both",
                            "make two cards of it")  # fmt: skip
                return None
            inner = node.fields["cloze"]
            return self._cloze(inner, path) if isinstance(inner, Scalar) else None
        for name, word in (("q", "question"), ("a", "answer")):
            if not extra.get(name) and (name in node.places or _is_misspelt(name, node)):
                return None
            if not extra.get(name):
                tip = f'add the {word} as  {name}: "..."'
                self._fault(where(path, node), f"this card has no {word}", tip)
                return None
        return "", ()

    def _cloze(self, node: Scalar, path: str) -> tuple[str, tuple[Blank, ...]] | None:
        odd = _odd(node.text)
        if odd is not None:
            at = self.context.inside(path, node, *odd)
            self._fault(at, "a gap of this cloze is empty, or has no partner", _TIP)
            return None
        pieces = _GAP.split(node.text)
        outside, answers = pieces[::2], [answer.strip() for answer in pieces[1::2]]
        if not answers or not re.search(r"\w", "".join(outside)):
            what = "hides nothing: it has no `[[ ]]`" if not answers else "has nothing but gaps"
            meant = _OTHER_GAP.sub(lambda gap: f"[[{gap[1] or gap[2]}]]", node.text)
            tip = f"write {short(meant, 60)}" if meant != node.text else _TIP
            self._fault(where(path, node), f"this cloze {what}", tip)
            return None
        text = outside[0]
        blanks = []
        for number, (answer, after) in enumerate(zip(answers, outside[1:], strict=True), 1):
            blanks.append(Blank(number, answer, len(text), len(text) + len(answer)))
            text += answer + after
        return text, tuple(blanks)

    def _fault(self, at: Location, what: str, tip: str) -> None:
        self.context.report.add("QK140", at, what, notes=[help_(tip)])


def _is_misspelt(name: str, node: Map) -> bool:
    """Return whether a field that is not known, and is told of, was meant for this one."""
    return any(likeliest(odd, CARD_FIELDS) == name for odd in node.fields if odd not in CARD_FIELDS)


def _odd(text: str) -> tuple[int, int] | None:
    """Return where a cloze has a gap that is empty or has no partner: offset and width."""
    for gap in _GAP.finditer(text):
        if not gap[1].strip():
            return gap.start(), len(gap[0])
    found = _MARK.search(_GAP.sub(lambda gap: " " * len(gap[0]), text))
    return (found.start(), 2) if found else None
