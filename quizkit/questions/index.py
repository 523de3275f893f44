"""Which facts of a kind a printed constraint leaves, as bit sets.

A set of facts is an `int` whose bit i stands for the i-th fact of the kind. Sets are made when
first asked for and kept, so that planning a question is a few `&`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from quizkit.model import (
    Date,
    FacetId,
    Fact,
    Other,
    Precision,
    Text,
    Value,
    Views,
)
from quizkit.questions.lookup import Lookup
from quizkit.values.relations import Places, answer_key, entails, excludes, view_keys

ACCORDING_TO = "according to"
AT_TIME_OF = "at the time of"
VALID = "valid"

Key = tuple[Any, ...]
T = TypeVar("T")


class Masks(Mapping[T, int]):
    """Each key's facts. A set of one fact is an `int` as wide as its place: made when read.

    Args:
        held: Key to a set of facts, or to `~` the place of a single one.
    """

    def __init__(self, held: dict[T, int]) -> None:
        self.held = held

    def __getitem__(self, key: T) -> int:
        held = self.held[key]
        return held if held >= 0 else 1 << ~held

    def __iter__(self) -> Iterator[T]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)

    def __contains__(self, key: object) -> bool:
        return key in self.held

    def union(self) -> int:
        """Return the facts of all keys; places are gathered first, for one set of them all."""
        found = bits(sorted({~held for held in self.held.values() if held < 0}))
        for held in self.held.values():
            if held >= 0:
                found |= held
        return found

    def count(self) -> int:
        """Return how many facts the keys have, one with several keys as often."""
        return sum(1 if held < 0 else held.bit_count() for held in self.held.values())


def joined(held: Iterable[tuple[T, int]]) -> Masks[T]:
    """Return each key's facts, where a key may come several times; sets as `Masks` holds them."""
    found: dict[T, int] = {}
    for key, facts in held:
        known = found.get(key)
        if known is not None:
            found[key] = _wide(known) | _wide(facts)
        else:
            found[key] = facts
    return Masks(found)


def _wide(held: int) -> int:
    return held if held >= 0 else 1 << ~held


class Column:
    """The values that one role has over all facts of a kind."""

    def __init__(self, values: Iterable[Value | None], places: Places) -> None:
        self.places = places
        rows: dict[Value, list[int]] = {}
        count = 0
        for count, value in enumerate(values, 1):
            if value is not None:
                rows.setdefault(value, []).append(count - 1)
        self.masks = Masks(
            {v: ~where[0] if len(where) == 1 else bits(where) for v, where in rows.items()}
        )
        self.given = bits(sorted(chain.from_iterable(rows.values())))
        self.missing = ((1 << count) - 1) & ~self.given
        self._left: dict[tuple[Value, Precision | None], int] = {}
        self._met: dict[tuple[int, Precision | None], tuple[Value, int]] = {}
        self._answers: dict[Precision | None, Masks[Key]] = {}
        self._seen: dict[Precision | None, dict[Key, int]] = {}
        self._known: dict[Precision | None, int] = {}
        self._certain: dict[tuple[Value, Precision | None], int] = {}
        self._sorted: Lookup | None = None

    def left(self, printed: Value, precision: Precision | None) -> int:
        """Return the facts that this printed value does not exclude.

        `other` is excluded by a value of the role: a coarser date than any given is none.
        """
        met = self._met.get((id(printed), precision))
        if met is not None:
            return met[1]
        at = (printed, precision)
        mask = self._left.get(at)
        if mask is None:
            if self._sorted is None:
                self._sorted = Lookup(self.masks, self.places)
            masks, places = self.masks, self.places
            foreign = self._sorted.foreign(printed)
            near = masks if foreign is None else self._sorted.near(printed, precision)
            mask = self.missing | (foreign or 0)
            if foreign is not None:
                mask |= self._sorted.meeting(printed, precision)
            for other in near:
                if other == printed and not isinstance(other, Views):
                    mask |= masks[other]
                elif isinstance(other, Other) and isinstance(printed, Date):
                    mask |= 0 if printed in masks else masks[other]
                elif not excludes(printed, other, places=places, precision=precision):
                    mask |= masks[other]
            self._left[at] = mask
        # The object is held, so that its number stays its own.
        self._met[id(printed), precision] = (printed, mask)
        return mask

    def same(self, value: Value | None) -> int:
        """Return the facts that have just this value, or none of the role."""
        return self.missing if value is None else self.masks.get(value, 0)

    def answers(self, precision: Precision | None) -> Masks[Key]:
        """Return the facts that give each answer, at this precision for dates."""
        found = self._answers.get(precision)
        if found is None:
            keyed = (
                (answer_key(value, precision=precision), facts)
                for value, facts in self.masks.held.items()
            )
            found = joined((key, facts) for key, facts in keyed if key is not None)
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
            mask = self.answers(precision).union()
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
