"""`quizkit flag`: tell a deck's author of a fault."""

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, FACET, as_json, examples


@click.command(
    epilog=examples(
        'quizkit flag k7f3#leader "the year is wrong"', "quizkit flag rivers.yaml:16#sea"
    )
)
@click.argument("facet", type=FACET)
@click.argument("words", nargs=-1, metavar="[WORDS]..")
@click.option("--deck", type=DECK, metavar="DECK", help="The deck, if it is not on your list.")
@as_json
@click.pass_obj
def flag(
    cli: Cli, /, facet: str, words: tuple[str, ...], *, deck: str | None, as_json: bool
) -> None:
    """Flag a facet for its deck's author, with what is wrong with it in your WORDS.

    FACET is its id, DECK/FACT#ROLE, any end of it that fits one facet only, or FILE:LINE#ROLE.
    `quizkit search WORDS --in answers` finds it again; `quizkit undo` takes it back.
    """
    from quizkit.cli.picking import decks_of, facets_named
    from quizkit.practice.catalogue import Catalogue

    known, name = decks_of(cli, facet, deck)
    found = facets_named(known, name)
    if len(found) > 1:
        message = f'"{facet}" is a fact; name one of its facets: {", ".join(found)}'
        raise click.UsageError(message)
    reason = " ".join(words)
    with cli.open_log():
        Catalogue(cli.desk, known).flag(found[0], reason)
    if as_json:
        cli.out.json({"v": 1, "facet": found[0], "reason": reason})
    else:
        cli.out.data(f"Flagged for the deck's author: {found[0]}")
