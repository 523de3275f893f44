"""Names beside each other: whose types agree, where they are used, which are near misspellings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from quizkit.checks.context import Context
from quizkit.model import BEFORE, List, Name, Named, Value, Views
from quizkit.text import fold

SHORTEST: Final = 5
"""Letters of a word from which on one letter more or less is more likely a slip than a name."""

MOST: Final = 200
"""Characters of a spelling that is compared; longer ones are sentences."""

_ROMAN: Final = re.compile(r"[ivxlcdm]+")


class Near(NamedTuple):
    """A name that was probably misspelt, and the name that was probably meant.

    `once` tells that it stands in one place only, `same` that no letter differs, only case or
    marks.
    """

    name: Name
    meant: Name
    once: bool
    same: bool


def alike(one: str, other: str) -> bool:
    """Return whether one of two types is the other, or a case of it.

    >>> alike("city", "place"), alike("city", "person")
    (True, False)
    """
    return other in _line(one) or one in _line(other)


def _line(type_: str) -> Iterator[str]:
    yield type_
    while type_ in BEFORE:
        type_ = BEFORE[type_]
        yield type_


def named_in(value: Value) -> Iterator[str]:
    """Yield the names that a value holds.

    >>> list(named_in(List((Named("Laos"), Named("Peru")))))
    ['Laos', 'Peru']
    """
    match value:
        case Named(name):
            yield name
        case List(items):
            for item in items:
                yield from named_in(item)
        case Views(_, entries):
            for _, entry in entries:
                yield from named_in(entry)
        case _:
            pass


def uses(context: Context) -> Counter[str]:
    """Return how often each name stands in facts, in their wrong options, and in other names."""
    found: Counter[str] = Counter()
    for name in context.deck.names.values():
        found.update(name.within)
    for fact in context.deck.facts:
        for value in fact.values.values():
            if value.__class__ is Named:
                found[value.name] += 1
            else:
                found.update(named_in(value))
        for lures in (*fact.wrong.values(), *fact.never_wrong.values()):
            found.update(name for value in lures for name in named_in(value))
    return found


def near_names(context: Context) -> Iterator[Near]:
    """Yield undeclared names that stand once and are one letter away from another name.

    Those that differ in no letter stand anywhere. Two spellings are one letter apart only if they
    agree once a letter is taken out of one or both: a table of what is left of each finds them
    without comparing all pairs.
    """
    names, counts = context.deck.names, uses(context)
    doubtful = {name.name for name in names.values() if not name.declared}
    together: dict[str, set[str]] | None = None
    for one, other in _pairs(_spellings(names.values())) if doubtful else ():
        name, meant = _judged(names[one[1]], names[other[1]], counts)
        once, same = counts[name.name] < 2, one[0] == other[0]
        if name.name in doubtful and (once or same) and alike(name.type, meant.type):
            together = _neighbours(context, doubtful) if together is None else together
            apart = meant.name not in together.get(name.name, ())
            if apart and _is_slip(one[0], other[0]):
                yield Near(name, meant, once, same)


def _judged(one: Name, other: Name, counts: Counter[str]) -> tuple[Name, Name]:
    """Return two near names, the one that is rather the slip first: undeclared, rarer, later."""
    places = [(name.declared, counts[name.name], name.at, name) for name in (one, other)]
    (declared, count, at, _), (declared_2, count_2, at_2, _) = places
    first_is_slip = (declared, count) < (declared_2, count_2) or (
        (declared, count) == (declared_2, count_2) and at > at_2
    )
    return (one, other) if first_is_slip else (other, one)


def _neighbours(context: Context, doubtful: set[str]) -> dict[str, set[str]]:
    """Return with which names each doubtful one shares a fact: its author knew them apart."""
    found: dict[str, set[str]] = {}
    for fact in context.deck.facts:
        values = [*fact.values.values(), *(v for lures in fact.wrong.values() for v in lures)]
        here = [name for value in values for name in named_in(value)]
        for name in doubtful.intersection(here) if len(here) > 1 else ():
            found.setdefault(name, set()).update(here)
    return found


def _spellings(names: Iterable[Name]) -> Iterator[tuple[str, str]]:
    """Yield each spelling to compare, folded, with the name that it belongs to."""
    for name in names:
        for text in (name.name, *name.aka):
            if len(text) <= MOST:
                folded = fold(text, accents=True)
                if len(folded) >= SHORTEST:
                    yield folded, name.name


def _pairs(
    spellings: Iterable[tuple[str, str]],
) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield pairs of spellings of different names that are one letter apart at most, each once."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # 30 ms, needed by no other check

    left: dict[str, list[tuple[str, str]]] = {}
    for spelling in spellings:
        text = spelling[0]
        seen = {spelling[1]}
        for key in {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}:
            for other in left.get(key, ()):
                if other[1] not in seen and OSA.distance(text, other[0], score_cutoff=1) < 2:
                    seen.add(other[1])
                    yield spelling, other
            left.setdefault(key, []).append(spelling)


def _is_slip(one: str, other: str) -> bool:
    """Return whether two near spellings differ as by a slip of the fingers.

    Not where they differ in a figure, a numeral, an initial, a short word or the first letter of
    a word, as two things of one sort do.
    """
    mine, theirs = one.split(), other.split()
    if len(mine) != len(theirs):
        return one.replace(" ", "") == other.replace(" ", "")
    first, second = next(((a, b) for a, b in zip(mine, theirs, strict=True) if a != b), ("", ""))
    if first == second:
        return True
    numbered = any(char.isdigit() for char in first + second)
    roman = _ROMAN.fullmatch(first) and _ROMAN.fullmatch(second)
    short = max(len(first), len(second)) < SHORTEST
    return not (numbered or roman or short or first[0] != second[0])
