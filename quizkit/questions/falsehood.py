"""The proof that a value is a wrong answer. Silence proves nothing."""

from collections.abc import Mapping
from functools import cached_property
from itertools import islice
from typing import Final, NamedTuple

from quizkit.model import OTHER, Fact, Kind, List, Many, PartMode, Plan, Printed, Role, Value
from quizkit.questions.index import Key, KindIndex, bits
from quizkit.questions.likeness import Likeness
from quizkit.questions.search import Search
from quizkit.questions.wording import expand, slots
from quizkit.values.relations import Places, answer_key, excludes

MOST_WITNESSES: Final = 60
"""Of so many facts with one value at most it is looked up whether they say otherwise."""

Reason = tuple[str, str]
"""Why a value is certainly wrong, as in `Lure.why`, and the id of the fact that says so or ""."""


class Teller(NamedTuple):
    """A printed role of which a thing has one value, and the other roles that name that thing."""

    printed: Printed
    naming: tuple[str, ...]


class Proof(NamedTuple):
    """What proves values wrong under one plan; each is known to be no right answer.

    Attributes:
        always: The reason that holds for all of them, or None.
        inside: The facts of a complete list that the stem keeps within, as a bit set.
        tellers: What a fact could say otherwise about.
        answers: The facts of the kind that give each answer.
        among: The facts of the kind.
        values: The values of the fact asked about.
        places: Containment between names.
    """

    always: Reason | None = None
    inside: int = 0
    tellers: tuple[Teller, ...] = ()
    answers: Mapping[Key, int] = {}
    among: KindIndex | None = None
    values: Mapping[str, Value] = {}
    places: Places | None = None

    @property
    def is_possible(self) -> bool:
        """Whether anything can be proved at all."""
        return bool(self.always or self.inside or self.tellers)

    def why(self, wanted: Key | None) -> Reason | None:
        """Return why an answer is certainly wrong, or None.

        Args:
            wanted: The key of the answer at the precision asked for.
        """
        if self.always:
            return self.always
        givers = self.answers.get(wanted, 0) if wanted else 0
        if givers & self.inside:
            return ("complete", "")
        if givers and self.tellers and self.among:
            for other in islice(self.among.members(givers), MOST_WITNESSES):
                if any(self._says_otherwise(teller, other) for teller in self.tellers):
                    return ("fact", other.id)
        return None

    def _says_otherwise(self, teller: Teller, other: Fact) -> bool:
        """Return whether a fact names the same thing and has another value for it."""
        item, values = teller.printed, self.values
        theirs = other.values.get(item.role)
        return (
            theirs not in (None, OTHER)
            and self.places is not None
            and all(other.values.get(name) == values[name] for name in teller.naming)
            and excludes(item.value, theirs, places=self.places, precision=item.precision)
        )


class Falsehood:
    """Proves values of one deck wrong.

    Args:
        search: The deck's search.
        likeness: What may be the same answer.
    """

    def __init__(self, search: Search, likeness: Likeness) -> None:
        self._search = search
        self._deck = search.deck
        self._likeness = likeness
        self._scopes: dict[tuple[str, str], int] = {}
        self._naming: dict[tuple[str, str, str], frozenset[str]] = {}

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return {fact.id: fact for fact in self._deck.facts}

    def may_be_right(self, plan: Plan, value: Value) -> bool:
        """Return whether a value may be a right answer, or a part of one."""
        never = (*plan.accepted, *plan.barred)
        return any(self._likeness.may_be_one(value, key) for key in never)

    def why(self, plan: Plan, value: Value) -> Reason | None:
        """Return why a value is certainly wrong and the fact that says so, or None.

        "one": the stem names one thing (`{it}`, or a role marked `one: yes`), whose answer is
        known. "complete": the list is all there is, and the value is no member of it, or stands
        elsewhere in it. "fact": a fact says otherwise.

        Args:
            plan: The question; of a card nothing is proved.
            value: The value.
        """
        if plan.kind == "card" or self.may_be_right(plan, value):
            return None
        return self.proof(plan).why(answer_key(value, precision=plan.asked))

    def proof(self, plan: Plan) -> Proof:
        """Return what proves values wrong under a plan, worked out once for all of them."""
        fact = self._facts.get(plan.fact)
        role = self._deck.kinds[plan.kind].roles.get(plan.role) if fact else None
        if fact is None or role is None:
            return Proof()
        given = fact.values[plan.role]
        if isinstance(given, List) and given.complete and not plan.scope:
            return Proof(("complete", ""))
        if plan.many is Many.ONE and (plan.definite or role.one):
            return Proof(("one", ""))
        index = self._search.index(plan.kind)
        return Proof(
            inside=self._inside(plan, fact, index),
            tellers=self._tellers(plan),
            answers=index.column(plan.role).answers(plan.asked),
            among=index,
            values=fact.values,
            places=self._search.places,
        )

    def _inside(self, plan: Plan, fact: Fact, index: KindIndex) -> int:
        """Return the facts of the complete list that the stem keeps within, if it does.

        It does so if it prints the scope, or each role that the list gives.
        """
        scope = self._deck.groups[fact.group].complete
        if not scope:
            return 0
        inside = self._scope(plan.kind, scope, index)
        if not plan.scope and not self._keeps_within(plan, index, inside):
            return 0
        left = bits(sorted(index.at(fact_id) for fact_id in plan.not_excluded))
        return 0 if left & ~inside else inside

    def _scope(self, kind: str, scope: str, index: KindIndex) -> int:
        inside = self._scopes.get((kind, scope))
        if inside is None:
            inside = 0
            for group in self._deck.groups:
                if group.complete == scope and group.kind == kind:
                    inside |= index.group(group.index)
            self._scopes[kind, scope] = inside
        return inside

    def _keeps_within(self, plan: Plan, index: KindIndex, inside: int) -> bool:
        printed = {item.role for item in plan.printed}
        given = (
            role
            for role in self._deck.kinds[plan.kind].roles
            if role != plan.role and index.column(role).given & inside
        )
        return all(role in printed for role in given)

    def _tellers(self, plan: Plan) -> tuple[Teller, ...]:
        """Return the printed `one: yes` roles whose thing the asked role helps to name.

        The other roles that name the thing there must be printed.
        """
        kind = self._deck.kinds[plan.kind]
        printed = {item.role for item in plan.printed}
        found: list[Teller] = []
        for item in plan.printed:
            role = kind.roles.get(item.role)
            naming = self._named_by(role, kind, plan.language) if role and role.one else frozenset()
            others = naming - {plan.role}
            if plan.role in naming and others <= printed:
                found.append(Teller(item, tuple(sorted(others))))
        return tuple(found)

    def _named_by(self, role: Role, kind: Kind, language: str) -> frozenset[str]:
        at = (kind.name, role.name, language)
        found = self._naming.get(at)
        if found is None:
            found = self._naming[at] = named_by(role, kind, language)
        return found


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
