"""Decks as commands name them: an id of the list, a file or a folder; none is the whole list."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizkit.cli.frame import Cli
from quizkit.decks import library
from quizkit.decks import load as read_deck
from quizkit.errors import DeckError
from quizkit.model import Deck, Severity

if TYPE_CHECKING:
    from quizkit.questions.ask import Asker
    from quizkit.session.sitting import Wish


def find(cli: Cli, name: str) -> Path:
    """Return where a deck is: a file or folder of that name, else the deck of the list.

    Raises:
        DeckError: If there is none.
    """
    return cli.desk.find(name)


def load(cli: Cli, name: str) -> Deck:
    """Return a deck by id or path.

    Raises:
        DeckError: If there is none, or it cannot be used.
    """
    return read_deck(shown_path(find(cli, name)))


def askers(cli: Cli, names: Sequence[str]) -> "list[Asker]":
    """Return what asks for each deck named; without a name, for each deck of the list.

    Of the whole list a deck that cannot be used is named on stderr and left out.

    Raises:
        DeckError: If a deck that was named is missing or cannot be used, or there is none at all.
    """
    from quizkit.practice.askable import check

    reads = _named(cli, names) if names else _readable(cli, listed(cli))
    found = [_told(cli, asker) for asker in reads]
    if not found:
        check(found)
    return found


def own(cli: Cli, wish: "Wish", *, fresh: bool = False) -> "list[Asker]":
    """Return what asks for each deck that is studied where none is named.

    Args:
        cli: The frame.
        wish: What is wanted of the sitting.
        fresh: Do not go on with a sitting that was left.

    Raises:
        DeckError: As `ready`; and if the learner has begun no deck yet.
        StoreError: If the log cannot be read.
    """
    from quizkit.practice.askable import check
    from quizkit.practice.owndecks import studied

    listed(cli)  # it names those that are gone
    found = [_told(cli, asker) for asker in _readable(cli, studied(cli.desk, wish, fresh=fresh))]
    check(found, tags=tuple(wish.tags))
    return found


def ready(cli: Cli, names: Sequence[str], *, tags: Sequence[str] = ()) -> "list[Asker]":
    """Return what asks for each deck, where there is something to ask.

    Raises:
        DeckError: As `askers`; and if no question can be made, or no fact has one of the tags.
    """
    from quizkit.practice.askable import check

    found = askers(cli, names)
    check(found, tags=tags)
    return found


def _named(cli: Cli, names: Sequence[str]) -> "Iterator[Asker]":
    for name in dict.fromkeys(names):
        yield _asker(cli, find(cli, name))


def _readable(cli: Cli, places: Iterable[Path]) -> "Iterator[Asker]":
    for place in places:
        try:
            yield _asker(cli, place)
        except DeckError as error:
            cli.out.fault(f"left out {shown_path(place)}: {error}")


def listed(cli: Cli) -> list[Path]:
    """Return where the decks of the list are: bundled, in the user's own folder, added.

    One that was added and is gone is named on stderr.
    """
    for place in cli.desk.missing():
        cli.out.fault(f"left out {shown_path(place)}: it is not there")
    return cli.desk.listed()


def places(cli: Cli, paths: Sequence[str]) -> list[Path]:
    """Return the decks that paths mean: a file, a deck's folder, each deck of a folder, a name.

    Raises:
        DeckError: If there is none at one of them.
    """
    found: list[Path] = []
    for path in paths:
        place = Path(path)
        if place.is_dir() and not (place / library.HEAD).exists():
            inside = [
                *(file for file in place.glob("*.yaml") if file.is_file()),
                *(head.parent for head in place.glob(f"*/{library.HEAD}")),
            ]
            if not inside:
                message = f"there is no deck in the folder {shown_path(place)}"
                raise DeckError(message)
            found += sorted(inside)
        else:
            found.append(find(cli, path))
    return list(dict.fromkeys(found)) if paths else listed(cli)


def _asker(cli: Cli, place: Path) -> "Asker":
    from quizkit.practice.reading import ready as read

    language, cache = cli.settings.lang, cli.places.cache
    return read(shown_path(place), language=language, cache=cache)


def _told(cli: Cli, asker: "Asker") -> "Asker":
    """Return it; tell how much of its deck is left out."""
    deck = asker.deck
    wrong = sum(problem.severity is Severity.ERROR for problem in deck.problems)
    if wrong:
        what = "1 problem leaves" if wrong == 1 else f"{wrong} problems leave"
        place = deck.id if is_listed(cli, deck.id, deck.paths[0]) else deck.paths[0]
        cli.out.tell(f"{deck.id}: {what} something out; `quizkit check {place}` shows it")
    return asker


def is_listed(cli: Cli, deck: str, path: str) -> bool:
    """Return whether a deck's id finds this very deck, by the path of its first file."""
    with suppress(DeckError):
        return shown_path(find(cli, deck)) in (path, str(Path(path).parent))
    return False


def shown_path(path: Path) -> str:
    """Return a path as it is shown: relative to the working folder if it lies in it, with `/`."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100  # links stay as they are
    here = Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()
