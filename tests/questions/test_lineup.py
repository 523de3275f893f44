"""Answers lined up: those nearest to a key, and some farther away, from both sides."""

from quizkit.model import Text
from quizkit.questions.likeness import Face
from quizkit.questions.lineup import Lineup, Standing


def lineup(*sizes: int) -> Lineup:
    return Lineup(((float(size), str(size)), standing(size)) for size in sizes)


def standing(size: int) -> Standing:
    text = str(size)
    face = Face(Text(text), text, text, text, f" {text} ", (), "", frozenset((text,)), "")
    return Standing(("number", size), face, ())


def sizes(standings) -> list[int]:
    return [each.key[1] for each in standings]


def test_those_on_both_sides_take_turns():
    found = lineup(*range(101)).beside(50.0, below=(40.0, 20.0), above=(60.0, 80.0))
    assert sizes(found) == [49, 51, 48, 52, 40, 60, 20, 80]


def test_at_the_end_of_a_line_up_one_side_is_left():
    found = lineup(*range(101)).beside(100.0, below=(90.0, 30.0), above=(110.0, 170.0))
    assert sizes(found) == [99, 98, 90, 30]


def test_a_key_that_is_no_answer_itself_has_neighbours():
    found = lineup(*range(0, 100, 10)).beside(45.0, below=(20.0,), above=(72.0,))
    assert sizes(found) == [40, 50, 30, 60, 20, 80]


def test_of_a_few_all_are_beside():
    found = lineup(1, 2, 300).beside(2.0, below=(1.0,), above=(4.0,))
    assert sizes(found) == [1, 2, 300]


def test_names_and_texts_come_from_a_place_outwards():
    found = lineup(1, 2, 3, 4).around((3.0, ""))
    assert sizes(found) == [3, 2, 4, 1]
