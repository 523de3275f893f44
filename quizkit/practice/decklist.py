"""The learner's list of decks: a file is added, taken off, or completed while it is typed."""

import os
import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from quizkit.decks.library import HEAD, is_bundled, name_of
from quizkit.errors import DeckError
from quizkit.settings import own_decks

if TYPE_CHECKING:
    from quizkit.practice.desk import Desk

_MOST: Final = 2_000
"""Entries of a folder that are looked at to complete a path."""


class Added(NamedTuple):
    """A deck that was added to the list.

    Attributes:
        place: Where it is.
        title: Its title.
        facts: Its facts and cards.
        is_new: It was not in the list before.
    """

    place: Path
    title: str
    facts: int
    is_new: bool


def path_of(text: str) -> Path:
    r"""Return the path that a person typed, pasted or dropped into a terminal.

    >>> path_of(" '/a b/c.yaml' ").as_posix(), path_of(r"/a\ b/c.yaml").as_posix()
    ('/a b/c.yaml', '/a b/c.yaml')
    """
    plain = text.strip()
    is_quoted = plain[:1] in ("'", '"') or "\\ " in plain
    if is_quoted and os.name == "posix":
        try:
            plain = (shlex.split(plain) or [""])[0]
        except ValueError:
            plain = plain.strip("'\"")
    return Path(os.path.expanduser(plain.removeprefix("file://")))  # noqa: PTH111  # no error


def add(desk: "Desk", text: str) -> Added:
    """Add a deck to the list; it stays where it is.

    Args:
        desk: Whose list it is.
        text: Path of a file, or of a folder with a `deck.yaml`, as a person wrote it.

    Raises:
        DeckError: If there is none, it cannot be used, or the list has another deck of its id.
        SettingsError: If the list cannot be written.
    """
    from quizkit.decks import load
    from quizkit.settings.edit import rework

    typed = path_of(text)
    _refuse(typed)
    place = Path(os.path.abspath(typed))  # noqa: PTH100  # links stay as they are
    deck = load(typed)  # its problems name it as it was typed
    listed = desk.listed()
    known = next((other for other in listed if name_of(other) == deck.id), None)
    if known is not None and known.resolve() != place.resolve():
        message = (
            f'a deck "{deck.id}" is in the list already: {known}; '
            "take that one off, or give this one another `deck:`"
        )
        raise DeckError(message)
    if known is None:
        config = desk.settings.config
        rework(config, "decks", lambda: (*own_decks(config), place))
        desk.settings = replace(desk.settings, decks=(*desk.settings.decks, place))
    count = len(deck.facts) + len(deck.cards)
    return Added(known or place, deck.title, count, known is None)


def _refuse(path: Path) -> None:
    """Say what is wrong with a path that can be no deck.

    Raises:
        DeckError: With what to do.
    """
    if not path.name:
        message = "no file yet: type the path of a deck, such as ~/decks/rivers.yaml"
        raise DeckError(message)
    try:
        is_there, is_folder = path.exists(), path.is_dir()
    except (OSError, ValueError):
        is_there = is_folder = False
    if not is_there:
        message = f"there is no file {path}; see that it is spelt right, tab completes it"
        raise DeckError(message)
    if is_folder and not (path / HEAD).is_file():
        inside = sorted(each.name for each in path.glob("*.yaml"))[:3]
        tip = f"; open one of its files: {', '.join(inside)}" if inside else ""
        message = f"the folder {path} is no deck, for it has no {HEAD}{tip}"
        raise DeckError(message)


def may_remove(desk: "Desk", place: Path) -> str:
    """Return "" if a deck can be taken off the list, else why not and what to do."""
    if place in own_decks(desk.settings.config):
        return ""
    if is_bundled(place):
        return "It came with quizkit and stays in the list; only your own decks are studied."
    if place in desk.settings.decks:
        origin = desk.settings.origins.get("decks", "")
        return f"It is in the list by {origin}, and has to be taken out there."
    return f"It lies in your folder of decks: move {place} elsewhere to take it off."


def remove(desk: "Desk", place: Path) -> None:
    """Take a deck off the list. Its file and all answers stay.

    Raises:
        SettingsError: If the list cannot be written.
    """
    from quizkit.settings.edit import rework

    config = desk.settings.config

    def left() -> tuple[Path, ...] | None:
        return tuple(other for other in own_decks(config) if other != place) or None

    rework(config, "decks", left)
    decks = tuple(other for other in desk.settings.decks if other != place)
    desk.settings = replace(desk.settings, decks=decks)


def completion(text: str) -> str:
    """Return what the end of a typed path may be: the rest of the only or first name that fits.

    Folders, and files that can be decks; a folder ends with a slash. "" where nothing fits.

    Args:
        text: What was typed so far.
    """
    if not text.strip() or text != text.lstrip("'\" "):
        return ""
    head, _, start = text.rpartition("/")
    folder = Path(os.path.expanduser(f"{head}/" if head or text[:1] == "/" else "."))  # noqa: PTH111
    try:
        with os.scandir(folder) as entries:
            found = sorted(
                f"{entry.name}/" if entry.is_dir() else entry.name
                for entry, _ in zip(entries, range(_MOST), strict=False)
                if _fits(entry, start)
            )
    except (OSError, ValueError):
        return ""
    return found[0][len(start) :] if found else ""


def _fits(entry: "os.DirEntry[str]", start: str) -> bool:
    if not entry.name.startswith(start) or (entry.name.startswith(".") and not start):
        return False
    return entry.name.endswith((".yaml", ".yml")) or entry.is_dir()
