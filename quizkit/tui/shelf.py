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


class Shelf:
    """Keeps what was read. All of it runs in the backend.

    Args:
        desk: Where the decks are.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._books: dict[Path, Book] = {}

    @property
    def books(self) -> Sequence[Book]:
        """What was read so far."""
        return tuple(self._books.values())

    def book(self, place: Path) -> Book:
        """Return a deck, read if it was not yet."""
        if place not in self._books:
            self._books[place] = self._read(place)
        return self._books[place]

    def askers(self, places: Iterable[Path] = ()) -> "list[Asker]":
        """Return what asks for some decks, or for all of the list but those of no use.

        Raises:
            DeckError: If one that was named cannot be used.
        """
        named = tuple(places)
        books = [self.book(place) for place in named or self._desk.listed()]
        for book in books if named else ():
            if book.error:
                raise book.error
        return [book.asker for book in books if book.asker]

    def forget(self, place: Path) -> None:
        """Read a deck anew the next time it is wanted."""
        self._books.pop(place, None)

    def _read(self, place: Path) -> Book:
        try:
            return Book(place, self._desk.asker(place), None)
        except DeckError as error:
            return Book(place, None, error)
