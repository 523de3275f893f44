"""`quizkit fmt`: give decks the one layout."""

from difflib import unified_diff
from typing import TYPE_CHECKING

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, examples

if TYPE_CHECKING:
    from quizkit.decks.layout_files import Change


@click.command(epilog=examples("quizkit fmt rivers.yaml", "quizkit fmt decks/ --check --diff"))
@click.argument("paths", nargs=-1, type=DECK, required=True, metavar="PATH...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit code 1 if needed.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.pass_obj
def fmt(cli: Cli, /, paths: tuple[str, ...], *, only_check: bool, diff: bool) -> int:
    """Give decks one layout: indentation, order of fields, quotes, tables with aligned bars.

    Comments stay, and no value changes. A fact on one line stays on one line. Prints the files
    that change.
    """
    from quizkit.cli.library import places, shown_path
    from quizkit.decks.layout_files import proposed, written

    changes = [change for place in places(cli, paths) for change in proposed(place)]
    found = list({change.path.resolve(): change for change in changes}.values())
    if not (only_check or diff):
        written(found)
    for change in found:
        if diff:
            _print_diff(cli, shown_path(change.path), change)
        else:
            cli.out.data(shown_path(change.path))
    what = "1 file" if len(found) == 1 else f"{len(found)} files"
    done = "to be laid out" if only_check or diff else "laid out"
    cli.out.tell(f"{what} {done}" if found else "every file has the layout")
    return int(only_check and bool(found))


def _print_diff(cli: Cli, path: str, change: "Change") -> None:
    before, after = (
        data.decode().removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        for data in (change.before, change.after)
    )
    for line in unified_diff(before, after, path, path, lineterm=""):
        cli.out.data(line)
