"""`quizkit stamp`: write an id into each fact that lacks one."""

from difflib import unified_diff
from secrets import token_hex
from typing import TYPE_CHECKING

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, SEED, examples

if TYPE_CHECKING:
    from quizkit.decks.stamp import Change


@click.command(epilog=examples("quizkit stamp rivers.yaml", "quizkit stamp decks/ --check --diff"))
@click.argument("paths", nargs=-1, type=DECK, required=True, metavar="PATH...")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit code 1 if needed.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--seed", type=SEED, metavar="TEXT", help="Same text, same ids.")
@click.pass_obj
def stamp(
    cli: Cli, /, paths: tuple[str, ...], *, only_check: bool, diff: bool, seed: str | None
) -> int:
    """Write a short id into each fact and card that lacks one; nothing else is touched.

    With an id, what a learner knows stays when a fact is reworded or moved. Prints the files that
    change.
    """
    from quizkit.cli.library import places, shown_path
    from quizkit.decks.stamp import proposed
    from quizkit.decks.stamp import stamp as write_ids

    find = proposed if only_check or diff else write_ids
    found = [
        change
        for place in places(cli, paths)
        for change in find(place, seed=seed if seed is not None else token_hex(8))
    ]
    for change in found:
        if diff:
            _print_diff(cli, shown_path(change.path), change)
        else:
            cli.out.data(shown_path(change.path))
    ids = sum(len(change.ids) for change in found)
    said = "1 new id" if ids == 1 else f"{ids} new ids"
    cli.out.tell(said if ids else "every fact and card has an id")
    return int(only_check and bool(found))


def _print_diff(cli: Cli, path: str, change: "Change") -> None:
    before, after = (data.decode().splitlines() for data in (change.before, change.after))
    for line in unified_diff(before, after, path, path, lineterm=""):
        cli.out.data(line)
