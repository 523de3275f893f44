"""Decks checked again whenever they change: what `quizkit check --watch` prints line by line."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

import click

from quizkit.cli.checking import Checked, check_one, deck_paths
from quizkit.cli.findings import report
from quizkit.cli.frame import Cli
from quizkit.cli.gate import is_for_screens, open_screens
from quizkit.decks.files import read_bytes
from quizkit.errors import DeckError
from quizkit.practice.opening import Opening
from quizkit.practice.watched import Files

EVERY: Final = 0.5
"""So often files are looked at [s]."""


_FOR_LINES: Final = ("no_ok", "everything", "stats", "draws", "for")
"""Options that the screen has no place for."""


def on_screen(
    cli: Cli, paths: Sequence[str], *, style: str, options: Mapping[str, Any]
) -> int | None:
    """Open the screen for a deck, and return its exit code; None where lines are wanted.

    Args:
        cli: The frame.
        paths: As for `watch`; the screen follows one deck.
        style: Another one than "full" is for lines.
        options: As for `check_all`, and `plain` and `tui`.

    Raises:
        DeckError: If there is no deck at a path.
        NoInput: If the screen is asked for where there can be none.
        UsageError: If the screen is asked for, and something that it does not show.
    """
    lines = [f"--{name.replace('_', '-')}" for name in _FOR_LINES if options[name]]
    lines += ["--format"] if style != "full" else []
    if lines and options["tui"]:
        message = f"the screen has no place for {lines[0]}; leave out one of the two"
        raise click.UsageError(message)
    if lines or not is_for_screens(cli, plain=options["plain"], tui=options["tui"]):
        return None
    found = deck_paths(cli, paths)
    if len(found) == 1 and "-" not in found:
        return open_screens(cli, Opening("check", (Path(found[0]),)))[0]
    if options["tui"]:
        message = f"--tui shows one deck, and here are {len(found)}; name one file"
        raise click.UsageError(message)
    return None


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
