"""The files of decks in the one layout: what would change, and the changes written."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from quizkit.decks.events import read
from quizkit.decks.files import Loader, Opener, read_bytes
from quizkit.decks.layout import laid_out
from quizkit.decks.library import HEAD
from quizkit.decks.writing import write
from quizkit.errors import DeckError
from quizkit.questions.calm import calm


class Change(NamedTuple):
    """A file in the one layout.

    Attributes:
        path: The file.
        before: Its bytes as they were read.
        after: Its bytes in the layout; others.
    """

    path: Path
    before: bytes
    after: bytes


def proposed(place: Path, *, opener: Opener = read_bytes) -> tuple[Change, ...]:
    """Return the files of a deck that are not in the layout; sheets are left as they are.

    Args:
        place: A deck's file or folder, or one file that a deck includes.
        opener: Reads files.

    Raises:
        DeckError: If the deck cannot be read, with its problems.
    """
    path = place / HEAD if place.is_dir() else place
    before: dict[Path, bytes] = {}

    def kept(asked: Path) -> bytes:
        if asked not in before:
            before[asked] = opener(asked)
        return before[asked]

    try:
        data = kept(path)
    except FileNotFoundError:
        raise DeckError(f"there is no deck at {place.as_posix()}") from None
    except OSError as error:
        raise DeckError(f"cannot read {path.as_posix()}: {error.strerror}") from None
    changes = (Change(one, before[one], _new(one, before[one])) for one in _files(path, data, kept))
    return tuple(change for change in changes if change.before != change.after)


def written(changes: Iterable[Change]) -> None:
    """Write files in the layout.

    Raises:
        DeckError: If one cannot be written, or changed since it was read.
    """
    for change in changes:
        write(change.path, change.after, before=change.before)


def _new(path: Path, data: bytes) -> bytes:
    return laid_out(data, path.as_posix())


def _files(path: Path, data: bytes, opener: Opener) -> list[Path]:
    with calm():
        root = read(data, path.as_posix()).root
        if root is not None and "quizkit" not in root.places and "deck" not in root.places:
            return [path]
        loader = Loader(path, opener=opener)
        loader.load(data)
    return [Path(name) for name, tree in loader.trees.items() if tree.root is not None]
