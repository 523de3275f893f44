"""`quizkit fit`: a memory model of the learner's own."""

from typing import TYPE_CHECKING

import click

from quizkit.cli.frame import Cli
from quizkit.cli.options import as_json, examples
from quizkit.cli.waiting import waiting

if TYPE_CHECKING:
    from quizkit.analysis.fit.own import Outcome
    from quizkit.model import Now


@click.command(epilog=examples("quizkit fit", "quizkit fit --dry-run"))
@click.option("--dry-run", is_flag=True, help="Say how well it would predict; change nothing.")
@as_json
@click.pass_obj
def fit(cli: Cli, /, *, dry_run: bool, as_json: bool) -> None:
    """Fit the memory model to your answers, and keep it if it predicts you better.

    The model is fitted to the first four fifths of your answers and must predict the last fifth
    better than the one in force. It takes 400 answers to what you had last answered on an
    earlier day, and the optional part `pip install "quizkit[fit]"`.
    """
    from quizkit.analysis.fit.report import document, sentences
    from quizkit.practice.clock import moment

    now = moment(cli.clock)
    outcome = _fitted(cli, now, is_dry=dry_run, is_silent=as_json)
    if as_json:
        cli.out.json(document(outcome, off=now.off))
        return
    for sentence in sentences(outcome, is_dry=dry_run, off=now.off):
        cli.out.say(sentence)


def _fitted(cli: Cli, now: "Now", *, is_dry: bool, is_silent: bool) -> "Outcome":
    """Run the fit on the learner's log; without a log there is nothing to fit."""
    from quizkit.analysis.fit.own import NOTHING, fit_log
    from quizkit.analysis.fit.process import require_library

    require_library()
    quiet, state = cli.out.quiet or is_silent, cli.places.state
    with cli.read_log() as found, waiting("fitting", cli.environ, quiet=quiet) as tick:
        if found is None:
            return NOTHING
        if is_dry:
            return fit_log(found, now=now, state=state, is_dry=True, tick=tick)
    with cli.open_log() as log, waiting("fitting", cli.environ, quiet=quiet) as tick:
        return fit_log(log, now=now, state=state, tick=tick)
