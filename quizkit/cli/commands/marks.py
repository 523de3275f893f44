"""`quizkit suspend`, `resume` and `reset`: what is asked, and what is begun anew."""

from typing import TYPE_CHECKING

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import FACET, as_json, examples

if TYPE_CHECKING:
    from quizkit.practice.deeds import Mark


@click.command(epilog=examples("quizkit suspend k7f3#host", "quizkit suspend vietnam-us/k7f3"))
@click.argument("names", nargs=-1, type=FACET, required=True, metavar="NAME..")
@as_json
@click.pass_obj
def suspend(cli: Cli, /, names: tuple[str, ...], *, as_json: bool) -> int:
    """Stop asking facets or whole facts.

    NAME is a facet (deck/fact#role), a fact (deck/fact), or any end that fits one only.
    `quizkit resume` asks them again; `quizkit undo` takes it back. Exit code 1 if nothing changes.
    """
    return _mark(cli, "suspend", names, as_json=as_json)


@click.command(epilog=examples("quizkit resume k7f3#host", "quizkit resume vietnam-us/k7f3"))
@click.argument("names", nargs=-1, type=FACET, required=True, metavar="NAME..")
@as_json
@click.pass_obj
def resume(cli: Cli, /, names: tuple[str, ...], *, as_json: bool) -> int:
    """Ask again what was suspended.

    NAME is a facet (deck/fact#role), a fact (deck/fact), or any end that fits one only.
    Exit code 1 if nothing changes.
    """
    return _mark(cli, "resume", names, as_json=as_json)


@click.command(epilog=examples("quizkit reset k7f3#host", "quizkit reset vietnam-us/k7f3"))
@click.argument("names", nargs=-1, type=FACET, required=True, metavar="NAME..")
@as_json
@click.pass_obj
def reset(cli: Cli, /, names: tuple[str, ...], *, as_json: bool) -> int:
    """Begin facets or whole facts anew, as if they had never been asked.

    NAME is a facet (deck/fact#role), a fact (deck/fact), or any end that fits one only.
    The answers stay in the log, and `quizkit undo` takes the reset back. Exit code 1 if nothing
    changes.
    """
    return _mark(cli, "reset", names, as_json=as_json)


_SAID = {"suspend": "Not asked any more", "resume": "Asked again", "reset": "Begun anew"}


def _mark(cli: Cli, kind: "Mark", names: tuple[str, ...], *, as_json: bool) -> int:
    from quizkit.cli.naming import meant
    from quizkit.practice import deeds

    wanted = meant(cli, names)
    if len(wanted) > deeds.MOST:
        message = f"{len(wanted)} names, want at most {deeds.MOST} at once"
        raise click.UsageError(message)
    with cli.open_log() as log:
        done = deeds.mark(log, cli.clock, kind, names=wanted)
    if as_json:
        cli.out.json({"v": 1, "kind": kind, "names": list(done)})
    for name in done if not as_json else ():
        cli.out.data(f"{_SAID[kind]}: {name}")
    if not done:
        cli.out.tell("nothing changed: that holds already")
    return 0 if done else 1
