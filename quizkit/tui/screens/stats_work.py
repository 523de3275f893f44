"""What the stats screen has worked out: a piece in the backend, the long ones beside it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from quizkit.analysis.stats import Ground, ground, summed, usual_minutes, walked
from quizkit.analysis.stats.past import Past
from quizkit.analysis.stats.sentences import weakest
from quizkit.model import OpenPlan, Stats
from quizkit.practice import planning
from quizkit.practice.clock import moment
from quizkit.practice.coming import Day, coming
from quizkit.practice.desk import Desk
from quizkit.practice.owndecks import mine
from quizkit.questions.ask import Asker
from quizkit.session.exams import EPOCH
from quizkit.store.log import open_log
from quizkit.tui.shelf import Shelf

Tick = Callable[[], object]


class Footing(NamedTuple):
    """What was asked of decks and log, before the log is read as a whole.

    Attributes:
        facets: Facets that can be asked.
        ground: What decks and memory say, or None before the first answer.
        coming: What falls due on the days after today.
        titles: Ids and titles of the decks of the list.
        log: Where the log is.
        learner: Whose it is.
        events: How many events it holds.
        today: Number of the learner-day.
    """

    facets: int
    ground: Ground | None
    coming: tuple[Day, ...]
    titles: tuple[tuple[str, str], ...]
    log: Path
    learner: str
    events: int
    today: int


def footing(desk: Desk, shelf: Shelf, deck: str) -> Footing:
    """Return what decks and log say at once. Runs in the backend.

    Args:
        desk: What the app stands on.
        shelf: The decks.
        deck: Id of the deck that is looked at, or "" for all.

    Raises:
        StoreError: If the log cannot be read.
    """
    every = shelf.askers()
    askers = _looked_at(desk, every, deck)
    titles = tuple((each.deck.id, each.deck.title) for each in every)
    facets = sum(len(each.survey.facets) for each in askers)
    day = moment(desk.clock).day
    with desk.reading() as log:
        if log is None:
            return Footing(facets, None, (), titles, desk.log_file, "", 0, day)
        found = ground(log, askers, today=day)
        days = tuple(coming(askers, found.memory, desk.clock))
        return Footing(facets, found, days, titles, log.path, log.learner, log.count(), day)


def _looked_at(desk: Desk, every: Sequence[Asker], deck: str) -> list[Asker]:
    """Return what asks for the deck that is looked at, or for all of the learner's own."""
    if deck:
        return [each for each in every if each.deck.id == deck]
    with desk.reading() as log:
        return mine(every, log.memory()) if log else list(every)


def is_old(desk: Desk, footing: Footing) -> bool:
    """Return whether there are events that a footing knows nothing of, or it is another day."""
    with desk.reading() as log:
        events = log.count() if log else 0
    return (events, moment(desk.clock).day) != (footing.events, footing.today)


def read_past(footing: Footing, tick: Tick) -> Past:
    """Return what the whole log tells, read through a handle of its own. Runs in any thread.

    Raises:
        StoreError: If the log cannot be read.
    """
    assert footing.ground is not None  # noqa: S101  # asked only where there are answers
    with open_log(footing.log, learner=footing.learner, readonly=True) as log:
        return walked(log, footing.ground, tick=tick)


def figures(footing: Footing, past: Past, days: int) -> Stats:
    """Return the figures of some newest days, 0 for all. Runs in any thread."""
    assert footing.ground is not None  # noqa: S101  # as above
    since = date.fromordinal(EPOCH + footing.today - days + 1) if days else None
    return summed(footing.ground, past, since=since)


def scene(desk: Desk, shelf: Shelf, deck: str) -> planning.Scene:
    """Return where the learner stands, for a look ahead. Runs in the backend.

    Raises:
        StoreError: If the log cannot be read.
    """
    askers = _looked_at(desk, shelf.askers(), deck)
    with desk.reading() as log:
        return planning.look(askers, log, desk.clock, runs=planning.GLANCE_RUNS)


def ahead(found: planning.Scene, told: Stats, minutes: int, tick: Tick) -> OpenPlan:
    """Return what the minutes that are really done bring. Runs in any thread.

    Args:
        found: Where the learner stands.
        told: The figures of all answers.
        minutes: Minutes a day as set.
        tick: Called after each future.
    """
    days, wanted = found.reach(minutes)
    return planning.outlook(found, usual_minutes(wanted, told.days), days=days, tick=tick)


def least_known(told: Stats, by: str) -> str:
    """Return the name of what is known least, or ""."""
    found = weakest([each for each in told.by.get(by, ()) if each.answers or each.started])
    return found.name if found else ""
