"""Which facts of a kind a printed constraint leaves, as bit sets.

A set of facts is an `int` whose bit i stands for the i-th fact of the kind. Sets are made when
first asked for and kept, so that planning a question is a few `&`.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Any, Final

from quizkit.model import (
    Date,
    FacetId,
    Fact,
    List,
    Named,
    Number,
    Other,
    Precision,
    Text,
    Value,
    Views,
)
from quizkit.text import fold
from quizkit.values.dates import parts, truncate
from quizkit.values.numbers import interval, one_of_unit
from quizkit.values.relations import Places, answer_key, entails, excludes, view_keys

ACCORDING_TO = "according to"
AT_TIME_OF = "at the time of"
VALID = "valid"

Key = tuple[Any, ...]


class Column:
    """The values that one role has over all facts of a kind."""

    def __init__(self, values: Iterable[Value | None], places: Places) -> None:
        self.places = places
        rows: dict[Value, list[int]] = {}
        self.given = 0
        count = 0
        for count, value in enumerate(values, 1):
            if value is not None:
                rows.setdefault(value, []).append(count - 1)
        self.masks: dict[Value, int] = {value: bits(where) for value, where in rows.items()}
        for mask in self.masks.values():
            self.given |= mask
        self.missing = ((1 << count) - 1) & ~self.given
        self._left: dict[tuple[Value, Precision | None], int] = {}
        self._answers: dict[Precision | None, dict[Key, int]] = {}
        self._seen: dict[Precision | None, dict[Key, int]] = {}
        self._known: dict[Precision | None, int] = {}
        self._certain: dict[tuple[Value, Precision | None], int] = {}
        self._sorted: _Lookup | None = None

    def left(self, printed: Value, precision: Precision | None) -> int:
        """Return the facts that this printed value does not exclude.

        `other` is excluded by a value of the role: a coarser date than any given is none.
        """
        at = (printed, precision)
        mask = self._left.get(at)
        if mask is None:
            if self._sorted is None:
                self._sorted = _Lookup(self.masks, self.places)
            masks, places = self.masks, self.places
            foreign = self._sorted.foreign(printed)
            near = masks if foreign is None else self._sorted.near(printed, precision)
            mask = self.missing | (foreign or 0)
            for other in near:
                if other == printed and not isinstance(other, Views):
                    mask |= masks[other]
                elif isinstance(other, Other) and isinstance(printed, Date):
                    mask |= 0 if printed in masks else masks[other]
                elif not excludes(printed, other, places=places, precision=precision):
                    mask |= masks[other]
            self._left[at] = mask
        return mask

    def answers(self, precision: Precision | None) -> Mapping[Key, int]:
        """Return the facts that give each answer, at this precision for dates."""
        found = self._answers.get(precision)
        if found is None:
            found = {}
            for value, mask in self.masks.items():
                key = answer_key(value, precision=precision)
                if key is not None:
                    found[key] = found.get(key, 0) | mask
            self._answers[precision] = found
        return found

    def seen(self, precision: Precision | None) -> Mapping[Key, int]:
        """Return the facts that give each answer from one viewpoint, where viewpoints disagree."""
        found = self._seen.get(precision)
        if found is None:
            found = {key: mask for key, mask in self.answers(precision).items() if key[0] == "view"}
            for value, mask in self.masks.items():
                if isinstance(value, Views) and answer_key(value, precision=precision) is None:
                    for key in view_keys(value, precision):
                        found[key] = found.get(key, 0) | mask
            self._seen[precision] = found
        return found

    def known(self, precision: Precision | None) -> int:
        """Return the facts that give a sure answer."""
        mask = self._known.get(precision)
        if mask is None:
            mask = 0
            for facts in self.answers(precision).values():
                mask |= facts
            self._known[precision] = mask
        return mask

    def certain(self, printed: Value, precision: Precision | None) -> int:
        """Return the facts that this printed value certainly speaks of."""
        at = (printed, precision)
        mask = self._certain.get(at)
        if mask is None:
            mask = 0
            for other, facts in self.masks.items():
                if entails(printed, other, places=self.places, precision=precision):
                    mask |= facts
            self._certain[at] = mask
        return mask


class _Lookup:
    """Finds the facts that a printed value might not exclude, without looking at all of them.

    Values of another shape than the printed one exclude nothing, so their facts are known at once.
    """

    def __init__(self, masks: Mapping[Value, int], places: Places) -> None:
        self.places = places
        self.names: dict[str, list[Value]] = {}
        self.years: dict[int, list[Value]] = {}
        self.wide: list[Value] = []
        self.loose: list[Value] = []
        self.figures: dict[str, list[Value]] = {}
        self.texts = _Texts()
        self.shapes: dict[str, int] = {}
        for value, mask in masks.items():
            shape = self._add(value)
            self.shapes[shape] = self.shapes.get(shape, 0) | mask
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
        if value.precision and not (value.about or value.uncertain):
            self.years.setdefault(parts(value)[0], []).append(value)
        else:
            self.wide.append(value)

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
        for shape, mask in self.shapes.items():
            if shape not in ("", mine):
                found |= mask
        return found

    def near(self, printed: Value, precision: Precision | None) -> Iterator[Value]:
        """Yield the values of the printed one's shape that it might not exclude."""
        match printed:
            case Named(name):
                yield from self._named(name)
            case List(items) if items and isinstance(items[0], Named):
                yield from self._named(items[0].name)
            case Date() if printed.precision or precision:
                shown = truncate(printed, precision) if precision else printed
                yield from self.years.get(parts(shown)[0], ())
                yield from self.wide
            case Date():
                yield from (v for group in self.years.values() for v in group)
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


class _Texts:
    """Texts by their words: finds those of which one's words all occur in the other."""

    def __init__(self) -> None:
        self._words: dict[Value, frozenset[str]] = {}
        self._holding: dict[str, list[Value]] = {}
        self._rarest: dict[str, list[Value]] = {}

    def add(self, value: Value, words: frozenset[str]) -> None:
        """Take a text and its folded words."""
        self._words[value] = words
        for word in words:
            self._holding.setdefault(word, []).append(value)

    def settle(self) -> None:
        """Put each text under its rarest word; all texts are there now."""
        for value, words in self._words.items():
            self._rarest.setdefault(self._rare(words), []).append(value)

    def around(self, words: frozenset[str]) -> Iterator[Value]:
        """Yield the texts whose words are all among these, or hold all of these."""
        seen: dict[Value, None] = {}
        for word in words:
            seen.update(dict.fromkeys(self._rarest.get(word, ())))
        if words:
            seen.update(dict.fromkeys(self._holding.get(self._rare(words), ())))
        yield from seen

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


class KindIndex:
    """The facts of one kind, with a column for each role and for attributions."""

    def __init__(self, facts: Sequence[Fact], places: Places) -> None:
        self.facts = tuple(facts)
        self.places = places
        self.all = (1 << len(self.facts)) - 1
        self._columns: dict[str, Column] = {}
        self._barring: dict[str, int] = {}
        self._groups: dict[int, int] | None = None
        self._bits: dict[str, int] | None = None

    def at(self, fact_id: str) -> int:
        """Return the bit of a fact."""
        if self._bits is None:
            self._bits = {fact.id: bit for bit, fact in enumerate(self.facts)}
        return self._bits[fact_id]

    def column(self, role: str) -> Column:
        """Return a role's column; also for "according to", "at the time of" and "valid"."""
        column = self._columns.get(role)
        if column is None:
            column = Column(map(_reader(role), self.facts), self.places)
            self._columns[role] = column
        return column

    def barring(self, role: str) -> int:
        """Return the facts that forbid wrong options for a role: viewpoints, `never wrong`."""
        mask = self._barring.get(role)
        if mask is None:
            where = [bit for bit, fact in enumerate(self.facts) if _bars(fact, role)]
            mask = self._barring[role] = bits(where) if where else 0
        return mask

    def group(self, index: int) -> int:
        """Return the facts of a group; none if it is of another kind."""
        if self._groups is None:
            where: dict[int, list[int]] = {}
            for bit, fact in enumerate(self.facts):
                where.setdefault(fact.group, []).append(bit)
            self._groups = {group: bits(rows) for group, rows in where.items()}
        return self._groups.get(index, 0)

    def ids(self, mask: int) -> tuple[str, ...]:
        """Return the ids of the facts of a set, in deck order."""
        if not mask & (mask - 1):
            return (self.facts[mask.bit_length() - 1].id,) if mask else ()
        return tuple(fact.id for fact in self.members(mask))

    def members(self, mask: int) -> Iterator[Fact]:
        """Yield the facts of a set, in deck order."""
        while mask:
            low = mask & -mask
            yield self.facts[low.bit_length() - 1]
            mask ^= low


def facet_id(deck: str, fact: str, role: str) -> FacetId:
    """Return the id of a facet: `deck/fact#role`."""
    return FacetId(f"{deck}/{fact}#{role}")


def fact_of(facet: FacetId) -> tuple[str, str]:
    """Return the fact id and the role of a facet's id.

    >>> fact_of(FacetId("vietnam-us/Vietnam.capital#value"))
    ('Vietnam.capital', 'value')
    """
    head, _, role = facet.rpartition("#")
    return head.partition("/")[2], role


def _reader(role: str) -> Callable[[Fact], Value | None]:
    if role == ACCORDING_TO:
        return lambda fact: Text(fact.according_to) if fact.according_to else None
    if role == AT_TIME_OF:
        return lambda fact: Text(fact.at_time_of) if fact.at_time_of else None
    if role == VALID:
        return lambda fact: fact.valid
    return lambda fact: fact.values.get(role)


def _bars(fact: Fact, role: str) -> bool:
    value = fact.values.get(role)
    return role in fact.never_wrong or (isinstance(value, Views) and len(value.entries) > 1)


def bits(where: Sequence[int]) -> int:
    """Return the set of these bits; the positions ascend.

    >>> bin(bits([0, 2]))
    '0b101'
    """
    if len(where) < 8:
        return sum(1 << bit for bit in where)
    array = bytearray(where[-1] // 8 + 1)
    for bit in where:
        array[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(array, "little")
