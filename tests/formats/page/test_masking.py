"""The questions as letters that a glance does not read."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quizkit.formats.page.masking import masked, unmasked

VALUES = st.dictionaries(
    st.text(st.characters(codec="utf-8"), max_size=5),
    st.lists(st.text(st.characters(codec="utf-8"), max_size=20)),
)


@given(values=VALUES, deck=st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True))
def test_what_is_masked_comes_back(values: dict[str, Any], deck: str) -> None:
    assert unmasked(masked(values, deck), deck) == values


def test_nothing_can_be_read_at_a_glance() -> None:
    text = masked({"key": "Hanoi " * 10}, "capitals")
    assert text.isascii()
    assert "Hanoi" not in text
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")


def test_another_deck_has_another_mask() -> None:
    assert masked({"a": "b"}, "one") != masked({"a": "b"}, "two")
