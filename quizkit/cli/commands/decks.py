"""`quizkit decks`: the list of decks."""

from pathlib import Path
from typing import Any

import click

from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, examples
from quizkit.decks import load
from quizkit.decks.library import is_bundled, name_of
from quizkit.errors import DeckError
from quizkit.settings import own_decks
from quizkit.settings.edit import rework


@click.group(
    epilog=examples("quizkit decks", "quizkit decks add rivers.yaml"), invoke_without_command=True
)
@as_json
@click.pass_context
def decks(ctx: click.Context, /, *, as_json: bool) -> None:
    """List decks, add one, take one off the list."""
    if ctx.invoked_subcommand is None:
        _print_all(ctx.obj, as_json=as_json)


@decks.command("list", epilog=examples("quizkit decks list", "quizkit decks list --json"))
@as_json
@click.pass_obj
def show_all(cli: Cli, /, *, as_json: bool) -> None:
    """List the decks: bundled ones, those in your own folder, those you added."""
    _print_all(cli, as_json=as_json)


@decks.command(epilog=examples("quizkit decks add rivers.yaml", "quizkit decks add decks/rivers/"))
@click.argument("path")
@click.pass_obj
def add(cli: Cli, /, path: str) -> None:
    """Add a deck to the list: a file, or a folder with a deck.yaml. It stays where it is."""
    from quizkit.cli.library import listed, shown_path

    deck = load(path)
    place = Path(path).absolute()
    others = {name_of(other): other for other in listed(cli)}
    known = others.get(deck.id)
    if known is not None and known.absolute() != place:
        message = f'a deck "{deck.id}" is in the list already: {shown_path(known)}'
        raise NotFound(message)
    if known is None:
        rework(cli.config_file, "decks", lambda: _with(own_decks(cli.config_file), place))
    cli.out.tell(f"{deck.id}: {len(deck.facts)} facts; `quizkit study {deck.id}` asks them")


@decks.command(epilog=examples("quizkit decks remove rivers", "quizkit decks remove rivers.yaml"))
@click.argument("deck")
@click.pass_obj
def remove(cli: Cli, /, deck: str) -> None:
    """Take a deck off the list. Its file and your answers stay."""
    before = own_decks(cli.config_file)
    place = Path(deck).absolute()

    def left() -> tuple[Path, ...]:
        own = own_decks(cli.config_file)
        return tuple(other for other in own if other != place and name_of(other) != deck)

    if left() == before:
        message = f"you have added no deck {deck}; `quizkit decks` lists them"
        raise NotFound(message)
    rework(cli.config_file, "decks", lambda: left() or None)
    cli.out.tell(f"{deck} is off the list")


def _with(own: tuple[Path, ...], place: Path) -> tuple[Path, ...]:
    return own if place in own else (*own, place)


def _print_all(cli: Cli, *, as_json: bool) -> None:
    from quizkit.cli.library import listed

    rows = [_row(place) for place in listed(cli)]
    if as_json:
        cli.out.json({"v": 1, "decks": rows})
        return
    for row in rows:
        problems = f"  {row['problems']} problems" if row["problems"] else ""
        cli.out.data(
            f"{row['deck']:<20} {row['facts']:>6} facts  {row['title']}  ({row['path']}){problems}"
        )


def _row(place: Path) -> dict[str, Any]:
    """Return a deck of the list; one that cannot be used has no facts but its problems."""
    from quizkit.cli.library import shown_path

    path = shown_path(place)
    row = {"path": path, "bundled": is_bundled(place)}
    try:
        deck = load(path)
    except DeckError as error:
        return {
            "deck": name_of(place),
            "title": "",
            "facts": 0,
            **row,
            "problems": len(error.problems),
        }
    return {
        "deck": deck.id,
        "title": deck.title,
        "facts": len(deck.facts) + len(deck.cards),
        **row,
        "problems": len(deck.problems),
    }
