"""A job run from the command line: who does it, how far it is, what is printed of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from quizkit.cli.frame import Cli
from quizkit.errors import ArgumentError

if TYPE_CHECKING:
    from quizkit.analysis.jobs.job import Job
    from quizkit.analysis.jobs.running import Outcome
    from quizkit.analysis.shards.shard import Shard

_STEPS: Final = 20
"""Lines that tell how far it is, at most."""


class _Scheduler(click.ParamType[str]):
    """Address of a Dask scheduler."""

    name = "dask://HOST:PORT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address, or fail."""
        from quizkit.analysis.jobs.schedulers import address_of

        try:
            address_of(value)
        except ArgumentError as error:
            self.fail(str(error), param, ctx)
        return value


def where(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every job has: where it writes, who does the work."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
        click.option(
            "--on", type=_Scheduler(), metavar="ADDRESS", help="A Dask scheduler: dask://HOST:PORT."
        ),
        click.option(
            "--workers", type=click.IntRange(1, 256), metavar="N", help="Processes here.  [1]"
        ),
        click.option(
            *("-o", "--out"),
            required=True,
            metavar="OUT",
            type=click.Path(path_type=Path),
            help="Folder for parts and result.",
        ),
    ):
        command = option(command)
    return command


def run(cli: Cli, job: "Job", given: "Path | Sequence[Shard]", options: dict[str, Any]) -> None:
    """Run a job and print what came of it.

    Args:
        cli: The frame.
        job: The job.
        given: The folder of its shards, or the shards.
        options: Those of `where`.

    Raises:
        UsageError: If options do not go together.
        QuizkitError: As `quizkit.analysis.jobs.running.run`.
    """
    from quizkit.analysis.jobs.engines import engine_of
    from quizkit.analysis.jobs.running import run, run_shards
    from quizkit.analysis.shards.folders import since_of

    if options["workers"] and options["on"]:
        message = "--workers and --on cannot both be given"
        raise click.UsageError(message)
    engine = engine_of(options["workers"] or 1, options["on"] or "")
    out: Path = options["out"]
    with _told(cli, is_silent=options["as_json"]) as tick:
        if isinstance(given, Path):
            if since := since_of(given):
                cli.out.tell(f"the shards hold only what happened on {since} or later")
            outcome = run(job, given, out, engine=engine, tick=tick)
        else:
            outcome = run_shards(job, given, out, engine=engine, tick=tick)
    _show(cli, job, outcome, as_json=options["as_json"])


@contextmanager
def _told(cli: Cli, *, is_silent: bool) -> Iterator[Callable[[int, int], None]]:
    """Hand out what tells how far it is; where the run is stopped, say how to go on."""
    at = (0, 0)

    def tick(done: int, total: int) -> None:
        nonlocal at
        before, at = at[0], (done, total)
        if is_silent:
            return
        if done * _STEPS // total > before * _STEPS // total:
            cli.out.tell(f"{done} of {total} shards")

    try:
        yield tick
    except Exception:
        raise
    except BaseException:  # an interrupt, or another signal
        if at[1]:
            done = f"{at[0]} of {at[1]} shards are done"
            cli.out.tell(f"stopped: {done}; the same command goes on from there")
        raise


def _show(cli: Cli, job: "Job", outcome: "Outcome", *, as_json: bool) -> None:
    if as_json:
        cli.out.json(
            {
                "v": 1,
                "job": outcome.job,
                "shards": outcome.shards,
                "done": outcome.shards,
                "skipped": outcome.skipped,
                "rows": outcome.rows,
                "path": str(outcome.path),
                "learners": outcome.learners,
                "table": None if outcome.table is None else str(outcome.table),
            }
        )
        return
    for line in job.lines(outcome.result):
        cli.out.data(line)
    cli.out.tell(f"all of it is in {outcome.path}")
    if outcome.table is not None:
        cli.out.tell(f"its rows are in {outcome.table}")
