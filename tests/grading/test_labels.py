"""The labelled pairs of a key and a response are well formed, many and varied."""

from collections import Counter
from unicodedata import is_normalized

from quizkit.model.deck import BEFORE, TYPES
from quizkit.model.learner import Outcome
from tests.grading.pairs import lines as _lines
from tests.grading.pairs import names as _names
from tests.grading.pairs import pairs as _pairs

COLUMNS = ["class", "type", "options", "key", "response", "outcome", "near", "language"]
OPTIONS = {"vi", "all", "one", "of", "asked=year", "asked=month", "asked=day"}
LOCKS = {"accents", "case"}


def _is_a(narrow, wide):
    while narrow != wide and narrow in BEFORE:
        narrow = BEFORE[narrow]
    return narrow == wide


def test_every_line_has_the_columns_that_the_head_names():
    lines = _lines()
    head = [line for line in lines if line.startswith("#")]
    assert lines[: len(head)] == head
    assert head[-1].removeprefix("# ").split("\t") == COLUMNS
    assert {line.count("\t") for line in lines[len(head) :]} == {len(COLUMNS) - 1}


def test_every_field_holds_what_its_column_may_hold():
    for pair in _pairs():
        flags, _, locks = pair.options.partition("strict=")
        assert pair.type_ in {*TYPES, "enum"}, pair
        assert set(flags.split()) <= OPTIONS, pair
        assert set(locks.split()) <= LOCKS, pair
        assert pair.outcome in {outcome.value for outcome in Outcome}, pair
        assert pair.near in {"", "near"}, pair
        assert pair.language == ("vi" if "vi" in flags.split() else "en"), pair
        assert pair.key == pair.key.strip() != "", pair
        assert (pair.type_ == "date") == ("asked=" in pair.options), pair
        assert (" | " in pair.key) == bool({"all", "of"} & set(flags.split())), pair


def test_a_near_miss_never_earns_the_whole_mark():
    for pair in _pairs():
        assert not pair.near or pair.outcome in {"partly", "wrong", "which one"}, pair
        assert pair.outcome != "which one" or pair.near, pair


def test_no_pair_stands_twice():
    seen = Counter(pair[1:5] for pair in _pairs())
    assert [pair for pair, times in seen.items() if times > 1] == []


def test_the_pairs_are_many_and_varied():
    pairs = _pairs()
    classes = Counter(pair.class_ for pair in pairs)
    assert len(pairs) >= 640
    assert len(classes) >= 14
    assert {name: size for name, size in classes.items() if size < 40} == {}
    assert sum(pair.near != "" for pair in pairs) >= 150
    assert {pair.class_ for pair in pairs if pair.near} == set(classes)
    assert min(Counter(pair.language for pair in pairs).values()) >= 200
    assert {pair.outcome for pair in pairs} == {outcome.value for outcome in Outcome}


def test_letters_and_marks_kept_apart_were_not_composed_by_an_editor():
    apart = [pair for pair in _pairs() if not is_normalized("NFC", pair.response)]
    assert len(apart) >= 5
    assert all(is_normalized("NFC", pair.key) for pair in _pairs())


def test_every_key_is_a_value_of_its_type():
    names = _names()
    for pair in _pairs():
        for key in pair.key.split(" | "):
            if pair.type_ not in {"date", "number"}:
                assert _is_a(names[key]["is"], pair.type_), pair


def test_a_value_of_the_role_is_never_right_for_another():
    names = _names()
    for pair in _pairs():
        other = names.get(pair.response)
        if other and other["is"] == pair.type_ and pair.response not in pair.key.split(" | "):
            assert pair.outcome in {"wrong", "which one"}, pair


def test_the_names_have_the_fields_of_a_deck():
    names = _names()
    for name, fields in names.items():
        assert set(fields) <= {"is", "the", "aka", "not", "in", "vi"}, name
        assert fields["is"] in {*BEFORE, "text", "enum"}, name
        assert fields.get("in", name) in names, name
