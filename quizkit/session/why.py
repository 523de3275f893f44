"""Why a facet is asked, or is not: exactly one reason holds (learning.md section 7.8)."""

from typing import Final, NamedTuple

from quizkit.memory.due import KEEP
from quizkit.model import FacetId, Fact, Reason, Refusal
from quizkit.questions.ask import Asker
from quizkit.session.exams import day_text
from quizkit.session.scope import Scope, deck_of
from quizkit.session.sitting import Wish
from quizkit.session.standing import Standing

MOST_NAMED: Final = 4
"""Of more facts that collide the rest is counted."""


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
        case "undone":
            return "Asked again because its answer was taken back."
        case "sibling":
            return "Asked because nothing is left today but other questions about the same facts."
        case _:
            return _asked(standing, facet)


def reason(standing: Standing, facet: FacetId, *, minutes: int, used_ms: int = 0) -> Reason:
    """Return the one reason why a facet is asked today, or is not.

    Args:
        standing: Where the learner stands.
        facet: The facet.
        minutes: The day's minutes [0..1440]; 0: no limit.
        used_ms: What is used of them already [ms].

    Raises:
        LookupError: If no deck in scope knows the facet.
    """
    scope = standing.scope
    if facet not in scope:
        return _never(scope, facet)
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


def _of(standing: Standing, facet: FacetId, day: _Day) -> tuple[str, str, str]:
    state = standing.state(facet)
    if state.suspended:
        return "suspended", "Not asked: it is suspended.", ""
    if standing.is_answered_today(facet):
        if facet in standing.owed():
            return "relearning", "Asked again today because it was not right yet.", ""
        return "answered", "Not asked again today: it was answered today.", ""
    due = standing.due_day(facet)
    if due is not None and due > standing.day:
        known = f"you know it with a chance of {_percent(standing, facet)}"
        return "due", f"Not asked before {day_text(due)}: {known}.", ""
    missing = standing.missing(facet) if state.state is None else None
    if missing is not None:
        return "requires", f"Not asked yet: {missing} comes first.", missing
    sibling = standing.closed_by(facet)
    if sibling is not None:
        return "sibling", f"Not asked today: {sibling} is about the same fact.", sibling
    return _in_turn(standing, facet, day)


def _in_turn(standing: Standing, facet: FacetId, day: _Day) -> tuple[str, str, str]:
    order = standing.order(Wish(minutes=day.minutes))
    before = order[: order.index(facet)]
    left = day.minutes * 60 - day.used
    if day.minutes and left <= 0:
        return "minutes", "Not asked today: today's minutes are used.", ""
    if day.minutes and sum(map(standing.seconds, before)) >= left:
        count = len(before)
        told = f"Not in today's {day.minutes} minutes: {count} others come first."
        return "minutes", told, before[0]
    recall = standing.recall(facet)
    kind = "new" if recall is None else "keep" if recall < KEEP else "gain"
    return kind, _asked(standing, facet), ""


def _asked(standing: Standing, facet: FacetId) -> str:
    seconds = f"it takes about {standing.seconds(facet):.0f} seconds"
    recall = standing.recall(facet)
    if recall is None:
        return f"Asked because it is new to you; {seconds}."
    chance = f"you had a {_percent(standing, facet)} chance"
    low = " and it is being forgotten" if recall < KEEP else ""
    return f"Asked because {chance}{low}; {seconds}."


def _percent(standing: Standing, facet: FacetId) -> str:
    return f"{100 * (standing.chance(facet) or 0.0):.0f} %"


def _never(scope: Scope, facet: FacetId) -> Reason:
    asker = scope.askers.get(deck_of(facet))
    refusal = asker.planner.refusal(facet) if asker else None
    if asker is None or refusal is None or refusal.fact not in scope.rows(asker):
        message = f"there is no facet {facet}"
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
