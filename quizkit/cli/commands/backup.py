"""`quizkit backup`: copy the log to one file, list such files, put one back."""

from contextlib import closing
from pathlib import Path
from typing import Any

import click

from quizkit.cli.exits import NoInput, NotFound, NotWritten, writing
from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, examples


@click.command(epilog=examples("quizkit backup answers.db", "quizkit backup --restore answers.db"))
@click.argument("file", required=False)
@click.option("--list", "only_list", is_flag=True, help="List the backups beside the log.")
@click.option("--restore", metavar="FILE", help="Put a backup back; later answers stay.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@as_json
@click.pass_obj
def backup(cli: Cli, /, file: str | None, **options: Any) -> int:
    """Copy the log to FILE, or beside the log, and verify the copy.

    The first opening of each day does so by itself; 7 days, 5 weeks and 12 months are kept. Copy
    a log in this way only: its newest answers may stand in a second file. Exit code 1 if there is
    nothing to copy or to list; 3 if FILE is there already, or a backup cannot be used.
    """
    chosen = [bool(file), options["only_list"], bool(options["restore"])]
    if sum(chosen) > 1:
        message = "choose one of FILE, --list and --restore"
        raise click.UsageError(message)
    if options["only_list"]:
        return _list(cli, as_json=options["as_json"])
    if options["restore"]:
        return _restore(cli, Path(options["restore"]), yes=options["yes"], json=options["as_json"])
    return _write(cli, file, force=options["force"], as_json=options["as_json"])


def _write(cli: Cli, file: str | None, *, force: bool, as_json: bool) -> int:
    from quizkit.store.backup import keep, tally, write
    from quizkit.store.schema import connect_readonly

    if not cli.log_file.exists():
        cli.out.tell(f"there is no log at {cli.log_file} yet; study a deck first")
        return 1
    target = Path(file).absolute() if file else None
    if target is not None and target.exists() and target.samefile(cli.log_file):
        message = f"{target} is the log itself; name another file"
        raise click.UsageError(message)
    if target is not None and target.exists() and not force:
        message = f"{target} is there already; name another file, or add --force"
        raise NotWritten(message)
    at, off = cli.clock.at(), cli.clock.off()
    with closing(connect_readonly(cli.log_file)) as connection:
        if target is not None:
            with writing(target):
                found = write(connection, target)
        else:
            target = keep(connection, cli.log_file, at=at, off=off, why="by-hand")
            found = tally(connection)
    if target is None:
        cli.out.tell(f"there is nothing in the log {cli.log_file} yet")
        return 1
    if as_json:
        cli.out.json({"v": 1, "path": str(target), "events": found.events, "hash": found.hash})
    else:
        cli.out.data(str(target))
        cli.out.tell(f"{found.events} events, verified")
    return 0


def _list(cli: Cli, *, as_json: bool) -> int:
    from quizkit.store.backup import backups
    from quizkit.store.faults import guarded
    from quizkit.store.files import copies_of

    folder = copies_of(cli.log_file).backups
    with guarded(str(folder)):
        found = backups(folder)
    if as_json:
        rows = [
            {"path": str(each.path), "day": str(each.day), "why": each.why, "bytes": each.size}
            for each in found
        ]
        cli.out.json({"v": 1, "backups": rows})
    for each in found if not as_json else ():
        size = f"{each.size / 2**20:8.1f} MiB"
        cli.out.say(f"{each.day}  {each.why:<14}  {size}  {each.path}", hang=2)
    if not found:
        cli.out.tell(f"there are no backups in {folder} yet")
    return 0 if found else 1


def _restore(cli: Cli, source: Path, *, yes: bool, json: bool) -> int:
    from quizkit.store.restore import restore

    source = source.absolute()
    events = _checked(source)
    if not yes:
        _confirm(cli, source, events)
    found = restore(cli.log_file, source, at=cli.clock.at(), off=cli.clock.off())
    if json:
        aside = str(found.aside) if found.aside else None
        cli.out.json({"v": 1, "path": str(cli.log_file), **found._asdict(), "aside": aside})
        return 0
    cli.out.data(f"The log {cli.log_file} holds {found.events} events again:")
    cli.out.data(f"{found.held} of the backup, {found.since} answered since.")
    if found.refused:
        cli.out.fault(f"{found.refused} events of the backup are damaged and were left out.")
    if found.aside:
        cli.out.tell(f"The log before is in {found.aside}")
    return 0


def _checked(source: Path) -> int:
    """Return how many events a backup holds.

    Raises:
        NotFound: If it cannot be used.
    """
    from quizkit.errors import StoreError
    from quizkit.store.backup import verify

    if not source.is_file():
        message = f"there is no backup {source}; `quizkit backup --list` shows those there are"
        raise NotFound(message)
    try:
        return verify(source).events
    except StoreError as error:
        raise NotFound(str(error)) from error


def _confirm(cli: Cli, source: Path, events: int) -> None:
    question = f"Put the backup {source} ({events} events) in the place of {cli.log_file}?"
    if not cli.interactive:
        message = "putting a backup back needs --yes where nobody can be asked"
        raise NoInput(message)
    click.confirm(question, abort=True, err=True)
