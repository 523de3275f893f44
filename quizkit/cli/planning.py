"""What `quizkit plan` does: looks ahead, keeps an exam, shows the plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import click

from quizkit.cli.frame import Cli
from quizkit.cli.library import ready
from quizkit.cli.plan_text import kept_exam, lines, plain
from quizkit.cli.waiting import waiting
from quizkit.memory.forecast import MANY_RUNS, RUNS
from quizkit.model import ExamPlan, OpenPlan, Words
from quizkit.practice import planning
from quizkit.practice.clock import moment
from quizkit.practice.exam_day import exam_day
from quizkit.practice.plan_words import short_day
from quizkit.practice.wanted import Wanted, nearest
from quizkit.questions.ask import Asker

_EPOCH: Final = date(1970, 1, 1).toordinal()
_WHAT: Final = "looking ahead"


def show(cli: Cli, names: Sequence[str], options: Mapping[str, Any]) -> int:
    """Print a plan, keep its exam if that is wanted, and return the exit code.

    Args:
        cli: The frame.
        names: The decks.
        options: Of the command: exam, minutes, tags, target, save, as_json.
    """
    cli.given |= {"minutes": options["minutes"]}
    known = ready(cli, names, tags=options["tags"])
    wanted = _wanted(cli, known, names, options)
    if options["save"]:
        _save(cli, known, names, wanted)
    runs = MANY_RUNS if options["as_json"] else RUNS
    exam = None if wanted.exam is None else wanted.exam.toordinal() - _EPOCH
    quiet = cli.out.quiet or options["as_json"]
    with cli.read_log() as log, waiting(_WHAT, cli.environ, quiet=quiet) as tick:
        scene = planning.look(known, log, cli.clock, tags=wanted.tags, exam=exam, runs=runs)
        found: ExamPlan | OpenPlan
        if exam is None:
            found = planning.open_plan(scene, wanted.minutes, tick=tick)
        else:
            target = options["target"] / 100
            found = planning.exam_plan(scene, exam, wanted.minutes, target=target, tick=tick)
    if options["as_json"]:
        cli.out.json(plain(found))
    else:
        for each in lines(_title(known), found, exams=_exams(cli, known)):
            cli.out.say(each)
    return int(isinstance(found, ExamPlan) and not found.is_on_track)


def clear(cli: Cli, names: Sequence[str]) -> int:
    """Forget the exams that were kept for some decks, or for all; 1 if there is none."""
    decks = _ids(ready(cli, names), names)
    kept = dict.fromkeys(deck for deck, *_ in planning.saved(cli.memory(), decks))
    if not kept:
        cli.out.data("There is no exam to forget" + _for(decks) + ".")
        return 1
    with cli.open_log() as log:
        planning.save(log, cli.clock, decks=tuple(kept))
    cli.out.data("Forgotten: there is no exam any more" + _for(tuple(kept)) + ".")
    return 0


def _wanted(
    cli: Cli, known: Sequence[Asker], names: Sequence[str], options: Mapping[str, Any]
) -> Wanted:
    """Return what was asked for, or the exam that was kept."""
    tags = tuple(dict.fromkeys(options["tags"]))
    if options["exam"]:
        deck = known[0].deck
        day = _day(options["exam"], _today(cli), deck.words[deck.language])
        return Wanted(day, cli.settings.minutes, tags)
    kept = nearest(cli.memory(), _ids(known, names), today=_today(cli))
    if kept is None or tags:
        return Wanted(None, cli.settings.minutes, tags)
    return kept if options["minutes"] is None else kept._replace(minutes=options["minutes"])


def _day(text: str, today: date, words: Words) -> date:
    try:
        return exam_day(text, today, words)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="'--exam'") from error


def _save(cli: Cli, known: Sequence[Asker], names: Sequence[str], wanted: Wanted) -> None:
    decks = _ids(known, names)
    with cli.open_log() as log:
        planning.save(
            log,
            cli.clock,
            decks=decks,
            tags=wanted.tags,
            date=str(wanted.exam),
            minutes=wanted.minutes,
        )
    when = f"{short_day(str(wanted.exam))} {wanted.exam:%Y}"
    each = "1 minute" if wanted.minutes == 1 else f"{wanted.minutes} minutes"
    cli.out.tell(f"Kept: exam on {when}{_for(decks)}, {each} a day.")


def _exams(cli: Cli, known: Sequence[Asker]) -> list[str]:
    """Return the exams that are kept for any of the decks, or for all, as sentences."""
    decks = ("", *(asker.deck.id for asker in known))
    kept = planning.saved(cli.memory(), decks)
    return [kept_exam(deck, day, today=_today(cli)) for deck, day, _ in kept]


def _today(cli: Cli) -> date:
    return date.fromordinal(moment(cli.clock).day + _EPOCH)


def _ids(known: Sequence[Asker], names: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the decks that were named; none where all are meant."""
    return tuple(asker.deck.id for asker in known) if names else ()


def _for(decks: Sequence[str]) -> str:
    return f" for {', '.join(decks)}" if decks else " for all decks"


def _title(known: Sequence[Asker]) -> str:
    return known[0].deck.title if len(known) == 1 else f"{len(known)} decks"
