"""Finds the values that a printed one might not exclude, without looking at all of them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Final

from quizkit.model import Date, List, Named, Number, Precision, Text, Value
from quizkit.text import fold
from quizkit.values.dates import make, parts, truncate
from quizkit.values.numbers import interval, one_of_unit
from quizkit.values.relations import Places

_Worded = tuple[Value, frozenset[str]]
"""A text and its folded words."""


class Lookup:
    """Finds the facts that a printed value might not exclude, without looking at all of them.

    Values of another shape than the printed one exclude nothing, so their facts are known at once.
    """

    def __init__(self, masks: Mapping[Value, int], places: Places) -> None:
        self.places = places
        self.names: dict[str, list[Value]] = {}
        self.masks = masks
        self.times: dict[tuple[int, ...], list[Value]] = {}
        self.wide: list[Value] = []
        self.loose: list[Value] = []
        self.figures: dict[str, list[Value]] = {}
        self.texts = _Texts()
        self.shapes: dict[str, list[Value]] = {}
        self._shaped: dict[str, int] = {}
        for value in masks:
            self.shapes.setdefault(self._add(value), []).append(value)
        self.texts.settle()
        self._spans = {unit: _Spans(values) for unit, values in self.figures.items()}

    def _add(self, value: Value) -> str:
        """Put a value where it is looked for; return the name of its shape."""
        match value:
            case Named(name):
                self.names.setdefault(name, []).append(value)
                return "name"
            case Date():
                self._add_date(value)
                return "date"
            case Number(_, unit):
                one = one_of_unit(unit)
                self.figures.setdefault(one, []).append(value)
                return f"number {one}"
            case Text(text) if words := frozenset(fold(text).split()):
                self.texts.add(value, words)
                return "text"
            case List(items, True, _) if items and all(isinstance(i, Named) for i in items):
                for item in items:
                    if isinstance(item, Named):
                        self.names.setdefault(item.name, []).append(value)
                return "name"
            case _:
                self.loose.append(value)
                return ""

    def _add_date(self, value: Date) -> None:
        time = _time(value)
        for length in range(1, len(time) + 1):
            self.times.setdefault(time[:length], []).append(value)
        if not time:
            self.wide.append(value)

    def meeting(self, printed: Value, precision: Precision | None) -> int:
        """Return the facts whose sure date meets a sure one that is printed; else none."""
        if not isinstance(printed, Date):
            return 0
        time = _time(truncate(printed, precision) if precision else printed)
        found = 0
        for value in self.times.get(time, ()) if time else ():
            found |= self.masks[value]
        for length in range(1, len(time)):
            coarser = make(*time[:length])
            found |= self.masks.get(coarser, 0)
        return found

    def foreign(self, printed: Value) -> int | None:
        """Return the facts whose values are of another shape, or None: look at all of them."""
        match printed:
            case Named():
                mine = "name"
            case List(items) if items and isinstance(items[0], Named):
                mine = "name"
            case Date():
                mine = "date"
            case Number(_, unit):
                mine = f"number {one_of_unit(unit)}"
            case Text(text) if fold(text):
                mine = "text"
            case _:
                return None
        found = 0
        for shape in self.shapes:
            if shape not in ("", mine):
                found |= self._of_shape(shape)
        return found

    def _of_shape(self, shape: str) -> int:
        """Return the facts whose values are of a shape; most columns have one, never asked for."""
        found = self._shaped.get(shape)
        if found is None:
            found = 0
            for value in self.shapes[shape]:
                found |= self.masks[value]
            self._shaped[shape] = found
        return found

    def near(self, printed: Value, precision: Precision | None) -> Iterator[Value]:
        """Yield the values of the printed one's shape that it might not exclude.

        Dates that `meeting` tells are left out.
        """
        match printed:
            case Named(name):
                yield from self._named(name)
            case List(items) if items and isinstance(items[0], Named):
                yield from self._named(items[0].name)
            case Date():
                if not _time(truncate(printed, precision) if precision else printed):
                    yield from (
                        v for time, held in self.times.items() if len(time) == 1 for v in held
                    )
                yield from self.wide
            case Number(_, unit):
                spans = self._spans.get(one_of_unit(unit))
                yield from spans.around(printed) if spans else ()
            case Text(text):
                yield from self.texts.around(frozenset(fold(text).split()))
            case _:
                pass
        yield from self.loose

    def _named(self, name: str) -> Iterator[Value]:
        seen: dict[Value, None] = {}
        for other in (name, *self.places.around(name)):
            seen.update(dict.fromkeys(self.names.get(other, ())))
        yield from seen


def _time(date: Date) -> tuple[int, ...]:
    """Return year, month and day of a sure date, as far as they are known; else nothing."""
    if date.precision is None or date.about or date.uncertain:
        return ()
    return tuple(part for part in parts(date)[: date.precision] if part is not None)


class _Texts:
    """Texts by their words: finds those of which one's words all occur in the other."""

    def __init__(self) -> None:
        self._all: list[_Worded] = []
        self._holding: dict[str, list[_Worded]] = {}
        self._rarest: dict[str, list[_Worded]] = {}

    def add(self, value: Value, words: frozenset[str]) -> None:
        """Take a text and its folded words."""
        text = (value, words)
        self._all.append(text)
        for word in words:
            self._holding.setdefault(word, []).append(text)

    def settle(self) -> None:
        """Put each text under its rarest word; all texts are there now."""
        for text in self._all:
            self._rarest.setdefault(self._rare(text[1]), []).append(text)

    def around(self, words: frozenset[str]) -> Iterator[Value]:
        """Yield the texts whose words are all among these, or hold all of these."""
        for word in words:
            for value, theirs in self._rarest.get(word, ()):
                if theirs <= words:
                    yield value
        if words:
            for value, theirs in self._holding.get(self._rare(words), ()):
                if words < theirs:
                    yield value

    def _rare(self, words: frozenset[str]) -> str:
        return min(words, key=lambda word: (len(self._holding.get(word, ())), word))


class _Spans:
    """Numbers of one unit by the interval that they stand for."""

    def __init__(self, values: Sequence[Value]) -> None:
        spans = [(interval(value), value) for value in values if isinstance(value, Number)]
        rows = [
            (low if low is not None else _LOW, high if high is not None else _HIGH, value)
            for (low, high), value in spans
        ]
        rows.sort(key=lambda row: row[:2])
        self._lows = [low for low, _, _ in rows]
        self._highs = [high for _, high, _ in rows]
        self._values: list[Value] = [value for _, _, value in rows]
        self._reach = list(accumulate(self._highs, max))

    def around(self, printed: Number) -> Iterator[Value]:
        """Yield the numbers whose interval meets the printed one's."""
        low, high = interval(printed)
        at = bisect_right(self._lows, high) if high is not None else len(self._lows)
        floor = _LOW if low is None else low
        while at and self._reach[at - 1] >= floor:
            at -= 1
            if self._highs[at] >= floor:
                yield self._values[at]


_LOW: Final = Decimal("-Infinity")
_HIGH: Final = Decimal("Infinity")
