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


def slices(answers: Sequence[Answer], standing: Standing) -> dict[str, tuple[Slice, ...]]:
    """Return the scored answers by each dimension, what has most answers first.

    What was never answered is told by its facets alone. Answers about facets that the decks no
    longer have count by form and deck only. What was answered wrong today and not right since is
    not known.
    """
    scope, wrong = standing.scope, frozenset(standing.owed())
    chances = {facet: 0.0 if facet in wrong else standing.chance(facet) for facet in scope.facets}
    by_facet = {name: _named(scope, name) for name in DIMENSIONS if name != "form"}
    found: dict[str, tuple[Slice, ...]] = {}
    for name in DIMENSIONS:
        if name == "form":
            groups = _grouped((answer.form, answer) for answer in answers)
            found[name] = _ordered(_slice(each, groups[each]) for each in groups)
            continue
        names = by_facet[name]
        groups = _grouped(
            (each, answer) for answer in answers for each in _names(names, answer.facet, name)
        )
        facets: dict[str, list[float | None]] = defaultdict(list)
        for facet, chance in chances.items():
            for each in names[facet]:
                facets[each].append(chance)
        every = {**groups, **{each: groups.get(each, []) for each in facets}}
        found[name] = _ordered(_slice(n, told, facets.get(n, ())) for n, told in every.items())
    return found


def _named(scope: Scope, dimension: str) -> dict[str, tuple[str, ...]]:
    """Return what each facet belongs to; to several tags, or to none."""
    return {facet: _belongs(scope, facet, dimension) for facet in scope.facets}


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


def _names(names: Mapping[str, tuple[str, ...]], facet: str, dimension: str) -> tuple[str, ...]:
    if dimension == "deck":
        return (deck_of(FacetId(facet)),)
    return names.get(facet, ())


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
        right=fmean(answer.is_right for answer in scored) if scored else 0.0,
        seconds=median(answer.seconds for answer in answers) if answers else 0.0,
        known=fmean(known) if known else None,
        started=len(known),
        facets=len(chances),
    )


def _ordered(found: Iterable[Slice]) -> tuple[Slice, ...]:
    return tuple(sorted(found, key=lambda each: (-each.answers, each.name)))
