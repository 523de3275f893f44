"""Layers: like a dict that is copied at each change, only cheaper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.store.layers import MOST, Layers, layered

_small = st.dictionaries(st.sampled_from("abcdef"), st.integers(), max_size=4)


@pytest.mark.property
@given(_small, st.lists(_small, max_size=6))
def test_layers_are_what_a_copied_dict_is(
    below: dict[str, int], changes: list[dict[str, int]]
) -> None:
    plain, layers = dict(below), Layers(dict(below))
    history = []
    for change in changes:
        history.append((dict(plain), layers))
        plain |= change
        layers = layers.changed(change)
    for wanted, found in [*history, (plain, layers)]:
        assert {key: found[key] for key in wanted} == wanted
        assert [key in found for key in "abcdef"] == [key in wanted for key in "abcdef"]
        assert (found, len(found), sorted(found.values())) == (
            wanted,
            len(wanted),
            sorted(wanted.values()),
        )


def test_many_changes_are_laid_into_one() -> None:
    layers = Layers[int]({})
    for n in range(3 * MOST):
        layers = layers.changed({str(n): n})
    assert dict(layers) == {str(n): n for n in range(3 * MOST)}


def test_a_missing_key_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Layers({"a": 1})["b"]


def test_layers_stay_themselves() -> None:
    layers = Layers({"a": 1})
    assert layered(layers) is layers
    assert layered({"a": 1}) == layers
