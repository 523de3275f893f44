"""`quizkit new`: begin a deck, from a few answers or from a spreadsheet."""

from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import examples


@click.command(
    epilog=examples("quizkit new rivers.yaml", "quizkit new capitals.yaml --from capitals.csv")
)
@click.argument("file", metavar="FILE")
@click.option("--title", metavar="TEXT", help="The deck's title.  [default: made of FILE]")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="What the facts are about.")
@click.option("--from", "table", metavar="TABLE", help="Take the facts of a sheet: .csv .xlsx or -")
@click.option("--lang", metavar="TAG", help="Language of the questions: en or vi.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there; a copy is kept.")
@click.pass_obj
def new(cli: Cli, /, file: str, **options: Any) -> int:
    """Begin a deck: a small file with comments, to be filled with your own facts.

    Asks for a title, for what the facts are about, and for the language, unless options say it.
    With --from the facts are those of a spreadsheet: what its columns hold and how they are asked
    is guessed, and said. Prints the file's path.
    """
    from quizkit.cli.beginning import begin_deck

    return begin_deck(cli, file, **options)
