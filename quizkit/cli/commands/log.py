"""`quizkit log`: work on the log as a whole."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from quizkit.cli.exits import NotFound, writing
from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, day, examples


@click.group(
    epilog=examples("quizkit log export answers", "quizkit log export answers --since 2026-06-01")
)
def log() -> None:
    """Take the log along: all your answers as files that other programs read."""


@log.command(
    epilog=examples(
        "quizkit log export answers --since 2026-06-01",
        "quizkit log export shards --shards 64 --from postgresql://kim@school/quiz",
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--since", type=day, metavar="DATE", help="From this day on, as YYYY-MM-DD.")
@click.option(
    "--shards",
    type=click.IntRange(1, 999),
    metavar="N",
    help="Write N Parquet files of all learners, for `quizkit job` and other programs.",
)
@click.option(
    "--from",
    "place",
    metavar="PLACE",
    help="With --shards: another log, a folder of line files or postgresql://LOGIN@HOST/DATABASE.",
)
@click.option("--class", "class_", metavar="CLASS", help="Of a server only this class.")
@as_json
@click.pass_obj
def export(cli: Cli, /, folder: Path, **options: Any) -> int:
    """Write all that there is of you to a new folder, readable without quizkit.

    events/ holds every event as a line of JSON, answers.csv every answer as a row for
    spreadsheets, manifest.json counts and hashes.
    With --shards the folder holds the events of all learners of the log, folder or server as
    Parquet files, each learner whole in one of them, and manifest.json.
    Exit code 1 if damaged events had to be left out, 3 if DIR is there already.
    """
    if options["shards"] is not None:
        from quizkit.cli.sharding import export_shards

        return export_shards(cli, folder, options)
    for name, option in (("place", "--from"), ("class_", "--class")):
        if options[name] is not None:
            message = f"{option} goes with --shards N: the plain export is of the own log"
            raise click.UsageError(message)
    return _export_own(cli, folder, since=options["since"], as_json=options["as_json"])


def _export_own(cli: Cli, folder: Path, *, since: date | None, as_json: bool) -> int:
    from quizkit.practice.crash import own_version
    from quizkit.store.export import export as write

    with cli.read_log() as kept:
        learner = kept.learner if kept else None
    if learner is None:
        message = f"there are no answers yet in {cli.log_file}, so there is nothing to export"
        raise NotFound(message)
    with writing(folder):
        done = write(cli.log_file, learner, folder, since=since, maker=own_version())
    if as_json:
        cli.out.json({"v": 1, **done._asdict(), "folder": str(done.folder)})
    else:
        cli.out.data(f"{done.events} events and {done.answers} answers are in {done.folder}")
    if done.damaged:
        cli.out.fault(
            f"{done.damaged} damaged events are left out; `quizkit doctor` names them, "
            "and `quizkit doctor --salvage NEWFILE` looks for them in copies"
        )
    return 1 if done.damaged else 0
