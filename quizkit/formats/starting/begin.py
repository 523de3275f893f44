"""A new deck's file: where it goes, and that nothing which is there is lost."""

from pathlib import Path
from typing import Final

from quizkit.decks.library import HEAD
from quizkit.decks.writing import write
from quizkit.errors import DeckError

SUFFIXES: Final = (".yaml", ".yml")


def place_of(name: str) -> Path:
    """Return the file that a name means: `.yaml` is added, and a folder's deck is `deck.yaml`.

    >>> place_of("rivers").as_posix(), place_of("rivers/").as_posix()
    ('rivers.yaml', 'rivers/deck.yaml')
    """
    path = Path(name)
    if name.endswith("/") or path.is_dir():
        return path / HEAD
    return path if path.suffix in SUFFIXES else path.with_name(f"{path.name}.yaml")


def begin(path: Path, data: bytes, *, replace: bool = False) -> Path | None:
    """Write a new file.

    Args:
        path: The file; its folder is made if only that is missing.
        data: Its bytes.
        replace: Take the place of a file that is there; that is kept beside it.

    Returns:
        Where the file is now that was there, or None.

    Raises:
        FileExistsError: If one is there, and is not to be replaced.
        DeckError: If it cannot be written.
    """
    try:
        path.parent.mkdir(exist_ok=True)
        if not (replace and path.exists()):
            with path.open("xb") as stream:
                stream.write(data)
            return None
        before = path.read_bytes()
        kept = _kept(path, before)
    except FileExistsError:
        raise
    except OSError as error:
        raise DeckError(f"cannot write {path.as_posix()}: {error.strerror}") from None
    write(path, data, before=before)
    return kept


def _kept(path: Path, data: bytes) -> Path:
    """Write a copy beside a file, under a name that is free, and return where it is."""
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.{number}.bak")
        try:
            with kept.open("xb") as stream:
                stream.write(data)
        except FileExistsError:
            number += 1
        else:
            return kept
