"""Names of persons, word by word: initials for words, words left out, the last words alone."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

Parts = tuple[str, ...]

_MOST_LETTERS: Final = 4
_MOST_WORDS: Final = 8


def alike(given: Parts, known: Parts) -> int | None:
    """Return how well two names of one person fit, or None.

    The last words are equal. Word by word, in order, each is equal or the other's initial. What
    is left out may only be initials, all on one side; where initials alone stand before the last
    word, any word after the first may be left out.

    Args:
        given: Folded words of a name as it was written, without titles.
        known: Folded words of a name.

    Returns:
        0 if no word is left out, 1 if some are.

    >>> bush = ("george", "h", "w", "bush")
    >>> alike(("g", "h", "w", "bush"), bush), alike(("george", "bush"), bush)
    (0, 1)
    >>> alike(("george", "x", "bush"), bush) is None
    True
    """
    if not 2 <= len(given) <= _MOST_WORDS or len(known) < 2 or given[-1] != known[-1]:
        return None
    one, other = given[:-1], known[:-1]
    if not _match(one[0], other[0]):
        return None
    if len(one) == len(other):
        return 0 if all(map(_match, one, other)) else None
    if len(one) < len(other):
        only_initials = all(len(word) == 1 for word in one)
        return 1 if _within(one, other, any_left_out=only_initials) else None
    return 1 if _within(other, one, any_left_out=False) else None


def _match(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other


def _within(short: Parts, long: Parts, *, any_left_out: bool) -> bool:
    """Return whether the one is the other with words left out after the first."""
    if len(long) > _MOST_WORDS:
        return False
    return any(
        all(map(_match, short, (long[at] for at in (0, *kept))))
        and (any_left_out or all(len(long[at]) == 1 for at in _rest(len(long), kept)))
        for kept in combinations(range(1, len(long)), len(short) - 1)
    )


def _rest(length: int, kept: Sequence[int]) -> Iterator[int]:
    return (at for at in range(1, length) if at not in kept)


def spelt_out(given: Parts) -> Parts:
    """Return a name with initials that stand together taken apart, or () if there are none.

    >>> spelt_out(("ghw", "bush"))
    ('g', 'h', 'w', 'bush')
    """
    first = given[0] if len(given) == 2 else ""
    return (*first, given[-1]) if 2 <= len(first) <= _MOST_LETTERS and first.isalpha() else ()


def tails(known: Parts) -> Iterator[Parts]:
    """Yield what may stand for a name besides its last word: its last two words or more.

    >>> list(tails(("gabriel", "garcia", "marquez")))
    [('garcia', 'marquez')]
    """
    for start in range(1, len(known) - 1):
        if not any(len(word) == 1 for word in known[start:]):
            yield known[start:]


def turned(given: Parts) -> Iterator[Parts]:
    """Yield a name with its first word last, and with its last word first.

    >>> list(turned(("kerry", "john")))
    [('john', 'kerry')]
    """
    if len(given) >= 2:
        yield (*given[1:], given[0])
    if len(given) >= 3:
        yield (given[-1], *given[:-1])
