"""Where decks are: those that ship with quizkit, the user's own, and any path.

Nothing is read but names of files and the first lines of decks; no YAML, no pydantic.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from quizkit.errors import DeckError, shown
from quizkit.text import nearest

HEAD: Final = "deck.yaml"
"""The file that makes a folder a deck."""

_ID: Final = re.compile(r"^deck:[ \t]*['\"]?([a-z0-9][a-z0-9-]{0,63})", re.MULTILINE)

_PACKAGE: Final = Path(__file__).resolve().parent.parent

_SUFFIXES: Final = (".yaml", ".yml")

_START: Final = 64 * 1024
"""Bytes of a file within which its `deck:` is looked for."""


def bundled() -> Path:
    """Return the folder of the decks that ship: inside the package, or beside it in a checkout."""
    inside = _PACKAGE / "_decks"
    return inside if inside.is_dir() else _PACKAGE.parent / "decks"


def is_bundled(place: Path) -> bool:
    """Tell whether a deck came with quizkit."""
    return bundled().resolve() in place.resolve().parents


def places(*, folders: Iterable[Path] = ()) -> list[Path]:
    """Return where the decks of the list are, none twice: bundled ones first, then by folder.

    Args:
        folders: The user's own: decks (files, or folders with a `deck.yaml`) and folders of decks.

    Returns:
        Files, and folders with a `deck.yaml`; in each folder by name.
    """
    found: dict[Path, Path] = {}
    for folder in (bundled(), *folders):
        for place in _decks_of(folder):
            found.setdefault(place.resolve(), place)
    return list(found.values())


def _decks_of(place: Path) -> Iterator[Path]:
    if place.is_file() or (place / HEAD).is_file():
        yield place
    elif place.is_dir():
        for inner in sorted(place.iterdir()):
            if (inner / HEAD).is_file() or (inner.suffix == ".yaml" and inner.is_file()):
                yield inner


def name_of(place: Path) -> str:
    """Return the id that a deck gives itself, or the name of its file or folder."""
    path = place / HEAD if place.is_dir() else place
    try:
        with path.open("rb") as stream:
            head = stream.read(_START).decode("utf-8", "replace")
    except OSError:
        head = ""
    found = _ID.search(head)
    return found[1] if found else place.stem


def find(name: str | Path, *, folders: Iterable[Path] = ()) -> Path:
    """Return where a deck is.

    Args:
        name: A deck's id, or the path of a file or of a folder with a `deck.yaml`. A path that is
            there goes before an id.
        folders: The user's own decks and folders of decks.

    Raises:
        DeckError: If there is none; the nearest id of the list, or file of the folder, is named.

    >>> find("vietnam-us").name
    'vietnam-us'
    >>> find("vietnam-uk")
    Traceback (most recent call last):
    quizkit.errors.DeckError: there is no deck vietnam-uk; did you mean vietnam-us?
    """
    path = Path(name)
    try:
        if path.is_file() or (path / HEAD).is_file():
            return path
    except OSError as error:
        raise DeckError(f"{shown(path.as_posix())} cannot be read: {error.strerror}") from error
    known = {name_of(place): place for place in reversed(places(folders=folders))}
    if str(name) in known:
        return known[str(name)]
    if path.is_dir():
        raise DeckError(f"the folder {path.as_posix()} has no {HEAD}")
    if path.suffix in _SUFFIXES or len(path.parts) > 1:
        raise DeckError(f"there is no file {path.as_posix()}{_beside(path)}")
    near = nearest(str(name), known)
    tip = f"did you mean {near}?" if near else "`quizkit decks` lists those there are"
    raise DeckError(f"there is no deck {path.as_posix()}; {tip}")


def _beside(path: Path) -> str:
    """Return which file of the same folder was probably meant, in words, or ""."""
    try:
        names = [each.name for each in path.parent.iterdir() if each.suffix in _SUFFIXES]
    except OSError:
        return ""
    near = nearest(path.name, names)
    return f"; did you mean {(path.parent / near).as_posix()}?" if near else ""
