r"""Templates of cards: read as lines of text and fields, never run.

Understood are `{{Field}}`, `{{type:Field}}`, `{{cloze:Field}}`, filters that change how a field
looks, and `{{#Field}} {{/Field}}` with its opposite `{{^Field}}`. All else is dropped and counted.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import Final, NamedTuple

from quizkit.formats.anki.notes.tables import NoteType
from quizkit.formats.strangers.markup import reduced

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""What stands around a part while a template is reduced to text: no text holds these."""

_MARK: Final = re.compile(r"\{\{([^{}]{1,300})\}\}")
_PART: Final = re.compile(f"{_BEGIN}([a-z]+)([0-9]+){_END}")
_ANSWER: Final = re.compile(
    r"<hr\b[^<>]{0,100}\bid\s{0,9}=\s{0,9}[\"']?answer\b[^<>]{0,100}>", re.I
)
_PLAIN: Final = frozenset(("text", "furigana", "kanji", "kana", "edit", "cloze-only", "nc"))
"""Filters that show a field's own text."""

_LONGEST: Final = 2**16
_MOST_PARTS: Final = 1_000


class Sort(Enum):
    """What a part of a line is."""

    FIELD = "field"
    CLOZE = "cloze"
    IF = "if"
    UNLESS = "unless"
    CLOSE = "close"


class Part(NamedTuple):
    """A field in a line, or where a condition begins or ends.

    Attributes:
        sort: What it is.
        field: Number of the field [from 0].
    """

    sort: Sort
    field: int


Line = tuple[str | Part, ...]


class Side(NamedTuple):
    """A side of a card.

    Attributes:
        lines: Its lines, those without anything left out.
        only: The field that it shows and nothing else; -1 where that is not so.
    """

    lines: tuple[Line, ...]
    only: int = -1

    def shown(self, sort: Sort = Sort.FIELD) -> list[int]:
        """Return the fields that it shows, each once."""
        parts = (part for line in self.lines for part in line if isinstance(part, Part))
        return list(dict.fromkeys(part.field for part in parts if part.sort is sort))


class Card(NamedTuple):
    """What a template makes of a note: its front, and what its back adds."""

    front: Side
    back: Side


class Said(NamedTuple):
    """What a side says of a note.

    Attributes:
        lines: Its lines; those without a text are left out.
        first: The first of them that has a field's text; -1 where none has.
    """

    lines: tuple[str, ...]
    first: int

    @property
    def shown(self) -> tuple[str, ...]:
        """Its lines, if a field's text is among them."""
        return self.lines if self.first >= 0 else ()


def cards_of(type_: NoteType, lost: Counter[str]) -> tuple[Card, ...]:
    """Return what the templates of a note type make.

    Args:
        type_: The note type.
        lost: Takes what is dropped.
    """
    read = partial(_side, fields=type_.fields, lost=lost)
    found = []
    for front, back in type_.templates:
        question = read(front, is_back=False)
        found.append(Card(question, _without(read(back, is_back=True), question)))
    return tuple(found)


def says(side: Side, text_of: Callable[[int], str], *, gaps: str = "") -> Said:
    """Return what a side says of a note.

    Args:
        side: The side.
        text_of: The text of a field.
        gaps: What stands for a field with gaps.
    """
    if side.only >= 0:
        text = text_of(side.only)
        return Said((text,), 0) if text else Said((), -1)
    walk = _Walk(text_of, gaps)
    lines: list[str] = []
    first = -1
    for line in side.lines:
        text, has_field = walk.line(line)
        if text:
            if has_field and first < 0:
                first = len(lines)
            lines.append(text)
    return Said(tuple(lines), first)


class _Walk:
    """Goes through the lines of a side with the fields of one note."""

    def __init__(self, text_of: Callable[[int], str], gaps: str) -> None:
        self._text_of = text_of
        self._gaps = gaps
        self._open: list[bool] = []
        self._hidden = 0

    def line(self, line: Line) -> tuple[str, bool]:
        """Return a line's text and whether a field is in it; "" where all its fields are empty."""
        said: list[str] = []
        fields = full = 0
        for part in line:
            if isinstance(part, Part) and part.sort not in (Sort.FIELD, Sort.CLOZE):
                self._condition(part)
            elif self._hidden:
                continue
            elif isinstance(part, str):
                said.append(part)
            else:
                text = self._gaps if part.sort is Sort.CLOZE else self._text_of(part.field)
                fields += 1
                full += bool(text)
                said.append(text)
        if fields and not full:
            return "", False
        return "".join(said).strip(), full > 0

    def _condition(self, part: Part) -> None:
        if part.sort is Sort.CLOSE:
            self._hidden -= self._open.pop() if self._open else 0
            return
        is_hidden = bool(self._text_of(part.field)) is (part.sort is Sort.UNLESS)
        self._open.append(is_hidden)
        self._hidden += is_hidden


def _side(html: str, *, fields: Sequence[str], lost: Counter[str], is_back: bool) -> Side:
    numbers = {name: place for place, name in enumerate(fields)}
    html = html[:_LONGEST].replace(_BEGIN, "").replace(_END, "")
    if is_back:
        *_, html = _ANSWER.split(html)

    def marked(match: re.Match[str]) -> str:
        return _marked(match[1].strip(), numbers, lost, is_back=is_back)

    text, dropped, _ = reduced(_MARK.sub(marked, html))
    lost.update({word: count for word, count in dropped.items() if word != "formatting"})
    lines = tuple(filter(None, map(_line, text.split("\n")[:_MOST_PARTS])))
    single = lines[0][0] if len(lines) == 1 and len(lines[0]) == 1 else ""
    is_only = isinstance(single, Part) and single.sort is Sort.FIELD
    return Side(lines, single.field if is_only and isinstance(single, Part) else -1)


def _line(text: str) -> Line:
    pieces = _PART.split(text)
    found: list[str | Part] = [pieces[0]]
    for sort, field, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        found += [Part(Sort(sort), int(field)), after]
    return tuple(part for part in found if part)[:_MOST_PARTS]


def _marked(mark: str, fields: dict[str, int], lost: Counter[str], *, is_back: bool) -> str:
    """Return what stands for a mark while the template is reduced."""
    sign = mark[:1]
    *filters, name = mark.split(":")
    if sign in ("#", "^", "/"):
        return _condition(sign, mark[1:].strip(), fields, lost)
    name = name.strip()
    words = {one.strip().partition(" ")[0] for one in filters}
    if name == "FrontSide" or (sign == "!" and not filters):
        return ""
    if name in fields and "tts" in words:
        lost["sound"] += 1
    elif name in fields and "hint" in words:
        lost["hint"] += 1
    elif name in fields and "cloze" in words:
        return _token(Sort.CLOZE, fields[name])
    elif name in fields and (is_back or "type" not in words):
        lost["template mark"] += len(words - _PLAIN - {"type"})
        return _token(Sort.FIELD, fields[name])
    elif name not in fields:
        lost["template mark"] += 1
    return ""


def _condition(sign: str, name: str, fields: dict[str, int], lost: Counter[str]) -> str:
    if sign == "/":
        return _token(Sort.CLOSE, 0)
    if name in fields:
        return _token(Sort.IF if sign == "#" else Sort.UNLESS, fields[name])
    lost["template mark"] += 1
    return _token(Sort.IF, fields.get(name, 0)) if fields else ""


def _token(sort: Sort, field: int) -> str:
    return f"{_BEGIN}{sort.value}{field}{_END}"


def _without(back: Side, front: Side) -> Side:
    """Return a back without the front that it begins with."""
    size = len(front.lines)
    repeats = 0 < size < len(back.lines) and back.lines[:size] == front.lines
    is_question = repeats and not any(part.sort is Sort.CLOZE for part in _parts(front))
    if not is_question:
        return back
    rest = Side(back.lines[size:])
    line = rest.lines[0]
    part = line[0] if len(rest.lines) == len(line) == 1 else ""
    only = part.field if isinstance(part, Part) and part.sort is Sort.FIELD else -1
    return Side(rest.lines, only)


def _parts(side: Side) -> list[Part]:
    return [part for line in side.lines for part in line if isinstance(part, Part)]
