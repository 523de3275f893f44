"""Which facets are asked together with the one whose turn it is."""

from collections.abc import Iterator
from random import Random

from quizkit.memory import ladder
from quizkit.model import FacetId, Question
from quizkit.questions.index import fact_of
from quizkit.session.asking import posed_together, seed_text
from quizkit.session.scope import deck_of
from quizkit.session.sitting import Sitting
from quizkit.session.standing import Standing

LAST_RUNG = len(ladder.RUNGS)
"""The rung on which what is not wished for is asked together."""


def company(facet: FacetId, sitting: Sitting, standing: Standing) -> Question | None:
    """Return an order or a match of a facet with others of today, or None if it is asked alone.

    Only started facets are asked so, and only what would be asked anyway today: the day's
    candidates, none that the sitting has asked, skipped or given away, no two of one fact.

    Args:
        facet: Whose turn it is.
        sitting: The sitting.
        standing: Where the learner stands.
    """
    state, rung, wish = standing.state(facet), standing.rung(facet), sitting.wish
    if state.state is None:
        return None
    seed = seed_text(wish.seed, facet, state.reviews)
    u = Random(f"{seed}:together").random()
    asker = standing.scope.asker(facet)
    for form in ladder.together(rung, u, wish=wish.form):
        others = asker.companions(facet, _open(facet, sitting, standing), form, seed=seed)
        if others:
            return posed_together((facet, *others), standing, wish, form=form, seed=seed)
    return None


def _open(facet: FacetId, sitting: Sitting, standing: Standing) -> Iterator[FacetId]:
    """Yield what else may be asked now, best first: of the same deck and role."""
    queue, scope = sitting.queue, standing.scope
    closed = queue.barred.union(
        queue.shut, queue.skipped, sitting.care.treated, (a.facet for a in queue.asked)
    )
    met = frozenset[str]().union(*(scope.facts(answer.facet) for answer in queue.asked))
    role, any_rung = fact_of(facet)[1], sitting.wish.form is not None
    for other in sitting.order:
        if other in closed or fact_of(other)[1] != role or deck_of(other) != deck_of(facet):
            continue
        is_started = standing.state(other).state is not None
        if not is_started or standing.is_answered_today(other) or scope.facts(other) & met:
            continue
        if any_rung or standing.rung(other) == LAST_RUNG:
            yield other
