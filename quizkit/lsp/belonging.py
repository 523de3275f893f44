"""Which deck a file belongs to: it begins one, or a deck near it names it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from quizkit.decks.library import HEAD

MOST_UP: Final = 6
"""So many folders upward a deck is looked for."""

MOST_READ: Final = 200
"""So many files are read for it at most."""

DECKS: Final = (".yaml", ".yml")

_BEGINS: Final = re.compile(r"^\ufeff?(quizkit|deck)[ \t]*:", re.MULTILINE)
_NAMED: Final = re.compile(r"""[^\s"'\[\]{},|]+\.ya?ml\b""")

Text = Callable[[str], str]
"""Returns the text of the file at a path, "" where there is none."""


def begins_deck(path: str, text: str) -> bool:
    r"""Return whether a file is the first of a deck, by its name or its first fields.

    >>> begins_deck("a/deck.yaml", ""), begins_deck("a/b.yaml", "quizkit: 1\n")
    (True, True)
    >>> begins_deck("a/compose.yaml", "services: {}")
    False
    """
    name = Path(path).name
    return name == HEAD or (_suffix(path) not in (".csv", ".tsv") and bool(_BEGINS.search(text)))


def deck_of(path: str, text_of: Text) -> str:
    """Return the path of the first file of the deck that a file belongs to, or "".

    Args:
        path: The file's path.
        text_of: Reads files; what is open in the editor as it stands there.
    """
    if begins_deck(path, text_of(path)):
        return path
    for candidate in _candidates(Path(path)):
        if candidate != path and _names(candidate, path, text_of):
            return candidate
    return ""


def _candidates(path: Path) -> Iterator[str]:
    """Yield what may be the first file of the deck, nearest first."""
    for folder in list(path.parents)[:MOST_UP]:
        yield (folder / HEAD).as_posix()
        if folder in (path.parent, path.parent.parent):
            try:
                beside = sorted(each for each in folder.iterdir() if each.suffix in DECKS)
            except OSError:
                continue
            yield from (each.as_posix() for each in beside[:MOST_READ] if each.name != HEAD)


def _names(candidate: str, path: str, text_of: Text) -> bool:
    """Return whether a deck names a file, itself or in a file that it names."""
    text = text_of(candidate)
    if not text or not begins_deck(candidate, text):
        return False
    folder = Path(candidate).parent
    wanted = Path(path).relative_to(folder).as_posix()
    mention = re.compile(rf"""(?<![^\s"'\[\],{{}}:]){re.escape(wanted)}(?![^\s"'\[\],{{}}|])""")
    waiting, seen = [candidate], {candidate}
    while waiting and len(seen) < MOST_READ:
        text = text_of(waiting.pop())
        if mention.search(text):
            return True
        for name in _NAMED.findall(text):
            inner = (folder / name).as_posix()
            if inner not in seen and ".." not in name:
                seen.add(inner)
                waiting.append(inner)
    return False


def _suffix(path: str) -> str:
    return Path(path).suffix.lower()
