"""A sitting's queue, made again from its events: after a restart, an undo, a redo."""

from dataclasses import replace

from quizkit.memory.reviews import MILLION, wrong_answer
from quizkit.model import Event, EventId, FacetId, Rating
from quizkit.session.own import rival
from quizkit.session.queue import Asked, Queue
from quizkit.session.scope import Scope, fact_of
from quizkit.session.sitting import Past


def rebuilt(queue: Queue, past: Past, sitting: EventId | None, scope: Scope) -> Queue:
    """Return the queue that the live answers of a sitting make.

    What was skipped stays skipped; what was given away stays so, for it was read. A facet that
    was dropped may be asked again.

    Args:
        queue: The queue so far.
        past: The log.
        sitting: The sitting's event, or None if it is not written yet.
        scope: The decks; answers to facets that are no longer in them are passed by.
    """
    made = replace(queue, asked=(), dropped=frozenset(), closing=None)
    for event in past.events:
        if event.kind == "review" and event.id in past.live and event.body["sitting"] == sitting:
            facet = FacetId(event.body["facet"])
            if facet in scope:
                made = made.push(_asked(event, scope), leaks=_leaks(event, scope))
    return replace(made, skipped=queue.skipped)


def _asked(event: Event, scope: Scope) -> Asked:
    body = event.body
    facet = FacetId(body["facet"])
    given = wrong_answer(body)
    return Asked(
        facet=facet,
        rating=Rating(body["rating"]),
        score=body["score"] / MILLION,
        stem=body["stem"],
        mixed=(scope.answer(facet), given.text) if given else None,
        saved=(event.id,),
        rival=rival(facet, body["seed"]),
    )


def _leaks(event: Event, scope: Scope) -> frozenset[FacetId]:
    facet = FacetId(event.body["facet"])
    body, asker = event.body, scope.asker(facet)
    statement = asker.statement(fact_of(facet), language=scope.plan(facet).language)
    note, source = scope.row(facet).note, asker.source_line(fact_of(facet))
    told = (scope.answer(facet), statement, note, source)
    return scope.leaks(facet, (body["stem"], *body["options"], *told))
