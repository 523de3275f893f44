"""A fact's statement as a question's sentence: with a gap for the answer, or without it."""

from quizkit.model import (
    Date,
    FacetId,
    Fact,
    Kind,
    Many,
    Number,
    Part,
    PartMode,
    Plan,
    Slot,
    Template,
    Way,
)
from quizkit.questions.choices import Wording, prepare
from quizkit.questions.index import fact_of
from quizkit.questions.plan import Planner
from quizkit.questions.stems import stem
from quizkit.questions.wording import expand, names_one_thing, slots


class Sayings:
    """Plans the statements of one deck's facets, and keeps them.

    Args:
        planner: The deck's planner.
    """

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._deck = planner.deck
        self._said: dict[FacetId, Plan | None] = {}
        self._labels: dict[FacetId, Plan | None] = {}
        self._bare: dict[tuple[str, str], tuple[Wording, ...]] = {}

    def said(self, facet: FacetId) -> Plan | None:
        """Return the plan of the statement with a gap for the facet's one answer, or None."""
        if facet not in self._said:
            plan = self._planner.statement(facet) if self._is_single(facet) else None
            fine = plan is not None and any(
                other.way is Way.PLAIN and (other.asked, other.accepted) == _answer(plan)
                for other in self._planner.plans(facet)
            )
            self._said[facet] = self._defined(plan) if plan and fine else None
        return self._said[facet]

    def _is_single(self, facet: FacetId) -> bool:
        plans = self._planner.plans(facet)
        return any(plan.way is Way.PLAIN and plan.many is Many.ONE for plan in plans)

    def _defined(self, plan: Plan) -> Plan:
        """Return the statement's plan, marked where it speaks of one thing beside the gap."""
        kind = self._deck.kinds[plan.kind]
        template, called = kind.says[plan.language][plan.rank], kind.called.get(plan.language)
        named = {slot.role for slot in slots(called)} if called else set()
        return plan._replace(definite=names_one_thing(template) and plan.role not in named)

    def label(self, facet: FacetId) -> Plan | None:
        """Return the plan of a sentence that names a date or number without telling it, or None.

        The sentence has one answer and prints no viewpoint; one for a date prints no other date
        and no figure, so that nothing in it tells which comes first.
        """
        if facet not in self._labels:
            plans = (plan for plan in self._sentences(facet) if self._is_label(plan))
            plans = (plan for plan in plans if self._planner.can_say(plan))
            self._labels[facet] = next(plans, None)
        return self._labels[facet]

    def _sentences(self, facet: FacetId) -> tuple[Plan, ...]:
        """Return the plans of the statement without the role, and with a gap for it."""
        fact_id, name = fact_of(facet)
        fact = self._planner.facts.get(fact_id)
        role = self._deck.kinds[fact.kind].roles.get(name) if fact else None
        if fact is None or role is None or not self._is_single(facet):
            return ()
        said = self.said(facet)
        goals = self._planner.search.goals(fact, role)[:1]
        found = [
            self._planner.search.one(goal, wording)
            for goal in goals
            for wording in self._without(fact, name)
        ]
        return tuple(plan for plan in (*found, said) if plan and self._planner.can_say(plan))

    def _without(self, fact: Fact, role: str) -> tuple[Wording, ...]:
        at = (fact.kind, role)
        if at not in self._bare:
            self._bare[at] = tuple(self._stripped(self._deck.kinds[fact.kind], role))
        return self._bare[at]

    def _stripped(self, kind: Kind, role: str) -> list[Wording]:
        """Return the kind's statements without the role, where it is the kind's only date.

        Where there are two dates, a statement without either does not tell which of them counts.
        """
        if [name for name, other in kind.roles.items() if other.type == "date"] != [role]:
            return []
        language = self._planner.language
        found = []
        for rank, text in enumerate(kind.says.get(language, ())):
            bare = _dropped(expand(text, kind.called.get(language)), role)
            if bare is not None:
                found.append(prepare(bare, bare, role, rank=rank))
        return found

    def _is_label(self, plan: Plan) -> bool:
        roles = self._deck.kinds[plan.kind].roles
        if any(item.role not in roles for item in plan.printed):
            return False
        if isinstance(plan.accepted[0], Number):
            return True
        figures = any(char.isdigit() for char in stem(plan, self._deck))
        dates = any(isinstance(item.value, Date) for item in plan.printed)
        return isinstance(plan.accepted[0], Date) and not figures and not dates


def _answer(plan: Plan) -> tuple[object, object]:
    return plan.asked, plan.accepted


def _dropped(whole: Template, role: str) -> Template | None:
    """Return a statement without the parts that print a date or the role; None if one is bare."""
    parts: list[Part] = []
    for part in whole.parts:
        told = [piece for piece in part.pieces if isinstance(piece, Slot)]
        if not any(slot.role == role or slot.kind == "on" for slot in told):
            parts.append(part)
        elif part.mode is PartMode.BARE:
            return None
    return whole._replace(text=f"{whole.text} ({role})", parts=tuple(parts))
