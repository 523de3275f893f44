"""What a question costs does not grow with its deck: work is counted, not timed."""

from collections.abc import Iterator

import pytest

from quizkit.model import Deck, Form
from quizkit.questions.ask import Asker
from quizkit.questions.distractors import MOST_KEPT, MOST_LOOKED_AT
from quizkit.questions.measure import Measure
from quizkit.questions.shelf import MOST_ALIKE
from tests.bench.generation import deck

MOST_A_QUESTION = 2 * MOST_LOOKED_AT + MOST_ALIKE
"""Like facts, neighbours in the role, neighbours of the type."""

SMALL, BIG = 300, 3_000


@pytest.fixture(scope="module", params=(SMALL, BIG))
def big(request: pytest.FixtureRequest) -> Deck:
    return deck(request.param)


def looked_at(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Yield for some facets how many candidates were compared with the key."""
    count = 0
    admits = Measure.admits

    def counted(*args: object, **kwargs: object) -> bool:
        nonlocal count
        count += 1
        return admits(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Measure, "admits", counted)
    facets = [fact.id for fact in asker.deck.facts][:: len(asker.deck.facts) // 60]
    for facet in asker.planner.candidates:
        if facet.partition("/")[2].partition("#")[0] in facets and asker.planner.plans(facet):
            count = 0
            asker.forms(facet)
            yield count


def test_a_bounded_number_of_candidates_is_looked_at(big, monkeypatch):
    counts = list(looked_at(Asker(big), monkeypatch))
    assert len(counts) > 100
    assert max(counts) <= MOST_A_QUESTION


def test_a_big_deck_costs_a_question_no_more_than_a_small_one(monkeypatch):
    means = []
    for size in (SMALL, BIG):
        counts = list(looked_at(Asker(deck(size)), monkeypatch))
        means.append(sum(counts) / len(counts))
    assert means[1] <= 1.5 * means[0]


def test_a_pool_holds_few(big):
    asker = Asker(big)
    facets = [facet for facet in asker.planner.candidates if asker.planner.plans(facet)][:90]
    for facet in facets:
        for plan in asker.planner.plans(facet):
            assert len(asker._lures.pool(plan, "")) <= MOST_KEPT


def test_a_question_asked_later_is_the_same(big):
    asker, other = Asker(big), Asker(big)
    facets = [facet for facet in asker.planner.candidates if asker.planner.plans(facet)][:60]
    there = [asker.question(f, Form.CHOICE, seed="1") for f in facets if is_choice(asker, f)]
    back = [other.question(f, Form.CHOICE, seed="1") for f in facets[::-1] if is_choice(other, f)]
    assert there == back[::-1]


def is_choice(asker: Asker, facet) -> bool:
    return Form.CHOICE in asker.forms(facet)
