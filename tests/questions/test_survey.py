"""A survey tells of every facet what its plans would."""

import json
from decimal import Decimal

import pytest

from quizkit.decks import library, load
from quizkit.model import Named, Number, Text
from quizkit.questions.ask import Asker
from quizkit.questions.survey import Glance, is_single, mark
from quizkit.session.scope import Scope
from quizkit.values.relations import answer_key

DECKS = sorted(path.parent for path in library.bundled().glob("*/deck.yaml"))


@pytest.fixture(params=DECKS, ids=lambda path: path.name)
def asker(request) -> Asker:
    return Asker(load(request.param))


def test_a_survey_agrees_with_the_plans(asker):
    found = asker.survey.whole()
    assert tuple(found) == asker.planner.facets
    for facet, seen in found.items():
        plan = asker.planner.plans(facet)[0]
        assert (seen.kind, seen.cost, seen.key) == (plan.kind, plan.cost, asker.key(facet))
        assert bool(seen.single) == is_single(plan)
        if seen.single:
            assert seen.single == asker.text(plan.accepted[0], plan.language)
            assert bool(seen.mark) == (answer_key(plan.accepted[0]) is not None)
            assert seen.mark in ("", mark(plan.accepted[0]))


def test_marks_are_the_same_exactly_where_answers_are(asker):
    values = [p[0].accepted[0] for f in asker.planner.facets if (p := asker.planner.plans(f))]
    values = [value for value in dict.fromkeys(values) if answer_key(value) is not None][:120]
    for one in values:
        for other in values:
            assert (mark(one) == mark(other)) == (answer_key(one) == answer_key(other))


def test_a_survey_that_is_known_needs_no_plans(asker, monkeypatch):
    found = {f: Glance(*json.loads(json.dumps(seen))) for f, seen in asker.survey.whole().items()}
    known = Asker(asker.deck, known=found)
    monkeypatch.setattr(known.planner, "plans", None)
    scope = Scope([known])
    assert scope.facets == asker.planner.facets
    assert scope.introduction == Scope([asker]).introduction
    assert all(scope.siblings(facet) is not None for facet in scope.facets[:50])
    assert "nowhere/x#y" not in known.survey
    with pytest.raises(KeyError):
        known.survey["nowhere/x#y"]


def test_equal_figures_have_one_mark():
    one, other = (Number(Decimal(n), "", "", Decimal(1), "") for n in ("1", "1.0"))
    assert mark(one) == mark(other)
    assert mark(None) == ""
    assert mark(Named("Po")) != mark(Text("Po"))
