"""What can be done about a question besides answering it: flag it, put it off or aside, read on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from quizkit.model import Action, Consult, Draft, Event, Flag, Memory, PutOff, Question, Suspend
from quizkit.session.course import Course
from quizkit.session.sitting import Asking, Judged, Move, Sitting, Step, still

NOTHING: Final = "Nothing to do that with here."
_NOT_TODAY: Final = "Not asked again today."


def aside(course: Course, sitting: Sitting, action: Action) -> Move:
    """Return what `Flag`, `PutOff`, `Suspend` or `Consult` comes to.

    Args:
        course: What asks in the sitting.
        sitting: The sitting.
        action: What is wanted.
    """
    asking = _asked(sitting)
    match action:
        case Flag(text) if asking:
            return _flag(course, sitting, asking.question, text)
        case PutOff() if asking:
            return _put_off(course, sitting, asking.question)
        case Suspend() if asking:
            return _suspend(course, sitting, asking.question)
        case Consult(told) if isinstance(sitting.screen, Judged):
            return _consult(course, sitting, sitting.screen, told)
        case _:
            return still(course.told(sitting, NOTHING))


def _flag(course: Course, sitting: Sitting, question: Question, text: str) -> Move:
    """Return the move that tells the deck's author of a fault, in the learner's words."""
    reason = _whole(text.strip())[:500]
    stem = " ".join((question.stem, *question.prompts))
    body = {"facet": question.facet, "stem": stem, "reason": reason}

    def then(_: Sequence[Event], memory: Memory) -> Step:
        return course.told(replace(sitting, memory=memory), "Flagged for the deck's author.")

    return Move((Draft("flag", body),), then)


def _put_off(course: Course, sitting: Sitting, question: Question) -> Move:
    """Return the move after which a question is not asked again on this learner-day; no event."""
    facets = question.facets or (question.facet,)
    encore = sitting.encore.without(facets)
    step = course.go_on(replace(sitting, queue=sitting.queue.later(facets), encore=encore))
    return still(step._replace(notice=_NOT_TODAY))


def _suspend(course: Course, sitting: Sitting, question: Question) -> Move:
    """Return the move that puts all that a question asks aside."""
    own = question.facet
    facets = (*(facet for facet in question.facets if facet != own), own)

    def then(_: Sequence[Event], memory: Memory) -> Step:
        queue = sitting.queue
        for facet in facets:
            queue = queue.drop(facet)
        step = course.go_on(replace(sitting, memory=memory, queue=queue))
        return step._replace(notice=_put_aside(len(facets)))

    return Move(tuple(Draft("suspend", {"facet": facet}) for facet in facets), then)


def _consult(course: Course, sitting: Sitting, judged: Judged, told: tuple[str, ...]) -> Move:
    """Return the move after more was read: its facts' other facets are given away, and more."""
    scope, barred = course.scope, sitting.queue.barred
    for part in judged.each:
        facet = part.asking.question.facet
        barred = barred.union(scope.siblings(facet), scope.leaks(facet, told))
    return still(course.told(replace(sitting, queue=replace(sitting.queue, barred=barred)), ""))


def _asked(sitting: Sitting) -> Asking | None:
    """Return the question that is on the screen, answered or not, or None."""
    match sitting.screen:
        case Asking() as asking:
            return asking
        case Judged(asking=asking):
            return asking
        case _:
            return None


def _whole(text: str) -> str:
    """Return a text with a question mark for each half of a character, as UTF-8 has none."""
    return text.encode(errors="replace").decode()


def _put_aside(count: int) -> str:
    """Return what is said after facets were suspended."""
    if count == 1:
        return "Not asked any more; undo brings it back."
    return f"These {count} are not asked any more; undo brings them back."
