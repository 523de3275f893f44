"""What learners marked on a paper, read from a table."""

import pytest

from quizkit.analysis.items.marked import Spot, answers_of, header
from quizkit.errors import FormatError

ABC = {"A": "one", "B": "two", "C": "three"}
SPOTS = {
    "A": {
        1: Spot("d/a#r", "choice", "Q1?", ABC, "B", "two", ()),
        2: Spot("d/b#r", "select", "Q2?", ABC, "A C", "one and three", ()),
        3: Spot("d/c#r", "order", "Q3?", {"1": "x", "2": "y", "3": "z"}, "3 1 2", "z, x, y", ()),
        4: Spot("d/d#r", "match", "Q4?", {"a": "x", "b": "y", "c": "z"}, "1c 2a 3b", "", ()),
        5: Spot("d/e#r", "typed", "Q5?", {}, "Hà Nội", "Hà Nội", ("Hà Nội", "Hanoi")),
    },
    "B": {1: Spot("d/e#r", "typed", "Q5?", {}, "Hà Nội", "Hà Nội", ("Hà Nội", "Hanoi"))},
}


def scores(*cells: str, variant: str = "A") -> list[float]:
    text = header(5) + ",".join(("mai", variant, *(f'"{cell}"' for cell in cells))) + "\r\n"
    return [round(each.score, 3) for each in answers_of(text.encode(), "r.csv", SPOTS)]


def test_all_right_however_it_is_typed() -> None:
    assert scores("B", "A C", "3 1 2", "1c 2a 3b", "hanoi") == [1] * 5
    assert scores(" b ", "ca", "312", "cab", "Hà Nội") == [1] * 5
    assert scores("b", "C, A", "3;1;2", "3b, 1c, 2a", "+") == [1] * 5


def test_partly_right_counts_as_quizkit_counts_it() -> None:
    assert scores("A", "A", "1 2 3", "1c 2b", "-") == [0, 0.5, 0.5, 0.333, 0]
    assert scores("C", "A B C", "3 2 1", "c - -", "+0.5") == [0, 0.5, 0, 0.333, 0.5]
    assert scores("", "", "", "", "") == [0] * 5


def test_variants_have_their_own_numbers() -> None:
    (found,) = answers_of(b"\xef\xbb\xbfLearner;Variant;1;2\nmai;b;Hanoi;x\n\n", "r.csv", SPOTS)
    assert (found.learner, found.facet, found.score) == ("mai", "d/e#r", 1.0)
    (found,) = answers_of(b"learner\tvariant\t1\n\tB\tHue\n", "r.csv", SPOTS)
    assert (found.learner, found.score) == ("line 2", 0.0)


def test_what_was_chosen_is_kept_for_the_options() -> None:
    text = header(5) + "mai,A,C,A C,,,\r\n"
    first, second, *_ = answers_of(text.encode(), "r.csv", SPOTS)
    assert (first.chosen, second.chosen) == (("three",), ("one", "three"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "its first line needs the columns learner and variant"),
        ("name,1\n", "its first line needs the columns learner and variant"),
        ("learner,variant,1\nmai,C,B\n", "line 2 of r.csv: there is no variant C; A, B are"),
        ("learner,variant,1\nmai,,B\n", r"there is no variant \(empty\)"),
        ("learner,variant,1\nmai,A,D\n", 'question 1 says "D"; want A, B, C'),
        ("learner,variant,1\nmai,A,?\n", 'question 1 says "\\?"'),
        ('learner,variant,1\nmai,A,"B\n', "a quotation mark"),
        (f"learner,variant,4\nmai,A,{'1' * 100_000}a\n", "question 4 says more than 1,000 char"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        list(answers_of(text.encode(), "r.csv", SPOTS))


def test_other_encodings_are_refused() -> None:
    with pytest.raises(FormatError, match="CSV UTF-8"):
        list(answers_of("learner,variant\nÅ,A\n".encode("utf-16"), "r.csv", SPOTS))


def test_two_marks_where_one_is_right_are_a_wrong_answer() -> None:
    text = header(5) + "mai,A,A B,,,,\r\n"
    first, *_ = answers_of(text.encode(), "r.csv", SPOTS)
    assert (first.score, first.chosen) == (0.0, ("one", "two"))
