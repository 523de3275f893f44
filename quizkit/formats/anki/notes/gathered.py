"""What an import of notes gathers: rows, what was not taken, and which card became which facet."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Final, NamedTuple

from quizkit.decks.stamp import LETTERS, SIGNS
from quizkit.formats.anki.notes.texts import Texts
from quizkit.formats.book import CARDS, Book, Line, Sheet
from quizkit.formats.sheets.cells import Value, cell_of

ID_SIGNS: Final = 12
"""Signs of an id: of a million cards no two meet."""

_FIRST: Final = bytes(ord(LETTERS[byte % len(LETTERS)]) for byte in range(256))
_LATER: Final = bytes(ord(SIGNS[byte % len(SIGNS)]) for byte in range(256))
_OWN_TAGS: Final = frozenset(("leech", "marked"))
"""Tags in which Anki keeps what happened to a learner."""


class Place(NamedTuple):
    """What a card of Anki's became.

    Attributes:
        origin: What the card is known by everywhere.
        facets: Row and role of each of its facets; the role of a card is "card", of a gap its
            number.
    """

    origin: str
    facets: tuple[tuple[str, str], ...]


class Gathered:
    """Rows and counts, filled note by note.

    Args:
        wants_places: Keep which card became which facet.

    Attributes:
        texts: Makes text of fields.
        faults: Why cards were not taken, with how many.
        counts: How many notes became what.
        places: What each card became, by note and template's number.
        letters: Those of all rows.
    """

    def __init__(self, *, wants_places: bool) -> None:
        self.texts = Texts()
        self.faults: Counter[str] = Counter()
        self.counts: Counter[tuple[str, str]] = Counter()
        self.places: dict[tuple[int, int], Place] = {}
        self.letters = 0
        self._wants_places = wants_places
        self._lines: dict[str, list[Line]] = {}
        self._columns: dict[str, tuple[str, ...]] = {}
        self._used: set[str] = set()
        self._again: Counter[str] = Counter()
        self._tags: dict[tuple[str, str], str] = {}

    def book(self) -> Book:
        """Return the rows as sheets, cards last."""
        titles = sorted(filter(self._lines.get, self._lines), key=lambda title: title == CARDS)
        return Book(tuple(self._sheet(title) for title in titles))

    def sheet(self, title: str, columns: Iterable[str]) -> list[Line]:
        """Return the rows of a sheet, to add to.

        Args:
            title: Its title.
            columns: What it may have, in order.
        """
        self._columns[title] = tuple(dict.fromkeys((*self._columns.get(title, ()), *columns)))
        return self._lines.setdefault(title, [])

    def add(self, lines: list[Line], number: int, row: dict[str, str]) -> None:
        """Add a row to those of a sheet.

        Args:
            lines: The rows, as `sheet` returned them.
            number: Number of the note.
            row: Its cells.
        """
        self.letters += sum(map(len, row.values()))
        lines.append(Line(number, row))

    def id_of(self, origin: str) -> str:
        """Return an id that follows from an origin, unlike all before it.

        >>> gathered = Gathered(wants_places=False)
        >>> gathered.id_of("abc/1") == Gathered(wants_places=False).id_of("abc/1")
        True
        >>> gathered.id_of("abc/1") == gathered.id_of("abc/1")
        False
        """
        found = made_id(origin)
        while found in self._used:
            self._again[origin] += 1
            found = made_id(f"{origin}\n{self._again[origin]}")
        self._used.add(found)
        return found

    def placed(self, note: int, number: int, origin: str, *facets: tuple[str, str]) -> None:
        """Note which facets a card became.

        Args:
            note: The note.
            number: Number of its template.
            origin: What the card is known by everywhere.
            facets: Row and role of each.
        """
        if self._wants_places:
            self.places[note, number] = Place(origin, facets)

    def tags(self, tags: str, deck: str) -> str:
        """Return the cell of a note's tags.

        Args:
            tags: As the note has them, blanks between them.
            deck: The name of its deck, or "".
        """
        found = self._tags.get((tags, deck))
        if found is None:
            named = [*tags.split(), *([" ".join(deck.split())] if deck else [])]
            kept = (self.texts.plain(tag) for tag in named if tag.lower() not in _OWN_TAGS)
            found = _listed(list(dict.fromkeys(filter(None, kept))))
            self._tags[tags, deck] = found
        return found

    def _sheet(self, title: str) -> Sheet:
        lines = self._lines[title]
        used: set[str] = set()
        for line in lines:
            if not line.cells.keys() <= used:
                used.update(line.cells)
        columns = tuple(name for name in self._columns[title] if name in used)
        return Sheet(title, columns, tuple(lines))


def made_id(origin: str) -> str:
    """Return signs that follow from an origin: letters and figures that make no word.

    >>> len(made_id("x")), made_id("x") == made_id("x") != made_id("y")
    (12, True)
    """
    digest = sha256(origin.encode()).digest()
    return (digest[:1].translate(_FIRST) + digest[1:ID_SIGNS].translate(_LATER)).decode()


def cell(text: str) -> str:
    """Return the cell that says a text."""
    return text if text[:1] not in ("[", "{", '"') else cell_of(text)


def _listed(tags: list[Value]) -> str:
    """Return several texts as a cell; one that has no comma needs no brackets."""
    only = tags[0] if len(tags) == 1 else ""
    return cell(only) if isinstance(only, str) and only and "," not in only else cell_of(tags or "")
