"""What is the learner's own."""

from quizkit.memory.replay import EMPTY
from quizkit.model import FacetState, Scored
from quizkit.session.own import NOBODY, own


def test_of_somebody_new_nothing_is_known():
    assert own(EMPTY) == NOBODY


def test_who_forgets_more_has_a_lower_offset():
    fails = tuple(Scored(n, 0.9, 0.0, float(n % 2)) for n in range(30))
    assert own(EMPTY._replace(facets={"d/f#r": FacetState(scored=fails)})).offset < -0.5
