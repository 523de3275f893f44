"""Notes as rows of the sheet of cards: one a template, or one a number of their gaps."""

import re
from collections.abc import Callable
from typing import Final

from quizkit.decks.events import MAX_TEXT
from quizkit.formats.anki.notes.clozes import Gapped, gapped
from quizkit.formats.anki.notes.gathered import Gathered, cell
from quizkit.formats.anki.notes.tables import Note, NoteType
from quizkit.formats.anki.notes.templates import Card, Sort, cards_of, says
from quizkit.formats.book import CARDS

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

    __slots__ = ("_plain", "_texts", "held")

    def __init__(self, gathered: Gathered, held: str) -> None:
        self._plain = gathered.texts.plain
        self._texts: dict[int, str] = {}
        self.held = held.split(SPLIT)

    def text(self, field: int) -> str:
        """Return the text of a field; "" where the note has fewer."""
        found = self._texts.get(field)
        if found is None:
            found = self._plain(self.held[field]) if field < len(self.held) else ""
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
        why = ""
        for at, card in enumerate(self.cards):
            made = self._made(card, fields)
            if isinstance(made, str):
                why = why or made
                if made:
                    self.gathered.faults[made] += 1
                continue
            question, answer, behind = made
            origin = f"{note.guid}/{at}"
            row = {"id": self.gathered.id_of(origin), "q": cell(question), "a": cell(answer)}
            if behind:
                row["note"] = cell(behind)
            if tags:
                row["tags"] = tags
            self.gathered.add(self.lines, number, row)
            self.gathered.placed(note.id, at, origin, (row["id"], "card"))
            count += 1
        if not count and not why:
            self.gathered.faults["no template"] += 1
        return count

    def _made(self, card: Card, fields: Fields) -> tuple[str, str, str] | str:
        """Return question, answer and what else the back says; or why there is no card."""
        front, back = card
        if front.only >= 0 and back.only >= 0:
            question, answer, note = fields.text(front.only), fields.text(back.only), ""
        else:
            question = "\n".join(says(front, fields.text).shown)
            said = says(back, fields.text)
            answer = said.lines[said.first] if said.first >= 0 else ""
            note = "\n".join(said.lines[said.first + 1 :])
        if not question:
            return "no text in front" if fields.is_seen(front.shown()) else ""
        if not answer:
            return "no text behind" if fields.is_seen(back.shown()) else "nothing behind"
        if len(note) + len(answer) + len(question) > MAX_TEXT:
            return "too long"
        return question, answer, note


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
            row = {"id": self.gathered.id_of(origin), **cells}
            if behind:
                row["note"] = cell(behind)
            if tags:
                row["tags"] = tags
            self.gathered.add(self.lines, number, row)
            places = ((row["id"], str(one)) for one in range(1, gaps + 1))
            self.gathered.placed(note.id, gap - 1, origin, *places)
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
