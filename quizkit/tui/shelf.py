"""The decks of the list, as they get read."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizkit.errors import DeckError
from quizkit.practice.desk import Desk

if TYPE_CHECKING:
    from quizkit.questions.ask import Asker


class Book(NamedTuple):
    """A deck of the list.

    Attributes:
        place: Where it is.
        asker: What asks for it, or None where it cannot be used.
        error: Why it cannot be used, or None.
    """

    place: Path
    asker: "Asker | None"
    error: DeckError | None


Stamp = tuple[tuple[int, int], ...]
"""When each file of a deck was written, and how long it is."""


def stamp_of(book: Book) -> Stamp:
    """Return what changes with a deck's files, without a look into them."""
    paths = book.asker.deck.paths if book.asker else (str(book.place),)
    found = []
    for path in map(Path, paths):
        try:
            status = path.stat()
        except OSError:
            found.append((0, 0))
        else:
            found.append((status.st_mtime_ns, status.st_size))
    return tuple(found)


class Shelf:
    """Keeps what was read. All of it runs in the backend.

    Args:
        desk: Where the decks are.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._books: dict[Path, Book] = {}
        self._stamps: dict[Path, Stamp] = {}

    @property
    def books(self) -> Sequence[Book]:
        """What was read so far."""
        return tuple(self._books.values())

    def book(self, place: Path) -> Book:
        """Return a deck, read if it was not yet."""
        if place not in self._books:
            self._books[place] = self._read(place)
            self._stamps[place] = stamp_of(self._books[place])
        return self._books[place]

    def askers(self, places: Iterable[Path] = ()) -> "list[Asker]":
        """Return what asks for some decks, or for all of the list but those of no use.

        Raises:
            DeckError: If one that was named cannot be used.
        """
        named = tuple(places)
        for book in map(self.book, named):
            if book.error:
                raise book.error
        return self.usable(named or self._desk.listed())

    def usable(self, places: Iterable[Path]) -> "list[Asker]":
        """Return what asks for some decks; those of no use are left out."""
        return [book.asker for book in map(self.book, places) if book.asker]

    def changed(self, places: Iterable[Path] = ()) -> list[Path]:
        """Return those of some decks, or of all that were read, whose files have changed since."""
        wanted = frozenset(places) or frozenset(self._books)
        return [
            place
            for place, book in self._books.items()
            if place in wanted and stamp_of(book) != self._stamps[place]
        ]

    def forget(self, place: Path) -> None:
        """Read a deck anew the next time it is wanted."""
        self._books.pop(place, None)

    def _read(self, place: Path) -> Book:
        try:
            return Book(place, self._desk.asker(place), None)
        except DeckError as error:
            return Book(place, None, error)


class Watched:
    """The decks of one sitting, looked after while it runs. All of it runs in the backend.

    Args:
        shelf: What was read.
        places: Where its decks are; none: all of the list.
    """

    def __init__(self, shelf: Shelf, places: Sequence[Path] = ()) -> None:
        self._shelf = shelf
        self._places = tuple(places)

    def has_changed(self) -> bool:
        """Return whether a deck's files are not as they were when it was read."""
        return bool(self._shelf.changed(self._places))

    def renew(self) -> None:
        """Let such decks be read anew the next time they are wanted."""
        for place in self._shelf.changed(self._places):
            self._shelf.forget(place)
