"""The proof that a value is a wrong answer. Silence proves nothing."""

from quizkit.model import OTHER, Fact, Kind, List, Many, PartMode, Plan, Role, Value
from quizkit.questions.index import KindIndex
from quizkit.questions.likeness import Likeness
from quizkit.questions.search import Search
from quizkit.questions.wording import expand, slots
from quizkit.values.relations import answer_key, excludes


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
        self._facts = {fact.id: fact for fact in search.deck.facts}

    def may_be_right(self, plan: Plan, value: Value) -> bool:
        """Return whether a value may be a right answer, or a part of one."""
        return any(self._likeness.may_be_one(value, key, plan.asked) for key in plan.accepted)

    def why(self, plan: Plan, value: Value) -> tuple[str, str] | None:
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
        fact, role = self._facts[plan.fact], self._deck.kinds[plan.kind].roles[plan.role]
        if isinstance(fact.values[plan.role], List) and not plan.scope:
            return ("complete", "")
        if plan.many is Many.ONE and (plan.definite or role.one):
            return ("one", "")
        if self._is_elsewhere_in_list(plan, fact, value):
            return ("complete", "")
        other = self._says_otherwise(plan, fact, value)
        return ("fact", other.id) if other else None

    def _is_elsewhere_in_list(self, plan: Plan, fact: Fact, value: Value) -> bool:
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
        printed = {item.role for item in plan.printed}
        for item in plan.printed:
            role = kind.roles.get(item.role)
            naming = named_by(role, kind, plan.language) if role and role.one else frozenset()
            others = naming - {plan.role}
            if plan.role not in naming or not others <= printed:
                continue
            for other in self._likeness.givers(plan, value):
                theirs = other.values.get(item.role)
                if theirs not in (None, OTHER) and all(
                    other.values.get(name) == fact.values[name] for name in others
                ):
                    places, level = self._search.places, item.precision
                    if excludes(item.value, theirs, places=places, precision=level):
                        return other
        return None


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
