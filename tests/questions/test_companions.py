"""Companions: drawn from few candidates, the same for the same seed."""

from hypothesis import given
from hypothesis import strategies as st

from quizkit.questions.companions import FEWEST, MOST, MOST_LOOKED_AT, companions

NAMES = [f"d/f{n}#r" for n in range(500)]


@given(st.sets(st.integers(0, 40)), st.text(max_size=3), st.integers(1, 7))
def test_every_two_fit_and_none_is_the_facet_itself(chosen, seed, modulus):
    candidates = [NAMES[n] for n in sorted(chosen)]

    def fit(one, two):
        return (len(one) + NAMES.index(one) + NAMES.index(two)) % modulus != 1 or one == two

    def both(one, two):
        return fit(one, two) and fit(two, one)

    found = companions(NAMES[0], candidates, both, seed=seed)
    assert found == companions(NAMES[0], candidates, both, seed=seed)
    assert not found or FEWEST - 1 <= len(found) <= MOST - 1
    every = (NAMES[0], *found)
    assert len(set(every)) == len(every)
    assert all(both(one, two) for at, one in enumerate(every) for two in every[at + 1 :])


def test_of_many_candidates_few_are_looked_at():
    looked_at = set()

    def fit(one, two):
        looked_at.update((one, two))
        return False

    assert companions(NAMES[0], iter(NAMES), fit, seed="1") == ()
    assert len(looked_at) <= MOST_LOOKED_AT + 1


def test_seeds_give_groups_of_all_sizes():
    sizes = {len(companions(NAMES[0], NAMES, lambda *_: True, seed=str(n))) for n in range(40)}
    assert sizes == {2, 3, 4}
