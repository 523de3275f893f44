"""The course of a sitting: how it opens, what comes next, when it ends, what is seen of it."""

from dataclasses import replace
from typing import NamedTuple

from quizkit.errors import QuestionError
from quizkit.model import AnyForm, FacetId, Form, Memory, Now, PausedView, Question, View
from quizkit.session import asking as pose
from quizkit.session import judging
from quizkit.session.care import care
from quizkit.session.company import company
from quizkit.session.contrast import pairs
from quizkit.session.own import NOBODY, Own
from quizkit.session.queue import Choice, Queue, last_round
from quizkit.session.rules import next_choice
from quizkit.session.scope import Scope
from quizkit.session.sitting import (
    NO_ENCORE,
    Asking,
    Encore,
    Judged,
    Over,
    Paused,
    Sitting,
    Step,
    Wish,
)
from quizkit.session.standing import Standing
from quizkit.session.summary import summary
from quizkit.session.why import asked_because


class Again(NamedTuple):
    """A question to be asked as it was: its facet, form, seed text and hints taken.

    `others` are the facets that an order or a match asks besides; `rival` is set against the facet;
    `taken_ms` [ms] is what it had taken before a pause.
    """

    facet: FacetId
    form: AnyForm | None = None
    seed: str = ""
    hints: int = 0
    others: tuple[FacetId, ...] = ()
    rival: FacetId | None = None
    taken_ms: int = 0


class Course:
    """Chooses, poses and ends; writes nothing.

    Args:
        scope: The decks of the sitting.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def standing(self, memory: Memory, now: Now, *, own: Own = NOBODY) -> Standing:
        """Return where the learner stands at this moment."""
        return Standing(self.scope, memory, now.day, own=own)

    def at(self, sitting: Sitting) -> Standing:
        """Return where the learner of a sitting stands at its moment."""
        return self.standing(sitting.memory, sitting.now, own=sitting.own)

    def opened(
        self, memory: Memory, wish: Wish, now: Now, spent_ms: int, *, own: Own = NOBODY
    ) -> Sitting:
        """Return a sitting with the day's order, before its first question."""
        standing = self.standing(memory, now, own=own)
        sitting = Sitting(
            wish=wish,
            memory=memory,
            queue=Queue(owed=tuple(f for f in standing.owed() if not standing.is_put_off(f))),
            screen=Over("done"),
            now=now,
            known=standing.known(),
            spent_ms=spent_ms,
            began_ms=spent_ms,
            own=own,
            encore=Encore(todo=wish.only, reason="done") if wish.only else NO_ENCORE,
        )
        return self._ordered(sitting, standing)

    def ordered(self, sitting: Sitting) -> Sitting:
        """Return a sitting with the order of its candidates made anew."""
        return self._ordered(sitting, self.at(sitting))

    def _ordered(self, sitting: Sitting, standing: Standing) -> Sitting:
        queue = sitting.queue
        if sitting.order_day != sitting.now.day:
            queue = replace(queue, not_today=frozenset())
        return replace(
            sitting,
            queue=queue,
            order=standing.order(sitting.wanted),
            order_day=sitting.now.day,
            care=care(standing),
            pairs=pairs(standing) if sitting.wish.form in (None, Form.CHOICE) else (),
        )

    def go_on(self, sitting: Sitting) -> Step:
        """Return the next question, or the end."""
        if sitting.order_day != sitting.now.day:
            sitting = self.ordered(sitting)
        encore = sitting.encore
        again = next((f for f in encore.todo if self._may_return(f, sitting)), None)
        if again is not None:
            return self._asked(sitting, Choice(again, "retry" if encore.retried else "picked"))
        if encore.reason:
            return self.end(sitting, encore.reason)
        is_late = 0 < sitting.box_ms <= sitting.spent_ms
        if is_late:
            sitting = _closing(sitting)
        choice = self._choice(sitting)
        if choice is None and not is_late:
            sitting = _closing(sitting)
            choice = last_round(sitting.queue)
        if choice is None:
            return self.end(sitting, "time" if is_late else "done")
        return self._asked(sitting, choice)

    def _may_return(self, facet: FacetId, sitting: Sitting) -> bool:
        return facet in self.scope and facet not in sitting.queue.shut

    def _asked(self, sitting: Sitting, choice: Choice) -> Step:
        """Return a choice on the screen, or what comes after it where it cannot be asked."""
        try:
            return self.ask(sitting, Again(choice.facet, rival=choice.rival), choice.why)
        except QuestionError:
            return self.go_on(replace(sitting, queue=sitting.queue.drop(choice.facet)))

    def _choice(self, sitting: Sitting) -> Choice | None:
        return next_choice(sitting, self.at(sitting))

    def ask(self, sitting: Sitting, again: Again, why: str) -> Step:
        """Return a facet's question on the screen.

        Raises:
            QuestionError: If it cannot be asked.
        """
        standing = self.at(sitting)
        question = self._posed(again, standing, sitting, is_new=why == "order")
        since = sitting.now.ms - again.taken_ms
        because = asked_because(standing, again.facet, why, rival=again.rival)
        asking = pose.shown(question, standing, since=since, why=because)
        for _ in range(again.hints):
            asking = pose.hinted(asking) if pose.may_hint(asking) else asking
        sitting = replace(sitting, screen=asking)
        return Step(sitting, self.view(sitting))

    def _posed(
        self, again: Again, standing: Standing, sitting: Sitting, *, is_new: bool
    ) -> Question:
        """Return the question: with others as it was, with others found now, or alone."""
        wish, found = sitting.wish, None
        if again.others and isinstance(again.form, Form):
            facets = (again.facet, *again.others)
            found = pose.posed_together(facets, standing, wish, form=again.form, seed=again.seed)
        elif is_new:
            found = company(again.facet, sitting, standing)
        if found:
            return found
        return pose.pose(
            again.facet, standing, wish, form=again.form, seed=again.seed, rival=again.rival
        )

    def end(self, sitting: Sitting, reason: str) -> Step:
        """Return the end of a sitting: "time", "done" or "stopped"."""
        sitting = replace(sitting, screen=Over(reason))
        return Step(sitting, self.view(sitting))

    def told(self, sitting: Sitting, notice: str) -> Step:
        """Return what is on the screen already with a sentence beside it."""
        return Step(sitting, self.view(sitting), notice)

    def view(self, sitting: Sitting) -> View:
        """Return what is on the screen of a sitting."""
        match sitting.screen:
            case Asking() as asking if asking.revealed:
                return pose.reveal_view(asking, sitting, self.scope)
            case Asking() as asking:
                return pose.question_view(asking, sitting, self.scope)
            case Judged() as judged:
                return judging.feedback(judged, sitting, self.at(sitting))
            case Paused(screen):
                deck = self.scope.asker(_facet(screen)).deck.title
                return PausedView(deck, pose.progress(sitting))
            case Over(reason):
                return summary(sitting, self.at(sitting), reason)


def _facet(screen: Asking | Judged) -> FacetId:
    asking = screen if isinstance(screen, Asking) else screen.asking
    return asking.question.facet


def _closing(sitting: Sitting) -> Sitting:
    queue = sitting.queue
    if queue.closing is not None:
        return sitting
    return replace(sitting, queue=replace(queue, closing=len(queue.asked)))
