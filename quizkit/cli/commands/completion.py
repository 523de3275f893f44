"""`quizkit completion`: words at the tab key."""

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import examples

_SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command(
    epilog=examples("quizkit completion bash --install", "quizkit completion fish | source")
)
@click.argument("shell", type=click.Choice(_SHELLS))
@click.option("--install", is_flag=True, help="Write it where the shell finds it.")
@click.pass_context
def completion(ctx: click.Context, /, shell: str, *, install: bool) -> None:
    """Print what makes a shell complete commands, options, decks, tags, kinds, facts and codes.

    With --install it is written to a file, which is named; what you must still do is said.
    """
    from quizkit.cli import completing

    cli: Cli = ctx.obj
    text = completing.script(ctx.find_root().command, shell)
    if not install:
        cli.out.data(text.strip("\n"))
        return
    home = completing.home_of(shell, cli.environ)
    completing.write(home.file, text)
    cli.out.data(str(home.file))
    cli.out.tell(home.then)
