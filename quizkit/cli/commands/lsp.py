"""`quizkit lsp`: a deck's problems, questions and words in the editor."""

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import examples
from quizkit.settings.table import PROFILES


@click.command(epilog=examples("quizkit lsp", "quizkit lsp --profile class"))
@click.option("--profile", type=click.Choice(PROFILES), help="How strict to be.")
@click.option("--stdio", is_flag=True, help="As always; some editors add it.")
@click.pass_obj
def lsp(cli: Cli, /, *, profile: str | None, stdio: bool) -> int:
    """Answer an editor: problems while you type, questions, completion, renaming.

    It speaks the Language Server Protocol on standard input and output, so an editor starts it,
    not you; docs/how-to/editors.md tells how. It takes the optional part
    `pip install "quizkit[lsp]"`.
    Exit code 0 when the editor ends it, 2 if the optional part is missing.
    """
    cli.given["check.profile"] = profile
    if cli.serve is None:
        message = "this way of calling quizkit has no language server; call `quizkit lsp`"
        raise click.UsageError(message)
    return cli.serve(cli.desk)
