"""A deck's facets in groups, each of which one question asks together."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import islice

from quizkit.model import FacetId, Form
from quizkit.questions.ask import Asker
from quizkit.questions.companions import MOST_LOOKED_AT
from quizkit.questions.index import fact_of
from quizkit.questions.together import TOGETHER

Find = Callable[[FacetId, Sequence[FacetId]], Sequence[FacetId]]
"""Returns the companions of a facet among others, or none."""


def grouped(
    asker: Asker, facets: Sequence[FacetId], forms: Collection[Form], *, seed: str
) -> dict[tuple[FacetId, Form], tuple[FacetId, ...]]:
    """Return the groups that can be asked together, by their first facet and their form.

    Each facet is in a group of each form wherever there is one for it.

    Args:
        asker: What asks.
        facets: The facets.
        forms: The forms wanted; those that ask one facet give no groups.
        seed: The text that chance starts from.
    """
    kinds = {facet: _kind(asker, facet) for facet in facets}
    alike: dict[tuple[str, str], list[FacetId]] = {}
    for facet, kind in kinds.items():
        alike.setdefault((kind, fact_of(facet)[1]), []).append(facet)
    return {
        (group[0], form): group
        for form in sorted(TOGETHER & set(forms), key=lambda form: form.value)
        for row in alike.values()
        for group in groups(row, partial(_found, asker, form, seed))
    }


def _kind(asker: Asker, facet: FacetId) -> str:
    fact = asker.planner.facts.get(fact_of(facet)[0])
    return fact.kind if fact else ""


def _found(
    asker: Asker, form: Form, seed: str, facet: FacetId, others: Sequence[FacetId]
) -> tuple[FacetId, ...]:
    return asker.companions(facet, others, form, seed=f"{seed}:{facet}:0")


def groups(facets: Sequence[FacetId], find: Find) -> Iterator[tuple[FacetId, ...]]:
    """Yield groups of facets so that each is in one wherever there is one for it.

    Args:
        facets: The facets, in their order.
        find: Returns the companions of a facet among others, itself passed by.

    >>> def find(facet, others):
    ...     return [other for other in others if other != facet][:2]
    >>> list(groups(["a", "b", "c", "d"], find))
    [('a', 'b', 'c'), ('d', 'a', 'b')]
    """
    open_ = dict.fromkeys(facets)
    for facet in facets:
        if facet not in open_:
            continue
        others = find(facet, tuple(islice(open_, MOST_LOOKED_AT + 1))) or find(facet, facets)
        if others:
            yield (facet, *others)
        for done in (facet, *others):
            open_.pop(done, None)
