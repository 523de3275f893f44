"""`quizkit sync`: bring what you know to another computer, a stick, a class."""

from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, examples


@click.command(epilog=examples("quizkit sync /media/stick/quizkit", "quizkit sync --dry-run"))
@click.argument("place", metavar="[DIR|postgresql://...]", required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be sent; change nothing.")
@click.option("--join", is_flag=True, help="Give this computer's answers to the learner there.")
@click.option("--as", "who", metavar="ID", help="Say which of the learners there you are.")
@click.option("--new", "is_new", is_flag=True, help="You are somebody new there.")
@as_json
@click.pass_obj
def sync(cli: Cli, /, place: str | None, **options: Any) -> int:
    """Make this log and a folder, or a class's server, hold the same answers.

    Only what the other side lacks goes over, and all of it is verified. A folder on a stick, of a
    sync program or of git will do; every computer syncs with it. Without an argument it is the
    setting `sync`. A password is never part of an address: it is looked for in ~/.pgpass, else
    you are asked. Exit code 1 if the two sides do not hold the same in the end.
    """
    from quizkit.cli.syncing import run

    return run(cli, place, options)
