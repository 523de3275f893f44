"""The proof that a value is a wrong answer. Silence proves nothing."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final, NamedTuple

from quizkit.model import (
    OTHER,
    Fact,
    Kind,
    List,
    Many,
    PartMode,
    Plan,
    Role,
    Template,
    Value,
    Way,
)
from quizkit.questions.index import Key, KindIndex, bits
from quizkit.questions.likeness import Likeness
from quizkit.questions.search import Search
from quizkit.questions.wording import expand, slots
from quizkit.values.relations import answer_key

MOST_WITNESSES: Final = 60
"""Of so many facts with one value at most it is looked up whether they say otherwise."""

Reason = tuple[str, str]
"""Why a value is certainly wrong, as in `Lure.why`, and the id of the fact that says so or ""."""


class Proof(NamedTuple):
    """What proves values wrong under one plan; each is known to be no right answer.

    Attributes:
        always: The reason that holds for all of them, or None.
        inside: The facts of a complete list that the stem keeps within, as a bit set.
        tellers: The facts that name the same thing and have another value for it, as a bit set.
        answers: The facts of the kind that give each answer.
        among: The facts of the kind.
        fact: The fact asked about.
    """

    always: Reason | None = None
    inside: int = 0
    tellers: int = 0
    answers: Mapping[Key, int] = {}
    among: KindIndex | None = None
    fact: Fact | None = None

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
        if givers & self.tellers and self.among:
            for other in self.among.members(givers & self.tellers):
                before = givers & ((1 << self.among.at(other.id)) - 1)
                if before.bit_count() >= MOST_WITNESSES:
                    break
                if self._may_tell(other):
                    return ("fact", other.id)
        return None

    def _may_tell(self, other: Fact) -> bool:
        """Return whether a fact is undisputed and told alike."""
        fact = self.fact
        return fact is not None and not other.disputed and _are_told_alike(other, fact)


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
        self._wordings: dict[tuple[str, str, str, bool], tuple[frozenset[str], ...]] = {}
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
        whole = isinstance(given, List) and given.complete and plan.many is not Many.ONE_OF
        if whole and not plan.scope:
            return Proof(("complete", ""))
        if self.has_one(plan):
            return Proof(("one", ""))
        index = self._search.index(plan.kind)
        return Proof(
            inside=self._inside(plan, fact, index),
            tellers=self._tellers(plan, fact, index),
            answers=index.column(plan.role).answers(plan.asked),
            among=index,
            fact=fact,
        )

    def has_one(self, plan: Plan) -> bool:
        """Return whether the sentence names one thing of which one value is asked.

        It does so by `{it}`, or if the role is marked `one: yes` and all that one of its wordings
        prints is printed: of a question what stands outside `[ ]`, of a statement whatever it is.
        """
        fact = self._facts.get(plan.fact)
        if plan.many is not Many.ONE or plan.definite or fact is None:
            return plan.many is Many.ONE and plan.definite
        kind = self._deck.kinds[plan.kind]
        role = kind.roles.get(plan.role)
        if role is None or not role.one:
            return False
        if plan.way is not Way.PLAIN:
            return True
        printed = {role.name, *(item.role for item in plan.printed)}
        return any(
            roles & fact.values.keys() <= printed for roles in self._worded(plan, role, kind)
        )

    def _worded(self, plan: Plan, role: Role, kind: Kind) -> tuple[frozenset[str], ...]:
        """Return what each wording of a role must print to name the thing."""
        at = (kind.name, role.name, plan.language, plan.statement)
        found = self._wordings.get(at)
        if found is None:
            modes = () if plan.statement else (PartMode.BARE, PartMode.FORCED)
            texts = role.ask.get(plan.language, ())
            found = tuple(_roles(text, kind, plan.language, *modes) for text in texts)
            self._wordings[at] = found
        return found

    def _inside(self, plan: Plan, fact: Fact, index: KindIndex) -> int:
        """Return the facts of the complete list that the stem keeps within, if it does.

        It does so if it prints the scope, or each role that the list gives, a date among them.
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
        roles = self._deck.kinds[plan.kind].roles
        given = [role for role in roles if index.column(role).given & inside]
        is_dated = any(roles[role].type == "date" for role in given)
        return is_dated and all(role in printed or role == plan.role for role in given)

    def _tellers(self, plan: Plan, fact: Fact, index: KindIndex) -> int:
        """Return the facts that have another value for a printed `one: yes` role of one thing.

        The asked role helps to name the thing. The other roles that name it must be printed, as
        finely as the fact has them, and be the same in the facts returned.
        """
        kind = self._deck.kinds[plan.kind]
        printed = {item.role for item in plan.printed if item.value == fact.values.get(item.role)}
        found = 0
        for item in plan.printed:
            role = kind.roles.get(item.role)
            naming = self._named_by(role, kind, plan.language) if role and role.one else frozenset()
            others = naming - {plan.role}
            if plan.role in naming and others & fact.values.keys() <= printed:
                column = index.column(item.role)
                known = column.given & ~column.masks.get(OTHER, 0)
                left = column.left(item.value, item.precision)
                telling = known & ~left
                for name in others:
                    telling &= index.column(name).same(fact.values.get(name))
                found |= telling
        return found

    def _named_by(self, role: Role, kind: Kind, language: str) -> frozenset[str]:
        at = (kind.name, role.name, language)
        found = self._naming.get(at)
        if found is None:
            found = self._naming[at] = named_by(role, kind, language)
        return found


def named_by(role: Role, kind: Kind, language: str) -> frozenset[str]:
    """Return the roles that name the thing whose one value this role is.

    Those are the roles that its wordings print, in any part, `{it}` included.
    """
    texts = role.ask.get(language, ())
    return frozenset().union(*(_roles(text, kind, language) for text in texts)) - {role.name}


def _roles(text: Template, kind: Kind, language: str, *modes: PartMode) -> frozenset[str]:
    """Return the roles that a wording prints in parts of these modes; in any if none is given."""
    whole = expand(text, kind.called.get(language))
    return frozenset(slot.role for slot in slots(whole, *modes) if slot.role)


def _are_told_alike(one: Fact, two: Fact) -> bool:
    """Return whether two facts are told by one source, of one time."""
    return (one.according_to, one.at_time_of, one.valid) == (
        two.according_to,
        two.at_time_of,
        two.valid,
    )
