"""The answers that a deck holds for a role, lined up so that plausible ones stand together.

A line-up is made when first asked for and kept. A question looks at the neighbours of its key
only, so that what it costs does not grow with the deck.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from typing import Final, NamedTuple

from quizkit.model import OTHER, Date, List, Name, Named, Number, Precision, Value, Views
from quizkit.questions.index import Key
from quizkit.questions.likeness import Face, Likeness, related_types
from quizkit.questions.near import SCALE_DAYS
from quizkit.questions.printable import answer_at
from quizkit.text import digest
from quizkit.values.numbers import one_of_unit
from quizkit.values.relations import answer_key

NEAREST: Final = 2
"""So many dates or numbers next to the key are taken on either side."""

FARTHER: Final = (0.8, 1.6, 2.4)
"""And the first from each of these distances on, in units of `near.SCALE_DAYS`."""

SMALLER: Final = (0.5, 0.2, 0.1)
"""Of numbers the first from each of these parts of the key on, or its inverse."""

FEW: Final = 8
"""Of so many dates or numbers all are looked at."""

Order = tuple[str | float, ...]

_AFTER: Final = "\U0010ffff"
"""Comes after every text that an option shows."""


class Standing(NamedTuple):
    """An answer in a line-up.

    Attributes:
        key: What tells it from other answers.
        value: The answer itself.
        givers: Positions of the kind's facts that give it, alone or in a list.
    """

    key: Key
    value: Value
    givers: Sequence[int]


class Lineup:
    """Answers of one group in order.

    Args:
        rows: Each answer with what it is ordered by; no two orders are equal.
    """

    def __init__(self, rows: Iterable[tuple[Order, Standing]]) -> None:
        ordered = sorted(rows, key=lambda row: row[0])
        self._orders = [order for order, _ in ordered]
        self._standings = [standing for _, standing in ordered]

    def around(self, order: Order) -> Iterator[Standing]:
        """Yield the answers from this place outwards, first below and above by turns."""
        above = bisect_left(self._orders, order)
        below, last = above - 1, len(self._standings)
        while below >= 0 or above < last:
            if above < last:
                yield self._standings[above]
                above += 1
            if below >= 0:
                yield self._standings[below]
                below -= 1

    def beside(
        self, size: float, *, below: Sequence[float], above: Sequence[float]
    ) -> Sequence[Standing]:
        """Return the nearest answers on either side of a size, and the first from each farther one.

        Those below and above take turns. Of a few answers all are returned.

        Args:
            size: The key's size.
            below: Sizes below it, falling.
            above: Sizes above it, rising.
        """
        orders = self._orders
        if len(orders) <= FEW:
            return self._standings
        low, high = bisect_left(orders, (size,)) - 1, bisect_left(orders, (size, _AFTER))
        taken = [n for step in range(NEAREST) for n in (low - step, high + step)]
        for down, up in zip(below, above, strict=True):
            taken.append(bisect_left(orders, (down, _AFTER)) - 1)
            taken.append(bisect_left(orders, (up,)))
        standings, last = self._standings, len(orders)
        return [standings[n] for n in dict.fromkeys(taken) if 0 <= n < last]


class Answers:
    """The answers of a role at one precision, in line-ups of what can be options together.

    Args:
        values: Each value of the role with the position of its fact, or -1 for no fact's.
        likeness: How answers look.
        names: The deck's names.
        asked: The precision asked for, for dates.
        times: For each position the day that orders it.
    """

    def __init__(
        self,
        values: Iterable[tuple[Value, int]],
        likeness: Likeness,
        *,
        names: Mapping[str, Name],
        asked: Precision | None,
        times: Sequence[int] = (),
    ) -> None:
        self._names, self._times, self._asked = names, times, asked
        self._likeness = likeness
        givers: dict[Key, tuple[Value, list[int]]] = {}
        known: dict[Value, tuple[list[int], ...]] = {}
        for value, position in values:
            rows = known.get(value)
            if rows is None:
                rows = known[value] = tuple(
                    givers.setdefault(key, (answer, []))[1] for key, answer in keyed(value, asked)
                )
            if position >= 0:
                for held in rows:
                    held.append(position)
        self.standings: dict[Key, Standing] = {
            key: Standing(key, answer, tuple(held)) for key, (answer, held) in givers.items()
        }
        self._given: dict[int, list[Standing]] | None = None
        groups: dict[str, list[tuple[Order, Standing]]] = {}
        for standing in self.standings.values():
            row = (self._order(standing.value, standing.givers), standing)
            groups.setdefault(self._group(standing.value), []).append(row)
        self._lineups = {group: Lineup(rows) for group, rows in groups.items()}
        self._related: dict[str, tuple[Lineup, ...]] = {}
        self._by_text: dict[str, list[Standing]] | None = None

    def like(self, face: Face) -> Iterator[Standing]:
        """Yield answers that could be options beside a key, the likeliest first.

        Dates and numbers by nearness and then at some distance; names of its type by region and
        time; texts by length and time.
        """
        if isinstance(face.value, Date | Number):
            lineup = self._lineups.get(self._group(face.value))
            if lineup:
                yield from self._beside(lineup, face.value)
            return
        standing = self.standings.get(answer_key(face.value) or ())
        order = self._order(face.value, standing.givers if standing else ())
        for lineup in self._alongside(self._group(face.value)):
            yield from lineup.around(order)

    def given_by(self, position: int) -> Sequence[Standing]:
        """Return the answers that a fact gives."""
        if self._given is None:
            self._given = {}
            for standing in self.standings.values():
                for giver in standing.givers:
                    self._given.setdefault(giver, []).append(standing)
        return self._given.get(position, ())

    def shown_as(self, text: str) -> Sequence[Standing]:
        """Return the answers that an option shows so."""
        if self._by_text is None:
            self._by_text = {}
            for standing in self.standings.values():
                own = self._likeness.text(standing.value)
                self._by_text.setdefault(own, []).append(standing)
        return self._by_text.get(text, ())

    def _beside(self, lineup: Lineup, value: Date | Number) -> Sequence[Standing]:
        size = _size(value)
        if isinstance(value, Date):
            scale = SCALE_DAYS[self._asked or Precision.YEAR]
            below = [size - part * scale for part in FARTHER]
            above = [size + part * scale for part in FARTHER]
        else:
            below = [size * ratio for ratio in SMALLER]
            above = [size / ratio for ratio in SMALLER]
        return lineup.beside(size, below=below, above=above)

    def _alongside(self, group: str) -> tuple[Lineup, ...]:
        """Return the line-ups whose answers can stand beside those of a group, its own first."""
        found = self._related.get(group)
        if found is None:
            others = [name for name in self._lineups if name != group]
            named = [group, *(name for name in others if related_types(group, name))]
            found = tuple(self._lineups[name] for name in named if name in self._lineups)
            self._related[group] = found
        return found

    def _order(self, value: Value, givers: Sequence[int]) -> Order:
        if isinstance(value, Date | Number):
            return (_size(value), self._likeness.text(value))
        time = self._times[givers[0]] if givers and self._times else 0
        if isinstance(value, Named):
            return (region(value.name, self._names), time, _shuffled(value.name))
        text = self._likeness.text(value)
        return (round(2 * log(len(text) + 3)), time, _shuffled(text))

    def _group(self, value: Value) -> str:
        """Return what an answer's options must share: a name's type, a number's unit."""
        if isinstance(value, Number):
            return f"number {one_of_unit(value.unit)}"
        return self._likeness.type_of(value)


def _shuffled(text: str) -> str:
    """Return what puts texts in an order that their letters and lengths do not tell.

    Neighbours in the alphabet would leave the key in the middle of its options.
    """
    return digest(text.encode())[:16]


def _size(value: Date | Number) -> float:
    return float(value.first if isinstance(value, Date) else value.value)


def region(name: str, names: Mapping[str, Name]) -> str:
    """Return the widest name that a name lies in by the first `in:` of each, or "".

    >>> region("Hue", {"Hue": Name("Hue", "city", within=("Vietnam",)),
    ...                "Vietnam": Name("Vietnam", "country", within=("Asia",))})
    'Asia'
    """
    seen, found = {name}, ""
    while name in names and names[name].within:
        name = names[name].within[0]
        if name in seen:
            break
        seen.add(name)
        found = name
    return found


def keyed(value: Value, asked: Precision | None) -> Iterator[tuple[Key, Value]]:
    """Yield the sure answers in a value, as `singles` does, each after its key."""
    for answer in (value,) if isinstance(value, Named) else singles(value, asked):
        key = answer_key(answer)
        if key is not None:
            yield key, answer


def singles(value: Value, asked: Precision | None) -> Iterator[Value]:
    """Yield the answers in a value: the members of a list, a date as it is asked."""
    if isinstance(value, List):
        for item in value.items:
            yield from singles(item, asked)
    elif isinstance(value, Date):
        if answer_key(value, precision=asked) is not None:
            yield answer_at(value, asked)
    elif not isinstance(value, Views) and value is not OTHER:
        yield value
