"""Old names and new ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.memory.renames import current, split

NAMES = st.sampled_from(("d/a", "d/b", "d/c", "d/a#x", "d/b#x", "d/c#x", "d/a#y"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("d/a#who", ("d/a", "who")),
        ("d/a", ("d/a", "")),
        ("d/a#b#c", ("d/a#b", "c")),
        ("d/a#", ("d/a#", "")),
        ("#who", ("#who", "")),
    ],
)
def test_split(name: str, expected: tuple[str, str]) -> None:
    assert split(name) == expected


def test_a_name_that_was_never_changed() -> None:
    assert current("d/a#who", {"d/b": "d/c"}) == "d/a#who"


def test_a_rename_of_a_fact_holds_for_its_facets() -> None:
    assert current("d/a#who", {"d/a": "d/b"}) == "d/b#who"


def test_a_rename_of_a_facet_leaves_its_fact_alone() -> None:
    assert current("d/a", {"d/a#who": "d/b#who"}) == "d/a"


def test_a_facets_rename_goes_before_its_facts() -> None:
    assert current("d/a#who", {"d/a#who": "d/c#by", "d/a": "d/b"}) == "d/c#by"


def test_chains_cross_between_facts_and_facets() -> None:
    assert current("d/a#who", {"d/a": "d/b", "d/b#who": "d/c#by", "d/c": "d/d"}) == "d/d#by"


def test_a_loop_ends_on_its_smallest_name_from_wherever_it_is_entered() -> None:
    loop = {"d/c": "d/b", "d/b": "d/c", "d/z": "d/c", "d/a": "d/z"}
    assert {current(name, loop) for name in loop} == {"d/b"}


def test_a_name_renamed_to_itself() -> None:
    assert current("d/a", {"d/a": "d/a"}) == "d/a"


def test_long_chains_do_not_recurse() -> None:
    chain = {f"d/{n}": f"d/{n + 1}" for n in range(3_000)}
    assert current("d/0#who", chain) == "d/3000#who"


@pytest.mark.property
@given(NAMES, st.dictionaries(NAMES, NAMES))
def test_the_present_name_is_its_own_present_name(name: str, renames: dict[str, str]) -> None:
    now = current(name, renames)
    assert current(now, renames) == now
