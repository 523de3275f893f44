"""Plans are unambiguous, brief, and say so truthfully."""

from functools import partial

import pytest
from hypothesis import given

from quizkit.model import OTHER, Date, List, Many, Named, Precision, Text, Way
from quizkit.questions.index import fact_of
from quizkit.questions.plan import Planner
from quizkit.questions.ranked import COUNT
from quizkit.questions.stems import stem
from quizkit.values.dates import overlaps
from quizkit.values.relations import answer_key, excludes
from tests.questions.brute import cheapest
from tests.strategies import decks


@pytest.mark.property
@given(decks())
def test_every_plan_is_as_brief_as_brute_force_finds(deck):
    planner = Planner(deck)
    for facet in planner.candidates:
        fact_id, name = fact_of(facet)
        if name == COUNT:
            continue
        fact, role = planner.facts[fact_id], deck.kinds["trip"].roles[name]
        goals = planner.search.goals(fact, role)
        goal = goals[0] if len(goals) == 1 else None
        plans = {plan.rank: plan for plan in planner.plans(facet) if is_plain(plan)}
        refusal = planner.refusal(facet)
        if len(goals) > 1 or (planner.plans(facet) and not plans):
            continue
        if goal is None or (refusal and refusal.code in ("", "QK310", "QK142")):
            assert not plans
            continue
        several = isinstance(goal.value, List) and not goal.value.ordered
        which = "ask all" if several and len(goal.value.items) > 1 else "ask"
        wordings = planner.wordings(fact, role, which)
        dull = planner._is_dull(goal)
        for wording in wordings:
            plan = plans.get(wording.rank)
            judge = partial(_unique, planner, goal, wording)
            best = cheapest(wording, fact, name, deck, judge)
            if dull and not wording.bare:
                assert plan is None
            else:
                assert (plan.cost if plan else None) == best


def is_plain(plan):
    return plan.way is Way.PLAIN and plan.scope == "" and plan.many is not Many.ONE_OF


def _items(value):
    return getattr(value, "items", ()) if not isinstance(value, Named | Text) else ()


def _unique(planner, goal, wording, printed):
    """Judge pair by pair, without indexes."""
    from quizkit.questions.search import coarse

    for other in planner.deck.facts:
        if answer_key(other.values.get(goal.role.name), precision=goal.asked) == goal.key:
            continue
        if goal.fact.according_to and other.according_to not in ("", goal.fact.according_to):
            continue
        if goal.fact.valid and other.valid and not overlaps(goal.fact.valid, other.valid):
            continue
        shown = dict(printed)
        if wording.dated and goal.asked is Precision.MONTH:
            shown[goal.role.name] = Precision.YEAR
        if not any(
            _excludes(
                planner,
                coarse(goal.fact.values[role], level) if level else goal.fact.values[role],
                (other, role),
                level,
            )
            for role, level in shown.items()
        ):
            return False
    return True


def _excludes(planner, printed, place, level):
    """Return whether a value rules a fact out; a coarser date than any given one no `other`."""
    fact, role = place
    value = fact.values.get(role)
    if value is OTHER and isinstance(printed, Date):
        return any(printed == each.values.get(role) for each in planner.deck.facts)
    return excludes(printed, value, places=planner.search.places, precision=level)


@pytest.mark.property
@given(decks())
def test_a_stem_prints_no_answer_and_no_loose_ends(deck):
    planner = Planner(deck)
    for facet in planner.facets:
        for plan in planner.plans(facet):
            text = stem(plan, deck)
            assert text[0].isupper()
            assert text[-1] in "?."
            assert not {"{", "}", "[", "]"} & set(text)
            assert "  " not in text
            assert " ?" not in text
            for value in plan.accepted:
                if isinstance(value, Named):
                    assert value.name not in text


@pytest.mark.property
@given(decks())
def test_facts_of_a_whole_list_share_one_facet(deck):
    planner = Planner(deck)
    seen = set()
    for facet in planner.facets:
        plan = planner.plans(facet)[0]
        if plan.many is Many.ALL and plan.scope:
            assert len(plan.accepted) > 1
            whole = (plan.role, plan.not_excluded)
            assert whole not in seen
            seen.add(whole)


@pytest.mark.property
@given(decks())
def test_every_facet_is_asked_or_says_why_not(deck):
    planner = Planner(deck)
    for facet in planner.candidates:
        refusal = planner.refusal(facet)
        assert bool(planner.plans(facet)) != bool(refusal)
        if refusal:
            assert refusal.message
            assert len(refusal.message) <= 90
