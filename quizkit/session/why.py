"""Why a facet is asked, or is not: exactly one reason holds."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from quizkit.model import FacetId, Fact, Reason, Refusal
from quizkit.questions.ask import Asker
from quizkit.session.alike import by_place, lookalike
from quizkit.session.care import care
from quizkit.session.contrast import pairs
from quizkit.session.diagnosis import MOST_SHOWN
from quizkit.session.exams import day_text, named
from quizkit.session.queue import MOST_WRONG
from quizkit.session.rules import begun_lately
from quizkit.session.scope import Scope, deck_of
from quizkit.session.sitting import Wish
from quizkit.session.standing import Standing

MOST_NAMED: Final = 4
"""Of more facts that collide the rest is counted."""

_SUSPENDED: Final = "Not asked: it is suspended."

_Told = tuple[str, str, str]
"""Kind, sentence, and what stands in the way."""


class _Day(NamedTuple):
    """The day's minutes, 0 for no limit, and what of them is used already [s]."""

    minutes: int
    used: float


def asked_because(
    standing: Standing, facet: FacetId, why: str, *, rival: FacetId | None = None
) -> str:
    """Return in one sentence why a question was asked now.

    Args:
        standing: Where the learner stands.
        facet: What was asked.
        why: As in `queue.Choice`, or "undone" or "resumed".
        rival: The facet that it is set against, or None.
    """
    match why:
        case "relearning":
            return "Asked again because it was not right yet."
        case "contrast" if rival:
            one, other = standing.scope.answer(facet), standing.scope.answer(rival)
            return f"Asked because you mix up {one} and {other}."
        case "alone":
            return "Asked alone now, after the question that set it against another."
        case "skipped":
            return "Asked now because it was skipped and the others are done."
        case "retry":
            return "Asked again because you wanted once more what you missed."
        case "picked":
            return "Asked because you picked it."
        case "undone":
            return "Asked again because its answer was taken back."
        case "sibling":
            return "Asked because nothing is left today but other questions about the same facts."
        case _:
            return _asked(standing, facet)


def reason(
    standing: Standing, facet: FacetId, *, minutes: int, used_ms: int = 0, put_aside: str = ""
) -> Reason:
    """Return the one reason why a facet is asked today, or is not.

    Args:
        standing: Where the learner stands.
        facet: The facet.
        minutes: The day's minutes [0..1440]; 0: no limit.
        used_ms: What is used of them already [ms].
        put_aside: When and where it was suspended, if that is known: "on 2026-06-01, here".

    Raises:
        LookupError: If no deck in scope knows the facet.
    """
    scope = standing.scope
    if facet not in scope:
        return _never(scope, facet)
    if standing.state(facet).suspended:
        told = f"Not asked: it was suspended {put_aside}." if put_aside else _SUSPENDED
        kind, sentence, other = "suspended", told, ""
    else:
        kind, sentence, other = _of(standing, facet, _Day(minutes, used_ms / 1000))
    due = standing.due_day(facet)
    return Reason(
        facet,
        kind,
        sentence,
        retrievability=standing.recall(facet),
        seconds=standing.seconds(facet),
        gain_per_second=standing.gain(facet),
        form=standing.form(facet),
        due=None if due is None else max(0, due - standing.day),
        other=other,
    )


def _of(standing: Standing, facet: FacetId, day: _Day) -> _Told:
    if standing.is_answered_today(facet):
        if standing.is_put_off(facet):
            told = f"Not asked again today: it was wrong {MOST_WRONG} times"
            return "answered", f"{told}; it comes back tomorrow.", ""
        if facet in standing.owed():
            return "relearning", "Asked again today because it was not right yet.", ""
        return "answered", "Not asked again today: it was answered today.", ""
    pair = next(iter(pairs(standing)), None)
    if pair and pair.asked == facet:
        told = asked_because(standing, facet, "contrast", rival=pair.other)
        return "contrast", told, pair.other
    if standing.working(facet) is not None:
        return _of_started(standing, facet, day)
    return _of_new(standing, facet, day)


def _of_started(standing: Standing, facet: FacetId, day: _Day) -> _Told:
    order = standing.order(Wish(minutes=day.minutes))
    if facet not in order:
        return "due", _not_yet(standing, facet), ""
    state = care(standing)
    if facet in state.shown and state.is_over(()):
        told = f"Not asked today: {MOST_SHOWN} others that never stuck were shown today."
        return "treated", told, ""
    return _in_turn(standing, facet, day, order)


def _not_yet(standing: Standing, facet: FacetId) -> str:
    """Return when a started facet that is not asked today will be."""
    due, known = (
        standing.due_day(facet),
        f"you know it with a chance of {_percent(standing, facet)}",
    )
    if due is not None and due > standing.day:
        return f"Not asked before {day_text(due)}: {known}."
    exam = standing.exam(facet)
    when = f" before the exam {named(exam.day, standing.day)}" if exam else ""
    return f"Not asked today: {known}, and asking would gain too little{when}."


def _of_new(standing: Standing, facet: FacetId, day: _Day) -> _Told:
    missing = standing.missing(facet)
    if missing is not None:
        return (
            "requires",
            f"Not asked yet: {missing} comes first, {_ready(standing, missing)}.",
            missing,
        )
    sibling = standing.closed_by(facet)
    if sibling is not None:
        return "sibling", f"Not asked today: {sibling} is about the same fact.", sibling
    order = standing.order(Wish(minutes=day.minutes))
    like = _lookalike(standing, facet, order)
    if like is not None:
        told = f"Not asked today: {like}, which is much like it, was begun less than 3 days ago."
        return "lookalike", told, like
    return _in_turn(standing, facet, day, order)


def _ready(standing: Standing, fact: str) -> str:
    """Return how well a required fact is known."""
    chances = [standing.chance(each) for each in standing.scope.facets_of(fact)]
    known = [chance for chance in chances if chance is not None]
    return f"known with a chance of {100 * min(known):.0f} %" if known else "which is not begun"


def _lookalike(standing: Standing, facet: FacetId, order: Sequence[FacetId]) -> FacetId | None:
    """Return what a new facet waits for, as long as something else is new."""
    rivals = standing.scope.rivals
    begun = by_place(begun_lately(standing), rivals)
    like = lookalike(facet, begun, rivals)
    if like is None:
        return None
    others = (f for f in order if standing.working(f) is None and standing.closed_by(f) is None)
    is_free = any(lookalike(other, begun, rivals) is None for other in others)
    return like if is_free else None


def _in_turn(standing: Standing, facet: FacetId, day: _Day, order: Sequence[FacetId]) -> _Told:
    closed = standing.closed(order)
    before = [each for each in order[: order.index(facet)] if each not in closed]
    left = day.minutes * 60 - day.used
    if day.minutes and left <= 0:
        return "minutes", "Not asked today: today's minutes are used.", ""
    if day.minutes and sum(map(standing.seconds, before)) >= left:
        started = [each for each in before if standing.working(each) is not None]
        is_new = standing.working(facet) is None
        if is_new and sum(map(standing.seconds, started)) >= left:
            told = f"Not started today: {len(started)} started facets come first."
            return "started", told, before[0]
        told = f"Not in today's {day.minutes} minutes: {len(before)} others come first."
        return "minutes", told, before[0]
    recall, keep = standing.recall(facet), standing.outlook(facet).keep
    kind = "new" if recall is None else "keep" if recall < keep else "gain"
    if kind == "gain" and standing.is_second_look(facet):
        kind = "second"
    return kind, _asked(standing, facet), ""


def _asked(standing: Standing, facet: FacetId) -> str:
    exam, recall = standing.exam(facet), standing.recall(facet)
    seconds = f"takes about {standing.seconds(facet):.0f} seconds"
    tail = f"it {seconds}"
    if exam:
        tail = f"it is in the exam {named(exam.day, standing.day)}, and {seconds}"
    if recall is None:
        return f"Asked because it is new to you; {tail}."
    chance = f"you had a {_percent(standing, facet)} chance"
    low = " and it is being forgotten" if recall < standing.outlook(facet).keep else ""
    if exam and not low and not standing.state(facet).scored:
        low = " and this is your second look at it"
    return f"Asked because {chance}{low}; {tail}."


def _percent(standing: Standing, facet: FacetId) -> str:
    return f"{100 * (standing.chance(facet) or 0.0):.0f} %"


def _never(scope: Scope, facet: FacetId) -> Reason:
    asker = scope.askers.get(deck_of(facet))
    refusal = asker.planner.refusal(facet) if asker else None
    if asker is None or refusal is None or refusal.fact not in scope.rows(asker):
        message = f'there is no facet "{facet}"'
        raise LookupError(message)
    kind = "refused" if refusal.code else "dont ask"
    told = _collision(asker, refusal) if refusal.collides else f"Never asked: {refusal.message}."
    return Reason(facet, kind, told, other=refusal.code)


def _collision(asker: Asker, refusal: Refusal) -> str:
    """Return which facts are not told apart, in which lines they stand, and what was tried."""
    facts = [asker.planner.facts[each] for each in (refusal.fact, *refusal.collides)]
    path = facts[0].path
    named = [_placed(fact, "" if fact.path == path else fact.path) for fact in facts[:MOST_NAMED]]
    if len(facts) > MOST_NAMED:
        named.append(f"{len(facts) - MOST_NAMED} more")
    tried = f"tried {', '.join(refusal.tried)}" if refusal.tried else "there was nothing to try"
    told = f"{', '.join(named[:-1])} and {named[-1]}"
    return f"Not asked: {told} are not told apart; {tried}: {refusal.message} ({refusal.code})."


def _placed(fact: Fact, path: str) -> str:
    file = f"{path.rpartition('/')[2]} " if path else ""
    return f"{fact.id} ({file}line {fact.spans[''].line})"
