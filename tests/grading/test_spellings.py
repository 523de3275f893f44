import pytest

from quizkit.grading.spellings import Dropped, Spelling, digits, errors_allowed, misplaced_accents
from quizkit.values.words import BUILTIN

DROPPED = Dropped.of(*BUILTIN.values())


@pytest.mark.parametrize(
    ("text", "whole", "bare", "initials"),
    [
        ("John Kerry", "johnkerry", "", ()),
        ("Senator John F. Kerry", "johnfkerry", "johnkerry", ("f",)),
        ("former US President George H. W. Bush", "georgehwbush", "georgebush", ("h", "w")),
        ("Senior Lieutenant General Hoang Xuan Chien", "hoangxuanchien", "", ()),
        ("Malcolm X", "malcolmx", "", ()),
        ("President", "president", "", ()),
        ("Mr. President", "president", "", ()),
        ("Bà Triệu", "trieu", "", ()),
        ("", "", "", ()),
    ],
)
def test_a_person_without_title_and_initials(text, whole, bare, initials):
    loose = Spelling(text, DROPPED).person
    assert (loose.whole, loose.bare, loose.initials) == (whole, bare, initials)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the United States", "unitedstates"),
        ("The", "the"),
        ("General Electric", "generalelectric"),
        ("Hà Nội", "hanoi"),
        ("Resolution 1 9", "resolution 1 9"),
    ],
)
def test_a_thing_without_article_and_blanks(text, whole):
    assert Spelling(text, DROPPED).thing.whole == whole


def test_forms_grow_more_lenient():
    spelling = Spelling(" Hà  Nội! ", DROPPED)
    forms = (spelling.same, spelling.light, spelling.accented, spelling.plain)
    assert forms == ("Hà Nội!", "hà nội!", "hà nội", "ha noi")


def test_what_counts_is_locked():
    spelling = Spelling("Đà Nẵng", DROPPED)
    assert spelling.locked({"accents"}) == "đà nẵng"
    assert spelling.locked({"case"}) == "Da Nang"
    assert spelling.locked(()) == "da nang"


def test_no_language_drops_nothing():
    assert Spelling("the President", Dropped.of()).person.whole == "thepresident"


@pytest.mark.parametrize(
    ("form", "errors"),
    [("", 0), ("iraq", 0), ("kerry", 1), ("delegate", 1), ("agreement", 2), ("2000 2001 2002", 0)],
)
def test_errors_allowed(form, errors):
    assert errors_allowed(form) == errors


def test_digits():
    assert digits("type 213, 1992") == "213 1992"
    assert digits("none") == ""


@pytest.mark.parametrize(
    ("response", "misplaced"),
    [
        *[(text, False) for text in ("Hà Nội", "Ha Noi", "Ha Nội", "HàNội", "Hanoi city ò")],
        *[(text, True) for text in ("Há Nội", "Hà Nôi")],
    ],
)
def test_misplaced_accents(response, misplaced):
    found = misplaced_accents(Spelling(response, DROPPED), Spelling("Hà Nội", DROPPED))
    assert found == misplaced
