"""Facts that another fact of their kind holds in itself: the same, said less exactly.

For each role and thing that could be meant by a value the facts that certainly mean it are kept as
the bits of one number. What holds a fact stands in all the sets of its values, so a few `&` leave
nearly nothing to compare.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import Final

from quizkit.model import Date, Fact, List, Named, Number, Other, Text, Value, Views
from quizkit.values.dates import OPEN_END, OPEN_START, parts
from quizkit.values.relations import Places, entails, exact

MOST_TRIED: Final = 8
"""Facts looked at for each one; more can only be left where all values are vague."""

_Key = tuple[str, Hashable]


def implied(facts: Sequence[Fact], places: Places) -> Iterator[tuple[Fact, Fact]]:
    """Yield facts with the first other one that says all of them, and says it more exactly.

    Disputed facts, and those of another source's word or another time, are apart.

    Args:
        facts: The facts of one kind, in deck order.
        places: Which names lie in which.
    """
    plain = _distinct(facts)
    holding: dict[_Key, int] = {}
    for index, fact in enumerate(plain):
        for key in _keys(fact, places, wide=True):
            holding[key] = holding.get(key, 0) | 1 << index
    for index, fact in enumerate(plain):
        left = ~(1 << index)
        for key in _keys(fact, places, wide=False):
            left &= holding.get(key, 0)
            if not left:
                break
        if left > 0:
            sharp = _first(fact, plain, left, places)
            if sharp is not None:
                yield fact, sharp


def _distinct(facts: Sequence[Fact]) -> list[Fact]:
    """Return facts that can be compared, each set of values once."""
    found: dict[object, Fact] = {}
    for fact in facts:
        values = fact.values.values()
        if fact.disputed or any(isinstance(value, Other | Views) for value in values):
            continue
        told = (frozenset(fact.values.items()), fact.according_to, fact.at_time_of, fact.valid)
        found.setdefault(told, fact)
    return list(found.values())


def _first(fact: Fact, facts: Sequence[Fact], left: int, places: Places) -> Fact | None:
    for _ in range(MOST_TRIED):
        other = facts[(left & -left).bit_length() - 1]
        if _holds(other, fact, places):
            return other
        left &= left - 1
        if not left:
            break
    return None


def _holds(sharp: Fact, vague: Fact, places: Places) -> bool:
    """Return whether a fact says all that another one says, in the same way."""
    told = (sharp.according_to, sharp.at_time_of, sharp.valid)
    return told == (vague.according_to, vague.at_time_of, vague.valid) and all(
        role in sharp.values and _says(value, sharp.values[role], places)
        for role, value in vague.values.items()
    )


def _says(value: Value, exacter: Value, places: Places) -> bool:
    if isinstance(value, List) or isinstance(exacter, List):
        return value == exacter
    return entails(value, exacter, places=places)


def _keys(fact: Fact, places: Places, *, wide: bool) -> Iterator[_Key]:
    """Yield what a fact's values stand under; with `wide` also under all that they lie in."""
    for role, value in fact.values.items():
        match value:
            case Named(name):
                yield role, name
                if wide:
                    yield from ((role, outer) for outer in places.around(name))
            case Text(text, member):
                yield role, (text if member else exact(text))
            case Date():
                yield from ((role, key) for key in _times(value, wide=wide))
            case List() | Number():
                yield role, value
            case _:
                pass


def _times(date: Date, *, wide: bool) -> Iterator[Hashable]:
    """Yield the years, and with `wide` the fact alone, that a date may be looked up by."""
    if wide:
        yield "given"
        if date.first > OPEN_START and date.last < OPEN_END and not (date.about or date.uncertain):
            yield parts(date)[0]
    else:
        yield parts(date)[0] if date.precision is not None else "given"
