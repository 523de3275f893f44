"""`quizkit preview`: the questions that a deck gives, and what it does not ask."""

from collections.abc import Mapping
from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import ANY_FORM, DECK, FACT, KIND, SEED, as_json, examples


def _count(text: str) -> int | None:
    """Read a number of questions; None is all of them."""
    if text == "all":
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    message = f'{text!r} is neither a number nor "all"'
    raise click.BadParameter(message)


@click.command(
    epilog=examples(
        "quizkit preview vietnam-us --kind delegation --form choice",
        "quizkit preview vietnam-us -n all --with-facts --json",
    )
)
@click.argument("deck", type=DECK)
@click.option("--fact", type=FACT, metavar="ID", help="Only questions about this fact.")
@click.option("--kind", type=KIND, metavar="KIND", help="Only questions about facts of this kind.")
@click.option(
    "--form",
    "forms",
    multiple=True,
    type=ANY_FORM,
    help="Only this form, built in or installed.",
)
@click.option(
    "-n",
    "count",
    type=_count,
    default="10",
    show_default=True,
    metavar="N|all",
    help="How many questions.",
)
@click.option(
    "--seed",
    type=SEED,
    default="1",
    show_default=True,
    metavar="TEXT",
    help="Same text, same questions.",
)
@click.option("--no-answers", is_flag=True, help="Leave the answers out.")
@click.option("--judge", is_flag=True, help="Judge wrong options, and cues to the answer.")
@click.option("--with-facts", is_flag=True, help="With --json: add the facts as read and typed.")
@click.option("--tui", is_flag=True, help="On a screen that follows the deck's files.")
@click.option("--markdown", is_flag=True, help="As a Markdown page, to read aloud or print.")
@click.option("--html", is_flag=True, help="As a web page, with the answers folded away.")
@as_json
@click.pass_obj
def preview(cli: Cli, /, deck: str, **options: Any) -> int:
    """Show the questions that a deck gives, and the reasons for those it refuses.

    `-n all` takes every facet in every form and wording. With `--with-facts --json` anybody can
    verify each question without quizkit: README.md, "Verify it yourself", describes the format.
    """
    if options["with_facts"] and not options["as_json"]:
        message = "--with-facts needs --json"
        raise click.UsageError(message)
    pages = [f"--{name}" for name in ("markdown", "html") if options[name]]
    pages += ["--json"] if options["as_json"] else []
    if len(pages) > 1:
        message = f"{pages[0]} and {pages[1]} cannot both be given"
        raise click.UsageError(message)
    if options["judge"] and options["no_answers"]:
        message = "--judge tells answers; leave out one of --judge and --no-answers"
        raise click.UsageError(message)
    if options["tui"]:
        return _on_screen(cli, deck, options)
    from quizkit.cli.previewing import show_questions

    show_questions(cli, deck, options)
    return 0


def _on_screen(cli: Cli, deck: str, options: Mapping[str, Any]) -> int:
    from quizkit.cli.gate import is_for_screens, open_screens, places
    from quizkit.practice.opening import Opening

    is_for_screens(cli, tui=True)
    opening = Opening("check", places(cli, [deck]), fact=options["fact"] or "")
    code = open_screens(cli, opening)[0]
    return 0 if code == 1 else code  # that there are errors is no answer to what was asked here
