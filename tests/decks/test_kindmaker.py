"""Kinds and their roles."""

import pytest

from quizkit.decks.kindmaker import FACT_FIELDS, RESERVED
from tests.decks.reading import found, marked, read


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_no_kind_and_no_role_is_called_like_a_word_of_the_language(word: str) -> None:
    assert found(f"kinds: {{{word}: {{roles: {{a: text}}}}}}\n") == ["QK134 1:9"]
    assert found(f"kinds: {{k: {{roles: {{{word}: text}}}}}}\n") == ["QK134 1:21"]


def test_no_role_is_called_like_the_tag_of_a_language() -> None:
    assert found("kinds: {k: {roles: {en: text}}}\n") == ["QK134 1:21"]
    assert found("kinds: {k: {roles: {fr: text}}}\n") == []


def test_roles_of_the_kinds_that_ship_are_free() -> None:
    assert not RESERVED & {"in", "as", "of", "at", "by", "to", "name", "value", "from", "until"}
    assert set(FACT_FIELDS) <= RESERVED


def test_lists_and_steps_have_members() -> None:
    text = "kinds: {k: {roles: {a: {is: list}, b: {is: steps}, c: {is: list, of: date}}}}\n"
    roles = read(text).kinds["k"].roles
    assert [role.of for role in roles.values()] == ["name", "text", "date"]


@pytest.mark.parametrize(
    "text",
    ["kinds: {k: {roles: {a: §txt}}}\n", "kinds: {k: {roles: {a: {is: §[]}}}}\n",
     "kinds: {k: {roles: {a: {is: list, of: §list}}}}\n"],
)  # fmt: skip
def test_a_type_that_is_none(text: str) -> None:
    text, expected = marked(text, "QK004")
    assert found(text) == expected


def test_ok_is_read_on_kinds_and_roles() -> None:
    text = """kinds:
  k:
    ok: {QK125: one fact only}
    roles:
      a: {is: text, ok: {QK130: English only}}
"""
    kind = read(text).kinds["k"]
    assert (kind.ok, kind.roles["a"].ok) == (
        {"QK125": "one fact only"}, {"QK130": "English only"}
    )  # fmt: skip
    bad, expected = marked("kinds: {k: {ok: {QK125: §1}, roles: {a: text}}}\n", "QK711")
    assert found(bad) == expected


def test_kinds_and_roles_have_places() -> None:
    kind = read("kinds:\n  k:\n    roles:\n      abc: text\n").kinds["k"]
    assert kind.at[1:] == (6, 3, 1)
    assert kind.roles["abc"].at[1:] == (8, 7, 3)


def test_a_kind_declared_in_two_files() -> None:
    files = {"b.yaml": "kinds: {k: {roles: {a: text}}}\n"}
    assert found("include: [b.yaml]\nkinds: {k: {roles: {a: text}}}\n", files) == ["QK003 1:9"]
