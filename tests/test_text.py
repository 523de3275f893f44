import json
import sys
from time import process_time
from unicodedata import category, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.text import (
    MAX_DEPTH,
    MAX_INTEGER,
    canonical,
    digest,
    fingerprint,
    fold,
    nearest,
    nfc,
    read_canonical,
    refused,
    visible,
    width,
    words,
)

VECTOR = (
    '{"at":1767225600000,"body":{"facet":"vietnam-us/kerry92#leader"},'
    '"dev":"5f0c1d2e3a4b59687786a5b4c3d2e1f0","kind":"suspend","learner":"mai","off":420,'
    '"prev":null,"seen":null,"seq":1,"v":1}'
)

clean_text = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | clean_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(clean_text, inner, max_size=4),
    max_leaves=12,
)


def _depth(value):
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def test_the_vector_of_the_specification_holds():
    assert canonical(json.loads(VECTOR)).decode() == VECTOR
    expected = "402488e91811d73663ab992874c6dccf02c62ffb8c7589d031952659a2e311f6"
    assert digest(VECTOR.encode()) == expected


def test_members_are_sorted_by_code_point():
    assert canonical({"é": 1, "z": 2, "Z": 3, "\U0001f600": 4, "\uffff": 5}).decode() == (
        '{"Z":3,"z":2,"é":1,"\uffff":5,"\U0001f600":4}'
    )


def test_only_quotation_marks_backslashes_and_controls_are_escaped():
    text = '"\\/\b\t\n\f\r\x00\x1f\x7f\u2028é'
    assert canonical(text).decode() == r'"\"\\/\b\t\n\f\r\u0000\u001f' + '\x7f\u2028é"'


@pytest.mark.parametrize(
    "value",
    [
        0.5,
        float("nan"),
        MAX_INTEGER + 1,
        -MAX_INTEGER - 1,
        b"bytes",
        {1: "number as name"},
        {"a": {2, 3}},
        "\ud800",
        {"\udfff": 1},
        [object()],
        {"a": [{"b": 1.0}]},
    ],
)
def test_everything_else_has_no_canonical_form(value):
    with pytest.raises(ValueError, match="value: "):
        canonical(value)


def test_depth_is_limited():
    value = "x"
    for _ in range(MAX_DEPTH):
        value = [value]
    assert canonical(value) == b"[" * 8 + b'"x"' + b"]" * 8
    with pytest.raises(ValueError, match="deeper than 8"):
        canonical([value])


def test_a_circle_is_refused():
    circle: list[object] = []
    circle.append(circle)
    with pytest.raises(ValueError, match="deeper"):
        canonical(circle)


@pytest.mark.property
@given(values)
def test_canonical_is_json_and_read_back(value):
    if _depth(value) > MAX_DEPTH:
        with pytest.raises(ValueError, match="deeper"):
            canonical(value)
    else:
        assert json.loads(canonical(value)) == value
        assert canonical(json.loads(canonical(value))) == canonical(value)
        assert read_canonical(canonical(value)) == value


@pytest.mark.property
@given(values, st.data())
def test_only_canonical_bytes_are_read(value, data):
    """A changed byte is refused, or is the canonical form of something else."""
    if _depth(value) > MAX_DEPTH:
        return
    written = bytearray(canonical(value))
    at = data.draw(st.integers(0, len(written) - 1))
    written[at] = data.draw(st.integers(0, 255))
    try:
        read = read_canonical(bytes(written))
    except ValueError:
        return
    assert canonical(read) == written


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"1.0",
        b"1e2",
        b"-0",
        b"9007199254740993",
        b"1" * 5000,
        b"NaN",
        b"[1, 2]",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":2}',
        b'"\\ud800"',
        b'"\xed\xa0\x80"',
        b'"\\u00e9"',
        b"[" * 9 + b"]" * 9,
        b"[" * 100_000,
        b"\xef\xbb\xbf1",
    ],
)
def test_what_is_not_canonical_is_not_read(data):
    with pytest.raises(ValueError):  # noqa: PT011
        read_canonical(data)


@pytest.mark.property
@given(values, values)
def test_different_values_have_different_bytes(one, other):
    if max(_depth(one), _depth(other)) <= MAX_DEPTH:
        same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
        assert (canonical(one) == canonical(other)) == same


def test_a_fingerprint_knows_type_and_value():
    prints = {
        fingerprint("person", "John Kerry"),
        fingerprint("name", "John Kerry"),
        fingerprint("person", "John Kery"),
    }
    assert len(prints) == 3
    assert all(len(print_) == 16 for print_ in prints)


def test_refused_characters_are_those_of_the_unicode_categories():
    allowed = {"\n", "\t", "\u200c", "\u200d", "\u00ad"}
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    found = {char for _, char in refused(every)}
    wanted = {
        char
        for char in every
        if category(char) in {"Cc", "Cf", "Zl", "Zp", "Cs", "Co"} and char not in allowed
    }
    assert wanted <= found
    assert {"\ufffe", "\uffff"} <= found, "no XML holds them"
    # Characters of a Unicode newer than this Python's, and the two ends of the last plane.
    assert {category(char) for char in found - wanted} <= {"Cn"}


def test_refused_tells_where():
    assert list(refused("a\u202eb\r\n")) == [(1, "\u202e"), (3, "\r")]


def test_visible_makes_every_command_harmless():
    payload = "\x1b[2J\x07\x7f\x9b\u202e\u200b\ufeff\U000e0041\ue000\ud800"
    assert visible(payload) == "␛[2J␇␡" + "\ufffd" * 7


def test_visible_keeps_lines_if_told():
    assert visible("a\nb\tc") == "a␊b␉c"
    assert visible("a\nb\tc", keep_lines=True) == "a\nb␉c"


def test_joiners_stay_where_scripts_need_them():
    persian, family = "می\u200cخواهم", "\U0001f468\u200d\U0001f469"
    assert visible(persian) == persian
    assert visible(family) == family
    assert visible("Ker\u200dry") == "Ker\ufffdry"


@pytest.mark.property
@given(st.text())
def test_visible_lets_nothing_refused_through(text):
    shown = visible(text)
    assert not list(refused(shown))
    assert not set(shown) & {"\n", "\t"}
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  The  Paris-Peace Accords (1973). ", "the paris peace accords 1973"),
        ("Lê Đức Anh", "le duc anh"),
        ("LÊ ĐỨC ANH", "le duc anh"),
        (normalize("NFD", "Nguyễn Phú Trọng"), "nguyen phu trong"),
        ("Ｋｅｒｒｙ", "kerry"),
        ("straße", "strasse"),
        ("Ærø", "aero"),
        ("O’Brien", "o brien"),
        ("C#", "c#"),
        ("snake_case", "snake case"),
        ("co\u00adoperate", "cooperate"),
        ("한국", "한국"),
        ("が", "が"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


def test_fold_keeps_what_counts():
    assert fold("Đà Nẵng", accents=True) == "đà nẵng"
    assert fold("Đà Nẵng", case=True) == "Da Nang"
    assert fold(normalize("NFD", "Đà Nẵng"), accents=True, case=True) == "Đà Nẵng"


@pytest.mark.property
@given(st.text())
def test_fold_settles_and_ignores_composition(text):
    folded = fold(text)
    assert fold(folded) == fold(fold(folded))
    assert fold(normalize("NFC", text)) == fold(normalize("NFD", text))
    assert folded == " ".join(folded.split())


def test_words():
    assert words("Who led the 1992 delegation?") == ("who", "led", "the", "1992", "delegation")


def test_nfc():
    assert nfc("Ha\u0300 No\u0323\u0302i") == "Hà Nội"
    assert nfc("plain") == "plain"


@pytest.mark.parametrize(
    ("text", "cells"),
    [("", 0), ("abc", 3), ("Hà Nội", 6), (normalize("NFD", "Hà Nội"), 6), ("東京", 4), ("🙂", 2)],
)
def test_width(text, cells):
    assert width(text) == cells


@pytest.mark.parametrize(
    ("word", "found"),
    [("leeder", "leader"), ("HOST", "host"), ("dtae", "date"), ("nothing", None), ("", None)],
)
def test_nearest(word, found):
    assert nearest(word, ["host", "leader", "date"]) == found


def test_nearest_takes_the_first_of_equals_and_keeps_its_limit():
    assert nearest("cat", ["bat", "rat"]) == "bat"
    assert nearest("leeder", ["leader"], limit=0) is None
    assert nearest("leader", ["leader"], limit=0) == "leader"


@pytest.mark.fault
@pytest.mark.parametrize("unit", ["a", "Đ", "\x1b", "\u202e", "\u0301", " ", "\U0001f600"])
def test_long_text_is_fast(unit):
    text = unit * (65536 // len(unit.encode()))
    start = process_time()
    fold(text), visible(text), list(refused(text)), width(text), words(text), nfc(text)
    assert process_time() - start < 0.5
