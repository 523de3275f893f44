"""Screens or lines: decided before anything of the screens is imported.

Textual would paint escape sequences into a pipe and wait there for presses.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quizkit.cli.exits import NoInput, say_internal
from quizkit.cli.frame import Cli

if TYPE_CHECKING:
    from quizkit.model import View
    from quizkit.practice.opening import Opening

Command = TypeVar("Command", bound=Callable[..., Any])
_NO = frozenset(["", "0", "no", "off", "false"])


def screens_or_lines(command: Command) -> Command:
    """Give a command the options `--tui` and `--plain`."""
    plain = click.option(
        "--plain",
        is_flag=True,
        help="Line by line; also for screen readers.  [QUIZKIT_PLAIN]",
    )
    tui = click.option("--tui", is_flag=True, help="On the whole screen, or not at all.")
    return plain(tui(command))


def is_for_screens(cli: Cli, *, plain: bool = False, tui: bool = False) -> bool:
    """Return whether this call opens the screens.

    Args:
        cli: The frame.
        plain: Lines are asked for.
        tui: Screens are asked for.

    Raises:
        NoInput: If screens are asked for where there can be none.
        UsageError: If both are asked for.
    """
    if plain and tui:
        message = "--plain and --tui are two ways; choose one"
        raise click.UsageError(message)
    if plain or (not tui and cli.environ.get("QUIZKIT_PLAIN", "").strip().lower() not in _NO):
        return False
    why = obstacle(cli.environ)
    if not why and cli.options.get("no_input"):
        why = "--no-input is given"
    if not why and cli.screens is None:
        why = "this way of calling quizkit has none"
    if why and tui:
        message = f"--tui cannot be: {why}; leave it out to go on line by line"
        raise NoInput(message)
    return not why


def obstacle(environ: Mapping[str, str], streams: Sequence[Any] | None = None) -> str:
    """Return why this terminal shows no screens, or "" if it does.

    Args:
        environ: The environment.
        streams: Standard input, output and error; those of this process where not given.
    """
    names = ("standard input", "standard output", "standard error")
    for name, stream in zip(names, streams or (sys.stdin, sys.stdout, sys.stderr), strict=True):
        if stream is None or stream.closed or not stream.isatty():
            return f"{name} is not a terminal"
    if os.name == "nt":
        return ""
    kind = environ.get("TERM", "")
    if not kind:
        return "TERM is not set"
    return "TERM is dumb" if kind == "dumb" else ""


def open_screens(cli: Cli, opening: "Opening") -> "tuple[int, View | None]":
    """Open the screens; return the exit code and what was on them last.

    Raises:
        QuizkitError: What was to be opened cannot be.
    """
    if cli.screens is None:
        message = "there is nothing to open"
        raise ValueError(message)
    closed = cli.screens(cli.desk, opening)
    if closed.told:
        say_internal(closed.told, cli.out)
    return closed.code, closed.view


def places(cli: Cli, names: Sequence[str]) -> tuple[Path, ...]:
    """Return where the decks are that were named.

    Raises:
        DeckError: If one is not there.
    """
    return tuple(cli.desk.find(name) for name in dict.fromkeys(names))
