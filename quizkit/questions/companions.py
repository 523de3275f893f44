"""Which facets one question asks together with another."""

from collections.abc import Callable, Iterable
from itertools import islice
from random import Random
from typing import Final

from quizkit.model import FacetId

FEWEST: Final = 3
"""Fewer facets are no order and no match."""

MOST: Final = 5
"""More are too much to hold in mind."""

MOST_LOOKED_AT: Final = 60
"""Of so many candidates at most the companions are drawn."""

Fit = Callable[[FacetId, FacetId], bool]
"""Whether two facets may be asked in one question; it does not matter which comes first."""


def companions(
    facet: FacetId,
    candidates: Iterable[FacetId],
    fit: Fit,
    *,
    seed: str,
) -> tuple[FacetId, ...]:
    """Return facets to be asked together with another: two to four, or none.

    Equal arguments give equal companions. Of many candidates only the first are looked at.

    Args:
        facet: What is asked in any case.
        candidates: What else may be asked, best first; of one kind and role with `facet`.
        fit: Whether two facets may be asked together.
        seed: The text that chance starts from.

    Returns:
        Facets of which every two fit each other and `facet`.

    >>> companions("a", ["b", "c", "d"], lambda one, two: "c" not in (one, two), seed="1")
    ('d', 'b')
    >>> companions("a", ["b", "c"], lambda one, two: "c" not in (one, two), seed="1")
    ()
    """
    rng = Random(seed)
    wanted = rng.randint(FEWEST, MOST) - 1
    pool = list(islice((other for other in candidates if other != facet), MOST_LOOKED_AT))
    rng.shuffle(pool)
    found: list[FacetId] = []
    for other in pool:
        if len(found) == wanted:
            break
        if all(fit(other, one) for one in (facet, *found)):
            found.append(other)
    return tuple(found) if len(found) >= FEWEST - 1 else ()
