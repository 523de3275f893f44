"""`quizkit job`: work on the answers of many learners, here or on a cluster."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from quizkit.cli.frame import Cli
from quizkit.cli.jobbing import run, where
from quizkit.cli.options import SEED, as_json, examples

if TYPE_CHECKING:
    from quizkit.analysis.jobs.models import Weights

_MODELS: Final = ("fsrs-6",)
_POLICIES: Final = ("planner", "fsrs90-20", "fsrs90-reviews", "fsrs90-new", "sm2-20")

_folder = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
_model = click.option(
    "--model", type=click.Choice(_MODELS), help="With its own weights, not the learners'."
)
_weights = click.option(
    "--weights",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="21 weights as a JSON list, for all learners.",
)


@click.group(
    epilog=examples("quizkit job calibration shards -o out --workers 8", "quizkit job status out")
)
def job() -> None:
    """Work on the answers of many learners, here or on a cluster.

    DIR is what `quizkit log export DIR --shards N` wrote. Each shard gives a part, which a worker
    writes into OUT; the parts make the result. Parts that are there are kept: to go on after a
    stop, whatever stopped it, repeat the command.
    """


@job.command(
    epilog=examples(
        "quizkit job fit shards -o weights --workers 8",
        "quizkit job fit shards -o weights --on dask://localhost:8786",
    )
)
@_folder
@where
@click.pass_obj
def fit(cli: Cli, /, folder: Path, **options: Any) -> None:
    """Fit the memory model to each learner, and keep what predicts later answers better.

    It is what `quizkit fit` does, for every learner; it takes 400 scored reviews of one.
    result.parquet in OUT gets a row for each learner, with the 21 weights in millionths.
    """
    from quizkit.analysis.fit.process import require_library
    from quizkit.analysis.jobs.fits.fitting import Fitting

    require_library()
    run(cli, Fitting(), folder, options)


@job.command(
    epilog=examples(
        "quizkit job items shards -o out --workers 8",
        "quizkit job items shards -o out --by facet --on dask://localhost:8786",
    )
)
@_folder
@click.option(
    "--by",
    type=click.Choice(["question", "facet"]),
    default="question",
    help="A facet in a form, or all forms of a facet together.  [question]",
)
@click.option(
    "--which",
    type=click.Choice(["first", "last"]),
    default="first",
    help="Of several answers of a learner to a question.  [first]",
)
@where
@click.pass_obj
def items(
    cli: Cli,
    /,
    folder: Path,
    *,
    by: Literal["question", "facet"],
    which: Literal["first", "last"],
    **options: Any,
) -> None:
    """Say which questions work, and which wrong options: an item analysis of all learners.

    The figures are those of `quizkit items`: difficulty, item-rest correlation, working options,
    confusions, reliability.
    """
    from quizkit.analysis.jobs.answers.itemised import ItemAnalysis

    run(cli, ItemAnalysis(by, which), folder, options)


@job.command(
    epilog=examples(
        "quizkit job replay shards -o states", "quizkit job replay shards -o new --weights w.json"
    )
)
@_folder
@_model
@_weights
@where
@click.pass_obj
def replay(
    cli: Cli, /, folder: Path, *, model: str | None, weights: Path | None, **options: Any
) -> None:
    """Read all histories again, and say what every learner remembers of every facet.

    result.parquet in OUT gets a row for each learner and facet: stability in days, difficulty,
    reviews, lapses, learner-day of the last review.
    """
    from quizkit.analysis.jobs.replayed import Replay

    run(cli, Replay(_weights_of(model, weights)), folder, options)


@job.command(
    epilog=examples(
        "quizkit job calibration shards -o out",
        "quizkit job calibration shards -o out --on dask://localhost:8786",
    )
)
@_folder
@_model
@_weights
@where
@click.pass_obj
def calibration(
    cli: Cli, /, folder: Path, *, model: str | None, weights: Path | None, **options: Any
) -> None:
    """Say how good the memory model's predictions are, and what is retained after how long.

    result.parquet in OUT gets a row for each learner.
    """
    from quizkit.analysis.jobs.calibrated import Calibration

    run(cli, Calibration(_weights_of(model, weights)), folder, options)


@job.command(
    epilog=examples(
        "quizkit job simulate -o out --learners 1000 --workers 8",
        "quizkit job simulate -o out --days 30 --policy planner --policy sm2-20",
    )
)
@click.option(
    "--learners",
    type=click.IntRange(1, 1_000_000),
    default=120,
    metavar="N",
    help="How many.  [120]",
)
@click.option(
    "--days", type=click.IntRange(1, 3650), default=60, metavar="N", help="Days of study.  [60]"
)
@click.option(
    "--minutes", type=click.FloatRange(1, 600), default=10.0, metavar="N", help="A day.  [10]"
)
@click.option(
    "--facts", type=click.IntRange(1, 100_000), default=300, metavar="N", help="How many.  [300]"
)
@click.option("--policy", "policies", multiple=True, metavar="P", help="Several times.")
@click.option(
    "--truth", type=click.Choice(["A", "B"]), default="A", help="A: FSRS-6. B: ACT-R.  [A]"
)
@click.option(
    "--seed", type=SEED, default="1", metavar="TEXT", help="Same text, same learners.  [1]"
)
@click.option("--exam", is_flag=True, help="There is an exam after the last day.")
@where
@click.pass_obj
def simulate(cli: Cli, /, *, policies: tuple[str, ...], **options: Any) -> None:
    """Compare study policies on simulated learners, as `quizkit simulate` does, but resumably.

    It takes no DIR: a shard is ten learners. A run with more learners keeps what one with fewer
    has done. result.parquet in OUT gets a row for each learner and policy.
    """
    from quizkit.analysis.jobs.simulated import Simulate
    from quizkit.analysis.simulate.policies import POLICIES
    from quizkit.analysis.simulate.run import Setting

    for name in policies:
        if name not in POLICIES:
            message = f"{name!r} is none of {', '.join(POLICIES)}"
            raise click.BadParameter(message, param_hint="--policy")
    setting = Setting(
        options["facts"], options["days"], options["minutes"], is_exam=options["exam"]
    )
    chosen = tuple(dict.fromkeys(policies)) or _POLICIES
    simulated = Simulate(setting, chosen, options["truth"], options["seed"])
    run(cli, simulated, simulated.shards(options["learners"]), options)


@job.command(epilog=examples("quizkit job status out", "quizkit job status out --json"))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@as_json
@click.pass_obj
def status(cli: Cli, /, out: Path, *, as_json: bool) -> None:
    """Say how far a job is, from its files alone, and whether it can go on."""
    from quizkit.analysis.jobs.status import sentences
    from quizkit.analysis.jobs.status import status as look
    from quizkit.cli.instants import local

    found = look(out)
    at = None if found.last is None else local(int(found.last * 1000), cli.clock.off())
    if as_json:
        cli.out.json(
            {
                "v": 1,
                "job": found.job,
                "shards": found.shards,
                "done": found.done,
                "damaged": found.damaged,
                "rows": found.rows,
                "last": None if at is None else at.isoformat(timespec="seconds"),
                "finished": found.is_finished,
                "gone": found.gone or None,
                "path": str(found.path),
            }
        )
        return
    for sentence in sentences(found, last="" if at is None else f"{at:%Y-%m-%d %H:%M}"):
        cli.out.say(sentence)


def _weights_of(model: str | None, path: Path | None) -> "Weights":
    """Return the weights for all learners, or () where each keeps the own ones."""
    from quizkit.analysis.jobs.models import DEFAULTS, read_weights

    if path is not None:
        return read_weights(path)
    return DEFAULTS if model else ()
