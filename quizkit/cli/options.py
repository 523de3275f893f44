"""Options and arguments that several commands share."""

from datetime import date
from typing import Final

import click

from quizkit.settings import table

FORMS = click.Choice(table.FORMS)

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
deck_names = click.argument("names", nargs=-1, metavar="[DECK]...")


class _Seed(click.ParamType[str]):
    """A text that chance starts from; it must fit into an event of the log."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if len(value) > MAX_SEED:
            self.fail(f"{len(value)} characters, want at most {MAX_SEED}", param, ctx)
        return value


MAX_SEED: Final = 80
"""Longest seed [characters]."""
SEED: Final = _Seed()
seed = click.option("--seed", type=SEED, metavar="TEXT", help="Same text, same questions.")
tags = click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only facts with this tag.")


def examples(first: str, second: str) -> str:
    """Return the end of a command's help: two calls that work."""
    return f"\b\nExamples:\n  {first}\n  {second}"


def day(text: str) -> date:
    """Read a day given as YYYY-MM-DD.

    >>> day("2026-06-01")
    datetime.date(2026, 6, 1)
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is no day; give it as YYYY-MM-DD"
        raise click.BadParameter(message) from error
