"""Notes as rows of the sheet of cards: one a template, or one a number of their gaps."""

import re
from collections.abc import Callable
from typing import Final

from quizkit.decks.events import MAX_TEXT
from quizkit.formats.ankiread.clozes import Gapped, gapped
from quizkit.formats.ankiread.gathered import Gathered, Place, cell
from quizkit.formats.ankiread.tables import Note, NoteType
from quizkit.formats.ankiread.templates import Card, Sort, cards_of, says
from quizkit.formats.book import CARDS, Line

COLUMNS: Final = ("id", "q", "a", "cloze", "note", "tags")
"""What a card that comes from Anki may have."""

SPLIT: Final = "\x1f"
"""What stands between the fields of a note."""

Taker = Callable[[Note, int, str], int]
"""Takes a note, its number in the file and the cell of its tags, and returns how many rows."""

_SEEN: Final = re.compile(r"<img\b|\[sound:|\[anki:|<(?:audio|video|svg|object)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\w")
_OPEN: Final = re.compile(r"\[\[[^\]]*\]\]")


class Fields:
    """The fields of one note as texts, each made once.

    Args:
        gathered: Makes them.
        held: The fields as the note has them.
    """

    __slots__ = ("_gathered", "_texts", "held")

    def __init__(self, gathered: Gathered, held: str) -> None:
        self._gathered = gathered
        self._texts: dict[int, str] = {}
        self.held = held.split(SPLIT)

    def text(self, field: int) -> str:
        """Return the text of a field; "" where the note has fewer."""
        found = self._texts.get(field)
        if found is None:
            has = field < len(self.held)
            found = self._gathered.texts.plain(self.held[field]) if has else ""
            self._texts[field] = found
        return found

    def is_seen(self, fields: list[int]) -> bool:
        """Return whether one of some fields has a picture or a sound."""
        return any(_SEEN.search(self.held[at]) for at in fields if at < len(self.held))


def taker(type_: NoteType, gathered: Gathered) -> Taker:
    """Return what takes the notes of a note type.

    Args:
        type_: The note type.
        gathered: Takes the rows.
    """
    cards = cards_of(type_, gathered.texts.lost)
    for card in cards:
        if card.front.shown(Sort.CLOZE):
            return _Clozes(card, gathered).take
    return _Cards(cards, gathered).take


class _Cards:
    """Takes notes whose templates are question and answer."""

    def __init__(self, cards: tuple[Card, ...], gathered: Gathered) -> None:
        self.cards = cards
        self.gathered = gathered
        self.lines = gathered.sheet(CARDS, COLUMNS)

    def take(self, note: Note, number: int, tags: str) -> int:
        """Take a note."""
        fields = Fields(self.gathered, note.fields)
        count = 0
        for at, card in enumerate(self.cards):
            cells = self._cells(card, fields)
            if cells is None:
                continue
            origin = f"{note.guid}/{at}"
            id_ = self.gathered.id_of(origin)
            row = {"id": id_, **cells}
            if tags:
                row["tags"] = tags
            self.lines.append(Line(number, row))
            self.gathered.placed(note.id, at, Place(id_, "card", origin))
            count += 1
        return count

    def _cells(self, card: Card, fields: Fields) -> dict[str, str] | None:
        front = says(card.front, fields.text)
        if front.first < 0:
            if fields.is_seen(card.front.shown()):
                self.gathered.faults["no text in front"] += 1
            return None
        back = says(card.back, fields.text)
        if back.first < 0:
            shown = card.back.shown()
            why = "no text behind" if fields.is_seen(shown) else "nothing behind"
            self.gathered.faults[why] += 1
            return None
        question, answer = "\n".join(front.lines), back.lines[back.first]
        cells = {"q": cell(question), "a": cell(answer)}
        note = "\n".join(back.lines[back.first + 1 :])
        if note:
            cells["note"] = cell(note)
        if len(note) + len(answer) + len(question) > MAX_TEXT:
            self.gathered.faults["too long"] += 1
            return None
        return cells


class _Clozes:
    """Takes notes with gaps."""

    def __init__(self, card: Card, gathered: Gathered) -> None:
        self.card = card
        self.gathered = gathered
        self.lines = gathered.sheet(CARDS, COLUMNS)

    def take(self, note: Note, number: int, tags: str) -> int:
        """Take a note."""
        fields = Fields(self.gathered, note.fields)
        found = self._gapped(fields)
        if found.fault or not found.numbers():
            self.gathered.faults[found.fault or "no gap"] += 1
            return 0
        behind = self._note(fields)
        count = 0
        for gap in found.numbers():
            cells, gaps = self._cells(found, gap, fields)
            if not cells:
                continue
            origin = f"{note.guid}/{gap - 1}"
            id_ = self.gathered.id_of(origin)
            row = {"id": id_, **cells}
            if behind:
                row["note"] = cell(behind)
            if tags:
                row["tags"] = tags
            self.lines.append(Line(number, row))
            places = (Place(id_, str(one), f"{origin}/{one}") for one in range(2, gaps + 1))
            self.gathered.placed(note.id, gap - 1, Place(id_, "1", origin), *places)
            count += 1
        return count

    def _gapped(self, fields: Fields) -> Gapped:
        """Return the field with gaps, with all of them where there are several."""
        parts = [
            gapped(fields.held[at], self.gathered.texts)
            for at in self.card.front.shown(Sort.CLOZE)
            if at < len(fields.held)
        ]
        fault = next((part.fault for part in parts if part.fault), "")
        pieces = [piece for part in parts for piece in (*part.pieces, "\n")]
        return Gapped(tuple(pieces[:-1]), fault)

    def _cells(self, found: Gapped, gap: int, fields: Fields) -> tuple[dict[str, str], int]:
        text, gaps = found.card(gap)
        said = says(self.card.front, fields.text, gaps=text)
        whole = "\n".join(said.lines).strip()
        if not gaps or text not in whole:
            self.gathered.faults["empty gap"] += 1
        elif not _WORD.search(_OPEN.sub("", whole)):
            self.gathered.faults["nothing but a gap"] += 1
        elif len(whole) > MAX_TEXT:
            self.gathered.faults["too long"] += 1
        else:
            return {"cloze": cell(whole)}, gaps
        return {}, 0

    def _note(self, fields: Fields) -> str:
        """Return what the back adds to the text with its gaps filled."""
        lines = tuple(
            line
            for line in self.card.back.lines
            if not any(not isinstance(part, str) and part.sort is Sort.CLOZE for part in line)
        )
        front = set(says(self.card.front, fields.text, gaps="").lines)
        said = says(self.card.back._replace(lines=lines, only=-1), fields.text)
        return "\n".join(line for line in said.lines if line not in front)
