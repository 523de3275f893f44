"""`quizkit schema`: the shape of deck files, for editors."""

import json

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, examples


@click.command(
    epilog=examples(
        "quizkit schema > quizkit.schema.json", "quizkit schema rivers.yaml > rivers.json"
    )
)
@click.argument("deck", type=DECK, required=False)
@click.pass_obj
def schema(cli: Cli, /, deck: str | None) -> None:
    """Print a JSON Schema of deck files: of the language, or with the kinds and names of one deck.

    An editor that reads YAML by such a schema offers fields, kinds, roles and names while you
    type. Name it in the first line of a deck: # yaml-language-server: $schema=rivers.json
    """
    from quizkit.cli.library import load
    from quizkit.decks.jsonschema import deck_schema

    found = deck_schema(load(cli, deck) if deck else None)
    cli.out.data(json.dumps(found, ensure_ascii=False, indent=1))
