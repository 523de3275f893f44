"""Which distractors a question shows, and in what order."""

from collections.abc import Sequence
from itertools import combinations
from math import exp
from random import Random

from quizkit.model import Date, Lure, Number, Text, Value
from quizkit.questions.giveaway import as_told
from quizkit.questions.material import Material
from quizkit.questions.near import (
    date_nearness,
    is_within,
    kept_within,
    near_dates,
    near_numbers,
    number_nearness,
)
from quizkit.questions.sizes import sized

FEWEST = 2
"""So many are drawn wherever so many unlike ones can be."""

_SPREAD = 0.2


def picked(material: Material, *, count: int, rng: Random) -> tuple[Lure, ...]:
    """Draw distractors by nearness and by what this learner confuses, without replacement.

    The weight of a candidate is exp(-((close - wanted) / 0.2)^2) * (1 + 2 * confusion). For dates
    and numbers, and for texts that stand for them, the key's rank among the sorted options is
    drawn first, so that every rank is equally likely.

    Args:
        material: The question.
        count: How many are wanted [0..].
        rng: Chance.

    Returns:
        At most `count` distractors, no two of them alike.
    """
    key = material.plan.accepted[0]
    size = sized(material, key)
    if size is None:
        return _drawn(material, material.lures, count, rng)
    below, above = _sides(material, size)
    if isinstance(key, Text) and not _unlike(material, (*below, *above), FEWEST):
        return _drawn(material, material.lures, count, rng)
    return _ranked(material, (below, above), count, rng)


def ordered(material: Material, values: list[Value], *, rng: Random) -> list[Value]:
    """Return options in the order shown: those of one unit sorted, all else shuffled."""
    sizes = _sizes(material, values)
    if sizes:
        return [values[at] for at in sorted(range(len(values)), key=sizes.__getitem__)]
    shuffled = sorted(values, key=material.show)
    rng.shuffle(shuffled)
    return shuffled


def are_sorted(material: Material, values: Sequence[Value]) -> bool:
    """Return whether options stand by their size: all of them dates, or figures of one unit.

    Args:
        material: The question.
        values: The options.
    """
    return _sizes(material, values) is not None


def _sizes(material: Material, values: Sequence[Value]) -> list[tuple[str, float]] | None:
    """Return the sizes of options of one unit, or None if there is one without."""
    found = [size for value in values if (size := sized(material, value))]
    return found if len(found) == len(values) and len({unit for unit, _ in found}) == 1 else None


def suffices(material: Material, count: int) -> bool:
    """Return whether `picked` finds as many distractors, whatever chance wills.

    Args:
        material: The question.
        count: How many are wanted [1..2].
    """
    if _unlike(material, material.lures, count):
        return True
    key = material.plan.accepted[0]
    if not (material.near and isinstance(key, Date | Number)):
        return False
    return len(picked(material, count=count, rng=Random(count))) >= count


def _unlike(material: Material, pool: Sequence[Lure], count: int) -> bool:
    """Return whether there is one distractor, or there are two that are unlike."""
    if count < FEWEST:
        return bool(pool)
    return any(not material.alike(a.value, b.value) for a, b in combinations(pool, 2))


def _drawn(material: Material, pool: Sequence[Lure], count: int, rng: Random) -> tuple[Lure, ...]:
    """Draw by weight; where a first one leaves too few that are unlike it, begin with another."""
    rest, best = list(pool), list[Lure]()
    weights = _weights(material, pool) if count else []
    while rest and count:
        chosen = _draw(material, rest, weights, count=count, rng=rng)
        best = max(best, chosen, key=len)
        if len(chosen) >= min(count, FEWEST):
            break
        first = rest.index(chosen[0])
        del rest[first], weights[first]
    return tuple(best)


def _draw(
    material: Material,
    pool: Sequence[Lure],
    weights: Sequence[float],
    *,
    count: int,
    rng: Random,
) -> list[Lure]:
    chosen: list[Lure] = []
    rest, left = list(pool), list(weights)
    while rest and len(chosen) < count:
        at = _place(left, rng.random() * sum(left))
        lure = rest.pop(at)
        del left[at]
        for other in chosen:
            if material.alike(lure.value, other.value):
                break
        else:
            chosen.append(lure)
    return chosen


def _place(weights: Sequence[float], point: float) -> int:
    """Return on which weight a point lies, if they are laid end to end."""
    for at, weight in enumerate(weights):
        point -= weight
        if point < 0:
            return at
    return len(weights) - 1


def _weights(material: Material, pool: Sequence[Lure]) -> list[float]:
    close, confused = material.wish.close, material.wish.confused
    near = [exp(-(((lure.close - close) / _SPREAD) ** 2)) + 1e-9 for lure in pool]
    if not confused:
        return near
    shown = (material.show(lure.value) for lure in pool)
    return [
        weight * (1 + 2 * confused.get(text, 0.0)) for weight, text in zip(near, shown, strict=True)
    ]


def _sides(
    material: Material, key: tuple[str, float], lures: Sequence[Lure] | None = None
) -> tuple[list[Lure], list[Lure]]:
    """Return the distractors of the key's unit that are smaller than it, and all larger ones."""
    below: list[Lure] = []
    above: list[Lure] = []
    for lure in material.lures if lures is None else lures:
        size = sized(material, lure.value)
        if size and size[0] == key[0]:
            (below if size < key else above).append(lure)
    return below, above


def _ranked(
    material: Material, sides: tuple[Sequence[Lure], Sequence[Lure]], count: int, rng: Random
) -> tuple[Lure, ...]:
    """Draw the key's rank, and then as many on either side; where there are none, another rank."""
    below = rng.randrange(count + 1)
    low = _drawn(material, sides[0], below, rng)
    high = _drawn(material, sides[1], count - below, rng)
    if len(low) + len(high) == count:
        return (*low, *high)
    low, high = _full(material, sides, count=count, rng=rng)
    ranks = [n for n in range(count + 1) if n <= len(low) and count - n <= len(high)]
    if ranks and below not in ranks:
        below = ranks[rng.randrange(len(ranks))]
    return (*low[:below], *high[: count - below]) if ranks else (*low, *high)


def _full(
    material: Material,
    sides: tuple[Sequence[Lure], Sequence[Lure]],
    *,
    count: int,
    rng: Random,
) -> tuple[tuple[Lure, ...], tuple[Lure, ...]]:
    """Return distractors below and above the key, at most so many: other facts' values first."""
    low, high = (_drawn(material, side, count, rng) for side in sides)
    key = material.plan.accepted[0]
    size = sized(material, key)
    wanting = len(low) < count or len(high) < count
    if material.near and wanting and size and isinstance(key, Date | Number):
        smaller, larger = _sides(material, size, _made(material, key, rng))
        low = _filled(material, low, smaller, count)
        high = _filled(material, high, larger, count)
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
        own = material.deck.words[material.deck.language]
        numbers = near_numbers(key, words=own, rng=rng)
        made = [Lure(n, "one", close=number_nearness(key, n)) for n in numbers]
    stem, scope = f" {as_told(material.stem)} ", kept_within(material.plan.scope)
    return tuple(
        lure
        for lure in made
        if f" {as_told(material.show(lure.value))} " not in stem
        and not material.is_place(lure.value)
        and is_within(lure.value, scope)
        and not any(material.alike(lure.value, barred) for barred in material.plan.barred)
    )
