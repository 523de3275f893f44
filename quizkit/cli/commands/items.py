"""`quizkit items`: which questions work, and which wrong options."""

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, deck_names, examples


@click.command(
    epilog=examples(
        "quizkit items --from answers/", "quizkit items vietnam-us --from mai.jsonl --json"
    )
)
@deck_names
@click.option(
    "--from",
    "places",
    multiple=True,
    required=True,
    metavar="FILE|DIR",
    help="Answers that were saved; a folder holds a file for each learner.",
)
@click.option(
    "--paper",
    "record",
    metavar="FILE",
    help="The paper.json of a paper; then FILE is a table of what its learners marked.",
)
@as_json
@click.pass_obj
def items(
    cli: Cli,
    /,
    names: tuple[str, ...],
    *,
    places: tuple[str, ...],
    record: str | None,
    as_json: bool,
) -> int:
    """Say which questions work: item analysis, the weakest first.

    FILE is what `quizkit quiz -o FILE` or a page to practise with has saved, one learner's answers
    a file. Of a paper it is a CSV table with the columns `learner`, `variant` and a number for
    each question, and what was marked in its cells; --paper names the paper's record.

    For each question: how many answered it, how right they were on average, and how that goes
    with the rest of what they know (the item-rest correlation). From 20 learners on, what to
    change is said in words. With DECK each question bears its place in the deck's file.
    """
    from quizkit.analysis.items.told import lines, values
    from quizkit.cli.itemising import found_in, places_of

    figures = found_in(places, record=record)
    where = places_of(cli, names)
    if as_json:
        cli.out.json(values(figures, where))
        return 0
    for line in lines(figures, where):
        cli.out.data(line)
    return 0
