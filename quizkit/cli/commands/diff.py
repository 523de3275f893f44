"""`quizkit diff`: what learners will notice of a new version of a deck."""

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, as_json, examples


@click.command(
    epilog=examples("quizkit diff old.yaml new.yaml", "quizkit diff vietnam-us my.yaml --json")
)
@click.argument("old", type=DECK)
@click.argument("new", type=DECK)
@click.option("--exit-code", is_flag=True, help="Exit code 1 if anything changed.")
@as_json
@click.pass_obj
def diff(cli: Cli, /, old: str, new: str, *, exit_code: bool, as_json: bool) -> int:
    """Tell what learners will notice when NEW takes the place of OLD, fact by fact.

    Facts are compared by id, so that sorting and moving is no change. Says which facts are new or
    gone, whose answer changed (what is known of them is weakened), what only reads differently,
    and what is asked no more or for the first time.
    """
    from quizkit.cli.versions import show

    found = show(cli, old, new, as_json=as_json)
    return int(exit_code and found)
