"""Answers with what was remembered before and after each."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.replay import fold_moments, steps
from quizkit.memory.timeline import ordered
from tests.memory.logs import random_log


@pytest.mark.property
@given(st.integers(0, 10**6), st.integers(1, 60))
def test_steps_end_where_the_fold_ends(seed: int, size: int) -> None:
    moments = ordered(random_log(Random(seed), size=size).events)
    found = list(steps(moments))
    memory = fold_moments(moments)
    assert [step.event.id for step in found] == [
        event.id for _, event in moments if event.kind == "review"
    ]
    last = {step.facet: step for step in found}
    for facet, step in last.items():
        state = memory.facets[facet]
        assert step.t == state.t
        if state.state is not None:  # else it was reset since
            assert step.stability == state.state.stability


@pytest.mark.property
@given(st.integers(0, 10**6), st.integers(1, 60))
def test_what_was_remembered_before_is_what_the_fold_predicted(seed: int, size: int) -> None:
    moments = ordered(random_log(Random(seed), size=size).events)
    # two devices may have answered in the same millisecond
    before = {(step.facet, step.t, step.recall) for step in steps(moments)}
    for facet, state in fold_moments(moments).facets.items():
        for scored in state.scored:
            assert (facet, scored.t, scored.recall) in before


def test_the_first_answer_has_nothing_before_it() -> None:
    moments = ordered(random_log(Random(3), size=40, own=True).events)
    seen: set[str] = set()
    for step in steps(moments):
        assert step.facet in seen or step.recall is None
        assert step.recall is None or 0.0 <= step.recall <= 1.0
        seen.add(step.facet)
    assert len(seen) > 1
