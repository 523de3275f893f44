"""`quizkit check`: what is wrong with decks."""

from typing import Any, Final

import click

from quizkit.cli.formatted import WRITTEN_TO
from quizkit.cli.frame import Cli
from quizkit.cli.gate import screens_or_lines
from quizkit.cli.options import CODE, as_json, examples
from quizkit.practice.extensions import load_checks
from quizkit.settings.table import PROFILES

STYLES: Final = ("full", "concise", "json", "github", "sarif")


@click.command(epilog=examples("quizkit check vietnam-us", "quizkit check my.yaml --fix --diff"))
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option(
    "--format",
    "style",
    type=click.Choice(STYLES),
    default="full",
    show_default=True,
    help="How problems are shown.",
)
@as_json
@click.option("--strict", is_flag=True, default=None, help="Warnings count as errors.")
@click.option(
    "--select", multiple=True, type=CODE, metavar="CODE", help="Only this code or family (QK3)."
)
@click.option("--ignore", multiple=True, type=CODE, metavar="CODE", help="Not this code or family.")
@click.option("--profile", type=click.Choice(PROFILES), help="How strict to be.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing a question.")
@click.option("--unsafe", is_flag=True, help="Mend also what is only likely to be meant.")
@click.option("--diff", is_flag=True, help="Show what would be mended; write nothing.")
@click.option(
    "--all", "everything", is_flag=True, help="Show also what merely follows from other problems."
)
@click.option("--no-ok", is_flag=True, help="Show what the author has accepted as well.")
@click.option("--stats", is_flag=True, help="Count questions, their flaws, and what cues tell.")
@click.option(
    "--draws",
    type=click.IntRange(1, 1_000),
    metavar="N",
    help="Seeds with which questions are drawn.  [default: 25 at exam and shared, 3 for a class]",
)
@click.option(
    "--for",
    "for",
    type=WRITTEN_TO,
    metavar="FORMAT",
    help="Also what an export to this format would lose.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes; ctrl+c ends.")
@screens_or_lines
@click.pass_obj
def check(cli: Cli, /, paths: tuple[str, ...], **options: Any) -> int:
    """Find what is wrong with decks: files, folders of decks, names, or - for standard input.

    All problems of every file come at once. Without a path, all decks of your list are checked.
    With --fix what can be mended is mended in the files first, and - is printed mended; with
    --diff it is only shown.
    With --watch they come again whenever a file is saved: on a terminal on a screen, with the
    questions of the deck; for several decks, or with options for lines, line by line.
    Exit code 0 if there is no error, 1 if there is one, 3 if something cannot be read; with --diff
    1 if there is something to mend; a screen answers so when it is left, and lines that ctrl+c
    ends with 130.
    """
    cli.given |= {f"check.{name}": options[name] for name in ("profile", "strict")}
    cli.given |= {f"check.{name}": options[name] or None for name in ("select", "ignore")}
    style = "json" if options["as_json"] else options["style"]
    _refuse(options)
    for line in load_checks():
        cli.out.fault(line)
    if options["fix"] or options["diff"]:
        from quizkit.cli.mending import mend_all

        return mend_all(cli, paths, style=style, options=options)
    if not (options["watch"] or options["tui"]):
        from quizkit.cli.checking import check_all

        return check_all(cli, paths, style=style, options=options)
    from quizkit.cli.watching import on_screen, watch

    code = on_screen(cli, paths, style=style, options=options)
    return code if code is not None else watch(cli, paths, style=style, options=options)


def _refuse(options: dict[str, Any]) -> None:
    """Refuse options that have no meaning together.

    Raises:
        UsageError: If there are such.
    """
    mends = "fix" if options["fix"] else "diff" if options["diff"] else ""
    if options["unsafe"] and not mends:
        message = "--unsafe says what to mend; give it with --fix or --diff"
        raise click.UsageError(message)
    for name in ("watch", "tui", "stats", "for"):
        if mends and options[name]:
            message = f"--{mends} and --{name} do not go together; leave out one of the two"
            raise click.UsageError(message)
