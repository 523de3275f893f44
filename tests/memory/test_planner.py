"""Who may be asked, in which order, how much there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory import planner
from quizkit.memory.due import COSTS, EXAM_GAIN, Costs, chance, gain, gain_new
from quizkit.memory.fsrs import Fsrs6
from quizkit.memory.planner import Candidate, Outlook, candidates, is_due, order, outlook_for
from quizkit.model import FacetId, FacetState, State

MODEL = Fsrs6()
TODAY = Outlook(1_000)


def kept(stability: float, ago: int, **more: object) -> FacetState:
    return FacetState(State(stability, 5.0), day=1_000 - ago, reviews=1)._replace(**more)


FACETS = {
    FacetId(name): state
    for name, state in {
        "new-1": FacetState(),
        "weak": kept(10.0, 60),
        "fine": kept(10.0, 10),
        "fresh": kept(100.0, 5),
        "today": kept(1.0, 0),
        "asleep": kept(10.0, 60, suspended=True),
        "new-2": FacetState(),
        "emptied": FacetState(None, day=990, reviews=4),
        "emptied-today": FacetState(None, day=1_000, reviews=4),
    }.items()
}


def names(found: list[Candidate]) -> list[str]:
    return [candidate.facet for candidate in found]


def test_candidates_are_new_or_due_and_not_answered_today() -> None:
    assert names(candidates(FACETS, TODAY)) == ["new-1", "weak", "fine", "new-2", "emptied"]


def test_new_facets_may_have_to_wait() -> None:
    found = names(candidates(FACETS, TODAY, startable={FacetId("new-2")}))
    assert found == ["weak", "fine", "new-2"]


def test_extra_admits_every_started_facet() -> None:
    found = names(candidates(FACETS, TODAY, startable=(), is_extra=True))
    assert found == ["weak", "fine", "fresh"]


def test_first_what_is_being_forgotten_then_by_gain() -> None:
    assert names(order(candidates(FACETS, TODAY))) == ["weak", "new-1", "new-2", "emptied", "fine"]


def test_candidates_carry_what_decided() -> None:
    weak = candidates(FACETS, TODAY)[1]
    state = State(10.0, 5.0)
    assert weak == Candidate(
        FacetId("weak"), gain(state, 60.0, model=MODEL), MODEL.recall(state, 60.0), 1, True
    )


def test_before_an_exam_less_is_kept_first() -> None:
    exam = outlook_for(1_000, 1_012, model=MODEL)
    found = {c.facet: c for c in candidates(FACETS, exam)}
    assert not found[FacetId("weak")].keeps
    assert found[FacetId("new-1")].gain == gain_new(model=MODEL, horizon=12.0)


def test_before_an_exam_all_that_is_worth_its_time_may_be_asked() -> None:
    facets = {FacetId("young"): kept(9.0, 1)} | FACETS
    exam = outlook_for(1_000, 1_012, model=MODEL)
    assert "young" not in names(candidates(facets, TODAY))
    found = {c.facet: c for c in candidates(facets, exam)}
    assert found[FacetId("young")].gain > EXAM_GAIN
    assert gain(State(100.0, 5.0), 5.0, model=MODEL, horizon=12.0) < EXAM_GAIN
    assert "fresh" not in found
    extra = names(candidates(facets, exam, is_extra=True))
    assert "fresh" in extra
    assert not {"today", "asleep", "emptied-today"} & {*found, *extra}


def test_an_exam_that_is_over_changes_nothing() -> None:
    assert outlook_for(1_000, 999, model=MODEL) == outlook_for(1_000, model=MODEL) == TODAY


def test_on_its_day_an_exam_is_half_a_day_away() -> None:
    assert outlook_for(1_000, 1_000, model=MODEL).horizon == 0.5


def test_facets_of_several_exams_are_ordered_together() -> None:
    soon, late = (outlook_for(1_000, 1_000 + days, model=MODEL) for days in (3, 90))
    one = {FacetId(f"soon-{n}"): kept(5.0 + n, 9 + 3 * n) for n in range(9)}
    two = {FacetId(f"late-{n}"): kept(5.0 + n, 9 + 3 * n) for n in range(9)}
    none = {FacetId(f"none-{n}"): kept(5.0 + n, 9 + 3 * n) for n in range(9)}
    groups = ((one, soon), (two, late), (none, TODAY))
    asked = [c for facets, outlook in groups for c in candidates(facets, outlook)]
    found = order(asked)
    assert sorted(found, key=lambda c: (not c.keeps, -c.gain)) == found
    horizons = {"soon": 3.0, "late": 90.0, "none": 30.0}
    for candidate in found:
        state, horizon = (one | two | none)[candidate.facet], horizons[candidate.facet[:4]]
        elapsed = 1_000.0 - state.day
        assert candidate.gain == gain(state.state, elapsed, model=MODEL, horizon=horizon)


def test_each_facet_costs_what_its_form_costs() -> None:
    dear = Costs(16.0, 46.0, 36.6)

    def costs(facet: FacetId, state: FacetState) -> Costs:
        assert FACETS[facet] == state
        return dear if facet in {"weak", "new-1"} else COSTS

    cheap = {c.facet: c for c in candidates(FACETS, TODAY)}
    found = {c.facet: c for c in candidates(FACETS, TODAY, costs=costs)}
    for facet, candidate in found.items():
        factor = 2.0 if facet in {"weak", "new-1"} else 1.0
        assert candidate.gain == pytest.approx(cheap[facet].gain / factor)


def test_first_ratings_are_the_learners_own() -> None:
    outlook = outlook_for(1_000, model=MODEL, ratings=(0.0, 0.0, 0.0, 1.0))
    found = candidates({FacetId("new"): FacetState()}, outlook)[0].gain
    assert found == MODEL.recall(MODEL.first(4, 0.0), 30.0) / COSTS.new


def test_equal_gains_go_by_the_facets_number() -> None:
    facets = {FacetId(f"f{n}"): kept(10.0, 10) for n in range(9)}
    found = names(order(candidates(facets, TODAY)))
    assert found == sorted(facets, key=lambda facet: chance(facet, 1))


def test_a_facet_is_due_from_its_due_day_on() -> None:
    facet, state = FacetId("f"), kept(100.0, 0)
    day = planner.due_day(facet, state, model=MODEL)
    found = [is_due(facet, state, Outlook(n)) for n in (day - 1, day, day + 1)]
    assert found == [False, True, True]
    assert not is_due(facet, FacetState(), TODAY)


@pytest.mark.property
@given(
    st.dictionaries(
        st.text("abc", min_size=1),
        st.one_of(
            st.just(FacetState()),
            st.builds(kept, st.floats(0.1, 400.0), st.integers(0, 400)),
        ),
        max_size=12,
    )
)
def test_the_order_is_kept_before_others_and_then_by_gain(facets: dict[str, FacetState]) -> None:
    named = {FacetId(name): state for name, state in facets.items()}
    asked = candidates(named, TODAY)
    found = order(asked)
    assert sorted(found, key=lambda c: (not c.keeps, -c.gain)) == found
    assert sorted(names(found)) == sorted(names(asked))
    assert order(reversed(found)) == found or any(c.recall is None for c in found)
