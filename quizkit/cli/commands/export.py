"""`quizkit export`: a deck in another format."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizkit.cli.frame import Cli
from quizkit.cli.losing import as_json as losses_as_json
from quizkit.cli.losing import counted, tell_losses
from quizkit.cli.options import DECK, KIND, as_json, examples
from quizkit.formats.formatlist import FORMATS, WRITTEN, guessed

if TYPE_CHECKING:
    from quizkit.formats.book import Written
    from quizkit.formats.sheets import Job


@click.command(
    epilog=examples(
        "quizkit export vietnam-us -o vietnam.xlsx",
        "quizkit export rivers.yaml --to csv -o sheets/ --kind river",
    )
)
@click.argument("deck", type=DECK)
@click.option("--to", "to", type=click.Choice(WRITTEN), help="The format; -o may tell it.")
@click.option("-o", "--output", required=True, metavar="PATH", help="The file or folder to write.")
@click.option(
    "--kind", "kinds", multiple=True, type=KIND, metavar="KIND", help="Only facts of this kind."
)
@click.option("--strict", is_flag=True, help="Exit code 1, and write nothing, if anything is lost.")
@click.option("--force", is_flag=True, help="Write over files that are there.")
@as_json
@click.pass_obj
def export(  # noqa: PLR0913  # one parameter an option
    cli: Cli,
    /,
    *,
    deck: str,
    to: str | None,
    output: str,
    kinds: tuple[str, ...],
    strict: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Write a deck in another format; first say what that cannot hold.

    `xlsx` and `csv` are sheets for authors: one a kind, and names, sources, cards. Change cells,
    add rows, and bring them back with `quizkit import`; comments and all that you did not touch
    stay as they are. `xlsx` takes the optional part `pip install "quizkit[sheets]"`.
    """
    from quizkit.formats.saving import save

    place = Path(output)
    name = to or guessed(output, is_folder=place.is_dir() or output.endswith("/"))
    written: Written = FORMATS[name].load().write(_job(cli, deck, kinds))
    if not as_json:
        tell_losses(cli.out, written.losses)
    lost = counted(len(written.losses), "loses something", "lose something")
    if strict and written.losses:
        cli.out.fault(f"{name}: {lost}; nothing was written")
        return 1
    found = save(place, written.files, force=force)
    if as_json:
        losses = losses_as_json(written.losses)
        cli.out.json({"v": 1, "path": output, written.unit: written.total, "lost": losses})
        return 0
    for path in found:
        cli.out.data(path.as_posix())
    cli.out.tell(f"{name}: {written.total} {written.unit}, {lost}")
    return 0


def _job(cli: Cli, deck: str, kinds: tuple[str, ...]) -> "Job":
    """Return what is to be written.

    Raises:
        DeckError: If there is no such deck, or it cannot be used.
    """
    from quizkit.cli.library import find, shown_path
    from quizkit.decks.report import guess
    from quizkit.formats.sheets import Job
    from quizkit.formats.taking import stock_of

    stock, _ = stock_of(Path(shown_path(find(cli, deck))))
    for kind in kinds:
        if kind not in stock.deck.kinds:
            near = "; ".join(note.text for note in guess(kind, stock.deck.kinds, what="its kinds"))
            message = f"the deck has no kind {kind}; {near}"
            raise click.BadParameter(message, param_hint="--kind")
    return Job(stock, kinds)
