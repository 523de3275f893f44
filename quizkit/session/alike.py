"""Answers so alike that they are not both met for the first time within three days."""

from collections.abc import Iterable, Mapping
from typing import Final

from quizkit.model import Date, FacetId, Number, Precision
from quizkit.questions.near import date_nearness, number_nearness
from quizkit.session.rivals import Place, Rivals
from quizkit.text import fold
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
    return next((other for other in others if close(facet, other, rivals) >= CLOSE), None)


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

    looks = (fold(rivals.text(facet, value)) for facet, value in ((one, first), (two, second)))
    return fuzz.ratio(*looks) / 100
