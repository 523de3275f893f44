"""Home's rows: what the list, the files, the log and the day's minutes say of each deck."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import NamedTuple

from quizkit.decks.library import name_of
from quizkit.errors import DeckError, StoreError
from quizkit.memory.replay import fold
from quizkit.model import DeckDue, Memory, Now, Severity
from quizkit.practice import reports
from quizkit.practice.clock import doubt, moment
from quizkit.practice.desk import Desk
from quizkit.practice.home import DeckRow, HomeView, day_words
from quizkit.practice.homelist import bare, gone, in_order, is_added
from quizkit.practice.owndecks import begun, is_own, left
from quizkit.questions.ask import Asker
from quizkit.session.exams import coming
from quizkit.session.own import Own
from quizkit.session.sitting import Wish
from quizkit.text import fingerprint

Shelf = Mapping[Path, Asker | DeckError]
"""Each deck that was read so far: what asks for it, or why it cannot be used."""


class Loads:
    """What each deck has for the day, worked out anew only where something was answered in it.

    A deck of ten thousand facts takes a second; whoever comes home from another one need not wait.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Hashable, Asker, reports.Load]] = {}

    def of(self, asker: Asker, memory: Memory, day: int, own: Own) -> reports.Load:
        """Return what a deck has for a day; what is the learner's own may be a little older."""
        mark = _mark(asker.deck.id, memory, day)
        known = self._known.get(asker.deck.id)
        if known is not None and known[0] == mark and known[1] is asker:
            return known[2]
        load = reports.load(asker, memory, day, own=own)
        self._known[asker.deck.id] = (mark, asker, load)
        return load


def _mark(deck: str, memory: Memory, day: int) -> Hashable:
    """Return what changes with the day, the exams, the weights and the answers in a deck."""
    start = f"{deck}/"
    states = frozenset(
        (name, state.t, state.reviews, state.suspended)
        for name, state in memory.facets.items()
        if name.startswith(start)
    )
    return day, states, frozenset(memory.exams.items()), memory.weights, len(memory.renames)


def look(
    desk: Desk, shelf: Shelf, before: HomeView | None = None, *, loads: Loads | None = None
) -> HomeView:
    """Return home with the figures of the decks that were read so far.

    What the log cannot tell, for it is newer or damaged, is a `fault`: decks can still be looked
    at.

    Args:
        desk: Whose home it is.
        shelf: What was read.
        before: Home as it was shown, for decks that were not read yet; or None.
        loads: What was worked out before; None: nothing.
    """
    now, fault, learner, newest = moment(desk.clock), "", "", ""
    memory, has = fold(()), reports.NO_LIMIT
    try:
        with desk.reading() as log:
            if log is not None:
                memory, learner = log.memory(), log.learner
                newest = next((event.id for event in log.last("review")), "")
            has = reports.today(log, memory, desk.clock, minutes=desk.settings.minutes)
    except StoreError as error:
        fault = str(error)
    shown = {row.place: row for row in before.rows} if before else {}
    rows = _rows(desk, shelf, memory, _Day(now, has, loads or Loads()), shown=shown)
    found = HomeView(
        day=now.day,
        learner=learner,
        minutes=desk.settings.minutes,
        rows=in_order(rows),
        known=sum(row.known * row.facets for row in rows if row.is_own),
        used=has.used_ms / 60_000,
        has_log=desk.has_log,
        doubt=doubt(memory, now),
        notes=tuple(_notes(desk, learner, memory, now)),
        fault=fault,
        left=None if fault else left(desk, desk.wish(), learner=learner, day=now.day),
    )
    own = [[row.deck, row.facets] for row in found.own]
    mark = fingerprint("outlook", [learner, newest, now.day, found.minutes, own])
    if before and before.learner in ("", learner) and before.day == now.day:
        outlook, back, told_of = before.outlook, before.back, before.told_of
        found = replace(found, outlook=outlook, back=back, told_of=told_of)
    return replace(found, mark=mark)


def _notes(desk: Desk, learner: str, memory: Memory, now: Now) -> list[str]:
    from quizkit.practice.syncnote import lines

    minutes = desk.settings.minutes
    return lines(desk.places.state, learner, memory, today=now.day, minutes=minutes)


def more(desk: Desk, minutes: int, *, extra: str = "") -> Wish:
    """Return the wish for some minutes beyond those that today's answers have used.

    Args:
        desk: Whose day it is.
        minutes: How many [1..60].
        extra: "" or what is asked early, as in `Wish`.
    """
    with desk.reading() as log:
        used = reports.used_ms(log, desk.clock)
    return replace(desk.wish(), minutes=min(1440, ceil(used / 60_000) + minutes), extra=extra)


class _Day(NamedTuple):
    """Now, what the learner has for the day, and what was worked out of it already."""

    now: Now
    has: reports.Today
    loads: Loads

    def dues(self, askers: Sequence[Asker], memory: Memory) -> tuple[DeckDue, ...]:
        own, day = self.has.own, self.now.day
        return reports.shared([self.loads.of(a, memory, day, own) for a in askers], self.has)


def _rows(
    desk: Desk,
    shelf: Shelf,
    memory: Memory,
    today: _Day,
    *,
    shown: Mapping[Path, DeckRow],
) -> list[DeckRow]:
    listed, known = desk.listed(), begun(memory)
    own = {place for place in listed if is_own(place, _id(shelf, place), known)}
    ready = sorted((place for place in listed if _asker(shelf, place)), key=lambda p: p not in own)
    askers = [found for place in ready if (found := _asker(shelf, place))]
    dues = dict(zip(ready, today.dues(askers, memory), strict=True))
    rows = []
    for place in listed:
        row = _told(shelf.get(place), dues.get(place), shown.get(place) or bare(desk, place))
        row = row._replace(is_spent=today.has.left == 0)
        exam = _exam(memory, row.deck, today.now)
        rows.append(row._replace(is_own=place in own, is_added=is_added(desk, place), exam=exam))
    return [*rows, *(gone(desk, place) for place in desk.missing())]


def _asker(shelf: Shelf, place: Path) -> Asker | None:
    found = shelf.get(place)
    return found if isinstance(found, Asker) else None


def _told(found: Asker | DeckError | None, due: DeckDue | None, row: DeckRow) -> DeckRow:
    """Return a deck's row with what its files say."""
    if isinstance(found, DeckError):
        return row._replace(state="broken", problems=len(found.problems), trouble=_why(found))
    if found is None or due is None:
        return row._replace(state="loading", trouble="")
    wrong = sum(problem.severity is Severity.ERROR for problem in found.deck.problems)
    return row._replace(
        deck=due.deck,
        title=due.title,
        state="ready",
        facets=due.facets,
        started=due.started,
        due=due.due,
        new=due.new,
        minutes=due.minutes,
        known=due.known,
        later=-1 if due.next_days is None else due.next_days,
        problems=wrong,
        trouble="",
    )


def _why(error: DeckError) -> str:
    count = len(error.problems)
    if not count:
        return f"cannot be used: {error}"
    return f"cannot be used: {count} problem{'' if count == 1 else 's'}"


def _id(shelf: Shelf, place: Path) -> str:
    asker = _asker(shelf, place)
    return asker.deck.id if asker else name_of(place)


def _exam(memory: Memory, deck: str, now: Now) -> str:
    near = (exam for exam in coming(memory, now.day) if exam.deck in ("", deck))
    return next((day_words(exam.day) for exam in near), "")
