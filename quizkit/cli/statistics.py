"""What `quizkit stats` does: gathers the figures, looks ahead, prints."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from quizkit.analysis.fit import own
from quizkit.analysis.stats import prospect, sentences, stats, usual_minutes
from quizkit.cli.frame import Cli
from quizkit.cli.library import ready
from quizkit.cli.stats_json import plain
from quizkit.cli.stats_text import lines
from quizkit.cli.waiting import waiting
from quizkit.memory.fsrs import DEFAULT_WEIGHTS
from quizkit.model import OpenPlan, Stats
from quizkit.practice import planning
from quizkit.practice.clock import moment
from quizkit.practice.owndecks import mine
from quizkit.questions.ask import Asker
from quizkit.session.exams import EPOCH
from quizkit.store.log import Log
from quizkit.store.sheet import cell


def show(cli: Cli, names: Sequence[str], *, since: date | None, by: str, form: str) -> None:
    """Print a learner's figures.

    Args:
        cli: The frame.
        names: The decks.
        since: Answers from this learner-day on.
        by: The dimension of the table.
        form: "csv", "json" or "" for people.
    """
    known = ready(cli, names)
    _tell_if_to_come(cli, since)
    with cli.read_log() as log, waiting("counting", cli.environ, quiet=_quiet(cli, form)) as tick:
        if log is None:
            _print_nothing(cli, known, form)
            return
        known = known if names else mine(known, log.memory())
        found = stats(log, known, today=moment(cli.clock).day, since=since, tick=tick)
        ahead = None if form == "csv" else _ahead(cli, known, log, found, tick)
        model = [] if form == "csv" else _of_the_model(cli, log)
    if form == "csv":
        cli.out.data(_csv(found, by).rstrip("\n"))
        return
    told = sentences(found, prospect(found, ahead))
    if form == "json":
        cli.out.json({**plain(found, told, by=by, ahead=ahead), "model": model})
        return
    for sentence in told:
        cli.out.say(sentence)
    for line in (*lines(found, by=by, ahead=ahead), *model):
        cli.out.say(line)


def _tell_if_to_come(cli: Cli, since: date | None) -> None:
    """Say that there can be no answers yet since a day that is still to come."""
    today = date.fromordinal(EPOCH + moment(cli.clock).day)
    if since is not None and since > today:
        cli.out.tell(f"--since {since} is still to come (today is {today}): no answer counts.")


def _of_the_model(cli: Cli, log: Log) -> list[str]:
    """Return what the learner's own weights brought, and whether it is time to fit them anew."""
    memory = log.memory()

    @cache
    def read() -> own.Past:
        return own.past(log.entries())

    told = own.told(read()) if memory.weights != DEFAULT_WEIGHTS else ""
    now = moment(cli.clock)
    return [s for s in (told, own.reminder(memory, read, state=cli.places.state, now=now)) if s]


def _ahead(
    cli: Cli, known: Sequence[Asker], log: Log, found: Stats, tick: Callable[[], None]
) -> OpenPlan:
    """Return what the days until the nearest exam bring, or 30 days without one."""
    scene = planning.look(known, log, cli.clock, runs=planning.GLANCE_RUNS)
    days, minutes = scene.reach(cli.settings.minutes)
    return planning.outlook(scene, usual_minutes(minutes, found.days), days=days, tick=tick)


def _csv(found: Stats, by: str) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([by, "answers", "right", "seconds", "known", "started", "facets"])
    for each in found.by[by]:
        known = "" if each.known is None else f"{each.known:.4f}"
        right = f"{each.right:.4f}" if each.answers else ""
        rows.writerow(
            [
                *(cell(each.name), each.answers, right, f"{each.seconds:.1f}", known),
                *(each.started, each.facets),
            ]
        )
    return text.getvalue()


def _print_nothing(cli: Cli, known: Sequence[Asker], form: str) -> None:
    """Print what is there before the first answer: nothing but the facets."""
    facets = sum(len(asker.survey.facets) for asker in known)
    told = f"You have not answered anything yet; {facets:,} facets wait. `quizkit study` begins."
    if form == "json":
        cli.out.json({"v": 1, "sentences": [told], "known": 0.0, "facets": facets, "answers": 0})
    elif form != "csv":
        cli.out.say(told)


def _quiet(cli: Cli, form: str) -> bool:
    return cli.out.quiet or form == "json"
