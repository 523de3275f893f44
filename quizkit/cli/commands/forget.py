"""`quizkit forget`: take all of a learner's answers out of this computer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from quizkit.cli.exits import NoInput, NotFound
from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, examples

if TYPE_CHECKING:
    from quizkit.store.forget import Trace

_ELSEWHERE: Final = (
    "other devices, and folders or servers that you share answers with",
    "files that you made yourself: exports, and copies by `quizkit backup FILE`",
    "what your system keeps: its own backups, git history, snapshots, deleted blocks of the disk",
)
"""What no program on this computer can reach for certain."""


@click.command(epilog=examples("quizkit forget Mai", "quizkit forget Mai --yes"))
@click.argument("learner")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@click.pass_obj
def forget(cli: Cli, /, learner: str, *, yes: bool, as_json: bool) -> None:
    """Delete all answers of LEARNER: a name, or the id that `quizkit doctor` shows.

    They leave the log, the second copy and the backups for ever, and cannot come back by a
    sync. Other learners lose nothing. Nothing brings them back: export them first if you may
    want them, with `quizkit --learner NAME log export FOLDER`.
    """
    from quizkit.practice import assigned
    from quizkit.settings.edit import delist
    from quizkit.store.forget import Trace, trace
    from quizkit.store.forget import forget as forget_in
    from quizkit.store.handover import predecessors

    id_ = _id_of(cli, learner)
    ids = (*predecessors(cli.log_file, id_), id_)
    found = Trace(sum(trace(cli.log_file, each).events for each in ids), forgotten=False)
    if not yes:
        _confirm(cli, learner, found)
    done = [forget_in(cli.log_file, each) for each in ids]
    reached = [place for each in done for place in each.reached]
    names = delist(cli.settings.config, id_)
    if names:
        quoted = ", ".join(f'"{name}"' for name in names)
        reached.append(f"the name {quoted} out of {cli.settings.config}")
    reached += _clean_state(cli)
    for each in ids:
        assigned.forget(cli.places.state, each)
    beyond = [*dict.fromkeys(place for each in done for place in each.beyond), *_ELSEWHERE]
    if as_json:
        told = {"reached": reached, "not_reached": beyond}
        cli.out.json({"v": 1, "learner": id_, "events": found.events, **told})
        return
    _print(cli, "Deleted", reached)
    _print(cli, "Not reached", beyond)


def _id_of(cli: Cli, learner: str) -> str:
    """Return the id that a name or id means.

    Raises:
        NotFound: If no log is there, or it knows no such learner.
    """
    from quizkit.practice.learner import people
    from quizkit.store.event import LEARNER
    from quizkit.store.forget import trace
    from quizkit.store.learners import learners

    if not cli.log_file.exists():
        message = f"there is no log at {cli.log_file}, so there is nothing to forget"
        raise NotFound(message)
    listed = cli.settings.learners
    if learner and learner in listed:
        return listed[learner]
    ids = learners(cli.log_file)
    if learner in ids:
        return learner
    if LEARNER.fullmatch(learner):
        found = trace(cli.log_file, learner)
        if found.events or found.forgotten:
            return learner
    some = f"; there are {people(cli.settings, ids)}" if ids else ""
    message = f'the log {cli.log_file} has no learner "{learner}"{some}'
    raise NotFound(message)


def _confirm(cli: Cli, learner: str, found: "Trace") -> None:
    what = f"forgetting {learner} deletes {found.events} events for ever"
    if not cli.interactive:
        message = f"{what}; it needs --yes where nobody can be asked"
        raise NoInput(message)
    cli.out.tell(f"{what}: in {cli.log_file}, in its second copy and in all backups.")
    click.confirm(f"Forget {learner}?", abort=True, err=True)


def _clean_state(cli: Cli) -> list[str]:
    """Take away the sitting to go on with, as it may be the learner's."""
    from quizkit.practice import kept

    path = cli.places.state / kept.NAME
    if not path.exists():
        return []
    kept.forget(path)
    return [f"the sitting to go on with, {path}"]


def _print(cli: Cli, head: str, lines: Sequence[str]) -> None:
    cli.out.data(f"{head}:")
    for line in lines:
        cli.out.data(f"  {line}")
