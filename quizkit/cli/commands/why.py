"""`quizkit why`: why a facet is asked, or why never."""

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, FACET, as_json, examples


@click.command(
    epilog=examples("quizkit why vietnam-us/k7f3#leader", "quizkit why rivers.yaml:16#length")
)
@click.argument("facet", type=FACET)
@click.option("-v", "--verbose", is_flag=True, help="Show the proof as well.")
@click.option("--deck", type=DECK, metavar="DECK", help="The deck, if it is not on your list.")
@as_json
@click.pass_obj
def why(cli: Cli, /, facet: str, *, deck: str | None, verbose: bool, as_json: bool) -> None:
    """Say in one sentence why a facet is asked, when it is next, or why it never is.

    FACET is its id, DECK/FACT#ROLE, any end of it that fits one facet only, or FILE:LINE#ROLE: a
    role of the fact that stands there.
    """
    from quizkit.cli.reasoning import show_reason

    verbose = verbose or bool(cli.options["verbose"])
    show_reason(cli, facet, place=deck, verbose=verbose, as_json=as_json)
