"""Whether the files that something was made of, and the code that made it, are as they were."""

from collections.abc import Callable, Mapping
from functools import cache as once
from pathlib import Path
from typing import Any, Final

from quizkit.model import Deck
from quizkit.text import digest

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_WRITTEN: Final = (".py", ".yaml")
"""What people write; compiled files come and go while a program runs."""


def seen(deck: Deck, hashes: Mapping[str, str], *rooms: str) -> dict[str, Any]:
    """Return what tells this state of a deck's files, pictures and of some rooms from another.

    Args:
        deck: The deck.
        hashes: The hash of each file that was read; see `remembering`.
        rooms: Folders and modules of the package that had a hand in it.
    """
    return {"maker": state_of_code(*rooms), "files": dict(hashes), "pictures": _pictures(deck)}


def is_fresh(head: Mapping[str, Any], *rooms: str) -> bool:
    """Return whether files and code are as they were when `seen` looked at them.

    Args:
        head: What `seen` returned.
        rooms: The same rooms.

    Raises:
        KeyError, AttributeError: If it is no such head.
    """
    return (
        head["maker"] == state_of_code(*rooms)
        and all(_hash(Path(path)) == hash_ for path, hash_ in head["files"].items())
        and all(_face(Path(path)) == face for path, face in head["pictures"].items())
    )


def _hash(path: Path) -> str:
    """Return the hash of a file's bytes, or "" of one that cannot be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


def _face(path: Path) -> list[int]:
    """Return what a picture's file looks like from outside; its bytes are never read whole."""
    try:
        found = path.lstat()
    except OSError:
        return []
    return [found.st_mtime_ns, found.st_size]


def _pictures(deck: Deck) -> dict[str, list[int]]:
    folder = Path(deck.paths[0]).parent
    names = dict.fromkeys(fact.image["file"] for fact in deck.facts if "file" in fact.image)
    return {str(folder / name): _face(folder / name) for name in names}


def remembering(hashes: dict[str, str]) -> Callable[[Path], bytes]:
    """Return what opens files and remembers in `hashes` the hash of the very bytes read."""
    from quizkit.decks.files import read_bytes  # noqa: PLC0415  # yaml and pydantic

    def opened(path: Path) -> bytes:
        hashes[str(path)] = ""  # what is missing now may be there another time
        data = read_bytes(path)
        hashes[str(path)] = digest(data)
        return data

    return opened


@once
def state_of_code(*rooms: str) -> str:
    """Return what tells the state of some rooms of the package from any other state of them."""
    found = []
    for room in rooms:
        place = _PACKAGE / room
        written = [path for ending in _WRITTEN for path in place.rglob(f"*{ending}")]
        for path in sorted(written or [place]):
            state = path.stat()
            found.append(f"{path.relative_to(_PACKAGE)} {state.st_mtime_ns} {state.st_size}")
    return digest("\n".join(found).encode())
