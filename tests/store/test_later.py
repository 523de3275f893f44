"""Scored reviews that stay text: the tuple in everything that a fold does with it."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from quizkit.model import FacetState, Scored
from quizkit.store.later import Later, text_of

_number = st.floats(allow_nan=False, allow_infinity=False)
_scored = st.lists(
    st.builds(Scored, st.integers(), _number, _number, _number, st.text(max_size=5)), max_size=4
).map(tuple)


@given(_scored)
def test_it_is_the_tuple(scored: tuple[Scored, ...]) -> None:
    later = Later(text_of(scored))
    assert bool(Later(text_of(scored))) == bool(scored)
    assert later == scored
    assert scored == later
    assert Later(text_of(scored)) == later
    assert (len(later), list(later), later[1:], repr(later)) == (
        len(scored), list(scored), scored[1:], repr(scored),
    )  # fmt: skip
    assert (*later[-31:], 7) == (*scored, 7)
    assert hash(later) == hash(scored)
    assert text_of(later) == text_of(scored)
    assert "\n" not in text_of(scored)
    assert pickle.loads(pickle.dumps(later)) == scored
    state = FacetState(scored=later)  # type: ignore[arg-type]
    assert state == FacetState(scored=scored)
