import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizkit.grading.persons import alike, spelt_out, tails, turned

BUSH = ("george", "h", "w", "bush")


@pytest.mark.parametrize(
    ("given", "known", "rank"),
    [
        ("g h w bush", "george h w bush", 0),
        ("l d anh", "le duc anh", 0),
        ("le d anh", "le duc anh", 0),
        ("john fitzgerald kennedy", "john f kennedy", 0),
        ("george bush", "george h w bush", 1),
        ("george h bush", "george h w bush", 1),
        ("g marquez", "gabriel garcia marquez", 1),
        ("john f kerry", "john kerry", 1),
        ("george x bush", "george h w bush", None),
        ("george h bush", "george w bush", None),
        ("john adams", "john quincy adams", None),
        ("john quincy adams", "john adams", None),
        ("nguyen dung", "nguyen tan dung", None),
        ("r f kennedy", "john f kennedy", None),
        ("kerry", "john kerry", None),
        ("john", "john kerry", None),
        ("j kerri", "john kerry", None),
    ],
)
def test_which_names_are_one_person_s(given, known, rank):
    assert alike(tuple(given.split()), tuple(known.split())) == rank


words = st.sampled_from(["a", "an", "b", "le", "w", "duc", "van", "anh"])
names = st.lists(words, min_size=1, max_size=7).map(tuple)


@given(names, names)
def test_a_fit_has_the_last_word_and_the_first_letter(one, other):
    if alike(one, other) is not None:
        assert one[-1] == other[-1]
        assert one[0][0] == other[0][0]


@given(st.lists(words.filter(lambda word: len(word) > 1), min_size=2, max_size=7).map(tuple))
def test_initials_stand_for_all_words_but_the_last(name):
    assert alike((*(word[0] for word in name[:-1]), name[-1]), name) == 0
    assert alike((name[0][0], name[-1]), name) in {0, 1}
    assert alike(name, name) == 0


@given(names.filter(lambda name: len(name) < 6), st.data())
def test_initials_may_be_left_out_and_nothing_else(name, data):
    full = ("le", *name, "anh")
    kept = tuple(word for word in name if len(word) > 1 or data.draw(st.booleans()))
    assert alike(("le", *kept, "anh"), full) in {0, 1}
    if any(len(word) > 1 for word in name):
        assert alike(("le", "anh"), full) is None


def test_initials_that_stand_together_are_taken_apart():
    assert spelt_out(("ghw", "bush")) == ("g", "h", "w", "bush")
    assert spelt_out(("g", "bush")) == spelt_out(("bush",)) == spelt_out(("a", "b", "c")) == ()
    assert spelt_out(("gabriel", "marquez")) == ()


def test_tails_hold_two_words_at_least_and_no_initials():
    assert list(tails(("charles", "de", "gaulle"))) == [("de", "gaulle")]
    assert list(tails(BUSH)) == list(tails(("john", "kerry"))) == []


def test_turned_names():
    assert list(turned(("anh", "le", "duc"))) == [("le", "duc", "anh"), ("duc", "anh", "le")]
    assert list(turned(("kerry", "john"))) == [("john", "kerry")]
    assert list(turned(("kerry",))) == []
