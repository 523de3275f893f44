"""A deck that comes as a zip file: looked over, unpacked into the user's folder, in the list."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizkit.cli.exits import NoInput
from quizkit.cli.frame import Cli
from quizkit.decks.library import is_bundled, name_of
from quizkit.errors import DeckError
from quizkit.text import counted

if TYPE_CHECKING:
    from quizkit.formats.unpack import Parcel


def add_parcel(cli: Cli, path: Path, *, force: bool) -> None:
    """Unpack a deck and tell where it is; ask before it takes the place of another version.

    Raises:
        DeckError: If the deck cannot be used, or the list has another one of its id elsewhere.
        FormatError: If the zip file cannot be used, or the deck cannot be written.
        NoInput: If nobody can be asked.
    """
    from quizkit.formats.unpack import folder_of, is_there, parcel, unpack

    if not path.exists():
        message = f"there is no file {path}; see that it is spelt right"
        raise DeckError(message)
    found = parcel(path)
    decks = cli.places.decks
    target = folder_of(found.deck, decks)
    _refuse_double(cli, found, target)
    if is_there(found, target):
        cli.out.tell(f"{found.deck.id} is there already, just the same, in {target}")
        return
    if target.exists() and not _may_replace(cli, found, target, force=force):
        cli.out.tell("nothing was changed")
        return
    for name in found.left[:10]:
        cli.out.tell(f"not taken out of the zip file: {name}")
    aside = unpack(found, decks, replace=target.exists())
    if aside is not None:
        cli.out.tell(f"the deck that was there is kept in {aside}")
    deck = found.deck
    count = counted(len(deck.facts) + len(deck.cards), "fact")
    cli.out.tell(f"{deck.id}: {count}, in {target}; `quizkit study {deck.id}` asks them")


def _refuse_double(cli: Cli, found: "Parcel", target: Path) -> None:
    """Refuse a deck whose id another one of the list has, elsewhere.

    Raises:
        DeckError: With what to do.
    """
    for place in cli.desk.listed():
        if name_of(place) == found.deck.id and place.resolve() != target.resolve():
            tip = f"`quizkit decks remove {found.deck.id}` takes that one off"
            if is_bundled(place):
                tip = "it came with quizkit, so give the other one another `deck:`"
            message = f'a deck "{found.deck.id}" is in the list already: {place}; {tip}'
            raise DeckError(message)


def _may_replace(cli: Cli, found: "Parcel", target: Path, *, force: bool) -> bool:
    """Say what would be another, and return whether the user wants it.

    Raises:
        NoInput: If nobody can be asked.
    """
    from quizkit.decks import load
    from quizkit.formats.pack import differences

    try:
        counts = differences(load(target), found.deck)
        said = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    except DeckError:
        said = "the one that is there cannot be read"
    said = said or "its facts are the same, its other lines are not"
    cli.out.tell(f"{found.deck.id} is there already; {said}")
    if force:
        return True
    if not cli.interactive:
        message = "nobody can be asked; --force lets the new one take its place"
        raise NoInput(message)
    return click.confirm("Let the new one take its place?", default=False, err=True)
