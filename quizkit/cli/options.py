"""Options and arguments that several commands share."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from quizkit.model import Form

F = TypeVar("F", bound=Callable[..., Any])

FORMS = click.Choice([form.value for form in Form])

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
decks = click.argument("decks", nargs=-1, metavar="[DECK]...")
seed = click.option("--seed", metavar="TEXT", help="Same text, same questions.")
tags = click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only facts with this tag.")


def examples(first: str, second: str) -> str:
    """Return the end of a command's help: two calls that work."""
    return f"\b\nExamples:\n  {first}\n  {second}"
