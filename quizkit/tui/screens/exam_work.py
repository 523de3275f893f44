"""What the exam screen works out: a piece in the backend, forecasts beside it."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from quizkit.memory.replay import fold
from quizkit.model import ExamPlan, OpenPlan, Words
from quizkit.practice import planning
from quizkit.practice.clock import moment
from quizkit.practice.desk import Desk
from quizkit.practice.wanted import Wanted, nearest, over
from quizkit.questions.ask import Asker
from quizkit.session.exams import EPOCH, coming
from quizkit.tui.shelf import Shelf
from quizkit.values.words.en import WORDS

Tick = Callable[[], object]


class Grounds(NamedTuple):
    """What a plan starts from.

    Attributes:
        deck: Id of the deck that is planned for, or "" for all.
        titles: Ids and titles of the decks of the list.
        tags: Tags of its facts.
        facets: Facets that can be asked.
        kept: The exam that is kept and to come, or None.
        over: An exam that is kept and past, or None.
        today: The learner-day.
        words: Of the language in which days are read.
    """

    deck: str
    titles: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    facets: int
    kept: Wanted | None
    over: Wanted | None
    today: date
    words: Words


def grounds(desk: Desk, shelf: Shelf, deck: str | None) -> Grounds:
    """Return what a plan starts from. Runs in the backend.

    Args:
        desk: What the app stands on.
        shelf: The decks.
        deck: Id of the deck, "" for all; None: that of the nearest exam that is kept.

    Raises:
        StoreError: If the log cannot be read.
    """
    every = shelf.askers()
    day = moment(desk.clock).day
    today = date.fromordinal(EPOCH + day)
    with desk.reading() as log:
        memory = log.memory() if log else fold(())
    if deck is None:
        exams = coming(memory, day)
        deck = exams[0].deck if exams else ""
    chosen = _chosen(every, deck)
    decks = (deck,) if deck else ()
    return Grounds(
        deck=deck,
        titles=tuple((each.deck.id, each.deck.title) for each in every),
        tags=tuple(dict.fromkeys(tag for each in chosen for tag in _tags(each))),
        facets=sum(len(each.survey.facets) for each in chosen),
        kept=nearest(memory, decks, today=today),
        over=over(memory, decks, today=today),
        today=today,
        words=chosen[0].deck.words[chosen[0].deck.language] if chosen else WORDS,
    )


def scene(desk: Desk, shelf: Shelf, deck: str, wanted: Wanted) -> planning.Scene:
    """Return where the learner stands before an exam, or without one. Runs in the backend.

    Raises:
        StoreError: If the log cannot be read.
    """
    day = None if wanted.exam is None else wanted.exam.toordinal() - EPOCH
    with desk.reading() as log:
        askers = _chosen(shelf.askers(), deck)
        return planning.look(askers, log, desk.clock, tags=wanted.tags, exam=day)


def forecast(
    found: planning.Scene, wanted: Wanted, tick: Tick, *, target: float
) -> ExamPlan | OpenPlan:
    """Return what the minutes bring until the exam, or in 30 days. Runs in any thread.

    Args:
        found: Where the learner stands, looked at with this exam.
        wanted: The exam and the minutes.
        tick: Called after each future.
        target: The score wanted on the day [0..1].
    """
    if wanted.exam is None:
        return planning.open_plan(found, wanted.minutes, tick=tick)
    day = wanted.exam.toordinal() - EPOCH
    return planning.exam_plan(found, day, wanted.minutes, target=target, tick=tick)


def glance(
    found: planning.Scene, wanted: Wanted, tick: Tick, *, target: float
) -> ExamPlan | OpenPlan:
    """Return a first figure, of few futures and without what takes longest. Runs in any thread.

    Args:
        found: Where the learner stands, looked at with this exam.
        wanted: The exam and the minutes.
        tick: Called after each future.
        target: The score wanted on the day [0..1].
    """
    if wanted.exam is None:
        return planning.outlook(found.rough, wanted.minutes, tick=tick)
    return forecast(found.rough, wanted, tick, target=target)


def keep(desk: Desk, deck: str, wanted: Wanted) -> None:
    """Keep an exam. Runs in the backend.

    Raises:
        StoreError: If it cannot be written.
    """
    planning.save(
        desk.open(),
        desk.clock,
        decks=(deck,) if deck else (),
        tags=wanted.tags,
        date=str(wanted.exam),
        minutes=wanted.minutes,
    )


def forget(desk: Desk, deck: str) -> None:
    """Forget the exam of a deck, and one of all decks that stands for it. Runs in the backend.

    Raises:
        StoreError: If it cannot be written.
    """
    log = desk.open()
    kept = tuple(name for name, *_ in planning.saved(log.memory(), (deck,)))
    planning.save(log, desk.clock, decks=kept or ("",))


def _chosen(askers: list[Asker], deck: str) -> list[Asker]:
    return [each for each in askers if deck in ("", each.deck.id)]


def _tags(asker: Asker) -> list[str]:
    deck = asker.deck
    tags = [tag for fact in deck.facts for tag in fact.tags]
    return tags + [tag for card in deck.cards for tag in card.tags]
