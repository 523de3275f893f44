"""The engine: takes an action and a moment, returns what to commit and what is then to be shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from quizkit.model import (
    Action,
    Answer,
    AskAgainView,
    Consult,
    Contrast,
    Draft,
    Event,
    FacetId,
    FeedbackView,
    Flag,
    Form,
    Hint,
    Memory,
    More,
    Next,
    Now,
    Outcome,
    Override,
    Pause,
    PutOff,
    Rate,
    Rating,
    Redo,
    Retry,
    Reveal,
    Skip,
    Stop,
    Suspend,
    Undo,
)
from quizkit.questions.ask import Asker
from quizkit.questions.formlist import shape_of
from quizkit.session import asides, judging, several
from quizkit.session import asking as pose
from quizkit.session.back import take_back
from quizkit.session.course import Again, Course
from quizkit.session.encore import behind, encored, resumed
from quizkit.session.own import NOBODY, Own
from quizkit.session.resume import rebuilt
from quizkit.session.scope import Scope
from quizkit.session.sitting import (
    IDLE_MS,
    Asking,
    Judged,
    Kept,
    Move,
    Over,
    Past,
    Paused,
    Response,
    Sitting,
    Step,
    Wish,
    still,
)
from quizkit.session.undo import taken_back

_PAUSED: Final = "This is a pause; go on first."
_TAKEN_BACK: Final = "That answer was taken back elsewhere; nothing is changed."


class Engine:
    """Asks, judges and takes back; knows nothing of files, clocks or screens.

    Each action gives a `Move`: events to commit, and what follows once they are committed. The
    sitting before the move stays as it was, so a commit that fails changes nothing.

    Args:
        askers: One for each deck of the sitting.
    """

    def __init__(self, askers: Sequence[Asker]) -> None:
        self.scope = Scope(askers)
        self.course = Course(self.scope)

    def begin(
        self,
        memory: Memory,
        wish: Wish,
        now: Now,
        *,
        spent_ms: int = 0,
        aside: FacetId | None = None,
        own: Own = NOBODY,
    ) -> Move:
        """Return the first move of a new sitting.

        Args:
            memory: The fold of the log.
            wish: What the learner wants.
            now: The moment.
            spent_ms: Time used already of the time box [ms].
            aside: A facet to put behind the others, for it is being asked elsewhere.
            own: What is the learner's own.
        """
        sitting = self.course.opened(memory, wish, now, spent_ms, own=own)
        if aside is not None and aside in self.scope:
            sitting = replace(sitting, queue=sitting.queue.skip(aside))
        return self._begun(self.course.go_on(sitting))

    def _begun(self, step: Step) -> Move:
        """Return the move to a step: with the sitting's event if its first question is asked."""
        if step.sitting.id is not None or isinstance(step.sitting.screen, Over):
            return still(step)
        wish = step.sitting.wish
        body = {
            "decks": list(self.scope.askers)[:50],
            "minutes": wish.minutes,
            "form": shape_of(wish.form).value if wish.form else "",
        }

        def then(events: Sequence[Event], memory: Memory) -> Step:
            begun = replace(step.sitting, id=events[0].id, memory=memory)
            return step._replace(sitting=begun)

        return Move((Draft("sitting", body),), then)

    def resume(
        self, memory: Memory, wish: Wish, now: Now, *, kept: Kept, past: Past, own: Own = NOBODY
    ) -> Step:
        """Return a sitting as it was left, with the same question.

        Args:
            memory: The fold of the log.
            wish: What the learner wanted of it.
            now: The moment.
            kept: What the events do not tell.
            past: The log.
            own: What is the learner's own.
        """
        sitting = self.course.opened(memory, wish, now, kept.spent_ms, own=own)
        skipped = tuple(facet for facet in kept.skipped if facet in self.scope)
        barred = frozenset(facet for facet in kept.told if facet in self.scope)
        queue = replace(sitting.queue, skipped=skipped, barred=barred).later(kept.not_today)
        queue = rebuilt(queue, past, kept.id, self.scope)
        sitting = replace(sitting, id=kept.id, queue=queue, began_ms=kept.began_ms)
        sitting = replace(sitting, encore=resumed(kept.encore))
        if sitting.encore.is_early:
            sitting = self.course.ordered(sitting)
        if kept.facet is None or kept.facet not in self.scope:
            return self.course.go_on(sitting)
        again = Again(kept.facet, kept.form, hints=kept.hints, others=kept.others, rival=kept.rival)
        return self.course.ask(sitting, again._replace(taken_ms=kept.taken_ms), "resumed")

    def act(self, sitting: Sitting, action: Action, now: Now, *, past: Callable[[], Past]) -> Move:
        """Return what an action comes to.

        Args:
            sitting: The sitting before it.
            action: What the learner wants.
            now: The moment.
            past: Returns the log; called only to undo, to redo and to change a rating.

        Raises:
            ResponseError: If a response is not of the form's shape; nothing has changed.
        """
        sitting = _at(sitting, now)
        if isinstance(sitting.screen, Paused):
            return self._in_pause(sitting, sitting.screen, action)
        match action:
            case Undo() | Redo():
                return take_back(self.course, sitting, past, again=isinstance(action, Redo))
            case Stop():
                return still(self.course.end(sitting, "stopped"))
            case Flag() | Consult() | PutOff() | Suspend():
                return asides.aside(self.course, sitting, action)
            case Retry() | More() | Contrast():
                return self._begun(encored(self.course, sitting, action))
            case Pause():
                return self._paused(sitting)
            case _:
                return self._on_screen(sitting, action, past)

    def _on_screen(self, sitting: Sitting, action: Action, past: Callable[[], Past]) -> Move:
        match action:
            case Rate(rating) if not _is_revealed(sitting):
                return self._change(
                    sitting, past, lambda judged: judging.all_rerated(judged, rating)
                )
            case Override():
                return self._override(sitting, past)
            case Next() if not isinstance(sitting.screen, Asking):
                return still(self.course.go_on(sitting))
            case _:
                pass
        if isinstance(sitting.screen, Asking):
            return self._on_question(sitting, sitting.screen, action)
        return self._told(sitting, asides.NOTHING)

    def _paused(self, sitting: Sitting) -> Move:
        screen = sitting.screen
        if not isinstance(screen, Asking | Judged):
            return self._told(sitting, asides.NOTHING)
        sitting = replace(sitting, screen=Paused(screen, sitting.now.ms))
        return still(Step(sitting, self.course.view(sitting)))

    def _in_pause(self, sitting: Sitting, paused: Paused, action: Action) -> Move:
        """Go on or stop; the pause counts for nothing."""
        match action:
            case Stop():
                return still(self.course.end(sitting, "stopped"))
            case Next():
                screen = paused.screen
                if isinstance(screen, Asking):
                    since = screen.since + max(0, sitting.now.ms - paused.since)
                    screen = replace(screen, since=since)
                return self._repaint(sitting, screen)
            case Pause():
                return still(Step(sitting, self.course.view(sitting)))
            case _:
                return self._told(sitting, _PAUSED)

    def _on_question(self, sitting: Sitting, asking: Asking, action: Action) -> Move:
        match action:
            case Answer(response):
                return self._answer(sitting, asking, response)
            case Reveal() if asking.question.form is Form.FLIP:
                return self._repaint(sitting, replace(asking, revealed=True))
            case Reveal():
                return self._answer(sitting, asking, "")
            case Rate(rating):
                return self._judge(sitting, asking, judging.self_rated(rating), rating)
            case Hint() if pose.may_hint(asking):
                return self._repaint(sitting, pose.hinted(asking))
            case Hint():
                return still(
                    Step(sitting, self.course.view(sitting), "There is no hint to this one.")
                )
            case Skip():
                facet = asking.question.facet
                queue, encore = sitting.queue.skip(facet), behind(sitting.encore, facet)
                return still(self.course.go_on(replace(sitting, queue=queue, encore=encore)))
            case _:
                pass
        return self._told(sitting, asides.NOTHING)

    def _told(self, sitting: Sitting, notice: str) -> Move:
        return still(self.course.told(sitting, notice))

    def _repaint(self, sitting: Sitting, screen: Asking | Judged) -> Move:
        sitting = replace(sitting, screen=screen)
        return still(Step(sitting, self.course.view(sitting)))

    def _answer(self, sitting: Sitting, asking: Asking, raw: str) -> Move:
        if asking.question.form is Form.FLIP and raw.strip():
            return self._repaint(sitting, replace(asking, revealed=True))
        response = judging.read(self.scope.asker(asking.question.facet), asking, raw)
        if response.grade.outcome is Outcome.UNCLEAR:
            question = pose.question_view(asking, sitting, self.scope)
            again = AskAgainView(question, raw.strip(), response.grade.candidates)
            return still(Step(sitting, again))
        return self._judge(sitting, asking, response)

    def _judge(
        self,
        sitting: Sitting,
        asking: Asking,
        response: Response,
        rating: Rating | None = None,
    ) -> Move:
        ms = sitting.now.ms - asking.since
        standing = self.course.at(sitting)
        judged = judging.judged(asking, response, sitting, standing, ms=ms)
        if rating is not None:
            body = {**judged.body, "rating": int(rating)}
            judged = replace(judged, body=body, first=body)

        def then(events: Sequence[Event], memory: Memory) -> Step:
            saved = several.written(judged, events)
            view = self._feedback(saved, replace(sitting, memory=memory))
            queue = sitting.queue
            for part in saved.each:
                queue = queue.push(judging.asked(part, self.scope), leaks=self._leaks(part, view))
            encore = sitting.encore.without(asking.question.facets or (asking.question.facet,))
            after = replace(sitting, screen=saved, last=saved, queue=queue, encore=encore)
            after = replace(after, memory=memory)
            counted = replace(view.question, progress=pose.progress(after))
            return Step(after, replace(view, question=counted))

        return Move(tuple(Draft("review", part.body) for part in judged.each), then)

    def _leaks(self, part: Judged, view: FeedbackView) -> frozenset[FacetId]:
        """Return the facets that the feedback to one facet of a question gave away."""
        question = part.asking.question
        asked = (question.stem, *question.prompts, *question.options, question.answer)
        image = view.image or view.question.image
        shown = (image.alt,) if image else ()
        told = (view.statement, view.note, view.source, *view.lines, *shown)
        return self.scope.leaks(question.facet, (*asked, *told))

    def _feedback(self, judged: Judged, sitting: Sitting) -> FeedbackView:
        return judging.feedback(judged, sitting, self.course.at(sitting))

    def _override(self, sitting: Sitting, past: Callable[[], Past]) -> Move:
        judged = sitting.last
        if judged is not None and not judging.may_override(judged):
            return self._told(sitting, "That was right already.")
        return self._change(sitting, past, judging.all_overruled)

    def _change(
        self,
        sitting: Sitting,
        past: Callable[[], Past],
        change: Callable[[Judged], list[dict[str, Any]]],
    ) -> Move:
        """Return the move that replaces the newest answer's reviews: one undo, new reviews."""
        judged = sitting.last
        if judged is None:
            return self._told(sitting, "There is no answer to change.")
        bodies = change(judged)
        if not judging.bodies_change(judged, bodies):
            shown = replace(sitting, screen=judged)
            return still(Step(shown, self.course.view(shown)))
        if not past().live.issuperset(judged.saved):
            return self._told(sitting, _TAKEN_BACK)

        def then(events: Sequence[Event], memory: Memory) -> Step:
            saved = several.written(several.with_bodies(judged, bodies), events[1:])
            again = (judging.asked(part, self.scope) for part in saved.each)
            queue = sitting.queue.replace_last(*again)
            after = replace(sitting, screen=saved, last=saved, queue=queue, memory=memory)
            return Step(after, self.course.view(after))

        drafts = (Draft("review", body) for body in bodies)
        return Move((taken_back(judged.saved), *drafts), then)


def _is_revealed(sitting: Sitting) -> bool:
    return isinstance(sitting.screen, Asking) and sitting.screen.revealed


def _at(sitting: Sitting, now: Now) -> Sitting:
    """Return a sitting at a later moment: a pause and its end take none of its time."""
    is_idle = isinstance(sitting.screen, Paused | Over)
    spent = 0 if is_idle else max(0, min(now.ms - sitting.now.ms, IDLE_MS))
    return replace(sitting, now=now, spent_ms=sitting.spent_ms + spent)
