"""A deck taken out of a stranger's zip file: whole, into a folder of its own, or not at all."""

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from quizkit.decks.files import read_bytes, read_deck, summary
from quizkit.decks.library import HEAD
from quizkit.decks.paths import PathFault, relative
from quizkit.decks.report import short
from quizkit.errors import DeckError, FormatError
from quizkit.formats.strangers.archive import Archive, Limits
from quizkit.model import Deck

LIMITS: Final = Limits(members=2_000, each=64 * 2**20, whole=256 * 2**20)
"""What is taken of a deck's zip file."""

LARGEST: Final = 256 * 2**20
"""Bytes of the zip file itself."""

TAKEN: Final = (
    ".yaml", ".yml", ".csv", ".tsv", ".txt", ".md", ".png", ".jpg", ".jpeg", ".gif", ".webp",
)  # fmt: skip
"""How the files end that a deck can use; anything else stays in the zip file."""

_HEAD: Final = re.compile(rb"^(\xef\xbb\xbf)?quizkit:", re.MULTILINE)
_LICENCE: Final = re.compile(r"(licen[cs]e|copying|readme|notice)(\.[\w-]+)?", re.IGNORECASE)
_PROGRAMS: Final = (".py", ".sh", ".bat", ".cmd", ".exe", ".ps1", ".js", ".toml")


class Parcel(NamedTuple):
    """A deck that was read out of a zip file.

    Attributes:
        deck: The deck.
        files: Its files by path below its folder.
        left: Files of the zip that are not taken.
    """

    deck: Deck
    files: Mapping[str, bytes]
    left: tuple[str, ...]


def parcel(path: Path) -> Parcel:
    """Return the deck in a zip file; nothing is written.

    Args:
        path: The zip file.

    Raises:
        DeckError: If its deck cannot be used; with every problem found.
        FormatError: If it is no zip file, breaks the rules for strangers' archives, or has no deck.
    """
    shown = path.as_posix()
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        message = f"cannot read {shown}: {error.strerror or 'no readable file'}"
        raise FormatError(message, shown) from None
    if len(data) > LARGEST:
        message = f"cannot use {shown}: it has more than {LARGEST // 2**20} MiB"
        raise FormatError(message, shown)
    archive = Archive(data, shown, limits=LIMITS)
    top = _top(archive)
    names = [name for name in archive.names if name.startswith(top)]
    taken = [name for name in names if _is_taken(name.removeprefix(top))]
    files = {name.removeprefix(top): archive.read(name) for name in taken}
    files = _headed(files, shown)
    left = tuple(name for name in archive.names if name not in taken and not _is_noise(name))
    return Parcel(_deck(files, shown), files, left)


def _top(archive: Archive) -> str:
    """Return the folder in which everything lies, where there is one."""
    names = [name for name in archive.names if not _is_noise(name)]
    tops = {name.partition("/")[0] for name in names if "/" in name}
    if len(tops) == 1 and all("/" in name for name in names):
        return f"{tops.pop()}/"
    return ""


def _is_noise(name: str) -> bool:
    """Tell whether an operating system put a file there by itself."""
    path = PurePosixPath(name)
    return path.parts[0] == "__MACOSX" or path.name in (".DS_Store", "Thumbs.db", "desktop.ini")


def _is_taken(name: str) -> bool:
    path = PurePosixPath(name)
    if any(part.startswith((".", "__")) for part in path.parts):
        return False
    suffix = path.suffix.lower()
    return suffix in TAKEN or (bool(_LICENCE.fullmatch(path.name)) and suffix not in _PROGRAMS)


def _headed(files: Mapping[str, bytes], shown: str) -> dict[str, bytes]:
    """Return files with the deck's own as `deck.yaml`."""
    if HEAD in files:
        return dict(files)
    heads = [
        name
        for name, data in files.items()
        if "/" not in name and name.endswith(".yaml") and _HEAD.search(data)
    ]
    if len(heads) != 1:
        message = f"cannot use {shown}: there is no {HEAD} in it"
        raise FormatError(message, shown)
    return {HEAD if name == heads[0] else name: data for name, data in files.items()}


def _deck(files: Mapping[str, bytes], shown: str) -> Deck:
    """Return the deck of files in memory; problems name the zip file and the file in it.

    Raises:
        DeckError: If it cannot be used.
    """
    here = Path(shown)

    def opened(path: Path) -> bytes:
        name = path.relative_to(here).as_posix()
        if name not in files:
            raise FileNotFoundError(2, "No such file", name)
        return files[name]

    reading = read_deck(here / HEAD, opener=opened)
    if reading.deck is None:
        raise DeckError(summary(reading.problems), reading.problems)
    return reading.deck


def folder_of(deck: Deck, decks: Path) -> Path:
    """Return the folder that a deck gets among the user's own decks."""
    try:
        relative(deck.id)
    except PathFault:
        return decks / f"{deck.id}-deck"
    return decks / deck.id


def is_there(found: Parcel, target: Path) -> bool:
    """Return whether a folder has each file of a deck, byte for byte.

    Args:
        found: The deck.
        target: The folder.
    """
    try:
        return all(
            (target / PurePosixPath(name)).read_bytes() == data
            for name, data in found.files.items()
        )
    except OSError:
        return False


def unpack(found: Parcel, decks: Path, *, replace: bool = False) -> Path | None:
    """Write a deck into its folder, whole or not at all.

    Args:
        found: The deck.
        decks: The folder of the user's own decks.
        replace: Put it in the place of one that is there, which is kept beside the decks.

    Returns:
        Where the deck that was there is kept; None if there was none.

    Raises:
        FormatError: If it is there already and may not be replaced, or cannot be written.
    """
    target = folder_of(found.deck, decks)
    if target.exists() and not replace:
        message = f"{target.as_posix()} is there already"
        raise FormatError(message, target.as_posix())
    fresh: Path | None = None
    try:
        decks.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=decks.parent, prefix=".deck-"))
        for name, data in found.files.items():
            path = fresh / PurePosixPath(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for name, data in found.files.items():
            if read_bytes(fresh / PurePosixPath(name)) != data[: 16 * 2**20 + 1]:
                message = f"{short(name)} was not written whole"
                raise FormatError(message, target.as_posix())
        fresh.chmod(0o755)
        return _moved(fresh, target)
    except OSError as error:
        message = f"cannot write {target.as_posix()}: {error.strerror or 'no place for it'}"
        raise FormatError(message, target.as_posix()) from None
    finally:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)


def _moved(fresh: Path, target: Path) -> Path | None:
    """Put a folder in its place; one that was there moves aside, and back if that fails."""
    if not target.exists():
        fresh.rename(target)
        return None
    aside = target.parent.parent / "replaced" / target.name
    aside.parent.mkdir(parents=True, exist_ok=True)
    if aside.exists():
        shutil.rmtree(aside)
    target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        aside.rename(target)
        raise
    return aside
