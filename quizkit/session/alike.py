"""Answers so alike that they are not both met for the first time within three days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from quizkit.model import Date, FacetId, Number, Precision, Value
from quizkit.questions.near import date_nearness, number_nearness
from quizkit.session.rivals import Place, Rivals
from quizkit.values.relations import answer_key

CLOSE: Final = 0.8
"""From this closeness on two answers are alike [0..1]."""

APART_DAYS: Final = 3
"""Learner-days that lie between their first questions."""

MOST: Final = 200
"""Of so many facets of one role that were begun lately the newest are looked at."""


def by_place(facets: Iterable[FacetId], rivals: Rivals) -> Mapping[Place, tuple[FacetId, ...]]:
    """Return facets by the role that they ask for; those that ask for no one value are left out."""
    found: dict[Place, list[FacetId]] = {}
    for facet in facets:
        place = rivals.place(facet)
        if place:
            found.setdefault(place, []).append(facet)
    return {place: tuple(held[-MOST:]) for place, held in found.items()}


def lookalike(
    facet: FacetId, begun: Mapping[Place, tuple[FacetId, ...]], rivals: Rivals
) -> FacetId | None:
    """Return a facet begun lately whose answer is too much like that of a new one, or None.

    Args:
        facet: The new facet.
        begun: The facets begun within the last three days, by role.
        rivals: Their answers.
    """
    place = rivals.place(facet)
    others = begun.get(place, ()) if place else ()
    near = others if _is_measured(rivals.answer(facet)) else _spelled_alike(facet, others, rivals)
    return next((other for other in near if close(facet, other, rivals) >= CLOSE), None)


def _is_measured(answer: Value | None) -> bool:
    return isinstance(answer, Date | Number)


def _spelled_alike(facet: FacetId, others: Sequence[FacetId], rivals: Rivals) -> Iterator[FacetId]:
    """Yield those with nearly a facet's letters, in their order: a first look, in C."""
    if not others:
        return
    from rapidfuzz import fuzz, process  # noqa: PLC0415  # 30 ms, needed only where it is new

    texts = [rivals.folded(other) for other in others]
    least = 100 * CLOSE - 0.001  # `close` decides; this must not round one away
    for _, _, at in process.extract_iter(
        rivals.folded(facet), texts, scorer=fuzz.ratio, score_cutoff=least
    ):
        yield others[at]


def close(one: FacetId, two: FacetId, rivals: Rivals) -> float:
    """Return how alike the answers of two facets of one role are [0..1]; 0 if they are the same.

    Dates and numbers by distance, names and texts by their letters.
    """
    first, second = rivals.answer(one), rivals.answer(two)
    if first is None or second is None or answer_key(first) == answer_key(second):
        return 0.0
    if isinstance(first, Date) and isinstance(second, Date):
        return date_nearness(first, second, first.precision or Precision.YEAR)
    if isinstance(first, Number) and isinstance(second, Number):
        return number_nearness(first, second)
    from rapidfuzz import fuzz  # noqa: PLC0415  # 30 ms, needed only where something is new

    return fuzz.ratio(rivals.folded(one), rivals.folded(two)) / 100
