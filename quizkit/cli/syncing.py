"""What `quizkit sync` does: finds the place, asks what only the learner knows, says what came."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizkit.cli.frame import Cli
from quizkit.cli.passwords import password_of
from quizkit.cli.waiting import progressing
from quizkit.practice import sync_words
from quizkit.practice.joining import Ask, Person, Wish, nobody_asked
from quizkit.practice.syncdesk import own_of
from quizkit.practice.syncing import Place, Synced, Syncer
from quizkit.practice.syncnote import noting
from quizkit.settings.target import masked, read_target

if TYPE_CHECKING:
    from quizkit.practice.assigned import Assigned


def run(cli: Cli, place: str | None, options: Mapping[str, Any]) -> int:
    """Sync, print what came of it, and return the exit code.

    Args:
        cli: The frame.
        place: A folder or an address; None: what the setting says.
        options: Of the command: dry_run, join, who, is_new, as_json.
    """
    if options["is_new"] and (options["join"] or options["who"]):
        message = "--new is for somebody whom the place does not know; it goes with no other"
        raise click.UsageError(message)
    where = _place(cli, place)
    is_silent = bool(options["as_json"])
    quiet = cli.out.quiet or is_silent
    with noting(cli.places.state), progressing("syncing", cli.environ, quiet=quiet) as tick:
        found = Syncer(
            own_of(cli.desk),
            Wish(options["join"], options["who"] or "", options["is_new"]),
            ask=_asker(cli),
            password=password_of(cli),
            tick=tick,
            is_dry=options["dry_run"],
            tell=None if is_silent else cli.out.say,
        ).sync(where)
    waits = sync_words.set_for(cli.desk, found)
    if options["as_json"]:
        cli.out.json(plain(found, waits))
    else:
        _say(cli, found, waits)
    for line in sync_words.left_out(found):
        cli.out.fault(line)
    if said := sync_words.differing(found):
        cli.out.fault(said)
        return 1
    return 0


def plain(found: Synced, waits: "Sequence[Assigned]") -> dict[str, Any]:
    """Return what came of a sync as JSON has it.

    Args:
        found: What came of it.
        waits: What was set for the learner's classes and is not accepted yet.
    """
    told: dict[str, Any] = {
        "v": 1,
        "sent": found.sent,
        "received": found.received,
        "devices": found.devices,
        "verified": found.verified,
        "answers": found.answers,
        "learner": found.learner,
        "dry_run": found.is_dry,
        "differing": list(found.differing),
        "refused": found.refused,
        "notes": list(found.notes),
    }
    if found.assigned is not None:
        told["assigned"] = [
            {**each.plain(), "accepted": each not in waits} for each in found.assigned
        ]
    return told


def _say(cli: Cli, found: Synced, waits: "Sequence[Assigned]") -> None:
    for note in found.notes:
        cli.out.say(note)
    cli.out.say(sync_words.summary(found))
    for line in sync_words.news(cli.desk, found):
        cli.out.say(line)
    say_set(cli, waits)


def say_set(cli: Cli, waits: "Sequence[Assigned]") -> None:
    """Print what teachers have set, each with the line that accepts it."""
    for each in waits:
        cli.out.say(f"{each.sentence}; accept it:")
        cli.out.say(f"  {each.command(cli.settings.minutes)}", hang=4)


def _place(cli: Cli, named: str | None) -> Place:
    """Return what is synced with.

    Raises:
        click.UsageError: If there is none, or an address holds a password.
    """
    if named is None:
        if not cli.settings.sync:
            message = (
                "with what? Name a folder or an address, or set one for good: "
                "quizkit config set sync FOLDER"
            )
            raise click.UsageError(message)
        return Place(cli.settings.sync, cli.settings.sync)
    try:
        target = read_target(named, Path.cwd())
    except ValueError as error:
        message = f"cannot sync with {masked(named)!r}: it should be {error}"
        raise click.UsageError(message) from None
    if not target:
        message = "cannot sync with nothing: name a folder or an address"
        raise click.UsageError(message)
    return Place(target, named)


def _asker(cli: Cli) -> Ask:
    """Return what asks which of several learners it is; nobody is asked without a terminal."""
    if not cli.interactive:
        return nobody_asked

    def ask(people: Sequence[Person]) -> str | None:
        cli.out.fault("Several people have answers there. Who are you?")
        for number, each in enumerate(people, 1):
            cli.out.fault(f"  {number}  {each.sentence}")
        cli.out.fault("  0  somebody new")
        wanted = click.IntRange(0, len(people))
        chosen: int = click.prompt("Number", type=wanted, err=True)
        return people[chosen - 1].id if chosen else ""

    return ask
