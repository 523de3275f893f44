"""`quizkit items`: which questions work, and which wrong options."""

from pathlib import Path
from typing import Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, deck_names, examples


@click.command(
    epilog=examples(
        "quizkit items --from answers/ --html report.html",
        "quizkit items vietnam-us --from postgresql://school/quiz --class 10A",
    )
)
@deck_names
@click.option(
    "--from",
    "places",
    multiple=True,
    metavar="PLACE",
    help="Where the answers are; without it in your own log.",
)
@click.option(
    "--paper",
    "record",
    metavar="FILE",
    help="The paper.json of a paper; then PLACE is a table of what its learners marked.",
)
@click.option("--class", "class_", metavar="NAME", help="Only this class of a server.")
@click.option(
    "--by",
    type=click.Choice(["question", "option", "facet"]),
    default="question",
    show_default=True,
    help="A facet in a form, each option alone, or all forms of a facet together.",
)
@click.option(
    "--answers",
    "which",
    type=click.Choice(["first", "last"]),
    default="first",
    show_default=True,
    help="Which of a learner's answers to a question counts.",
)
@click.option("--flags", is_flag=True, help="List what learners flagged instead.")
@click.option("--proposals", is_flag=True, help="List typed answers overruled as right instead.")
@click.option(
    "--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write a page to print."
)
@click.option("--csv", "as_csv", is_flag=True, help="Print a table as CSV.")
@as_json
@click.pass_obj
def items(
    cli: Cli, /, *, flags: bool, proposals: bool, as_csv: bool, as_json: bool, **options: Any
) -> None:
    """Say which questions work: item analysis, the weakest first.

    PLACE is a log: postgresql://HOST/DATABASE with a class, a folder that learners sync to, or a
    .db file; or it is what `quizkit quiz -o FILE` or a page to practise with has saved, one
    learner's answers a file. Of a paper it is a CSV table with the columns `learner`, `variant`
    and a number for each question, and what was marked in its cells; --paper names its record.

    For each question: how many answered it, how right they were on average, how that goes with the
    rest of what they know (the item-rest correlation), and how many of its wrong options work.
    From 20 learners on, what to change is said in words. With DECK only its questions count, and
    each bears its place in the deck's file.
    """
    from quizkit.cli.itemising import Asked, show

    chosen = {"--json": as_json, "--csv": as_csv, "--html": bool(options["page"])}
    _refuse_two(chosen)
    _refuse_two({"--flags": flags, "--proposals": proposals, "--html": chosen["--html"]})
    if options["record"] and not options["places"]:
        message = "--paper wants the table of what was marked; name it with --from"
        raise click.UsageError(message)
    if options["class_"] and not any("://" in place for place in options["places"]):
        message = "--class is of a server; name it with --from postgresql://HOST/DATABASE"
        raise click.UsageError(message)
    form = "json" if as_json else "csv" if as_csv else "text"
    asked = Asked(form=form, **options)
    if flags or proposals:
        from quizkit.cli.flagged import show_flags, show_proposals

        (show_flags if flags else show_proposals)(cli, asked)
    else:
        show(cli, asked)


def _refuse_two(chosen: dict[str, bool]) -> None:
    named = [name for name, is_given in chosen.items() if is_given]
    if len(named) > 1:
        message = f"{' and '.join(named)} are two reports; choose one"
        raise click.UsageError(message)
