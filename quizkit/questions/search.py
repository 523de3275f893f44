"""The search for the cheapest wording of a question that has one answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quizkit.model import (
    OTHER,
    Date,
    Deck,
    Fact,
    List,
    Many,
    PartMode,
    Plan,
    Precision,
    Printed,
    Role,
    Text,
    Value,
    Views,
)
from quizkit.questions.choices import (
    DATE_COST,
    Choice,
    Extra,
    Wording,
    choices,
    printed_order,
    role_cost,
)
from quizkit.questions.giveaway import Giveaway
from quizkit.questions.index import ACCORDING_TO, AT_TIME_OF, Key, KindIndex, facet_id
from quizkit.values.dates import known_at, truncate
from quizkit.values.relations import Places, answer_key, needs_view

Tried = tuple[tuple[str, Precision | None], ...]


class Goal(NamedTuple):
    """What is asked of a fact.

    Attributes:
        fact: The fact.
        role: The role asked for.
        value: Its value.
        asked: The precision asked for, for dates.
        key: What makes another answer the same.
        same: The facts of the kind that give the same answer, as a bit set.
    """

    fact: Fact
    role: Role
    value: Value
    asked: Precision | None
    key: Key
    same: int


class Printable(NamedTuple):
    """What a wording can print for one goal.

    Attributes:
        fixed: Dates printed in any case, with their finest precision.
        extra: The optional parts.
        forced: Indexes of the forced parts.
        left: The facts that everything but dates and optional parts leaves, as a bit set.
    """

    fixed: tuple[tuple[str, Precision], ...]
    extra: tuple[Extra, ...]
    forced: tuple[int, ...]
    left: int


class Search:
    """Searches over one deck; keeps its indexes.

    Args:
        deck: The deck.
        language: Language of the wordings.
    """

    def __init__(self, deck: Deck, language: str) -> None:
        self.deck = deck
        self.language = language
        self.giveaway = Giveaway(deck.names)
        self._places = Places(deck.names)
        self._indexes: dict[str, KindIndex] = {}
        self._base: dict[tuple[str, str], Precision] = {}
        self._by_kind: dict[str, list[Fact]] = {}
        for fact in deck.facts:
            self._by_kind.setdefault(fact.kind, []).append(fact)

    @property
    def places(self) -> Places:
        """Containment between the deck's names."""
        return self._places

    def index(self, kind: str) -> KindIndex:
        """Return the facts of a kind with their columns."""
        index = self._indexes.get(kind)
        if index is None:
            index = self._indexes[kind] = KindIndex(self._by_kind.get(kind, ()), self._places)
        return index

    def goal(self, fact: Fact, role: Role) -> Goal | None:
        """Return what would be asked, or None if the value is no answer."""
        value = fact.values[role.name]
        asked = self._precision(fact, role, value)
        if is_dated(value) and asked is None:
            return None
        key = answer_key(value, precision=asked)
        if key is None:
            return None
        same = self.index(fact.kind).column(role.name).answers(asked)[key]
        return Goal(fact, role, value, asked, key, same)

    def _precision(self, fact: Fact, role: Role, value: Value) -> Precision | None:
        """Return the precision asked: the role's, finer where all agree, never finer than known."""
        inner = value.entries[0][1] if isinstance(value, Views) else value
        if not isinstance(inner, Date) or inner.precision is None:
            return None
        at = (fact.kind, role.name)
        if at not in self._base:
            self._base[at] = self._telling(fact.kind, role)
        wanted = max(self._base[at], fact.ask_to or Precision.YEAR)
        if fact.ask_to and fact.ask_to > role.ask_to:
            wanted = fact.ask_to
        for level in sorted(Precision, reverse=True):
            if level <= wanted and answer_key(value, precision=level) is not None:
                return level
        return None

    def _telling(self, kind: str, role: Role) -> Precision:
        column = self.index(kind).column(role.name)
        for level in Precision:
            answers = column.answers(level)
            facts = sum(mask.bit_count() for mask in answers.values())
            if level >= role.ask_to and (len(answers) > 1 or facts < 2 or level is Precision.DAY):
                return level
        return Precision.DAY

    def one(self, goal: Goal, wording: Wording) -> Plan | None:
        """Return the cheapest plan under which every fact left gives the same answer."""
        return self.first(goal, wording, lambda left: not left & ~goal.same)

    def first(self, goal: Goal, wording: Wording, fits: Callable[[int], bool]) -> Plan | None:
        """Return the cheapest plan whose facts left fit, or None.

        Args:
            goal: What is asked.
            wording: How.
            fits: Whether a set of facts left will do.
        """
        ready = None if wording.broken else self._printable(goal, wording)
        if ready is None:
            return None
        for choice in choices(ready.fixed, ready.extra):
            left = self._left(goal, ready, choice)
            if fits(left):
                return self._plan(goal, wording, choice, ready.forced, left)
        return None

    def _left(self, goal: Goal, ready: Printable, choice: Choice) -> int:
        index, values = self.index(goal.fact.kind), goal.fact.values
        left = ready.left
        for role in choice.roles:
            left &= index.column(role).left(values[role], None)
        for role, precision in choice.dates:
            left &= index.column(role).left(coarse(values[role], precision), precision)
        return left

    def nearest(
        self, goal: Goal, wordings: Sequence[Wording]
    ) -> tuple[tuple[Fact, ...], Tried] | None:
        """Return the fewest facts that collide under any wording, and what was tried.

        None if no wording can be printed at all.
        """
        best: int | None = None
        tried: dict[str, Precision | None] = {}
        for wording in wordings:
            ready = None if wording.broken else self._printable(goal, wording)
            if ready is None:
                continue
            for choice in choices(ready.fixed, ready.extra):
                others = self._left(goal, ready, choice) & ~goal.same
                if best is None or others.bit_count() < best.bit_count():
                    best = others
                tried.update(dict.fromkeys(choice.roles))
                tried.update(choice.dates)
            tried.update({role: None for role in wording.bare if role not in tried})
        if best is None:
            return None
        return tuple(self.index(goal.fact.kind).members(best)), tuple(tried.items())

    def told_by_giveaway(
        self, goal: Goal, wordings: Sequence[Wording], colliding: Sequence[Fact]
    ) -> bool:
        """Return whether only roles that hold the answer would tell the colliding facts apart."""
        index = self.index(goal.fact.kind)
        left = 0
        for fact in colliding:
            left |= 1 << index.facts.index(fact)
        held = False
        for role in {
            role for w in wordings for role in (*w.bare, *(r for p in w.parts for r in p[2]))
        }:
            value = goal.fact.values.get(role)
            if value is None or role == goal.role.name:
                continue
            if self.giveaway(goal.value, value, goal.asked):
                held = True
                left &= index.column(role).left(value, None)
        return held and not left

    def _printable(self, goal: Goal, wording: Wording) -> Printable | None:
        """Return what can be printed, or None if a role outside brackets cannot be."""
        if not all(self._usable(goal, role) for role in wording.bare):
            return None
        always = list(wording.bare)
        forced: list[int] = []
        parts = [part for part in wording.parts if part[2] and self._all_usable(goal, part[2])]
        for at, mode, roles in parts:
            if mode is PartMode.FORCED and not set(roles) & set(always):
                always.extend(roles)
                forced.append(at)
        extra = tuple(
            self._extra(goal.fact, at, roles)
            for at, mode, roles in parts
            if mode is PartMode.OPTIONAL and not set(roles) & set(always)
        )
        index, left, fixed = self.index(goal.fact.kind), self._base_set(goal, wording), []
        for role in always:
            value = goal.fact.values[role]
            if is_dated(value):
                fixed.append((role, finest(value)))
            else:
                left &= index.column(role).left(value, None)
        return Printable(tuple(fixed), extra, tuple(forced), left)

    def _all_usable(self, goal: Goal, roles: tuple[str, ...]) -> bool:
        return all(self._usable(goal, role) for role in roles)

    def _base_set(self, goal: Goal, wording: Wording) -> int:
        """Return the facts left by what is printed besides parts: attribution, `{when}`'s year."""
        index = self.index(goal.fact.kind)
        left = index.all
        if goal.fact.according_to:
            left &= index.column(ACCORDING_TO).left(Text(goal.fact.according_to), None)
        if goal.fact.at_time_of:
            left &= index.column(AT_TIME_OF).left(Text(goal.fact.at_time_of), None)
        if wording.dated and goal.asked is Precision.MONTH:
            year = coarse(goal.value, Precision.YEAR)
            left &= index.column(goal.role.name).left(year, Precision.YEAR)
        return left

    def _extra(self, fact: Fact, at: int, roles: tuple[str, ...]) -> Extra:
        kind = self.deck.kinds[fact.kind]
        dated = tuple(
            (role, finest(fact.values[role])) for role in roles if is_dated(fact.values[role])
        )
        others = tuple(role for role in roles if not is_dated(fact.values[role]))
        return Extra(at, others, sum(role_cost(kind.roles[role]) for role in others), dated)

    def _usable(self, goal: Goal, role: str) -> bool:
        """Return whether a role can be printed: known, not the asked one, no giveaway."""
        if role == goal.role.name:
            return False
        value = goal.fact.values.get(role)
        if value is None or value is OTHER:
            return False
        if isinstance(value, Date) and not known_at(value, Precision.YEAR):
            return False
        if isinstance(value, Views) and not is_dated(value):
            return False
        if isinstance(value, Views) and answer_key(value, precision=Precision.YEAR) is None:
            return False
        return not self.giveaway(goal.value, value, goal.asked)

    def _plan(
        self, goal: Goal, wording: Wording, choice: Choice, forced: tuple[int, ...], left: int
    ) -> Plan:
        parts = tuple(sorted((*forced, *choice.parts)))
        value = goal.value
        return Plan(
            facet=facet_id(self.deck.id, goal.fact.id, goal.role.name),
            fact=goal.fact.id,
            kind=goal.fact.kind,
            role=goal.role.name,
            language=self.language,
            template=wording.template,
            parts=parts,
            asked=goal.asked,
            printed=tuple(self._printed(goal, wording, parts, dict(choice.dates))),
            not_excluded=tuple(fact.id for fact in self.index(goal.fact.kind).members(left)),
            accepted=_accepted(value, goal.asked),
            many=Many.ALL if isinstance(value, List) and len(value.items) > 1 else Many.ONE,
            shared=(goal.fact.id,),
            cost=choice.cost,
            rank=wording.rank,
            definite=wording.definite,
            statement=wording.statement,
        )

    def _printed(
        self,
        goal: Goal,
        wording: Wording,
        parts: tuple[int, ...],
        precisions: Mapping[str, Precision],
    ) -> Iterator[Printed]:
        fact, kind = goal.fact, self.deck.kinds[goal.fact.kind]
        if wording.dated and goal.asked is Precision.MONTH:
            yield Printed(goal.role.name, coarse(goal.value, Precision.YEAR), Precision.YEAR)
        for slot in printed_order(wording.template, parts):
            if slot.role == goal.role.name:
                continue
            level = precisions.get(slot.role)
            value = fact.values[slot.role]
            if level:
                yield Printed(slot.role, coarse(value, level), level, DATE_COST[level])
            else:
                yield Printed(slot.role, value, None, role_cost(kind.roles[slot.role]))
        if isinstance(goal.value, Views) and needs_view(goal.value.entries, goal.asked):
            yield Printed("view", Text(f"{goal.value.word} {goal.value.entries[0][0]}"))
        if fact.according_to:
            yield Printed(ACCORDING_TO, Text(fact.according_to))
        if fact.at_time_of:
            yield Printed(AT_TIME_OF, Text(fact.at_time_of))


def is_dated(value: Value) -> bool:
    """Return whether a value is a date, seen from anywhere."""
    inner = value.entries[0][1] if isinstance(value, Views) else value
    return isinstance(inner, Date)


def coarse(value: Value, precision: Precision) -> Value:
    """Return a date as printed or asked at a precision; of viewpoints, the date they agree on.

    Viewpoints keep their map, for a value from a viewpoint excludes nothing.
    """
    match value:
        case Date():
            return truncate(value, precision)
        case Views(word, ((view, Date() as date), *_)):
            return Views(word, ((view, truncate(date, precision)),))
        case _:
            return value


def finest(value: Value) -> Precision:
    """Return the finest precision at which a date can be printed."""
    for level in sorted(Precision, reverse=True):
        if isinstance(value, Date) and known_at(value, level):
            return level
        if isinstance(value, Views) and answer_key(value, precision=level) is not None:
            return level if len(value.entries) > 1 else min(level, Precision.MONTH)
    return Precision.YEAR


def answer_at(value: Value, asked: Precision | None) -> Value:
    """Return an answer as it is asked: a date cut to the precision, a value without its view."""
    if isinstance(value, Views):
        value = value.entries[0][1]
    return truncate(value, asked) if asked and isinstance(value, Date) else value


def _accepted(value: Value, asked: Precision | None) -> tuple[Value, ...]:
    if isinstance(value, List):
        return tuple(answer_at(item, asked) for item in value.items)
    return (answer_at(value, asked),)
