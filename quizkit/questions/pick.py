"""Which distractors a question shows, and in what order."""

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


def _drawn(material: Material, pool: tuple[Lure, ...], count: int, rng: Random) -> tuple[Lure, ...]:
    chosen: list[Lure] = []
    rest = list(pool)
    while rest and len(chosen) < count:
        weights = [_weight(material, lure) for lure in rest]
        lure = rest.pop(rng.choices(range(len(rest)), weights)[0])
        if not any(_alike(material, lure, other) for other in chosen):
            chosen.append(lure)
    return tuple(chosen)


def _weight(material: Material, lure: Lure) -> float:
    near = exp(-(((lure.close - material.wish.close) / _SPREAD) ** 2))
    return (near + 1e-9) * (1 + 2 * material.wish.confused.get(material.show(lure.value), 0.0))


def _alike(material: Material, one: Lure, two: Lure) -> bool:
    return material.alike(one.value, two.value)


def _ranked(material: Material, key: Date | Number, count: int, rng: Random) -> tuple[Lure, ...]:
    below = rng.randrange(count + 1)
    given = material.lures
    made = _made(material, key, rng) if material.near else ()
    low = _side(material, key, given, made, under=True)
    high = _side(material, key, given, made, under=False)
    ranks = [n for n in range(count + 1) if n <= len(low) and count - n <= len(high)]
    if ranks and below not in ranks:
        below = ranks[rng.randrange(len(ranks))]
    return (*low[:below], *high[: count - below]) if ranks else (*low, *high)


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
    return tuple(lure for lure in made if f" {fold(material.show(lure.value))} " not in stem)


def _side(
    material: Material,
    key: Date | Number,
    given: tuple[Lure, ...],
    made: tuple[Lure, ...],
    *,
    under: bool,
) -> list[Lure]:
    """Return the distractors on one side of the key, values of other facts first, no two alike."""
    found: list[Lure] = []
    for lure in (*given, *made):
        if (_size(lure.value) < _size(key)) is under and not any(
            _alike(material, lure, other) for other in found
        ):
            found.append(lure)
    return found


def _size(value: Value) -> float:
    if isinstance(value, Date):
        return value.first
    return float(value.value) if isinstance(value, Number) else 0.0
