"""Questions that ask several facets: the answer of each, and all of them summed up."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from quizkit.memory.reviews import MILLION as FULL
from quizkit.model import Event, Form, Grade, Outcome, PartView, Question, Rating
from quizkit.questions.ask import Asker
from quizkit.questions.responses import NONE
from quizkit.session.sitting import Asking, Judged, Response


def responses(asker: Asker, question: Question, chosen: Sequence[int], raw: str) -> list[Response]:
    """Return the response to each facet; none if the question asks only one.

    Args:
        asker: What made the question.
        question: As it was asked.
        chosen: The options that the response names.
        raw: The response.
    """
    if not question.facets:
        return []
    grades = asker.grades(question, raw)
    if question.form is not Form.MATCH:
        shown = shown_options(question, chosen)
        return [Response(grade, shown, tuple(chosen), list(chosen)) for grade in grades]
    return [_one(question, *pair) for pair in zip(grades, chosen, strict=True)]


def _one(question: Question, grade: Grade, option: int) -> Response:
    if option == NONE:
        return Response(grade, "", (), None)
    return Response(grade, question.options[option], (option,), [option])


def gave_up(question: Question) -> Response:
    """Return the response of somebody who does not know."""
    nothing = Response(Grade(Outcome.WRONG, 0.0), "", (), None)
    return nothing._replace(parts=(nothing,) * len(question.facets))


def shown_options(question: Question, chosen: Sequence[int]) -> str:
    """Return chosen options as people read them."""
    return ", ".join("-" if at == NONE else question.options[at] for at in chosen)


def parts(asking: Asking, asker: Asker) -> list[Asking]:
    """Return the question on the screen as each of its facets has it."""
    return [replace(asking, question=part) for part in asker.parts(asking.question)]


def summed_up(asking: Asking, response: Response, answers: Sequence[Judged]) -> Judged:
    """Return an answered question made of the answers to its facets.

    Args:
        asking: The question.
        response: The response to it as a whole.
        answers: The answer to each facet, in the order of `Question.facets`.
    """
    if not asking.question.facets:
        return answers[0]
    own = asking.question.facet
    ordered = sorted(answers, key=lambda answer: answer.asking.question.facet != own)
    whole = Judged(asking, response, {}, {}, ordered[0].before, parts=tuple(ordered))
    return replace(whole, body=_sum(ordered, "body"), first=_sum(ordered, "first"))


def _sum(answers: Sequence[Judged], name: str) -> dict[str, Any]:
    bodies = [getattr(answer, name) for answer in answers]
    return {
        **bodies[0],
        "score": round(sum(body["score"] for body in bodies) / len(bodies)),
        "rating": min(body["rating"] for body in bodies),
        "override": next((body["override"] for body in bodies if body["override"]), None),
    }


def written(judged: Judged, events: Sequence[Event]) -> Judged:
    """Return an answer with the events that hold it: one for each of `Judged.each`, in order."""
    saved = tuple(event.id for event in events)
    if not judged.parts:
        return replace(judged, saved=saved)
    pairs = zip(judged.parts, saved, strict=True)
    return replace(
        judged, saved=saved, parts=tuple(replace(part, saved=(id_,)) for part, id_ in pairs)
    )


def with_bodies(judged: Judged, bodies: Sequence[dict[str, Any]]) -> Judged:
    """Return an answer with other bodies: one for each of `Judged.each`, in order."""
    if not judged.parts:
        return replace(judged, body=bodies[0])
    pairs = zip(judged.parts, bodies, strict=True)
    changed = tuple(replace(part, body=body) for part, body in pairs)
    return replace(judged, body=_sum(changed, "body"), parts=changed)


def rerated(
    judged: Judged, rating: Rating, change: Callable[[Judged, Rating], dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the bodies after the learner's own rating, one for each of `Judged.each`.

    Of several facets a rating above Again leaves those alone that were wrong, unless all were.

    Args:
        judged: The answer.
        rating: The rating.
        change: Returns the body of one answer with that rating.
    """
    passed = [part for part in judged.each if part.body["score"] * 2 >= FULL]
    meant = passed if rating > Rating.AGAIN and passed else judged.each
    return [change(part, rating) if part in meant else dict(part.body) for part in judged.each]


def part_views(asker: Asker, question: Question, response: Response) -> tuple[PartView, ...]:
    """Return each facet of a question that asks several with what was answered; else none."""
    if not question.facets:
        return ()
    asked = zip(asker.parts(question), question.keys, response.parts, strict=True)
    is_match = question.form is Form.MATCH
    return tuple(
        PartView(
            facet=part.facet,
            text=part.stem if is_match else question.options[key],
            key=part.answer,
            given=given.shown if is_match else "",
            score=given.grade.score,
        )
        for part, key, given in asked
    )


def saved_views(views: Sequence[PartView], judged: Judged) -> tuple[PartView, ...]:
    """Return the views of the parts with the scores and ratings that are saved."""
    bodies = {part.asking.question.facet: part.body for part in judged.parts}
    return tuple(
        view._replace(
            score=bodies[view.facet]["score"] / FULL, rating=Rating(bodies[view.facet]["rating"])
        )
        for view in views
    )
