"""A sitting of study: every answer is on disk before its feedback is handed on."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from quizkit.memory.timeline import learner_day
from quizkit.model import (
    Action,
    Event,
    FeedbackView,
    Memory,
    Now,
    PausedView,
    QuestionView,
    SummaryView,
    View,
)
from quizkit.practice import kept
from quizkit.practice.clock import Clock, SystemClock, doubt, moment
from quizkit.practice.pictures import placed
from quizkit.practice.told import Tells
from quizkit.questions.ask import Asker
from quizkit.session.engine import Engine
from quizkit.session.own import NOBODY, Own, own
from quizkit.session.rules import is_behind
from quizkit.session.sitting import IDLE_MS, Move, Over, Past, Sitting, Step, Wish
from quizkit.store.log import Log
from quizkit.store.rows import in_time

_ANSWERS_A_DAY: Final = 2_000

_RESTATED_AFTER: Final = 20
"""Answers after which it is told anew how to come back: recall is often better than feared."""


class Study:
    """One run of study over one or more decks.

    Args:
        askers: One for each deck.
        log: The learner's open log.
        wish: What the learner wants; without a seed, the learner's id is the seed.
        clock: What tells the time.
        state: The state folder, where an unfinished sitting is written down; None: nowhere. One of
            picked facets is not, so that it does not take the place of the day's own.

    Attributes:
        view: What is to be shown.
        notice: One sentence to be shown with it, or "".
        is_resumed: It goes on with a sitting that was left.
        doubt: A sentence if the clock cannot be right, or "".
        own: What is the learner's own, worked out when the sitting opens.
        opening: After a break, how to come back, in a sentence or two; else "".
    """

    def __init__(
        self,
        askers: Sequence[Asker],
        log: Log,
        *,
        wish: Wish,
        clock: Clock | None = None,
        state: Path | None = None,
    ) -> None:
        self.log = log
        self.wish = wish if wish.seed else replace(wish, seed=log.learner)
        self.engine = Engine(askers)
        self.notice = ""
        self.is_resumed = False
        self.doubt = ""
        self.own = NOBODY
        self.opening = ""
        self._clock = clock or SystemClock()
        self._file = state / kept.NAME if state and not wish.only else None
        self._stamp = kept.stamp(askers, self.wish, log.learner)
        self._sitting: Sitting | None = None
        self._view: View | None = None

    @property
    def sitting(self) -> Sitting:
        """The sitting as it stands; call `begin` first."""
        if self._sitting is None:
            message = "the sitting has not begun"
            raise ValueError(message)
        return self._sitting

    @property
    def view(self) -> View:
        """What is to be shown; call `begin` first."""
        if self._view is None:
            message = "the sitting has not begun"
            raise ValueError(message)
        return self._view

    @property
    def is_kept(self) -> bool:
        """Whether it is written down, so that it can be gone on with once it is left."""
        return self._file is not None

    @property
    def is_over(self) -> bool:
        """Whether the sitting has come to its end; an undo takes it up again."""
        return isinstance(self.sitting.screen, Over)

    def begin(self, *, fresh: bool = False, shared: bool = True) -> View:
        """Return the first view: of the sitting that was left today, or of a new one.

        Args:
            fresh: Begin a new one in any case.
            shared: What was used of the minutes in today's sittings before counts.

        Raises:
            StoreError: If the log cannot be read or written.
        """
        now = moment(self._clock)
        memory = self.log.memory()
        self.doubt = doubt(memory, now)
        self.own = figures(self.log, memory)
        left = aside = None
        if self._file:
            aside = kept.asked_elsewhere(self._file)
        if self._file and not fresh:
            left = kept.read(self._file, self._stamp, memory=memory, wish=self.wish, now=now)
        if left is not None:
            past = self._past()
            if left.id in past.live:
                self.is_resumed = True
                step = self.engine.resume(
                    memory, self.wish, now, kept=left, past=past, own=self.own
                )
                self._shows(step)
                self._note()
                return self.view
        spent_ms = used_ms(self.log, now) if shared and self.wish.minutes else 0
        move = self.engine.begin(
            memory, self.wish, now, spent_ms=spent_ms, aside=aside, own=self.own
        )
        view = self._commit(move, now)
        if is_behind(self.sitting, self.engine.course.at(self.sitting)):
            self.opening = self._way_back()
        return view

    def _way_back(self) -> str:
        """Return how to come back after a break, by a forecast from what is known now."""
        from quizkit.practice.planning import backlog  # it rests on this module

        askers = tuple(self.engine.scope.askers.values())
        minutes, tags = self.wish.minutes, self.wish.tags
        found = backlog(askers, self.log, self._clock, minutes=minutes, tags=tags)
        return found.sentence if found else ""

    def act(self, action: Action) -> View:
        """Do what the learner wants and return what is then to be shown.

        Raises:
            ResponseError: If a response is not of the form's shape; nothing has changed.
            StoreError: If the answer could not be saved; nothing has changed, and the same action
                may be tried again.
        """
        now = moment(self._clock)
        sitting = replace(self.sitting, memory=self.log.memory())  # another window may have written
        return self._commit(self.engine.act(sitting, action, now, past=self._past), now)

    def rest(self) -> None:
        """Do what can wait while the learner reads: the log's second copy, tables of big decks."""
        self.log.keep_up()
        self.engine.scope.prepare()

    def _commit(self, move: Move, now: Now) -> View:
        events: Sequence[Event] = ()
        if move.drafts:
            events = self.log.append(move.drafts, at=now.ms, off=now.off)
        view = self._shows(move.then(events, self.log.memory()))
        if self.opening and _answered(view) == _RESTATED_AFTER:
            self.notice = self._way_back()
        self._note()
        return view

    def _shows(self, step: Step) -> View:
        self._sitting, view, self.notice = step
        self._view = placed(view, self.engine.scope.askers)
        return self._view

    def _note(self) -> None:
        if self._file is None:
            return
        match self._view:
            case QuestionView() | PausedView():
                kept.write(self._file, self.sitting, self._stamp)
            case SummaryView(reason="time" | "done"):
                kept.forget(self._file)
            case _:
                pass

    def _past(self) -> Past:
        return past_of(self.log)


def _answered(view: View) -> int | None:
    """Return the answers of the sitting so far if this one was just given, else None."""
    return view.question.progress.answered if isinstance(view, FeedbackView) else None


def figures(log: Tells | None, memory: Memory) -> Own:
    """Return what is the learner's own: recall beside the model's, seconds of answers.

    Args:
        log: The learner's log; None: nothing but the memory is known.
        memory: What the learner remembers.
    """
    return own(memory, log.newest("review", _ANSWERS_A_DAY) if log else ())


def used_ms(log: Tells, now: Now) -> int:
    """Return the time used for today's live answers [ms]."""
    reviews = log.newest("review", _ANSWERS_A_DAY)
    return sum(min(e.body["ms"], IDLE_MS) for t, e in reviews if learner_day(t, e.off) == now.day)


def past_of(log: Log) -> Past:
    """Return all of a log that this version applies, in order."""
    rows = sorted((row for row in log.entries() if row.is_read), key=in_time)
    live = frozenset(row.event.id for row in rows if row.live)
    return Past(tuple(row.event for row in rows), live)
