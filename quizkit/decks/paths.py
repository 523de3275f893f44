"""Paths inside decks: relative, inside the deck's folder, and regular files."""

import re
from pathlib import Path, PurePosixPath
from typing import Final

_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_ODD: Final = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


class PathFault(ValueError):  # a fault of a text, as in WordingFault
    """A path that a deck may not name; the message says why, as the end of a sentence."""


def relative(text: str) -> PurePosixPath:
    """Return a path as a deck may name it: relative, `/` between folders, no way up or out.

    Args:
        text: As typed, at most 255 characters.

    Raises:
        PathFault: If it is absolute, leads upwards, or has a name that some systems cannot hold.

    >>> relative("sheets/countries.csv")
    PurePosixPath('sheets/countries.csv')
    >>> relative("../secret")
    Traceback (most recent call last):
    quizkit.decks.paths.PathFault: it leads out of the deck's folder
    """
    if not text or len(text) > 255:
        raise PathFault("it is empty or too long")
    if text.startswith(("/", "~")):
        raise PathFault("it is not relative to the deck's folder")
    if _ODD.search(text):
        raise PathFault("it holds a sign that file names cannot have; folders end in `/`")
    parts = text.split("/")
    if ".." in parts:
        raise PathFault("it leads out of the deck's folder")
    for part in parts:
        if not part or part == "." or part != part.strip(" ") or part.endswith("."):
            raise PathFault("a part of it is empty, or ends in a dot or blank")
        if _DEVICES.fullmatch(part):
            raise PathFault(f"`{part}` is the name of a device on some systems")
    return PurePosixPath(text)


def inside(folder: Path, text: str) -> Path:
    """Return the file that a deck names, links resolved.

    Args:
        folder: The deck's folder.
        text: The path as typed in the deck.

    Raises:
        PathFault: If `relative` refuses it, if it lies outside the folder once links are
            resolved, or if it is there but no regular file.
    """
    wanted = folder / relative(text)
    try:
        real = wanted.resolve()
        home = folder.resolve()
        odd = real.exists() and not real.is_file()
    except (OSError, RuntimeError):
        raise PathFault("it is a link that leads nowhere") from None
    if home != real and home not in real.parents:
        raise PathFault("it is a link that leads out of the deck's folder")
    if odd:
        raise PathFault("it is a folder or a device, not a file")
    return wanted
