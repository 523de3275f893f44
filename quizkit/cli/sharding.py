"""What `quizkit log export --shards` does: many learners as Parquet, for jobs and others."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizkit.cli.exits import NotFound, writing
from quizkit.cli.frame import Cli
from quizkit.cli.passwords import password_of
from quizkit.cli.waiting import progressing

if TYPE_CHECKING:
    from quizkit.analysis.shards.writing import Exported


def export_shards(cli: Cli, folder: Path, options: Mapping[str, Any]) -> int:
    """Write the events of many learners to a new folder, and say what is in it.

    Args:
        cli: The frame.
        folder: Where to.
        options: Of the command: shards, place, class_, since, as_json.

    Returns:
        The exit code: 1 if damaged events were left out.

    Raises:
        UsageError: If a class is named and the place is no server.
        NotFound: If there is nothing to export.
        SyncError: If a folder or server cannot be read.
        StoreError: If a log cannot be read.
        MissingExtraError: If DuckDB or psycopg is not installed.
    """
    from quizkit.analysis.shards.writing import write
    from quizkit.practice.crash import own_version
    from quizkit.store.server.address import is_server
    from quizkit.store.sources import stories

    place = options["place"] or str(cli.log_file)
    if options["class_"] is not None and not is_server(place):
        message = "--class names a class of a server; say --from postgresql://LOGIN@HOST/DATABASE"
        raise click.UsageError(message)
    if options["place"] is None and not cli.log_file.exists():
        message = f"there are no answers yet in {cli.log_file}, so there is nothing to export"
        raise NotFound(message)
    quiet = cli.out.quiet or options["as_json"]
    with progressing("learners read", cli.environ, quiet=quiet) as tick, writing(folder):
        done = write(
            stories(place, class_=options["class_"], password=password_of(cli), tick=tick),
            folder,
            shards=options["shards"],
            since=options["since"],
            maker=own_version(),
        )
    if options["as_json"]:
        cli.out.json({"v": 1, **done._asdict(), "folder": str(done.folder)})
    else:
        _say(cli, done)
    if done.kept:
        cli.out.say(
            f"{done.kept:,} events of a newer quizkit are left out: this one only keeps them"
        )
    if done.damaged:
        many = f"{done.damaged:,} damaged events or lines are left out, the first of them:"
        cli.out.fault(many if done.damaged > 1 else "1 damaged event or line is left out:")
        for fault in done.faults[:5]:
            cli.out.fault(f"  {fault}")
    return 1 if done.damaged else 0


def _say(cli: Cli, done: "Exported") -> None:
    rows = "event" if done.rows == 1 else "events"
    learners = "learner" if done.learners == 1 else "learners"
    shards = "shard" if done.shards == 1 else "shards"
    cli.out.data(
        f"{done.rows:,} {rows} of {done.learners:,} {learners} are in {done.shards} {shards} "
        f"in {done.folder}"
    )
