"""Rules of bodies, one by one; the table as a whole is tested with the events."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.store.bodies import BODIES, cut, either, matching, one_of, several, text, whole_number


@pytest.mark.parametrize(
    ("value", "stands"), [(1, True), (4, True), (0, False), (5, False), (True, False), ("1", False)]
)
def test_whole_numbers_have_bounds_and_are_not_booleans(value: object, stands: bool) -> None:
    assert whole_number(1, 4)(value) is stands


@pytest.mark.parametrize(
    ("value", "stands"), [("", False), ("a", True), ("abc", False), (1, False)]
)
def test_texts_have_lengths(value: object, stands: bool) -> None:
    assert text(2, least=1)(value) is stands


def test_a_pattern_matches_the_whole_text() -> None:
    rule = matching(re.compile("[ab]+"), limit=3)
    assert [rule(value) for value in ("ab", "abc", "ab\n", "aaaa", None)] == [True] + [False] * 4


def test_lists_have_lengths_and_members() -> None:
    rule = several(text(1), most=2, least=1)
    assert [rule(value) for value in (["a"], [], ["a"] * 3, ["ab"], "a")] == [True] + [False] * 4


def test_one_rule_of_several_is_enough() -> None:
    rule = either(one_of("", None), whole_number(0, 1))
    assert [rule(value) for value in ("", None, 0, 2, "x", False)] == [True] * 3 + [False] * 3


def test_only_what_is_shown_is_cut() -> None:
    body = {"stem": "s" * 1001, "reason": "r" * 2000}
    assert cut("flag", body) == {"stem": "s" * 999 + "…", "reason": "r" * 2000}
    assert cut("suspend", body) == body


def test_a_stem_of_full_length_stays() -> None:
    assert cut("review", {"stem": "s" * 1000, "options": ["o" * 200]}) == {
        "stem": "s" * 1000,
        "options": ["o" * 200],
    }


_odd = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 4_000_000),
    st.text(max_size=4),
    st.sampled_from(["", "a" * 64, "f" * 16, "d/f#r", "d/f", "x" * 501, "grade", "typed", 1.0]),
    st.lists(st.one_of(st.integers(-1, 20), st.text(max_size=2), st.booleans()), max_size=22),
    st.just(["x" * 201]),
)


@pytest.mark.property
@given(st.dictionaries(st.sampled_from([*BODIES["review"].members, "more"]), _odd, max_size=3))
def test_the_fast_rule_never_lets_in_what_the_others_keep_out(change: dict[str, object]) -> None:
    review = BODIES["review"]
    body = {
        "sitting": None,
        "facet": "d/f#r",
        "form": "choice",
        "seed": "",
        "stem": "Who?",
        "options": ["a", "b"],
        "response": [0],
        "score": 1_000_000,
        "rating": 3,
        "override": None,
        "ms": 4000,
        "hints": 0,
        "key": "0123456789abcdef",
    }
    assert review.usual(body)
    body |= change
    slow = review._replace(usual=lambda _: False)
    assert review.fault(body) == slow.fault(body)
    for name in review.members:
        less = {member: value for member, value in body.items() if member != name}
        assert review.fault(less) == slow.fault(less)
