"""What the learner may want at the end of a sitting: once more, some minutes more, a contrast."""

from dataclasses import replace
from typing import Final

from quizkit.model import Action, Contrast, FacetId, More, Retry
from quizkit.session.course import Again, Course
from quizkit.session.offers import longer, missed, pair
from quizkit.session.sitting import Encore, Over, Sitting, Step

MOST_MINUTES: Final = 1440


def encored(course: Course, sitting: Sitting, action: Action) -> Step:
    """Return what follows `Retry`, `More` or `Contrast` at the end of a sitting.

    Args:
        course: What asks in the sitting.
        sitting: The sitting.
        action: What is wanted; elsewhere than at the end it changes nothing.
    """
    if isinstance(sitting.screen, Over):
        match action:
            case Retry():
                return _once_more(course, sitting, sitting.screen.reason)
            case More(minutes):
                return _more(course, sitting, min(MOST_MINUTES, max(1, minutes)))
            case Contrast():
                return _against(course, sitting, sitting.screen.reason)
            case _:
                pass
    return course.told(sitting, "That can be had at the end of the sitting.")


def _once_more(course: Course, sitting: Sitting, reason: str) -> Step:
    todo = missed(sitting, course.at(sitting))
    if not todo:
        return course.told(sitting, "Nothing was missed that could be asked again today.")
    count = len(sitting.queue.asked)
    encore = sitting.encore._replace(todo=todo, retried=count, reason=reason)
    return course.go_on(replace(sitting, encore=encore))


def _more(course: Course, sitting: Sitting, minutes: int) -> Step:
    found = longer(sitting, course.at(sitting))
    if found is None:
        return course.told(sitting, "Nothing more can be asked today.")
    box_ms = max(found.box_ms, found.spent_ms + minutes * 60_000)
    return course.go_on(replace(found, encore=found.encore._replace(box_ms=box_ms)))


def _against(course: Course, sitting: Sitting, reason: str) -> Step:
    found = pair(sitting, course.at(sitting))
    if found is None:
        return course.told(sitting, "No two answers are mixed up that could be told apart now.")
    sitting = replace(sitting, encore=sitting.encore._replace(todo=(), reason=reason))
    return course.ask(sitting, Again(found.asked, rival=found.other), "contrast")


def behind(encore: Encore, facet: FacetId) -> Encore:
    """Return what was wanted with a skipped facet behind the others."""
    if facet not in encore.todo:
        return encore
    rest = encore.without((facet,))
    return rest._replace(todo=(*rest.todo, facet))


def resumed(encore: Encore) -> Encore:
    """Return what was wanted as it holds after a restart: who comes back does not want to stop."""
    return encore._replace(reason="") if encore.reason == "stopped" else encore
