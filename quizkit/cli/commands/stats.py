"""`quizkit stats`: what you know, and what your answers tell."""

from datetime import date

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, day, deck_names, examples


@click.command(
    epilog=examples("quizkit stats vietnam-us", "quizkit stats --by role --since 2026-05-01")
)
@deck_names
@click.option("--since", type=day, metavar="DATE", help="Answers from this day on, as YYYY-MM-DD.")
@click.option(
    "--by",
    type=click.Choice(["kind", "role", "form", "tag", "deck"]),
    default="kind",
    show_default=True,
    help="What answers are put together by.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print the table of --by as CSV.")
@as_json
@click.pass_obj
def stats(
    cli: Cli,
    /,
    names: tuple[str, ...],
    *,
    since: date | None,
    by: str,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Show what you know, what it will be, and what your answers tell.

    Three sentences first, then tables. Only answers that tested your memory count: not the first
    one to a question, and none on the day of the one before. Without a deck, all decks of your
    list.
    """
    from quizkit.cli.statistics import show

    if as_csv and as_json:
        message = "--csv and --json are two formats; choose one"
        raise click.UsageError(message)
    show(cli, names, since=since, by=by, form="csv" if as_csv else "json" if as_json else "")
