"""The answers by what they have in common: kind, role, form, tag, deck."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, median
from typing import Final

from quizkit.analysis.stats.past import Answer
from quizkit.model import FacetId, Slice
from quizkit.session.scope import Scope, deck_of
from quizkit.session.standing import Standing

DIMENSIONS: Final = ("kind", "role", "form", "tag", "deck")
"""What answers can be put together by."""


Belonging = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Dimension to facet to what it belongs to: several tags, or none."""


def slices(
    answers: Sequence[Answer], chances: Mapping[FacetId, float | None], belonging: Belonging
) -> dict[str, tuple[Slice, ...]]:
    """Return the scored answers by each dimension, what has most answers first.

    What was never answered is told by its facets alone. Answers about facets that the decks no
    longer have count by form and deck only.

    Args:
        answers: All of them.
        chances: Each facet with the chance to know it now [0..1]; None if it is new.
        belonging: What each facet belongs to, as `belonging` tells it.
    """
    by_facet = _grouped((answer.facet, answer) for answer in answers)
    found: dict[str, tuple[Slice, ...]] = {}
    for name in DIMENSIONS:
        if name == "form":
            groups = _grouped((answer.form, answer) for answer in answers)
            found[name] = _ordered(_slice(each, groups[each]) for each in groups)
            continue
        names, groups = belonging[name], defaultdict(list)
        for facet, some in by_facet.items():
            for each in (deck_of(FacetId(facet)),) if name == "deck" else names.get(facet, ()):
                groups[each] += some
        facets: dict[str, list[float | None]] = defaultdict(list)
        for facet, chance in chances.items():
            for each in names[facet]:
                facets[each].append(chance)
        every = {**groups, **{each: groups.get(each, []) for each in facets}}
        found[name] = _ordered(_slice(n, told, facets.get(n, ())) for n, told in every.items())
    return found


def belonging(scope: Scope) -> Belonging:
    """Return what each facet belongs to, for each dimension but the form."""
    return {
        name: {facet: _belongs(scope, facet, name) for facet in scope.facets}
        for name in DIMENSIONS
        if name != "form"
    }


def chances(standing: Standing) -> dict[FacetId, float | None]:
    """Return the chance to know each facet now; of what was answered wrong today it is 0."""
    wrong = frozenset(standing.owed())
    return {f: 0.0 if f in wrong else standing.chance(f) for f in standing.scope.facets}


def _belongs(scope: Scope, facet: FacetId, dimension: str) -> tuple[str, ...]:
    match dimension:
        case "kind":
            return (scope.plan(facet).kind,)
        case "role":
            return (f"{scope.plan(facet).kind}.{facet.rpartition('#')[2]}",)
        case "tag":
            return tuple(dict.fromkeys(scope.row(facet).tags))
        case _:
            return (deck_of(facet),)


def _grouped(pairs: Iterable[tuple[str, Answer]]) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = defaultdict(list)
    for name, answer in pairs:
        found[name].append(answer)
    return found


def _slice(name: str, answers: Sequence[Answer], chances: Sequence[float | None] = ()) -> Slice:
    scored = [answer for answer in answers if answer.said is not None]
    known = [chance for chance in chances if chance is not None]
    return Slice(
        name=name,
        answers=len(scored),
        right=sum(answer.is_right for answer in scored) / len(scored) if scored else 0.0,
        seconds=median(answer.seconds for answer in answers) if answers else 0.0,
        known=fmean(known) if known else None,
        started=len(known),
        facets=len(chances),
    )


def _ordered(found: Iterable[Slice]) -> tuple[Slice, ...]:
    return tuple(sorted(found, key=lambda each: (-each.answers, each.name)))
