"""`quizkit check`: what is wrong with decks."""

from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.gate import screens_or_lines
from quizkit.cli.options import as_json, examples
from quizkit.settings.table import PROFILES


@click.command(epilog=examples("quizkit check vietnam-us", "quizkit check my.yaml --watch"))
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option(
    "--format",
    "style",
    type=click.Choice(["full", "concise", "json"]),
    default="full",
    show_default=True,
    help="How problems are shown.",
)
@as_json
@click.option("--strict", is_flag=True, default=None, help="Warnings count as errors.")
@click.option("--select", multiple=True, metavar="CODE", help="Only this code or family (QK3).")
@click.option("--ignore", multiple=True, metavar="CODE", help="Not this code or family.")
@click.option("--profile", type=click.Choice(PROFILES), help="How strict to be.")
@click.option("--no-ok", is_flag=True, help="Show what the author has accepted as well.")
@click.option("--stats", is_flag=True, help="Count questions, their flaws, and what cues tell.")
@click.option(
    "--draws",
    type=click.IntRange(1, 1_000),
    metavar="N",
    help="Seeds for --stats.  [default: 25 at profile exam and shared, else 3]",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes; ctrl+c ends.")
@screens_or_lines
@click.pass_obj
def check(cli: Cli, /, paths: tuple[str, ...], **options: Any) -> int:
    """Find what is wrong with decks: files, folders of decks, names, or - for standard input.

    All problems of every file come at once. Without a path, all decks of your list are checked.
    With --watch they come again whenever a file is saved: on a terminal on a screen, with the
    questions of the deck; for several decks, or with options for lines, line by line.
    Exit code 0 if there is no error, 1 if there is one, 3 if something cannot be read; a screen
    answers so when it is left, and lines that ctrl+c ends with 130.
    """
    from quizkit.cli.checking import check_all

    cli.given |= {"check.profile": options["profile"], "check.strict": options["strict"]}
    style = "json" if options["as_json"] else options["style"]
    if not (options["watch"] or options["tui"]):
        return check_all(cli, paths, style=style, options=options)
    from quizkit.cli.watching import on_screen, watch

    code = on_screen(cli, paths, style=style, options=options)
    return code if code is not None else watch(cli, paths, style=style, options=options)
