"""`quizkit rename`: give the history of a facet or fact to another name."""

import click

from quizkit.cli.exits import NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.options import examples
from quizkit.errors import DeckError


@click.command(
    epilog=examples(
        "quizkit rename vietnam-us/old1 vietnam-us/k7f3",
        "quizkit rename rivers/kd7w#sea rivers/kd7w#mouth",
    )
)
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename(cli: Cli, /, old: str, new: str) -> None:
    """Give the answers of OLD to NEW, for a deck whose ids have changed.

    OLD and NEW are two facts (deck/fact) or two facets (deck/fact#role), in full. `quizkit undo`
    takes it back.
    """
    from quizkit.practice import deeds

    for name in (old, new):
        if not deeds.is_name(name):
            message = f'"{name}" is no name of a facet (deck/fact#role) or a fact (deck/fact)'
            raise click.UsageError(message)
    with cli.open_log() as log:
        try:
            done = deeds.rename(log, cli.clock, old=old, new=new)
        except LookupError as error:
            message = f"{error.args[0]}; `quizkit history` shows the names that have some"
            raise NotFound(message) from error
        except ValueError as error:
            raise click.UsageError(str(error)) from error
    if done.had:
        cli.out.tell(f"{new} has {_answers(done.had)} of its own: they are now together")
    if not _is_known(cli, new):
        cli.out.tell(f"{new} is in no deck of your list; `quizkit undo` takes the rename back")
    belong = "belongs" if done.moved == 1 else "belong"
    cli.out.data(f"{_answers(done.moved)} to {old} now {belong} to {new}.")


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _is_known(cli: Cli, name: str) -> bool:
    """Return whether the deck that a name begins with is there and has such a facet or fact."""
    from quizkit.cli.library import load
    from quizkit.questions.ask import Asker

    try:
        asker = Asker(load(cli, name.partition("/")[0]))
    except DeckError:
        return False
    return any(name in (facet, facet.rpartition("#")[0]) for facet in asker.planner.candidates)
