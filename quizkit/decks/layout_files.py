"""The files of decks in the one layout: what would change, and the changes written."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from quizkit.decks.events import read
from quizkit.decks.files import Loader, Opener, read_bytes
from quizkit.decks.layout import laid_out
from quizkit.decks.library import HEAD
from quizkit.decks.stamp import bare
from quizkit.decks.writing import write_all
from quizkit.errors import DeckError
from quizkit.model import Deck
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
    if _is_part(path, data):
        return _changes([path], before)
    loader, deck = _loaded(path, data, kept)
    files = [Path(name) for name, tree in loader.trees.items() if tree.root is not None]
    changes = _changes(files, before)
    after = {change.path: change.after for change in changes}
    if after:
        _, then = _loaded(
            path, after.get(path, data), lambda one: after[one] if one in after else kept(one)
        )
        if bare(deck) != bare(then):
            raise DeckError(f"{path.as_posix()} cannot be laid out without changing what it says")
    return changes


def written(changes: Iterable[Change]) -> None:
    """Write files in the layout, all or none.

    Raises:
        DeckError: If one cannot be written, or changed since it was read.
    """
    known = {change.path: change for change in changes}
    before = {path: change.before for path, change in known.items()}
    write_all({path: change.after for path, change in known.items()}, before=before)


def _changes(files: Iterable[Path], before: Mapping[Path, bytes]) -> tuple[Change, ...]:
    found = (Change(one, before[one], laid_out(before[one], one.as_posix())) for one in files)
    return tuple(change for change in found if change.before != change.after)


def _is_part(path: Path, data: bytes) -> bool:
    """Return whether a file is one that a deck includes, not a deck's first."""
    root = read(data, path.as_posix()).root
    return root is not None and "quizkit" not in root.places and "deck" not in root.places


def _loaded(path: Path, data: bytes, opener: Opener) -> tuple[Loader, Deck]:
    loader = Loader(path, opener=opener)
    with calm():
        return loader, loader.load(data)
