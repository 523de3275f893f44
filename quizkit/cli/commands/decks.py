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


@decks.command(epilog=examples("quizkit decks add rivers.yaml", "quizkit decks add rivers.zip"))
@click.argument("path")
@click.option("--force", is_flag=True, help="Let a zip's deck take the place of one that is there.")
@click.pass_obj
def add(cli: Cli, /, path: str, *, force: bool) -> None:
    """Add a deck to the list: a file, or a folder with a deck.yaml. It stays where it is.

    A zip file made by `quizkit pack` is unpacked into your own folder of decks.
    """
    from quizkit.practice import decklist

    if path.lower().endswith(".zip"):
        from quizkit.cli.unpacking import add_parcel

        add_parcel(cli, decklist.path_of(path), force=force)
        return
    added = decklist.add(cli.desk, path)
    deck = name_of(added.place)
    was = "" if added.is_new else " (in the list already)"
    cli.out.tell(f"{deck}: {added.facts} facts{was}; `quizkit study {deck}` asks them")


@decks.command(epilog=examples("quizkit decks remove rivers", "quizkit decks remove rivers.yaml"))
@click.argument("deck")
@click.pass_obj
def remove(cli: Cli, /, deck: str) -> None:
    """Take a deck off the list. Its file and your answers stay."""
    from quizkit.practice import decklist

    place = _named(cli, deck)
    if place is None:
        message = f"the list has no deck {deck}; `quizkit decks` shows it"
        raise NotFound(message)
    why_not = decklist.may_remove(cli.desk, place)
    if why_not:
        message = f"{deck}: {why_not}"
        raise NotFound(message)
    decklist.remove(cli.desk, place)
    cli.out.tell(f"{deck} is off the list")


def _named(cli: Cli, deck: str) -> Path | None:
    """Return the place of a deck of the list, added ones first, also of one that is gone."""
    path = Path(deck).absolute()
    listed = [*reversed(cli.desk.listed()), *cli.desk.missing()]
    is_same = (place for place in listed if place.absolute() == path)
    return next(is_same, next((place for place in listed if name_of(place) == deck), None))


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
