"""Options and arguments that several commands share."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import click

from quizkit.settings import table

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

FORMS = click.Choice(table.FORMS)


class Open(click.Choice[str]):
    """Some words, and those that installed packages add; these are looked for at other words only.

    Args:
        words: What quizkit has.
        knows: Returns whether a package has another word.
        more: Returns the words that packages have.
    """

    def __init__(
        self,
        words: Iterable[str],
        knows: Callable[[str], bool],
        more: Callable[[], tuple[str, ...]],
    ) -> None:
        super().__init__(tuple(words))
        self._knows = knows
        self._more = more

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the word, or fail with those of quizkit."""
        if not isinstance(value, str) or value in self.choices:
            return super().convert(value, param, ctx)
        if self._knows(value):
            return value
        more = self._more()
        if not more:
            return super().convert(value, param, ctx)
        known = ", ".join(map(repr, (*self.choices, *more)))
        message = f"{value!r} is not one of {known}."
        raise click.BadParameter(message, ctx, param)


def _is_form(word: str) -> bool:
    from quizkit.practice.extensions import form_named

    return form_named(word) is not None


def _forms() -> tuple[str, ...]:
    from quizkit.practice.extensions import FORMS as INSTALLED

    return INSTALLED.names


ANY_FORM: Final = Open(table.FORMS, _is_form, _forms)
"""A form of quizkit, or one of an installed package."""


class _Offered(click.ParamType[str]):
    """A text for which the shell is offered words of the decks at hand."""

    def __init__(self, what: str) -> None:
        self.name = "text"
        self.what = what

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> "list[CompletionItem]":
        from quizkit.cli.completing import offered

        return offered(self.what, ctx, incomplete)


DECK: Final = _Offered("deck")
TAG: Final = _Offered("tag")
KIND: Final = _Offered("kind")
FACT: Final = _Offered("fact")
FACET: Final = _Offered("facet")
CODE: Final = _Offered("code")

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
deck_names = click.argument("names", nargs=-1, type=DECK, metavar="[DECK]...")


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
tags = click.option(
    "--tag", "tags", multiple=True, type=TAG, metavar="TAG", help="Only facts with this tag."
)


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
