"""`quizkit rename`: give the history of a facet or fact to another name."""

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import examples


@click.command(
    epilog=examples(
        "quizkit rename vietnam-us/old1 vietnam-us/k7f3",
        "quizkit rename rivers/kd7w#sea rivers/kd7w#mouth",
    )
)
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename(cli: Cli, /, old: str, new: str) -> None:
    """Give the answers of OLD to NEW, for a deck whose ids have changed.

    OLD and NEW are two facts (deck/fact) or two facets (deck/fact#role), in full. `quizkit undo`
    takes it back.
    """
    from quizkit.practice import deeds

    for name in (old, new):
        if not deeds.is_name(name):
            message = f'"{name}" is no name of a facet (deck/fact#role) or a fact (deck/fact)'
            raise click.UsageError(message)
    with cli.open_log() as log:
        try:
            deeds.rename(log, cli.clock, old=old, new=new)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    cli.out.data(f"The answers to {old} now belong to {new}.")
