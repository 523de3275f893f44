"""Decks: from files to nouns, with every problem at its place.

`load` reads a deck; `library` finds it by name; `stamp` writes ids; `rows` makes a deck of rows
in memory. Importing this package alone reads no YAML and no pydantic.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizkit.model import Deck

__all__ = ["load"]


def load(place: str | Path, *, opener: Callable[[Path], bytes] | None = None) -> "Deck":
    """Return the deck of a file, or of a folder with a `deck.yaml`.

    Args:
        place: Path of the file or folder; problems show it as given.
        opener: Returns the bytes of a file; the default reads it from the disk.

    Raises:
        DeckError: With every problem that was found, if one of them stops the deck from loading;
            with none, if there is no such file or it cannot be read.
    """
    from quizkit.decks import files  # noqa: PLC0415  # yaml and pydantic only when needed

    return files.load_deck(place, opener=opener or files.read_bytes)
