"""`quizkit facts` and `quizkit fact`: what decks say, and how well you know it."""

from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, FACT, as_json, deck_names, examples


@click.command(
    epilog=examples(
        'quizkit facts vietnam-us --filter "kind:visit known<80"',
        'quizkit facts --filter "is:suspended" --json',
    )
)
@deck_names
@click.option(
    "--filter",
    "wanted",
    default="",
    metavar="TEXT",
    help="Only these, such as 'kind:visit -is:new ha noi'.",
)
@click.option(
    "--sort",
    type=click.Choice(["deck", "known", "due", "kind"]),
    default="deck",
    show_default=True,
    help="As the deck has them, the least known first, what is due first, by kind.",
)
@click.option(
    "-n",
    "most",
    type=click.IntRange(min=1),
    metavar="N",
    help="At most so many.  [default: all]",
)
@as_json
@click.pass_obj
def facts(cli: Cli, /, names: tuple[str, ...], **options: Any) -> int:
    """List facts with how well you know them, and when they are due.

    \b
    A filter is a text; all of it must hold, and a minus turns a part round:
      ha noi "le duc"        words, or words together; case and accents do not matter
      kind:visit tag:war deck:rivers id:k7f3
      is:new is:learning is:known is:treated is:due is:started
      is:suspended is:refused  (state: is the same of the fact as a whole)
      known<80 known>=50     chance that you know it, in percent
      due:today due<7        days until it is due

    Without a deck, all decks of your list. `quizkit fact` shows one in full. Exit code 1 if
    nothing is found.
    """  # noqa: D301  # \b keeps click from filling the lines
    from quizkit.cli.factlist import show_all

    return show_all(cli, names, options)


@click.command(epilog=examples("quizkit fact vietnam-us/k7f3", "quizkit fact rivers.yaml:16"))
@click.argument("name", type=FACT, metavar="FACT")
@click.option("--deck", type=DECK, metavar="DECK", help="The deck, if it is not on your list.")
@as_json
@click.pass_obj
def fact(cli: Cli, /, name: str, *, deck: str | None, as_json: bool) -> None:
    """Show a fact in full: what it says, who says so, and how well you know each part of it.

    FACT is its id, DECK/FACT, any end of it that fits one fact only, or FILE:LINE: the fact that
    stands there.
    """
    from quizkit.cli.factlist import show_one

    show_one(cli, name, deck=deck, as_json=as_json)
