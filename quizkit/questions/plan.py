"""Planning: the shortest question that has one answer, or the reason why there is none.

A plan carries its proof: the constraints that the stem prints, the facts that they do not
exclude, and the answers.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from itertools import chain

from quizkit.model import (
    OTHER,
    Card,
    Deck,
    FacetId,
    Fact,
    Kind,
    List,
    Number,
    Plan,
    Precision,
    Refusal,
    Role,
    Template,
    Value,
    Way,
)
from quizkit.questions import refuse
from quizkit.questions.calm import calm
from quizkit.questions.cards import card_plan
from quizkit.questions.choices import Wording, prepare, prepare_statement
from quizkit.questions.index import facet_id, fact_of
from quizkit.questions.owners import field_of, owner_of, same, share
from quizkit.questions.ranked import COUNT, count_plans, end_plans
from quizkit.questions.search import Goal, Search
from quizkit.questions.series import after_plans, pair_plans
from quizkit.questions.tongue import Tongue
from quizkit.questions.whole import member_plans, one_of_plans, whole_plans
from quizkit.questions.wording import expand, slots

FEW = 3
"""From so many facts with one and the same answer on, a question tells nothing."""


class Planner:
    """Plans each question of a deck when it is first asked for, and keeps the result.

    In another language than the deck's own a facet is asked where there are a wording and a
    spelling of each name and text in it; any other facet is asked in the deck's language.

    Args:
        deck: The deck.
        language: Language of the wordings; the deck's own where not given.

    Attributes:
        own: Asks in the deck's language what cannot be asked in another; None where that is it.
        tongue: What can be said in the other language; None where there is none, or no words.
    """

    def __init__(self, deck: Deck, *, language: str | None = None) -> None:
        self.deck = deck
        self.language = language or deck.language
        self.search = Search(deck, self.language)
        self._wordings: dict[tuple[str, str, str], tuple[Wording, ...]] = {}
        self._worded: dict[tuple[str, str], bool] = {}
        self._results: dict[FacetId, tuple[Plan, ...] | Refusal] = {}
        other = self.language != deck.language
        self.own = Planner(deck) if other else None
        self.tongue = Tongue(deck, self.language) if other and self._has_words else None

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Fact id to fact."""
        return {fact.id: fact for fact in self.deck.facts}

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Card id to card."""
        return {card.id: card for card in self.deck.cards}

    @cached_property
    def candidates(self) -> tuple[FacetId, ...]:
        """Every facet that somebody could want to ask, refused ones included, in deck order."""
        return tuple(self._candidates())

    @cached_property
    def facets(self) -> tuple[FacetId, ...]:
        """Every facet that is asked, in deck order. Plans the whole deck."""
        with calm():
            return tuple(facet for facet in self.candidates if self.plans(facet))

    def plans(self, facet: FacetId) -> tuple[Plan, ...]:
        """Return the facet's plans, one a usable wording; none if it is refused or unknown."""
        result = self._result(facet)
        return () if isinstance(result, Refusal) else result

    def refusal(self, facet: FacetId) -> Refusal | None:
        """Return why the facet is not asked, or None if it is."""
        result = self._result(facet)
        return result if isinstance(result, Refusal) else None

    def statement(self, facet: FacetId) -> Plan | None:
        """Return the plan of the kind's statement with a gap for the facet's role, or None."""
        fact_id, role = fact_of(facet)
        fact = self.facts.get(fact_id)
        if fact is None:
            return None
        if self.own and not self._speaks(facet):
            return self.own.statement(facet)
        kind = self.deck.kinds[fact.kind]
        goals = self.search.goals(fact, kind.roles[role]) if role in kind.roles else ()
        if not goals or isinstance(goals[0].value, List):
            return None
        goal = goals[0]
        for rank, template in enumerate(kind.says.get(self.language, ())):
            whole = expand(template, kind.called.get(self.language))
            if _has_gap(whole, role, goal):
                plan = self.search.one(goal, prepare_statement(whole, role, rank=rank))
                if plan and self.can_say(plan):
                    return plan
        return None

    def can_say(self, plan: Plan) -> bool:
        """Return whether all that a plan prints, and its answers, are spelled in its language."""
        return plan.language == self.deck.language or bool(
            self.tongue and self.tongue.says_plan(plan)
        )

    def can_say_value(self, value: Value, language: str) -> bool:
        """Return whether a value can be shown in the language of a question."""
        return language == self.deck.language or bool(self.tongue and self.tongue.says(value))

    def language_of(self, fact: Fact) -> str:
        """Return the language of a fact's statement: the planner's where it can be told in it."""
        said = self.tongue is not None and self.tongue.says_fact(fact)
        worded = self.language in self.deck.kinds[fact.kind].says
        return self.language if said and worded else self.deck.language

    def _speaks(self, facet: FacetId) -> bool:
        plans = self.plans(facet)
        return bool(plans) and plans[0].language == self.language

    @property
    def _has_words(self) -> bool:
        return self.language in self.deck.words

    def wordings(self, fact: Fact, role: Role, which: str) -> tuple[Wording, ...]:
        """Return the wordings of a role made ready.

        Args:
            fact: The fact; its own `ask`, which is in the deck's language, stands for `ask` there,
                and for `ask all` of a list.
            role: The role.
            which: A field of the role, such as "ask all".
        """
        kind = self.deck.kinds[fact.kind]
        own = fact.ask.get(role.name)
        if own is not None and which in self._replaced(fact, role):
            return (self._ready(own, kind, role, 0),)
        at = (fact.kind, role.name, which)
        found = self._wordings.get(at)
        if found is None:
            texts = role.wordings[which].get(self.language, ())
            found = tuple(self._ready(text, kind, role, n) for n, text in enumerate(texts))
            self._wordings[at] = found
        return found

    def _replaced(self, fact: Fact, role: Role) -> tuple[str, ...]:
        """Return the fields that a fact's own wording stands for."""
        return ("ask", "ask all") if isinstance(fact.values[role.name], List) else ("ask",)

    def _ready(self, text: Template, kind: Kind, role: Role, rank: int) -> Wording:
        return prepare(text, expand(text, kind.called.get(self.language)), role.name, rank=rank)

    def _candidates(self) -> Iterator[FacetId]:
        if not (self._has_words or self.own):
            return
        for fact in self.deck.facts:
            kind = self.deck.kinds[fact.kind]
            for name, role in kind.roles.items():
                if name in fact.values and self._may_ask(fact, role):
                    yield facet_id(self.deck.id, fact.id, name)
            if self._counts(kind) and self.deck.groups[fact.group].complete:
                yield facet_id(self.deck.id, fact.id, COUNT)
        for card in self.deck.cards:
            for number in [str(blank.number) for blank in card.blanks] or ["card"]:
                yield facet_id(self.deck.id, card.id, number)

    def _counts(self, kind: Kind) -> bool:
        worded = self.language in kind.ask_how_many
        return worded or bool(self.own and self.own.language in kind.ask_how_many)

    def _may_ask(self, fact: Fact, role: Role) -> bool:
        at = (fact.kind, role.name)
        worded = self._worded.get(at)
        if worded is None:
            texts = role.wordings.values()
            worded = any(self.language in text for text in texts)
            if self.own and not worded:
                worded = any(self.own.language in text for text in texts)
            self._worded[at] = worded
        return bool(worded or role.name in fact.ask) and fact.values[role.name] is not OTHER

    def _result(self, facet: FacetId) -> tuple[Plan, ...] | Refusal:
        result = self._results.get(facet)
        if result is None:
            result = self._results[facet] = self._spoken(facet) or self._work_out(facet)
        return result

    def _spoken(self, facet: FacetId) -> tuple[Plan, ...] | Refusal | None:
        """Return the plans in another language than the deck's, else those in the deck's own."""
        if self.own is None:
            return None
        result = self.attempt(facet)
        plans = () if isinstance(result, Refusal) else tuple(filter(self.can_say, result))
        return plans or self.own._result(facet)

    def attempt(self, facet: FacetId) -> tuple[Plan, ...] | Refusal:
        """Return what the wordings of the planner's language alone give, spelled in it or not."""
        fact_id, role = fact_of(facet)
        if self.own and not (self.tongue and fact_id in self.facts):
            return ()
        if self.own and role in self.facts[fact_id].ask:
            return ()
        return self._work_out(facet)

    def _work_out(self, facet: FacetId) -> tuple[Plan, ...] | Refusal:
        fact_id, name = fact_of(facet)
        if fact_id in self.cards:
            plan = card_plan(self.cards[fact_id], name, facet, self.language)
            return (plan,) if plan else refuse.unknown(facet, fact_id, name)
        fact = self.facts.get(fact_id)
        if fact is None:
            return refuse.unknown(facet, fact_id, name)
        if name == COUNT:
            return self._count(facet, fact)
        role = self.deck.kinds[fact.kind].roles.get(name)
        if role is None:
            return refuse.unknown(facet, fact_id, name)
        refusal = self.early(facet, fact, role)
        return refusal if refusal else self._ask(facet, fact, role)

    def early(self, facet: FacetId, fact: Fact, role: Role) -> Refusal | None:
        """Return why a role is not even tried, or None."""
        if role.name in fact.dont_ask:
            return refuse.unwanted(facet, fact, role)
        if role.name not in fact.values:
            return refuse.absent(facet, fact, role)
        if not self._may_ask(fact, role):
            return refuse.unworded(facet, fact, role)
        if fact.valid and not all(self.deck.words[self.language].valid):
            return refuse.no_words(facet, fact, role, "valid")
        return None

    def _ask(self, facet: FacetId, fact: Fact, role: Role) -> tuple[Plan, ...] | Refusal:
        """Plan a role from each viewpoint, and in every other way that its kind has words for."""
        goals = self.search.goals(fact, role)
        if not goals:
            return self._ask_open(facet, fact, role)
        results = [self._ask_goal(facet, goal) for goal in goals]
        found = [plan for result in results if not isinstance(result, Refusal) for plan in result]
        found.extend(plan for goal in goals for plan in self._other_ways(goal))
        refused = next((result for result in results if isinstance(result, Refusal)), None)
        return tuple(found) if found or refused is None else refused

    def _ask_goal(self, facet: FacetId, goal: Goal) -> tuple[Plan, ...] | Refusal:
        which = field_of(goal.fact, goal.role)
        wordings = self.wordings(goal.fact, goal.role, which)
        if which == "ask all" and not wordings:
            return refuse.no_ask_all(facet, goal.fact, goal.role)
        if self._is_dull(goal):
            wordings = tuple(wording for wording in wordings if wording.bare)
            if not wordings:
                return refuse.dull(facet, goal.fact, goal.role)
        if not (wordings or self.wordings(goal.fact, goal.role, "ask all")):
            return refuse.unworded(facet, goal.fact, goal.role)
        found = [plan for wording in wordings if (plan := self.search.one(goal, wording))]
        if found:
            return same(self, facet, tuple(found))
        listed = self.lists(goal)
        if listed:
            return share(self, facet, listed)
        return refuse.collision(self.search, goal, wordings)

    def _ask_open(self, facet: FacetId, fact: Fact, role: Role) -> tuple[Plan, ...] | Refusal:
        """Plan an open list, of which one is asked."""
        value = fact.values[role.name]
        if not isinstance(value, List) or value.complete or value.ordered:
            return refuse.no_answer(facet, fact, role)
        wordings = self.wordings(fact, role, "ask one")
        if not wordings and role.name_one:
            wordings = self.wordings(fact, role, "ask")
        if not wordings:
            return refuse.no_answer(facet, fact, role)
        goal = self.search.bare_goal(fact, role)
        plans = one_of_plans(self.search, goal, wordings)
        return share(self, facet, plans) if plans else refuse.open_list(facet, fact, role)

    def _other_ways(self, goal: Goal) -> Iterator[Plan]:
        """Yield the plans of `ask first`, `ask last`, `ask which not`, `ask after` and the like."""
        fact, role, search = goal.fact, goal.role, self.search
        if self.deck.groups[fact.group].complete:
            for way in (Way.FIRST, Way.LAST):
                yield from end_plans(
                    search, goal, self.wordings(fact, role, f"ask {way.value}"), way
                )
            wordings = self.wordings(fact, role, "ask which not")
            for plan in whole_plans(search, goal, wordings, way=Way.WHICH_NOT):
                if owner_of(self, plan, partial(self._outside, role)) == fact.id:
                    yield plan
        if isinstance(goal.value, List):
            if goal.value.ordered:
                yield from after_plans(search, goal, self.wordings(fact, role, "ask after"))
            else:
                yield from member_plans(search, goal, self.wordings(fact, role, "ask which not"))
        for way in (Way.LARGER, Way.TIMES) if isinstance(goal.value, Number) else ():
            wordings = self.wordings(fact, role, f"ask {way.value}")
            yield from pair_plans(search, goal, [each.template for each in wordings], way)

    def _outside(self, role: Role, fact: Fact) -> tuple[Plan, ...]:
        """Return the plans by which another fact would ask what is not in the list."""
        if role.name not in fact.values:
            return ()
        wordings = self.wordings(fact, role, "ask which not")
        goals = self.search.goals(fact, role)
        found = (whole_plans(self.search, goal, wordings, way=Way.WHICH_NOT) for goal in goals)
        return tuple(chain.from_iterable(found))

    def _count(self, facet: FacetId, fact: Fact) -> tuple[Plan, ...] | Refusal:
        kind = self.deck.kinds[fact.kind]
        texts = kind.ask_how_many.get(self.language, ())
        role = Role(COUNT, "number")
        wordings = [self._ready(text, kind, role, n) for n, text in enumerate(texts)]
        counts = partial(count_plans, self.search, wordings=wordings)
        plans = tuple(counts(fact))
        owners = [owner_of(self, plan, counts) for plan in plans]
        mine = tuple(plan for plan, id_ in zip(plans, owners, strict=True) if id_ == fact.id)
        if mine:
            return mine
        if plans:
            return refuse.shared(facet, plans[0], facet_id(self.deck.id, owners[0], COUNT))
        return refuse.uncounted(facet, fact, COUNT)

    def _is_dull(self, goal: Goal) -> bool:
        """Return whether all facts that give the role, three at least, give the same answer."""
        column = self.search.index(goal.fact.kind).column(goal.role.name)
        return column.given == goal.same and goal.same.bit_count() >= FEW

    def lists(self, goal: Goal) -> tuple[Plan, ...]:
        """Return the plans that ask for several facts' answers at once, or for one of them."""
        fact, role = goal.fact, goal.role
        whole = whole_plans(self.search, goal, self.wordings(fact, role, "ask all"))
        return whole or one_of_plans(self.search, goal, self.wordings(fact, role, "ask one"))


def _has_gap(template: Template, role: str, goal: Goal) -> bool:
    """Return whether a gap for the role reads well: month and day need their preposition."""
    fine = goal.asked in (None, Precision.YEAR)
    return any(slot.role == role and (fine or slot.kind == "on") for slot in slots(template))
