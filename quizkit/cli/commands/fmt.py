"""`quizkit fmt`: give decks the one layout."""

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, examples


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
    from quizkit.cli.diffs import diff_lines
    from quizkit.cli.library import places, shown_path
    from quizkit.decks.layout_files import proposed, written

    changes = [change for place in places(cli, paths) for change in proposed(place)]
    found = list({change.path.resolve(): change for change in changes}.values())
    if not (only_check or diff):
        written(found)
    for change in found:
        if diff:
            for line in diff_lines(shown_path(change.path), change.before, change.after):
                cli.out.data(line)
        else:
            cli.out.data(shown_path(change.path))
    what = "1 file" if len(found) == 1 else f"{len(found)} files"
    done = "to be laid out" if only_check or diff else "laid out"
    cli.out.tell(f"{what} {done}" if found else "every file has the layout")
    return int(only_check and bool(found))
