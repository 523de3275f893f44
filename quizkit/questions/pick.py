"""Which distractors a question shows, and in what order."""

from collections.abc import Sequence
from math import exp
from random import Random

from quizkit.model import Date, Lure, Number, Value
from quizkit.questions.material import Material
from quizkit.questions.near import (
    date_nearness,
    near_dates,
    near_numbers,
    number_nearness,
)
from quizkit.text import fold

FEWEST = 2
"""So many are drawn wherever so many unlike ones can be."""

_SPREAD = 0.2


def picked(material: Material, *, count: int, rng: Random) -> tuple[Lure, ...]:
    """Draw distractors by nearness and by what this learner confuses, without replacement.

    The weight of a candidate is exp(-((close - wanted) / 0.2)^2) * (1 + 2 * confusion). For dates
    and numbers the key's rank among the sorted options is drawn first, so that every rank is
    equally likely.

    Args:
        material: The question.
        count: How many are wanted [0..].
        rng: Chance.

    Returns:
        At most `count` distractors, no two of them alike.
    """
    key = material.plan.accepted[0]
    if isinstance(key, Date | Number):
        return _ranked(material, key, count, rng)
    return _drawn(material, material.lures, count, rng)


def ordered(material: Material, values: list[Value], *, rng: Random) -> list[Value]:
    """Return options in the order shown: dates and numbers sorted, all else shuffled."""
    if all(isinstance(value, Date) for value in values):
        return sorted(values, key=lambda v: v.first if isinstance(v, Date) else 0)
    if all(isinstance(value, Number) for value in values):
        return sorted(values, key=lambda v: v.value if isinstance(v, Number) else 0)
    shuffled = sorted(values, key=material.show)
    rng.shuffle(shuffled)
    return shuffled


def _drawn(material: Material, pool: Sequence[Lure], count: int, rng: Random) -> tuple[Lure, ...]:
    """Draw by weight; where a first one leaves too few that are unlike it, begin with another."""
    rest, best = list(pool), list[Lure]()
    while rest:
        chosen = _draw(material, rest, count, rng)
        best = max(best, chosen, key=len)
        if len(chosen) >= min(count, FEWEST):
            break
        rest.remove(chosen[0])
    return tuple(best)


def _draw(material: Material, pool: Sequence[Lure], count: int, rng: Random) -> list[Lure]:
    chosen: list[Lure] = []
    rest, weights = list(pool), [_weight(material, lure) for lure in pool]
    while rest and len(chosen) < count:
        at = rng.choices(range(len(rest)), weights)[0]
        lure = rest.pop(at)
        weights.pop(at)
        if not any(material.alike(lure.value, other.value) for other in chosen):
            chosen.append(lure)
    return chosen


def _weight(material: Material, lure: Lure) -> float:
    wish = material.wish
    near = exp(-(((lure.close - wish.close) / _SPREAD) ** 2)) + 1e-9
    if not wish.confused:
        return near
    return near * (1 + 2 * wish.confused.get(material.show(lure.value), 0.0))


def _ranked(material: Material, key: Date | Number, count: int, rng: Random) -> tuple[Lure, ...]:
    below = rng.randrange(count + 1)
    low, high = _sides(material, key, count, rng)
    ranks = [n for n in range(count + 1) if n <= len(low) and count - n <= len(high)]
    if ranks and below not in ranks:
        below = ranks[rng.randrange(len(ranks))]
    return (*low[:below], *high[: count - below]) if ranks else (*low, *high)


def _sides(
    material: Material, key: Date | Number, count: int, rng: Random
) -> tuple[tuple[Lure, ...], tuple[Lure, ...]]:
    """Return distractors below and above the key, at most so many: other facts' values first."""
    size = _size(key)
    given = [lure for lure in material.lures if _size(lure.value) < size]
    low = _drawn(material, given, count, rng)
    given = [lure for lure in material.lures if _size(lure.value) >= size]
    high = _drawn(material, given, count, rng)
    if material.near and (len(low) < count or len(high) < count):
        made = _made(material, key, rng)
        low = _filled(material, low, [m for m in made if _size(m.value) < size], count)
        high = _filled(material, high, [m for m in made if _size(m.value) >= size], count)
    return low, high


def _filled(
    material: Material, found: Sequence[Lure], made: Sequence[Lure], count: int
) -> tuple[Lure, ...]:
    """Return what was found, and of what was made as many as are still wanted, no two alike."""
    full = list(found)
    for lure in made:
        if len(full) >= count:
            break
        if not any(material.alike(lure.value, other.value) for other in full):
            full.append(lure)
    return tuple(full)


def _made(material: Material, key: Date | Number, rng: Random) -> tuple[Lure, ...]:
    if isinstance(key, Date):
        asked = material.plan.asked
        if asked is None:
            return ()
        dates = near_dates(key, asked, rng=rng, latest=material.latest)
        made = [Lure(d, "one", close=date_nearness(key, d, asked)) for d in dates]
    else:
        numbers = near_numbers(key, words=material.words, rng=rng)
        made = [Lure(n, "one", close=number_nearness(key, n)) for n in numbers]
    stem = f" {fold(material.stem)} "
    return tuple(
        lure
        for lure in made
        if f" {fold(material.show(lure.value))} " not in stem
        and not any(material.alike(lure.value, barred) for barred in material.plan.barred)
    )


def _size(value: Value) -> float:
    if isinstance(value, Date):
        return value.first
    return float(value.value) if isinstance(value, Number) else 0.0
