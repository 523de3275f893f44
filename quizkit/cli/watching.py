"""Decks checked again whenever they change: what `quizkit check --watch` prints line by line."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple, NoReturn

import click

from quizkit.cli.checking import Checked, check_one, deck_paths, report
from quizkit.cli.frame import Cli
from quizkit.decks.files import read_bytes
from quizkit.errors import DeckError
from quizkit.practice.watched import Files

EVERY: Final = 0.5
"""So often files are looked at [s]."""


class _Deck(NamedTuple):
    """A deck that is watched: its path as it is shown, and its files."""

    shown: str
    files: Files


def watch(cli: Cli, paths: Sequence[str], *, style: str, options: Mapping[str, Any]) -> NoReturn:
    """Check decks, and again each that changes, until interrupted.

    Args:
        cli: The frame.
        paths: Files, folders or names; none: all decks of the list.
        style: "full", "concise", or "json": one object for each change.
        options: As for `check_all`.

    Raises:
        DeckError: If there is no deck at a path.
    """
    if "-" in paths:
        message = "--watch needs files; standard input does not change"
        raise click.UsageError(message)
    decks = [_Deck(shown, Files(read_bytes)) for shown in deck_paths(cli, paths)]
    cli.out.tell(f"{_time(cli)} watching {_named(decks)}; ctrl+c ends")
    _round(cli, decks, style=style, options=options)
    while True:
        pause(EVERY)
        changed = [deck for deck in decks if deck.files.changed()]
        if changed:
            cli.out.tell(f"{_time(cli)} {_named(changed)} changed")
            _round(cli, changed, style=style, options=options)


def pause(seconds: float) -> None:
    """Wait."""
    time.sleep(seconds)


def _round(cli: Cli, decks: Sequence[_Deck], *, style: str, options: Mapping[str, Any]) -> None:
    found = [each for deck in decks if (each := _checked(cli, deck, options))]
    if found:
        head = {"at": cli.clock.now().isoformat(timespec="seconds")}
        report(cli, found, style=style, no_ok=options["no_ok"], head=head)


def _checked(cli: Cli, deck: _Deck, options: Mapping[str, Any]) -> Checked | None:
    """Return what is wrong with a deck; one that is not there is told, and waited for."""
    deck.files.forget()
    try:
        return check_one(cli, deck.shown, options=options, opener=deck.files.open)
    except DeckError as error:
        cli.out.fault(str(error))
        return None


def _named(decks: Sequence[_Deck]) -> str:
    return ", ".join(deck.shown for deck in decks[:3]) + (
        f" and {len(decks) - 3} more" if len(decks) > 3 else ""
    )


def _time(cli: Cli) -> str:
    return f"{cli.clock.now():%H:%M:%S}"
