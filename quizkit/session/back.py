"""What follows an undo or a redo in a sitting: the question comes back as it was."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quizkit.model import AnyForm, Event, FacetId, Form, Memory
from quizkit.questions.formlist import OWN
from quizkit.session.course import Again, Course
from quizkit.session.own import AS, own_form, rival
from quizkit.session.resume import rebuilt
from quizkit.session.sitting import Move, Over, Past, Sitting, Step, still
from quizkit.session.undo import Deed, deed_text, last_deed, last_undo


def take_back(course: Course, sitting: Sitting, past: Callable[[], Past], *, again: bool) -> Move:
    """Return the move that takes the newest deed back, or brings the newest undone one back.

    Args:
        course: What asks in the sitting.
        sitting: The sitting before it.
        past: Returns the log.
        again: Bring back what was taken back.
    """
    before = past()
    deed = (last_undo if again else last_deed)(before.events, before.live)
    if deed is None:
        notice = "Nothing to redo." if again else "Nothing to undo."
        return still(Step(sitting, course.view(sitting), notice))

    def then(_: Sequence[Event], memory: Memory) -> Step:
        return _taken_back(course, replace(sitting, memory=memory), past(), deed)

    return Move((deed.draft,), then)


def _taken_back(course: Course, sitting: Sitting, past: Past, deed: Deed) -> Step:
    scope = course.scope
    sitting = replace(sitting, queue=rebuilt(sitting.queue, past, sitting.id, scope))
    sitting = course.ordered(sitting)
    newest, *rest = deed.events
    facet = FacetId(newest.body.get("facet", ""))
    if newest.kind != "review" and not (newest.kind == "suspend" and facet in scope):
        return _restored(course, sitting, deed, is_back=newest.id in past.live)
    sitting = replace(sitting, last=None)
    if newest.id in past.live:
        return course.go_on(sitting)._replace(notice="Brought back: that answer counts again.")
    if facet not in scope:
        return course.go_on(sitting)._replace(notice="Taken back: that answer counts no more.")
    again = Again(facet)
    if newest.kind == "review":
        others = tuple(FacetId(event.body["facet"]) for event in rest)
        again = _as_answered(facet, newest.body, others)
    return course.ask(sitting, again, "undone")


def _as_answered(facet: FacetId, body: Mapping[str, Any], others: tuple[FacetId, ...]) -> Again:
    """Return a question as its answer has it: a letter that was given counts as a hint there."""
    form: AnyForm | None = next((form for form in Form if form.value == body["form"]), None)
    seed = body["seed"]
    own = own_form(facet, seed)
    if own in OWN:
        form = own
    elif own:
        seed = seed.removesuffix(f"{AS}{own}")
    return Again(facet, form, seed, body["hints"], others, rival(facet, seed))


def _restored(course: Course, sitting: Sitting, deed: Deed, *, is_back: bool) -> Step:
    """Return what follows the undo or redo of a deed that was no answer: the same screen."""
    notice = f"{'Brought' if is_back else 'Taken'} back: {deed_text(deed)}."
    if isinstance(sitting.screen, Over):
        return course.go_on(sitting)._replace(notice=notice)
    return Step(sitting, course.view(sitting), notice)
