"""Scripted learners: what they answer to each question, day after day."""

from collections.abc import Callable, Iterable

from quizkit.memory.replay import EMPTY
from quizkit.memory.timeline import ordered
from quizkit.model import (
    DAY_MS,
    Answer,
    FacetId,
    FacetState,
    FeedbackView,
    Form,
    Next,
    Question,
    QuestionView,
    Scored,
    State,
)
from quizkit.session.diagnosis import Finding
from quizkit.session.own import Own, own
from quizkit.session.standing import Standing
from tests.session.worlds import World

Script = Callable[[Question], str | None]
"""Returns what is answered, or None for the right answer."""


def figures(world: World) -> Own:
    """Return what is the learner's own, from the whole log."""
    reviews = [moment for moment in ordered(world.log.past().events) if moment[1].kind == "review"]
    return own(world.log.memory(), reviews[::-1])


def standing(world: World) -> Standing:
    """Return where the learner stands now."""
    return world.engine.course.standing(world.log.memory(), world.now, own=figures(world))


def found(world: World, facet: FacetId) -> Finding | None:
    """Return what is wrong with a facet."""
    return standing(world).finding(facet)


def open_day(world: World) -> None:
    """Begin a sitting as a front end does, with what is the learner's own."""
    memory = world.log.memory()
    world.commit(world.engine.begin(memory, world.wish, world.now, own=figures(world)))


def sit(
    world: World, script: Script, *, most: int = 60, form: Form | None = None
) -> list[tuple[QuestionView, FeedbackView]]:
    """Answer what a sitting asks, up to so many questions, and return what was seen."""
    world.wish = World(wish=None).wish if form is None else world.wish
    if form is not None:
        world.begin(form=form)
    else:
        open_day(world)
    seen = []
    while isinstance(world.view, QuestionView) and len(seen) < most:
        question = world.view
        response = script(world.question)
        told = world.act(Answer(world.right() if response is None else response))
        assert isinstance(told, FeedbackView)
        seen.append((question, told))
        world.act(Next())
    return seen


def fail(
    world: World, facet: FacetId, *responses: str, form: Form | None = None, days: int = 8
) -> list[FeedbackView]:
    """Give a facet each of the wrong responses when it is next due, on a day of its own."""
    told: list[FeedbackView] = []
    for response in responses:
        left = [response]

        def script(question: Question, left: list[str] = left) -> str | None:
            return left.pop() if left and question.facet == facet else None

        while left:
            world.sleep(days)
            told += [t for q, t in sit(world, script, form=form) if q.facet == facet]
    return told


def failed(world: World, facets: Iterable[FacetId]) -> None:
    """Let facets have failed four times nine days ago: found never to have been learned.

    Of another deck the learner knows what the model says.
    """
    day, t = world.now.day - 9, world.ms - 9 * DAY_MS
    scored = tuple(Scored(t - n, 0.9, 0.0, 0.0) for n in range(4, 0, -1))
    states = {
        facet: FacetState(
            State(1.0, 8.0), day, t, 5, 4, key=world.engine.scope.key(facet), scored=scored
        )
        for facet in facets
    }
    good = tuple(Scored(t - n, 0.9, 0.0, 1.0) for n in range(32))
    others = {f"other/f{n}#r": FacetState(State(9.0, 5.0), day, t, scored=good) for n in range(12)}
    world.log._memory = EMPTY._replace(facets=states | others, last=t)
