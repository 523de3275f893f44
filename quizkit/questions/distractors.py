"""Wrong answers that are certainly wrong, each with its reason.

Silence proves nothing: that the deck does not say that somebody came does not mean that nobody
did. What proves a value wrong is listed in `Lures.why`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from rapidfuzz import fuzz

from quizkit.model import (
    BEFORE,
    OTHER,
    Date,
    Fact,
    Kind,
    List,
    Lure,
    Many,
    Named,
    Number,
    PartMode,
    Plan,
    Precision,
    Role,
    Text,
    Value,
    Views,
)
from quizkit.questions.index import KindIndex
from quizkit.questions.near import date_nearness, number_nearness
from quizkit.questions.plan import Planner
from quizkit.questions.printable import answer_at
from quizkit.questions.wording import expand, slots
from quizkit.text import fold
from quizkit.values.relations import answer_key, excludes
from quizkit.values.show import show
from quizkit.values.words.en import WORDS

MOST_LOOKED_AT: Final = 120
"""Of so many values at most the distractors are drawn: a big deck's rest adds nothing."""

FARTHEST_DAYS: Final = 40 * 366
"""A date is offered up to forty years from the key."""

FARTHEST_NUMBER: Final = 0.05
"""A number is offered from this nearness on: up to about twenty times the key."""

ENOUGH: Final = 2
"""With so many good distractors no others are looked for."""

LONGEST_RATIO: Final = 2.0
"""An option is at most so many times as long as the key, and at least its inverse."""


class Lures:
    """Finds the distractors of plans of one deck.

    Args:
        planner: The deck's planner.
    """

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._deck = planner.deck
        self._search = planner.search
        self._words = planner.deck.words.get(planner.language, WORDS)
        self._kept: dict[tuple[str, str, int], tuple[Lure, ...]] = {}
        self._typed: dict[str, tuple[Value, ...]] | None = None

    def pool(self, plan: Plan, stem: str) -> tuple[Lure, ...]:
        """Return every usable wrong answer of a plan, nearest first.

        Args:
            plan: The plan.
            stem: Its sentence; what stands there is never an option.
        """
        at = (plan.facet, plan.template.text, plan.rank)
        pool = self._kept.get(at)
        if pool is None:
            found = [lure for lure in self._found(plan) if self._fits(plan, lure, stem)]
            pool = best_tiers(sorted(found, key=lambda lure: -lure.close))
            self._kept[at] = pool
        return pool

    def why(self, plan: Plan, value: Value) -> tuple[str, str] | None:
        """Return why a value is certainly wrong and the fact that says so, or None.

        "one": the stem names one thing (`{it}`, or a role marked `one: yes`), whose answer is
        known. "complete": the list is all there is, and the value stands elsewhere in it, or it is
        no member of a complete list. "fact": a fact says otherwise.
        """
        if self._maybe_right(plan, value):
            return None
        if plan.kind == "card":
            return None
        fact, role = self._planner.facts[plan.fact], self._role(plan)
        if isinstance(fact.values[plan.role], List):
            return ("complete", "")
        if plan.many is Many.ONE and (plan.definite or role.one):
            return ("one", "")
        if self._elsewhere_in_list(plan, fact, value):
            return ("complete", "")
        other = self._says_otherwise(plan, fact, value)
        return ("fact", other.id) if other else None

    def alike(self, one: Value, two: Value) -> bool:
        """Return whether two options may be one and the same, or one stands in the other."""
        if fold(self._show(one)) == fold(self._show(two)):
            return True
        return self._same_or_part(None, one, two)

    def _role(self, plan: Plan) -> Role:
        return self._deck.kinds[plan.kind].roles[plan.role]

    def _maybe_right(self, plan: Plan, value: Value) -> bool:
        return any(self._same_or_part(plan.asked, value, key) for key in plan.accepted)

    def _same_or_part(self, asked: Precision | None, value: Value, key: Value) -> bool:
        apart = excludes(key, value, places=self._search.places) and excludes(
            value, key, places=self._search.places
        )
        if not apart:
            return True
        if isinstance(value, Date | Number) or (isinstance(value, Text) and value.member):
            return False
        tells = self._search.giveaway
        told = tells(value, key, asked) or tells(key, value, asked)
        return told or without_initials(self._show(value)) == without_initials(self._show(key))

    def _elsewhere_in_list(self, plan: Plan, fact: Fact, value: Value) -> bool:
        """Return whether the value stands elsewhere in a complete list that the stem keeps within.

        It does so if it prints the scope, or each role that the list gives.
        """
        scope = self._deck.groups[fact.group].complete
        if not scope:
            return False
        index, inside = self._search.index(fact.kind), 0
        for group in self._deck.groups:
            if group.complete == scope and group.kind == fact.kind:
                inside |= index.group(group.index)
        if not plan.scope and not self._keeps_within(plan, index, inside):
            return False
        left = sum(1 << index.at(fact_id) for fact_id in plan.not_excluded)
        wanted = answer_key(value, precision=plan.asked)
        givers = index.column(plan.role).answers(plan.asked).get(wanted, 0) if wanted else 0
        return not left & ~inside and bool(givers & inside)

    def _keeps_within(self, plan: Plan, index: KindIndex, inside: int) -> bool:
        printed = {item.role for item in plan.printed}
        given = (
            role
            for role in self._deck.kinds[plan.kind].roles
            if role != plan.role and index.column(role).given & inside
        )
        return all(role in printed for role in given)

    def _says_otherwise(self, plan: Plan, fact: Fact, value: Value) -> Fact | None:
        """Return a fact that has this value, but another one in a printed `one: yes` role.

        The other roles that name the thing there must be printed and the same.
        """
        kind = self._deck.kinds[plan.kind]
        printed = {item.role: item for item in plan.printed}
        for name, item in printed.items():
            role = kind.roles.get(name)
            if role is None or not role.one:
                continue
            naming = named_by(role, kind, plan.language)
            if plan.role not in naming or not naming - {plan.role} <= printed.keys():
                continue
            for other in self._givers(plan, value):
                theirs = other.values.get(name)
                agree = all(other.values.get(r) == fact.values[r] for r in naming - {plan.role})
                if (
                    agree
                    and theirs not in (None, OTHER)
                    and excludes(
                        item.value, theirs, places=self._search.places, precision=item.precision
                    )
                ):
                    return other
        return None

    def _givers(self, plan: Plan, value: Value) -> Iterator[Fact]:
        wanted = answer_key(value, precision=plan.asked)
        index = self._search.index(plan.kind)
        return index.members(index.column(plan.role).answers(plan.asked).get(wanted or (), 0))

    def _found(self, plan: Plan) -> Iterator[Lure]:
        seen = set()
        for value, author in self._candidates(plan):
            key = answer_key(value)
            if key is None or key in seen:
                continue
            seen.add(key)
            right = author and self._maybe_right(plan, value)
            reason = ("author", "") if author else self.why(plan, value)
            if reason and not right:
                shown = like_key(value, plan.accepted[0])
                yield Lure(shown, *reason, close=self._close(plan, value))

    def _candidates(self, plan: Plan) -> Iterator[tuple[Value, bool]]:
        if plan.kind == "card":
            card = self._planner.cards[plan.fact]
            yield from ((Text(text), True) for text in card.wrong)
            return
        fact, role = self._planner.facts[plan.fact], self._role(plan)
        for wrong in fact.wrong.get(plan.role, ()):
            yield from ((item, True) for item in singles(wrong, plan))
        yield from ((Text(member, member=True), False) for member in role.members)
        for value in self._siblings(plan, fact):
            yield from ((item, False) for item in singles(value, plan))
        if role.type == "any":
            return
        for value in spread(self._of_type(self._shape(plan.accepted[0]))):
            yield from ((item, False) for item in singles(value, plan))

    def _siblings(self, plan: Plan, fact: Fact) -> Iterator[Value]:
        """Yield the role's values in other facts: those of like facts, then some of the rest."""
        index = self._search.index(plan.kind)
        values = tuple(index.column(plan.role).masks)
        if len(values) > MOST_LOOKED_AT:
            for role, value in fact.values.items():
                if role != plan.role:
                    alike = index.members(index.column(role).masks.get(value, 0))
                    for other in islice(alike, MOST_LOOKED_AT // 4):
                        if plan.role in other.values:
                            yield other.values[plan.role]
        yield from spread(values)

    def _of_type(self, type_: str) -> tuple[Value, ...]:
        """Return the deck's values of a type: names from their declarations, dates from facts."""
        if self._typed is None:
            found: dict[str, dict[Value, None]] = {}
            for name in self._deck.names.values():
                found.setdefault(name.type, {})[Named(name.name)] = None
            for fact in self._deck.facts:
                for value in fact.values.values():
                    if isinstance(value, Date) and value.precision:
                        found.setdefault("date", {})[value] = None
            self._typed = {name: tuple(values) for name, values in found.items()}
        return self._typed.get(type_, ())

    def _shape(self, value: Value) -> str:
        if isinstance(value, Named):
            name = self._deck.names.get(value.name)
            return name.type if name else "name"
        return "date" if isinstance(value, Date) else ""

    def _fits(self, plan: Plan, lure: Lure, stem: str) -> bool:
        """Return whether a wrong answer is of the key's form and does not stand in the stem."""
        key, value = plan.accepted[0], lure.value
        if type(value) is not type(key) or f" {fold(self._show(value))} " in f" {fold(stem)} ":
            return False
        if isinstance(key, Number) and isinstance(value, Number):
            return key.unit == value.unit and lure.close > FARTHEST_NUMBER
        if isinstance(key, Date) and isinstance(value, Date):
            return lure.why == "author" or self._is_of_its_time(plan, key, value)
        if not related_types(self._shape(key), self._shape(lure.value)):
            return False
        if (
            plan.kind != "card"
            and self._role(plan).type == "any"
            and not self._same_property(plan, lure)
        ):
            return False
        if self._search.giveaway.in_text(lure.value, stem, plan.asked):
            return False
        return lure.why == "author" or same_length(self._show(key), self._show(lure.value))

    def _is_of_its_time(self, plan: Plan, key: Date, value: Date) -> bool:
        """Return whether a date is neither far off nor later than what the deck knows of."""
        if plan.asked is Precision.MONTH and value.text[:4] != key.text[:4]:
            return False
        return abs(key.first - value.first) <= FARTHEST_DAYS and value.first <= self.latest

    @cached_property
    def latest(self) -> int:
        """The last day that an option may show: of the deck's `as of`, else of its dates."""
        if self._deck.as_of:
            return self._deck.as_of.last
        values = (value for fact in self._deck.facts for value in fact.values.values())
        return max((v.last for v in values if isinstance(v, Date) and v.precision), default=10**7)

    def _same_property(self, plan: Plan, lure: Lure) -> bool:
        """Return whether a wrong attribute is one of the same name (capitals), or hand-written."""
        name = self._planner.facts[plan.fact].values.get("name")
        return lure.why == "author" or any(
            giver.values.get("name") == name for giver in self._givers(plan, lure.value)
        )

    def _show(self, value: Value) -> str:
        return show(value, words=self._words, names=self._deck.names)

    def _close(self, plan: Plan, value: Value) -> float:
        key = plan.accepted[0]
        if isinstance(key, Date) and isinstance(value, Date):
            return date_nearness(key, value, plan.asked)
        if isinstance(key, Number) and isinstance(value, Number):
            return number_nearness(key, value)
        alike = fuzz.ratio(fold(self._show(key)), fold(self._show(value))) / 100
        return 0.25 * alike + (0.75 if plan.kind == "card" else self._shared(plan, value))

    def _shared(self, plan: Plan, value: Value) -> float:
        """Return 0.25 for being in the same role, up to 0.75 with what the stem prints."""
        fact = self._planner.facts[plan.fact]
        roles = [
            item.role
            for item in plan.printed
            if item.precision is None and item.role in fact.values and item.role != plan.role
        ]
        best = 0.0
        for other in self._givers(plan, value):
            same = sum(other.values.get(role) == fact.values[role] for role in roles)
            best = max(best, 0.25 + 0.5 * (same / len(roles) if roles else 1))
        return best


def best_tiers(lures: Sequence[Lure]) -> tuple[Lure, ...]:
    """Return the most plausible distractors: fillers only where the better ones are too few.

    The tiers: hand-written, or in the same role and in line with what the stem prints; in the
    same role; of the same type.

    Args:
        lures: Nearest first.
    """
    tiers: list[list[Lure]] = [[], [], []]
    for lure in lures:
        own = lure.why == "author" or lure.close >= 0.75 or isinstance(lure.value, Date | Number)
        tiers[0 if own else 1 if lure.close >= 0.25 else 2].append(lure)
    pool: list[Lure] = []
    for tier in tiers:
        if len(pool) < ENOUGH:
            pool.extend(tier)
    return tuple(pool)


def spread(values: Sequence[Value]) -> Sequence[Value]:
    """Return all values, or of very many some, evenly from first to last.

    >>> len(spread([Text(str(n)) for n in range(10_000)])) <= MOST_LOOKED_AT
    True
    """
    return values[:: -(-len(values) // MOST_LOOKED_AT) or 1]


def named_by(role: Role, kind: Kind, language: str) -> frozenset[str]:
    """Return the roles that name the thing whose one value this role is.

    Those are the roles that each of its wordings prints in any case, `{it}` included.
    """
    texts = role.ask.get(language, ())
    called = kind.called.get(language)
    named = [
        frozenset(slot.role for slot in slots(expand(text, called), PartMode.BARE) if slot.role)
        for text in texts
    ]
    return frozenset.intersection(*named) - {role.name} if named else frozenset()


def like_key(value: Value, key: Value) -> Value:
    """Return a wrong number with the key's bound, so that no option stands out."""
    if isinstance(value, Number) and isinstance(key, Number):
        return value._replace(bound=key.bound)
    return value


def singles(value: Value, plan: Plan) -> Iterator[Value]:
    """Yield the answers in a value: the members of a list, a date as it is asked."""
    if isinstance(value, List):
        for item in value.items:
            yield from singles(item, plan)
    elif isinstance(value, Date):
        if answer_key(value, precision=plan.asked) is not None:
            yield answer_at(value, plan.asked)
    elif not isinstance(value, Views) and value is not OTHER:
        yield value


def related_types(one: str, other: str) -> bool:
    """Return whether two named types are the same or one is the wider one.

    >>> related_types("city", "place"), related_types("city", "country")
    (True, False)
    """
    return one == other or one in _wider(other) or other in _wider(one)


def _wider(type_: str) -> Iterable[str]:
    while type_:
        yield type_
        type_ = BEFORE.get(type_, "")


def same_length(key: str, other: str) -> bool:
    """Return whether two options are of one length class.

    >>> same_length("Bill Clinton", "Donald Trump"), same_length("Hue", "Ho Chi Minh City")
    (True, False)
    """
    one, two = len(key) + 3, len(other) + 3
    return max(one, two) <= LONGEST_RATIO * min(one, two)


def without_initials(text: str) -> str:
    """Return a name folded, without words of one letter.

    >>> without_initials("John F. Kerry")
    'john kerry'
    """
    return " ".join(word for word in fold(text).split() if len(word) > 1)
