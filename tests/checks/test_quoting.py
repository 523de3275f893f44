"""Texts are typed so that every reader of YAML reads them as they are."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from quizkit.checks.quoting import is_changed_elsewhere, needs_quotes, typed

LOADERS: list[type[yaml.BaseLoader | yaml.CBaseLoader]] = [yaml.BaseLoader, yaml.CBaseLoader]
signs = st.text(st.sampled_from("a1 :,-#?[]{}&*!|>'\"%@`\\~\t\n.é漢\u2028"), max_size=8)


@given(signs | st.text(max_size=12))
@example("- a").via("a list")
@example("a: b").via("a colon")
@example("---").via("a document")
@example("?x").via("a sign that one-line maps know")
@example("x:?").via("two signs that one-line maps know together")
def test_a_typed_text_is_read_as_itself(text: str) -> None:
    for loader in LOADERS[1:] if "?" in text else LOADERS:  # as in `1992?`: PyYAML alone refuses it
        flow = yaml.load(f"a: [x, {typed(text)}, y]\n", loader)
        assert flow == {"a": ["x", text, "y"]}
        assert yaml.load(f"a: {typed(text)}\nb: y\n", loader) == {"a": text, "b": "y"}


@given(signs)
def test_outside_a_one_line_map_fewer_texts_need_quotes(text: str) -> None:
    if not needs_quotes(text, in_flow=False):
        assert yaml.load(f"a: {text}\nb: y\n", yaml.BaseLoader) == {"a": text, "b": "y"}


@pytest.mark.parametrize(
    "text", ["no", "Yes", "ON", "~", "12:30", "0755", "0x1F", "1_000", "1E+05"]
)
def test_what_other_readers_change_is_quoted(text: str) -> None:
    assert is_changed_elsewhere(text)
    assert yaml.safe_load(text) != text or text == "1E+05"
    assert typed(text) == f'"{text}"'


@pytest.mark.parametrize(
    "text", ["Hanoi", "1992", "1.5", "0", "1992-11-18", "it's", "Bush Sr.", "-5"]
)
def test_what_nobody_changes_stays_plain(text: str) -> None:
    assert typed(text) == text


@given(st.text(st.sampled_from("abeé1 .;!?()/'&+=*%-_:#,\"\\漢"), min_size=6, max_size=12))
def test_the_common_case_is_what_needs_no_quotes(text: str) -> None:
    if typed(text) == text:
        assert not needs_quotes(text)
        assert not is_changed_elsewhere(text)
