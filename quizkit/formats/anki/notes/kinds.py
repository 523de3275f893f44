"""Note types as kinds: a role for each field, asked as a template asks for it."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from quizkit.decks.events import MAX_TEXT
from quizkit.decks.kindmaker import RESERVED
from quizkit.formats.anki.notes.gathered import Gathered, cell
from quizkit.formats.anki.notes.pictures import Pictures
from quizkit.formats.anki.notes.rows import Fields, Taker
from quizkit.formats.anki.notes.tables import Note, NoteType
from quizkit.formats.anki.notes.templates import Card, Part, Side, Sort, cards_of
from quizkit.formats.cards.pairkinds import named_kind
from quizkit.formats.sheets.cells import cell_of, typed
from quizkit.values.languages import TAGS

FEWEST_FIELDS: Final = 3
FEWEST_NOTES: Final = 5
"""What a note type needs to become a kind of its own."""

DEFINITION: Final = "definition"
"""The kind of notes that are asked both ways."""

_TERMS: Final = ("term", "meaning")
_LONGEST: Final = 40
_MARKS: Final = re.compile(r"([\\\[\]{}])")
_SIGNS: Final = re.compile(r"[^\w' -]|_")
_LANGUAGES: Final = frozenset(TAGS.values())
_ON: Final = re.compile(r"on\b")


class _Kind(NamedTuple):
    """A kind.

    Attributes:
        name: Its name.
        roles: Its roles, one a field.
        asked: The role that each template asks for, by its number.
        asks: The wording of each of those.
    """

    name: str
    roles: tuple[str, ...]
    asked: Mapping[int, str]
    asks: Sequence[str] = ()


class Kinds:
    """Makes kinds of note types.

    Args:
        gathered: Takes the rows.
        pictures: Takes the pictures.

    Attributes:
        new: The kinds that are new, by name.
    """

    def __init__(self, gathered: Gathered, pictures: Pictures) -> None:
        self.new: dict[str, _Kind] = {}
        self.gathered = gathered
        self.pictures = pictures

    def taker(self, type_: NoteType, count: int) -> Taker | None:
        """Return what takes the notes of a note type as facts; None where they are cards.

        Args:
            type_: The note type.
            count: How many notes use it.
        """
        lost = self.gathered.texts.lost
        cards = cards_of(type_, lost.copy())
        if is_both_ways(type_, cards):
            asked = {
                at: "meaning" if card.front.only == 0 else "term" for at, card in enumerate(cards)
            }
            return _Facts(self, _Kind(DEFINITION, _TERMS, asked)).take
        is_usual = len(type_.fields) >= FEWEST_FIELDS and count >= FEWEST_NOTES
        roles = roles_of(type_.fields)
        asks = wordings(cards, roles)
        if not is_usual or not asks:
            return None
        name = named_kind(type_.name, self.new)
        asked = {at: role for at, (role, _) in asks.items()}
        self.new[name] = _Kind(name, roles, asked, [text for _, text in asks.values()])
        return _Facts(self, self.new[name]).take

    def lines(self) -> dict[str, tuple[str, ...]]:
        """Return the lines of each kind that is new, by its name, when all notes were taken."""
        if not self.new:
            return {}
        columns = {sheet.title: sheet.columns for sheet in self.gathered.book().sheets}
        return {name: _lines(kind, columns.get(name, ())) for name, kind in self.new.items()}


class _Facts:
    """Takes notes as the facts of one kind."""

    def __init__(self, kinds: "Kinds", kind: _Kind) -> None:
        self.gathered = kinds.gathered
        self.pictures = kinds.pictures
        self.roles = kind.roles
        self.asked = kind.asked
        self.lines = self.gathered.sheet(kind.name, ("id", *kind.roles, "image", "tags"))

    def take(self, note: Note, number: int, tags: str) -> int:
        """Take a note."""
        fields = Fields(self.gathered, note.fields)
        said = {role: fields.text(at) for at, role in enumerate(self.roles)}
        full = {role: cell(text) for role, text in said.items() if text}
        why = _fault(said, full, self.roles)
        if why:
            self.gathered.faults[why] += 1
            return 0
        id_ = self.gathered.id_of(note.guid)
        row = {"id": id_, **full}
        image = next(filter(None, map(self.pictures.first_of, fields.held)), "")
        if image:
            row["image"] = cell_of({"file": image})
        if tags:
            row["tags"] = tags
        self.gathered.add(self.lines, number, row)
        for at, role in self.asked.items():
            if role in full:
                self.gathered.placed(note.id, at, f"{note.guid}/{at}", (id_, role))
        return 1


def is_both_ways(type_: NoteType, cards: Sequence[Card]) -> bool:
    """Return whether the notes of a type are a term and its meaning, each asked for by the other.

    Args:
        type_: The note type.
        cards: What its templates make.
    """
    ways = {(card.front.only, card.back.only) for card in cards}
    return len(type_.fields) == len(_TERMS) and ways == {(0, 1), (1, 0)} and len(cards) == len(ways)


def roles_of(fields: Sequence[str]) -> tuple[str, ...]:
    """Return the role of each field: its name as a deck can have it.

    >>> roles_of(["Country", "Capital city?", "Tags", "Capital City"])
    ('country', 'capital city', 'the tags', 'capital city 2')
    """
    found: list[str] = []
    for place, field in enumerate(fields, 1):
        plain = " ".join(_SIGNS.sub(" ", field).split())[:_LONGEST].strip(" -'").lower()
        name = plain if plain and plain[0].isalpha() else f"field {place}"
        if name in RESERVED or name in _LANGUAGES or _ON.match(name):
            name = f"the {name}"
        one, number = name, 2
        while one in found:
            one, number = f"{name} {number}", number + 1
        found.append(one)
    return tuple(found)


def wordings(cards: Sequence[Card], roles: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Return role and wording of each template whose front is text and one field, by its number.

    The role asked for is the first field of the back that is not in front.

    Args:
        cards: What the templates make.
        roles: The role of each field.
    """
    found = {}
    for at, card in enumerate(cards):
        given = card.front.shown()
        wanted = [field for field in _unconditional(card.back) if field not in given]
        text = _wording(card.front, roles)
        if text and wanted:
            found[at] = roles[wanted[0]], text
    return found


def _wording(front: Side, roles: Sequence[str]) -> str:
    """Return a front as a wording; "" where it is anything but text and one field."""
    parts = [part for line in front.lines for part in (*line, " ")]
    if [part.sort for part in parts if isinstance(part, Part)] != [Sort.FIELD]:
        return ""
    text = "".join(part for part in parts if isinstance(part, str))
    if not re.search(r"\w", text):
        return ""
    said = (
        _MARKS.sub(r"\\\1", part) if isinstance(part, str) else f"{{{roles[part.field]}}}"
        for part in parts
    )
    return " ".join("".join(said).split())


def _unconditional(back: Side) -> list[int]:
    """Return the fields of the first line of a back that has any and no condition."""
    for line in back.lines:
        parts = [part for part in line if isinstance(part, Part)]
        if parts and all(part.sort is Sort.FIELD for part in parts):
            return [part.field for part in parts]
    return []


def _lines(kind: _Kind, used: Collection[str]) -> tuple[str, ...]:
    """Return a kind's lines: the roles that some note fills, or a wording names."""
    asks: dict[str, list[str]] = {}
    for role, text in zip(kind.asked.values(), kind.asks, strict=True):
        asks.setdefault(role, []).append(text)
    lines = ["roles:"]
    for role in kind.roles:
        texts = list(dict.fromkeys(asks.get(role, ())))
        asked = typed(texts[0]) if len(texts) == 1 else typed(list(texts))
        if texts:
            lines.append(f"  {typed(role)}: {{is: text, ask: {asked}}}")
        elif role in used or any(f"{{{role}}}" in text for text in kind.asks):
            lines.append(f"  {typed(role)}: text")
    return tuple(lines)


def _fault(said: Mapping[str, str], full: Mapping[str, str], roles: Sequence[str]) -> str:
    if any(len(text) > MAX_TEXT for text in said.values()):
        return "too long"
    if not full or (tuple(roles) == _TERMS and len(full) < len(_TERMS)):
        return "nothing behind" if roles and roles[0] in full else "no text in front"
    return ""
