"""The search for the cheapest wording of a question that has one answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quizkit.model import (
    Deck,
    Fact,
    List,
    Many,
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
    Menu,
    Usable,
    Wording,
    make_menu,
    printed_order,
    role_cost,
)
from quizkit.questions.giveaway import Giveaway
from quizkit.questions.index import ACCORDING_TO, AT_TIME_OF, VALID, Key, KindIndex, facet_id
from quizkit.questions.printable import (
    FINEST_FIRST,
    Coarse,
    accepted_at,
    answer_at,
    can_be_printed,
    coarse,
    finest,
    has_dates,
    is_dated,
    same_year,
)
from quizkit.values.relations import Places, answer_key, needs_view, view_keys
from quizkit.values.words.en import WORDS

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
        usable: The roles that a stem may print, dates with the finest precision.
        among: The facts of the kind.
        view: The viewpoint that must be printed, as "in Hanoi", or "".
    """

    fact: Fact
    role: Role
    value: Value
    asked: Precision | None
    key: Key
    same: int
    usable: Usable
    among: KindIndex
    view: str = ""


class Search:
    """Searches over one deck; keeps its indexes.

    Args:
        deck: The deck.
        language: Language of the wordings.
    """

    def __init__(self, deck: Deck, language: str) -> None:
        self.deck = deck
        self.language = language
        words = deck.words.get(language, WORDS)
        self.giveaway = Giveaway(deck.names, words, glossary=deck.glossary)
        self._places = Places(deck.names)
        self._indexes: dict[str, KindIndex] = {}
        self._base: dict[tuple[str, str], Precision] = {}
        self._known: dict[str, Usable] = {}
        self._role_costs: dict[str, dict[str, int]] = {}
        self._orders: dict[tuple[int, tuple[int, ...], str], tuple[Wording, tuple[str, ...]]] = {}
        self._menus: dict[tuple[int, tuple[tuple[str, Precision | None], ...]], Menu] = {}
        self._coarse = Coarse()
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

    def goals(self, fact: Fact, role: Role) -> tuple[Goal, ...]:
        """Return what would be asked, from each viewpoint that disagrees; none if no answer."""
        value = fact.values[role.name]
        asked = self._precision(fact, role, value)
        if has_dates(value) and asked is None:
            return ()
        key = answer_key(value, precision=asked)
        if key is None and isinstance(value, Views):
            return tuple(self._seen(fact, role, value, asked))
        if key is None:
            return ()
        index = self.index(fact.kind)
        same = index.column(role.name).answers(asked)[key]
        usable = self._usable(fact, role, value, asked)
        view = ""
        if isinstance(value, Views) and needs_view(value.entries, asked):
            view = f"{value.word} {value.entries[0][0]}"
        return (Goal(fact, role, value, asked, key, same, usable, index, view),)

    def _seen(
        self, fact: Fact, role: Role, value: Views, asked: Precision | None
    ) -> Iterator[Goal]:
        """Yield what would be asked from each viewpoint, for they disagree."""
        index = self.index(fact.kind)
        seen = index.column(role.name).seen(asked)
        keys = view_keys(value, asked)
        for key, entry in zip(keys, value.entries, strict=False):
            mine = Views(value.word, (entry,))
            usable = self._usable(fact, role, mine, asked)
            view = f"{value.word} {entry[0]}"
            yield Goal(fact, role, mine, asked, key, seen[key], usable, index, view)

    def bare_goal(self, fact: Fact, role: Role) -> Goal:
        """Return the goal of what is no value of the fact: all that it gives may be printed."""
        nothing = Text("")
        usable = self._usable(fact, role, nothing, None)
        return Goal(fact, role, nothing, None, (role.name,), 0, usable, self.index(fact.kind))

    def _usable(self, fact: Fact, role: Role, value: Value, asked: Precision | None) -> Usable:
        """Return the roles that can be printed: known, not the asked one, no giveaway."""
        known = self._known.get(fact.id)
        if known is None:
            known = self._known[fact.id] = {
                name: finest(other) if is_dated(other) else None
                for name, other in fact.values.items()
                if can_be_printed(other)
            }
        usable: dict[str, Precision | None] = {}
        told, asked_name = self.giveaway.answers(value, asked), role.name
        for name, level in known.items():
            other = fact.values[name]
            if name == asked_name or (told and self.giveaway.holds(other, told)):
                continue
            if level and asked and same_year(value, other):
                if asked is not Precision.YEAR:
                    usable[name] = Precision.YEAR
                continue
            usable[name] = level
        return usable

    def _precision(self, fact: Fact, role: Role, value: Value) -> Precision | None:
        """Return the precision asked: the fact's own, or the role's, never finer than known."""
        if not has_dates(value):
            return None
        at = (fact.kind, role.name)
        if at not in self._base:
            self._base[at] = self._telling(fact.kind, role)
        wanted = fact.ask_to or self._base[at]
        for level in FINEST_FIRST:
            if level <= wanted and _is_known(value, level):
                return level
        return None

    def _telling(self, kind: str, role: Role) -> Precision:
        column = self.index(kind).column(role.name)
        for level in Precision:
            answers = column.answers(level)
            facts = answers.count()
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
        return next(self.each(goal, wording, fits), None)

    def each(self, goal: Goal, wording: Wording, fits: Callable[[int], bool]) -> Iterator[Plan]:
        """Yield the plans whose facts left fit, cheapest first; see `first`."""
        menu = self._menu(goal, wording)
        if menu is None:
            return
        index, always = goal.among, self._always(goal, menu)
        for choice in menu.choices:
            left = self._left(goal, always, choice)
            if fits(left) and left >> index.at(goal.fact.id) & 1:
                yield self._plan(goal, menu, choice, left)

    def certain(self, plan: Plan) -> int:
        """Return the facts of which all that a plan prints is certainly true."""
        index = self.index(plan.kind)
        left = index.all
        for item in plan.printed:
            if item.role not in ("view", "scope"):
                left &= index.column(item.role).certain(item.value, item.precision)
        return left

    def _menu(self, goal: Goal, wording: Wording) -> Menu | None:
        """Return what the wording can print; the same for all facts with the same roles."""
        at = (id(wording), tuple(goal.usable.items()))
        if self.giveaway.in_folded(goal.value, wording.literal, goal.asked):
            return None
        menu = self._menus.get(at)
        if menu is None or menu.wording is not wording:
            costs = self._costs(goal.fact.kind)
            menu = self._menus[at] = make_menu(wording, goal.usable, costs)
        return menu if menu.choices else None

    def _costs(self, kind: str) -> Mapping[str, int]:
        """Return what printing each role of a kind costs, dates excepted."""
        costs = self._role_costs.get(kind)
        if costs is None:
            roles = self.deck.kinds[kind].roles
            costs = {name: role_cost(role) for name, role in roles.items()}
            self._role_costs[kind] = costs
        return costs

    def _always(self, goal: Goal, menu: Menu) -> int:
        """Return the facts left by what is printed in any case, dates excepted."""
        fact, index = goal.fact, goal.among
        left = index.all
        for role in menu.always:
            left &= index.column(role).left(fact.values[role], None)
        if fact.according_to:
            left &= index.column(ACCORDING_TO).left(Text(fact.according_to), None)
        if fact.at_time_of:
            left &= index.column(AT_TIME_OF).left(Text(fact.at_time_of), None)
        if fact.valid:
            left &= index.column(VALID).left(fact.valid, None)
        if menu.wording.dated and goal.asked is Precision.MONTH:
            year = coarse(goal.value, Precision.YEAR)
            left &= index.column(goal.role.name).left(year, Precision.YEAR)
        return left

    def _left(self, goal: Goal, always: int, choice: Choice) -> int:
        column, values = goal.among.column, goal.fact.values
        left = always
        for role in choice.roles:
            left &= column(role).left(values[role], None)
        for role, precision in choice.dates:
            left &= column(role).left(self._coarse(values[role], precision), precision)
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
            menu = self._menu(goal, wording)
            if menu is None:
                continue
            always = self._always(goal, menu)
            for choice in menu.choices:
                others = self._left(goal, always, choice) & ~goal.same
                if best is None or others.bit_count() < best.bit_count():
                    best = others
                tried.update(dict.fromkeys(choice.roles))
                tried.update(choice.dates)
            tried.update({role: None for role in wording.bare if role not in tried})
        if best is None:
            return None
        return tuple(goal.among.members(best)), tuple(tried.items())

    def told_by_giveaway(
        self, goal: Goal, wordings: Sequence[Wording], colliding: Sequence[Fact]
    ) -> bool:
        """Return whether only roles that hold the answer would tell the colliding facts apart."""
        index = goal.among
        left = 0
        for fact in colliding:
            left |= 1 << index.at(fact.id)
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

    def _plan(self, goal: Goal, menu: Menu, choice: Choice, left: int) -> Plan:
        parts = tuple(sorted((*menu.forced, *choice.parts))) if menu.forced else choice.parts
        wording, value = menu.wording, goal.value
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
            not_excluded=goal.among.ids(left),
            accepted=accepted_at(value, goal.asked),
            many=Many.ALL if isinstance(value, List) and len(value.items) > 1 else Many.ONE,
            shared=(goal.fact.id,),
            cost=choice.cost,
            rank=wording.rank,
            definite=wording.definite,
            statement=wording.statement,
            barred=_barred(goal, left) if goal.among.barring(goal.role.name) else (),
        )

    def _order(self, wording: Wording, parts: tuple[int, ...], asked: str) -> tuple[str, ...]:
        """Return the roles that are printed, in the order of the wording."""
        at = (id(wording), parts, asked)
        found = self._orders.get(at)
        if found is None or found[0] is not wording:
            roles = (slot.role for slot in printed_order(wording.template, parts))
            found = self._orders[at] = (wording, tuple(role for role in roles if role != asked))
        return found[1]

    def _printed(
        self,
        goal: Goal,
        wording: Wording,
        parts: tuple[int, ...],
        precisions: Mapping[str, Precision],
    ) -> Iterator[Printed]:
        fact, costs = goal.fact, self._costs(goal.fact.kind)
        if wording.dated and goal.asked is Precision.MONTH:
            yield Printed(goal.role.name, coarse(goal.value, Precision.YEAR), Precision.YEAR)
        for role in self._order(wording, parts, goal.role.name):
            level, value = precisions.get(role), fact.values[role]
            if level:
                yield Printed(role, self._coarse(value, level), level, DATE_COST[level])
            else:
                yield Printed(role, value, None, costs[role])
        if goal.view:
            yield Printed("view", Text(goal.view))
        if fact.valid:
            yield Printed(VALID, fact.valid)
        if fact.according_to:
            yield Printed(ACCORDING_TO, Text(fact.according_to))
        if fact.at_time_of:
            yield Printed(AT_TIME_OF, Text(fact.at_time_of))


def _is_known(value: Value, level: Precision) -> bool:
    """Return whether a value is known at a precision, from each of its viewpoints."""
    if isinstance(value, Views):
        return all(answer_key(entry, precision=level) is not None for _, entry in value.entries)
    return answer_key(value, precision=level) is not None


def _barred(goal: Goal, left: int) -> tuple[Value, ...]:
    """Return what is never offered as wrong: other viewpoints' values, and `never wrong`."""
    role, found = goal.role.name, dict[Value, None]()
    for fact in goal.among.members(left & goal.among.barring(role)):
        found.update(dict.fromkeys(fact.never_wrong.get(role, ())))
        value = fact.values.get(role)
        if isinstance(value, Views) and len(value.entries) > 1:
            found.update((answer_at(entry, goal.asked), None) for _, entry in value.entries)
    mine = accepted_at(goal.value, goal.asked)
    return tuple(value for value in found if value not in mine)
