"""`quizkit pack`: a deck with everything that belongs to it in one file."""

from pathlib import Path

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import DECK, as_json, examples


@click.command(
    epilog=examples(
        "quizkit pack decks/rivers -o rivers.zip", "quizkit pack rivers.yaml -o rivers.zip --force"
    )
)
@click.argument("deck", type=DECK)
@click.option("-o", "--output", required=True, metavar="FILE", help="The zip file to write.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@as_json
@click.pass_obj
def pack(cli: Cli, /, *, deck: str, output: str, force: bool, as_json: bool) -> None:
    """Put a deck into one zip file, to hand over: `quizkit decks add FILE` takes it in.

    With it go the files it includes, its sheets and pictures, the texts of its sources, and the
    licence beside it. The same deck gives the same bytes.
    """
    from quizkit.cli.library import find, shown_path
    from quizkit.cli.losing import as_json as losses_as_json
    from quizkit.cli.losing import tell_losses
    from quizkit.formats.pack import write
    from quizkit.formats.saving import save
    from quizkit.text import counted

    written = write(Path(shown_path(find(cli, deck))))
    (path,) = save(Path(output), written.files, force=force)
    if as_json:
        losses = losses_as_json(written.losses)
        cli.out.json({"v": 1, "path": output, "files": written.total, "lost": losses})
        return
    tell_losses(cli.out, written.losses)
    cli.out.data(path.as_posix())
    cli.out.tell(f"{counted(written.total, 'file')} packed; `quizkit decks add {output}` adds it")
