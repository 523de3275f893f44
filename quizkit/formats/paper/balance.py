"""Which letter is right, and in which order questions stand: even, without runs, unlike the next.

A paper whose right letters are uneven or come in rows can be guessed; one that is like the
neighbour's can be copied.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby, pairwise
from random import Random
from typing import Final, NamedTuple

LONGEST_RUN: Final = 3
"""So many questions in a row may have one letter."""

PATIENCE: Final = 100
"""Exchanges in vain after which an order is taken as it is, and four more for each question."""

EFFORT: Final = 400_000
"""Questions that are looked at while an order is sought, so that big papers take no longer."""


class Neighbour(NamedTuple):
    """A variant that lies beside.

    Attributes:
        order: Its questions by number.
        letters: The right letter of each number, or None.
        alone: Questions that have their number in every variant, being alone in their section.
    """

    order: tuple[int, ...]
    letters: tuple[int | None, ...]
    alone: frozenset[int] = frozenset()


class Worth(NamedTuple):
    """How far an order falls short, worst first; the smaller, the better.

    Attributes:
        runs: Questions by which runs of one letter are too long.
        copied: Numbers by which those with a neighbour's letter are more than half.
        same: Questions that have the number that a neighbour gives them, but for those alone.
        follows: Questions that follow the same one as in a neighbour.
        shared: Numbers that have a neighbour's letter.
    """

    runs: int
    copied: int
    same: int
    follows: int
    shared: int


def even(rooms: Sequence[Collection[int]], *, rng: Random, others: Sequence[int] = ()) -> list[int]:
    """Return a letter for each question, each as often as the others, as far as that can be.

    Letters are moved along chains from one that comes too often to one that comes too seldom,
    until there is no such chain: then no other choice is more even.

    Args:
        rooms: For each question the letters that it can have; one where its options are sorted.
        rng: Chance.
        others: The letters of other questions of the paper; among choices that are as even, one
            is taken that makes all of them together more even.

    >>> sorted(Counter(even([{0, 1, 2}] * 7, rng=Random("1"))).values())
    [2, 2, 3]
    >>> even([{2}, {0, 2}, {2}], rng=Random("1"))
    [2, 0, 2]
    >>> sorted(even([{0, 1, 2}] * 4, rng=Random("1"), others=[0, 0, 1, 1]))
    [0, 1, 2, 2]
    """
    choices = [sorted(room) for room in rooms]
    found = [choice[rng.randrange(len(choice))] for choice in choices]
    while chain := _chain(found, choices, Counter(others), rng):
        for at, letter in chain:
            found[at] = letter
    return found


def _chain(
    found: Sequence[int], rooms: Sequence[Sequence[int]], others: Counter[int], rng: Random
) -> list[tuple[int, int]]:
    """Return which questions take which letter, so that a letter too frequent gives one away."""
    counts = Counter(found)
    places = list(range(len(found)))
    rng.shuffle(places)
    for start in sorted(counts, key=lambda letter: (-counts[letter], -others[letter], letter)):
        came: dict[int, tuple[int, int]] = {}
        queue = [start]
        for letter in queue:
            for at in places:
                for other in rooms[at] if found[at] == letter else ():
                    if other in came or other == start:
                        continue
                    came[other] = (at, letter)
                    ahead = counts[start] - counts[other]
                    if ahead > 1 or (ahead == 1 and others[start] - others[other] > 0):
                        return _unwound(came, other, start)
                    queue.append(other)
    return []


def _unwound(came: Mapping[int, tuple[int, int]], letter: int, start: int) -> list[tuple[int, int]]:
    chain = []
    while letter != start:
        at, before = came[letter]
        chain.append((at, letter))
        letter = before
    return chain


def worth(
    order: Sequence[int], letters: Sequence[int | None], neighbours: Sequence[Neighbour]
) -> Worth:
    """Return how far an order of questions falls short.

    Args:
        order: The questions by number.
        letters: The right letter of each question, None where it has no single one.
        neighbours: The variants beside it.

    >>> worth([0, 1, 2, 3], [0, 0, 0, 0], [])
    Worth(runs=1, copied=0, same=0, follows=0, shared=0)
    """
    row = [letters[task] for task in order]
    lengths = (len(list(run)) for letter, run in groupby(row) if letter is not None)
    runs = sum(max(0, length - LONGEST_RUN) for length in lengths)
    copied = same = follows = shared = 0
    for other in neighbours:
        pairs = [(a, b) for a, b in zip(row, other.letters, strict=False) if a is not None]
        alike = sum(a == b for a, b in pairs)
        copied += max(0, alike - len(pairs) // 2)
        shared += alike
        both = zip(order, other.order, strict=False)
        same += sum(a == b and a not in other.alone for a, b in both)
        follows += len(set(pairwise(order)) & set(pairwise(other.order)))
    return Worth(runs, copied, same, follows, shared)


def ordered(
    sections: Sequence[Sequence[int]],
    letters: Sequence[int | None],
    neighbours: Sequence[Neighbour],
    *,
    rng: Random,
) -> tuple[int, ...]:
    """Return an order of questions, each within its section, that falls short least.

    A search by exchanges from an order by chance: what is not worse is kept.

    Args:
        sections: Questions that stand together.
        letters: The right letter of each question, None where it has no single one.
        neighbours: The variants beside it.
        rng: Chance.
    """
    order: list[int] = []
    places: list[range] = []
    for section in sections:
        places += [range(len(order), len(order) + len(section))] * len(section)
        _spread(order, section, letters, rng)
    movable = [at for at, room in enumerate(places) if len(room) > 1]
    best = worth(order, letters, neighbours)
    vain = 0
    for turn in range(EFFORT // len(order) if movable else 0):
        faulty = _faulty(order, letters, neighbours)
        if not faulty or vain > PATIENCE + 4 * len(order):
            break
        bad = [at for at in faulty if len(places[at]) > 1 and turn % 2] or movable
        one = bad[rng.randrange(len(bad))]
        two = places[one][rng.randrange(len(places[one]))]
        order[one], order[two] = order[two], order[one]
        found = worth(order, letters, neighbours)
        vain = 0 if found < best else vain + 1
        if found <= best:
            best = found
        else:
            order[one], order[two] = order[two], order[one]
    return tuple(order)


def _spread(
    order: list[int], section: Sequence[int], letters: Sequence[int | None], rng: Random
) -> None:
    """Put a section's questions behind an order by chance, without long runs where that can be.

    A letter that most of the rest has comes as soon as it may, else a run would be left over.
    """
    rest = list(section)
    rng.shuffle(rest)
    while rest:
        last = [letters[task] for task in order[-LONGEST_RUN:]]
        is_run = len(last) == LONGEST_RUN and len(set(last)) == 1 and last[0] is not None
        counts = Counter(letters[task] for task in rest)
        most, count = counts.most_common(1)[0]
        if is_run and len(counts) > 1:
            found = next(task for task in rest if letters[task] != last[0])
        elif most is not None and count > 2 * (len(rest) - count):
            found = next(task for task in rest if letters[task] == most)
        else:
            found = rest[0]
        rest.remove(found)
        order.append(found)


def _faulty(
    order: Sequence[int], letters: Sequence[int | None], neighbours: Sequence[Neighbour]
) -> list[int]:
    """Return the places that something is wrong with: the worst of `Worth` that there is."""
    row = [letters[task] for task in order]
    runs = [
        at
        for at in range(LONGEST_RUN, len(row))
        if row[at] is not None and len(set(row[at - LONGEST_RUN : at + 1])) == 1
    ]
    if runs:
        return [place for at in runs for place in range(at - LONGEST_RUN, at + 1)]
    copied: list[int] = []
    same: list[int] = []
    follows: list[int] = []
    for other in neighbours:
        asked = sum(letter is not None for letter in row)
        pairs = enumerate(zip(row, other.letters, strict=False))
        alike = [at for at, (a, b) in pairs if a is not None and a == b]
        copied += alike if len(alike) > asked // 2 else []
        both = enumerate(zip(order, other.order, strict=False))
        same += [at for at, (a, b) in both if a == b and a not in other.alone]
        known = set(pairwise(other.order))
        follows += [at for at, pair in enumerate(pairwise(order)) if pair in known]
    return copied or same or follows
