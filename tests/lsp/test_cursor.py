"""What is being typed, read from texts that are half done: the cursor stands at the bar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.lsp.cursor import Cursor, cursor_at

ROLES = (
    'kinds:\n  trip:\n    called: "the trip"\n    roles:\n      who: {is: person, ask: "Who?"}\n'
)


def at(text: str) -> Cursor:
    before, _, after = text.partition("¦")
    lines = (before + after).split("\n")
    return cursor_at(lines, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


@pytest.mark.parametrize(
    ("text", "path", "typed"),
    [
        ("¦", "", ""),
        ("quizkit: 1\nlang¦", "", "lang"),
        ("facts:\n  ¦", "facts", ""),
        ("facts:\n  visit:\n    - {¦", "facts visit -", ""),
        ("facts:\n  visit:\n    - {who: An, t¦", "facts visit -", "t"),
        ("facts:\n  visit:\n    - {who: An, to: [Hue, Vinh], ¦}", "facts visit -", ""),
        ("facts:\n  visit:\n    - ¦", "facts visit -", ""),
        ("facts:\n  visit:\n  - who: An\n    t¦", "facts visit -", "t"),
        ("facts:\n  visit:\n    - who: An\n      ¦\n      to: Hue", "facts visit -", ""),
        ("facts:\n  visit:\n    - {who: An}\n    ¦", "facts visit", ""),
        ("facts:\n  visit:\n    - {who: An,\n       to: Hue,\n       ¦", "facts visit -", ""),
        ("facts:\n  visit:\n    facts:\n      - {¦", "facts visit facts -", ""),
        ("facts:\n  visit:\n    - {to: Hue, ok: {QK¦", "facts visit - ok", "QK"),
        ("facts:\n  visit:\n    - {to: {in Hue: 1990, ¦", "facts visit - to", ""),
        ("sources:\n  log: {title: x, ¦}\nnames:", "sources log", ""),
        (ROLES + "      to: {is: place, ¦", "kinds trip roles to", ""),
        (ROLES + "    s¦", "kinds trip", "s"),
        (ROLES + "# a note\n\n  ¦", "kinds", ""),
    ],
)
def test_the_name_of_a_field(text: str, path: str, typed: str) -> None:
    found = at(text)
    assert (" ".join(found.path), found.typed, found.is_key) == (path, typed, True)


@pytest.mark.parametrize(
    ("text", "path", "typed"),
    [
        ("language: e¦n", "language", "e"),
        ("facts:\n  visit:\n    - {who: An, to: Ha¦", "facts visit - to", "Ha"),
        ("facts:\n  visit:\n    - {to: [Hue, Ha¦], date: 1990}", "facts visit - to -", "Ha"),
        ("facts:\n  visit:\n    - who: An\n      to: Hà N¦", "facts visit - to", "Hà N"),
        ('facts:\n  visit:\n    - {who: "An, B¦', "facts visit - who", "An, B"),
        ("facts:\n  visit:\n    - {who: 'a: b', to: ¦", "facts visit - to", ""),
        ("facts:\n  visit:\n    - {who: An,\n       to: Ha¦", "facts visit - to", "Ha"),
        ("facts:\n  visit:\n    - {who: An\n    - {who: Bo, to: ¦", "facts visit - to", ""),
        ("about:\n  Vietnam: {capital: ¦", "about Vietnam capital", ""),
        ("names:\n  Hà Nội: {is: ¦", "names Hà Nội is", ""),
        (ROLES + "      to: ¦", "kinds trip roles to", ""),
        ("include: [a, ¦", "include -", ""),
    ],
)
def test_a_value(text: str, path: str, typed: str) -> None:
    found = at(text)
    assert (" ".join(found.path), found.typed, found.is_key) == (path, typed, False)


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        (ROLES + '    says: "{who} went to {t¦', "t"),
        (ROLES + '      to: {is: place, ask: "Where is {it} and {¦"}', ""),
        (ROLES + "    says: Where did {on d¦ate}", "on d"),
        (ROLES + "    says: Where is {it}¦", None),
        (ROLES + "    says: a \\{¦", None),
        (ROLES + "    says: x¦", None),
    ],
)
def test_a_placeholder_is_open(text: str, slot: str | None) -> None:
    assert at(text).slot == slot


def test_what_a_map_has_already() -> None:
    assert at("facts:\n  visit:\n    - {who: An, to: Hue, ¦").siblings == {"who", "to"}
    block = "facts:\n  visit:\n    - who: An\n      ¦\n      to: Hue\n    - date: 1990"
    assert at(block).siblings == {"who", "to"}
    assert at("quizkit: 1\nti¦\nfacts:\n  visit: []").siblings == {"quizkit", "facts"}


def test_a_colon_wants_a_blank() -> None:
    assert at("language:¦").needs_space
    assert not at("language: ¦").needs_space
    assert at("facts:\n  visit:\n    - {to:¦").needs_space


def test_places_outside_the_text_are_none() -> None:
    assert cursor_at([], 1, 1) == Cursor()
    assert cursor_at(["a"], 9, 1) == Cursor()


@given(st.text(st.sampled_from(list("ab:-{}[]\"',| \n#\\")), max_size=60), st.data())
def test_nothing_that_is_typed_stops_it(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    line = data.draw(st.integers(1, len(lines)))
    column = data.draw(st.integers(1, len(lines[line - 1]) + 1))
    found = cursor_at(lines, line, column)
    assert 1 <= found.column <= column
