"""`quizkit due`: what waits for you."""

from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, deck_names, examples


@click.command(epilog=examples("quizkit due vietnam-us", "quizkit due --by day"))
@deck_names
@click.option(
    "--by",
    type=click.Choice(["deck", "day"]),
    default="deck",
    show_default=True,
    help="A line for each deck, or for each day to come.",
)
@click.option("--short", is_flag=True, help="One line, for a shell prompt.")
@click.option("--changes", is_flag=True, help="List what an update changed in your decks.")
@as_json
@click.pass_obj
def due(cli: Cli, /, names: tuple[str, ...], **options: Any) -> None:
    """Show what waits for you: due, new, about how long it takes, and what you know.

    Without a deck, all that you began or added; those of the list that you have not begun stand
    below, and are not counted.
    """
    from quizkit.cli.waits import show

    show(cli, names, options)
