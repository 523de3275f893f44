"""Pairs that a learner mixes up, to be set against each other in one question.

C[a -> b] is the weight of the answers b that were given where a was right (`memory.confusions`),
over all facets of the role. Two values whose weights both ways come to 1.5, two typed mix-ups
within some weeks, are asked in one question of two options; so is a pair that made a leech. Each
pair at most once in seven days.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from quizkit.model import FacetId, Question, Value
from quizkit.questions.survey import mark
from quizkit.session.diagnosis import Trouble
from quizkit.session.own import VERSUS
from quizkit.session.queue import Asked
from quizkit.session.rivals import Pair, Place
from quizkit.session.standing import Standing

ENOUGH: Final = 1.5
"""Weight of confusions, both ways together, from which on a pair is set against each other."""

REST_DAYS: Final = 7
"""Learner-days before the same pair is set against each other again."""

MOST: Final = 8
"""Pairs that are looked at for a sitting, the heaviest first."""

MOST_JUDGED: Final = 200
"""So many of the heaviest wrong answers are judged again if they are no spelling that is shown."""

LONGEST_SEED: Final = 300
"""A longer seed does not fit an event [characters]."""


Values = tuple[Place, frozenset[str]]


def pairs(standing: Standing) -> tuple[Pair, ...]:
    """Return the pairs that may be set against each other today, the most mixed up first.

    Both facets are started and not put aside, and a question can be made of them.
    """
    rested = _rested(standing)
    found = sorted(_weighed(standing).items(), key=lambda entry: -sum(entry[1].values()))
    ready: list[Pair] = []
    for values, facets in found[: 4 * MOST]:
        weight = sum(facets.values())
        if weight < ENOUGH or len(ready) >= MOST:
            break
        fresh = {f: each for f, each in facets.items() if not standing.is_answered_today(f)}
        pair = None if values in rested else _pair(values, fresh, standing, weight)
        if pair:
            ready.append(pair)
    return tuple(ready)


def wished(
    standing: Standing, asked: Sequence[Asked], *, closed: Collection[FacetId] = ()
) -> Pair | None:
    """Return the pair mixed up most, to be set against each other at a sitting's end, or None.

    The learner wants it: one mix-up in the sitting is enough, and answers of today may be asked.

    Args:
        standing: Where the learner stands.
        asked: The sitting's answers.
        closed: What is not to be asked.
    """
    rested = _rested(standing).union(_set_against(standing, asked))
    mixed = {frozenset(answer.mixed) for answer in asked if answer.mixed}
    found = sorted(_weighed(standing).items(), key=lambda entry: -sum(entry[1].values()))
    for values, facets in found[: 4 * MOST]:
        weight, answer = sum(facets.values()), standing.scope.answer
        open_ = {f: each for f, each in facets.items() if f not in closed}
        pair = None if values in rested else _pair(values, open_, standing, weight)
        if pair is None:
            continue
        if weight >= ENOUGH or frozenset((answer(pair.asked), answer(pair.other))) in mixed:
            return pair
    return None


def _set_against(standing: Standing, asked: Iterable[Asked]) -> Iterator[Values]:
    """Yield the values that a sitting has set against each other already."""
    for answer in asked:
        value = standing.scope.rivals.answer(answer.rival) if answer.rival else None
        values = _values(standing, answer.facet, value) if value is not None else None
        if values:
            yield values


def question(
    facet: FacetId, other: FacetId, standing: Standing, *, seed: str, avoid: str = ""
) -> Question | None:
    """Return a facet as a choice between its answer and another facet's, or None.

    Args:
        facet: What is asked.
        other: Whose answer stands beside its own.
        standing: Where the learner stands.
        seed: The whole text given to `Random`.
        avoid: A stem that is not repeated where there is another wording.
    """
    value = standing.scope.rivals.answer(other) if other in standing.scope else None
    if value is None or len(seed) > LONGEST_SEED:
        return None
    return standing.scope.asker(facet).opposed(facet, value, seed=seed, avoid=avoid)


def versus(seed: str, other: FacetId) -> str:
    """Return the seed of a contrast question.

    >>> versus("mai:d/kerry#leader:3", FacetId("d/vessey#leader"))
    'mai:d/kerry#leader:3 versus vessey'
    """
    return f"{seed}{VERSUS}{other.partition('/')[2].rpartition('#')[0]}"


def _weighed(standing: Standing) -> dict[Values, dict[FacetId, float]]:
    """Return the weight of each two values by the facet that was answered wrong."""
    found: dict[Values, dict[FacetId, float]] = {}
    for facet, value, weight in _mixed(standing):
        values = _values(standing, facet, value)
        if values:
            facets = found.setdefault(values, {})
            facets[facet] = facets.get(facet, 0.0) + weight
    return found


def _mixed(standing: Standing) -> Iterator[tuple[FacetId, Value, float]]:
    """Yield each facet with a value that was given instead of its own, and its weight."""
    scope = standing.scope
    heaviest = sorted(standing.memory.confusions.items(), key=lambda item: -item[1])
    for count, ((name, given), weight) in enumerate(heaviest):
        facet = FacetId(name)
        find = scope.rivals.meant if count < MOST_JUDGED else scope.rivals.shown
        value = find(facet, given) if facet in scope else None
        if value is not None:
            yield facet, value, weight
    for facet in standing.leeches:
        found = standing.finding(facet)
        if found and found.is_open and found.trouble is Trouble.CONFUSION:
            value = scope.rivals.meant(facet, found.other)
            if value is not None:
                yield facet, value, ENOUGH


def _values(standing: Standing, facet: FacetId, other: Value) -> Values | None:
    rivals = standing.scope.rivals
    place, own = rivals.place(facet), rivals.answer(facet)
    if place is None or own is None:
        return None
    return place, frozenset({mark(own), mark(other)})


def _rested(standing: Standing) -> frozenset[Values]:
    """Return the values that were set against each other too lately."""
    found = set()
    for (one, two), day in (
        (tuple(pair), day) for pair, day in standing.own.contrasts.items() if len(pair) == 2
    ):
        if day > standing.day - REST_DAYS and one in standing.scope and two in standing.scope:
            value = standing.scope.rivals.answer(two)
            values = _values(standing, one, value) if value is not None else None
            found.add(values)
    return frozenset(values for values in found if values)


def _pair(
    values: Values, facets: Mapping[FacetId, float], standing: Standing, weight: float
) -> Pair | None:
    """Return two facets of a pair of values, the one that fails most asked, or None."""
    for facet in sorted(facets, key=lambda each: -facets[each]):
        if not _is_open(facet, standing):
            continue
        for other in _others(facet, values, standing):
            if question(facet, other, standing, seed=""):
                return Pair(facet, other, weight)
    return None


def _others(facet: FacetId, values: Values, standing: Standing) -> Iterator[FacetId]:
    """Yield the started facets that have the other answer of a pair."""
    place, marks = values
    rivals = standing.scope.rivals
    own = mark(rivals.answer(facet))
    for each in marks - {own}:
        yield from (other for other in rivals.with_mark(place, each) if _is_open(other, standing))


def _is_open(facet: FacetId, standing: Standing) -> bool:
    state = standing.state(facet)
    return state.state is not None and not state.suspended
