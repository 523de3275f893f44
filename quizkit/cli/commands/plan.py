"""`quizkit plan`: what your minutes bring until a date."""

from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, deck_names, examples, tags


@click.command(
    epilog=examples(
        "quizkit plan vietnam-us --exam 2026-12-12 --minutes 25",
        "quizkit plan vietnam-us --exam '12 December' --save",
    )
)
@deck_names
@click.option("--exam", metavar="DATE", help="Be ready for this day, as YYYY-MM-DD.")
@click.option(
    "--minutes",
    type=click.IntRange(1, 1440),
    metavar="N",
    help="Minutes a day.  [QUIZKIT_MINUTES; default: 10]",
)
@tags
@click.option(
    "--target",
    type=click.IntRange(1, 100),
    metavar="PCT",
    default=90,
    show_default=True,
    help="Score that you want.",
)
@click.option("--save", is_flag=True, help="Keep the exam: from now on it is studied for.")
@click.option("--clear", is_flag=True, help="Forget the exam that was kept.")
@as_json
@click.pass_obj
def plan(cli: Cli, /, names: tuple[str, ...], **options: Any) -> int:
    """Say what your minutes a day bring: on the day of an exam, or over 30 days.

    The planner itself is run forward many times, with learners who answer as you do. Without
    --exam the plan of the exam that you kept, or of the next 30 days. Without a deck, all decks of
    your list. Exit code 1 if the target is not reached.
    """
    from quizkit.cli.planning import clear, show

    if options["clear"]:
        if options["exam"] or options["save"]:
            message = "--clear forgets an exam; it cannot go with --exam or --save"
            raise click.UsageError(message)
        return clear(cli, names)
    if options["save"] and not options["exam"]:
        message = "--save needs a date to keep: add --exam DATE"
        raise click.UsageError(message)
    return show(cli, names, options)
