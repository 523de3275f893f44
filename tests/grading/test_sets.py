from unicodedata import normalize

import pytest

from quizkit.grading import dates, numbers
from quizkit.grading.sets import grade
from quizkit.model import Grade, Outcome, Text
from quizkit.values.dates import make
from quizkit.values.numbers import read_number
from quizkit.values.show import join
from quizkit.values.words import builtin

EN, VI = builtin("en"), builtin("vi")
ABC = (Text("ant"), Text("bee"), Text("cat and dog"))


def exact(response, accepted):
    """Judge a member: right if it is one, a slip with "!", partly with "?", unclear with "*"."""
    outcomes = {"!": (Outcome.SLIP, 1.0), "?": (Outcome.PARTLY, 0.5)}
    if response.endswith("*"):
        return Grade(Outcome.UNCLEAR, 0.0, candidates=("one", "other"))
    outcome, score = outcomes.get(response[-1:], (Outcome.RIGHT, 1.0))
    value = Text(response.rstrip("!?"))
    if value in accepted:
        return Grade(outcome, score, value, "spelling" if outcome is Outcome.SLIP else "")
    return Grade(Outcome.WRONG, 0.0, value)


def judged(response, accepted=ABC, words=EN):
    return grade(response, accepted, words=words, judge=exact)


@pytest.mark.parametrize(
    "response",
    [
        "ant, bee, cat and dog",
        "bee; cat and dog; ant",
        "cat and dog and bee and ant",
        "ant & bee, and cat and dog",
        "ant\nbee\ncat and dog\n",
        "ant, ant, bee, cat and dog",
        "ant,bee,cat and dog,",
        "ant / bee / cat and dog",
        "bee/ant/cat and dog",
        "cat and dog bee ant",
    ],
)
def test_separators_and_order_do_not_matter(response):
    assert judged(response) == Grade(Outcome.RIGHT, 1.0)


@pytest.mark.parametrize("response", ["ant và bee", "ant va bee", "ant and bee", "ant & bee"])
def test_the_and_of_each_language_that_ships_is_known_in_all(response):
    assert judged(response, ABC[:2], words=VI).outcome is Outcome.RIGHT
    assert judged(response, ABC[:2]).outcome is Outcome.RIGHT


@pytest.mark.parametrize(
    ("response", "score", "detail"),
    [
        ("ant", 1 / 3, "1 of 3 right"),
        ("ant, bee", 2 / 3, "2 of 3 right"),
        ("ant, bee, cow", 2 / 3, "2 of 3 right, 1 wrong"),
        ("ant, bee, cow, pig", 1 / 3, "2 of 3 right, 2 wrong"),
        ("ant, bee, cat and dog, cow", 2 / 3, "3 of 3 right, 1 wrong"),
        ("ant, bee?", 0.5, "2 of 3 right"),
        ("ant, cow, pig", 1 / 3, "1 of 3 right, 2 wrong"),
        ("ant, cow, pig, hen", 0.0, "1 of 3 right, 3 wrong"),
        ("cow, pig", 0.0, "0 of 3 right, 2 wrong"),
        ("", 0.0, "0 of 3 right"),
    ],
)
def test_members_beyond_the_length_of_the_list_are_taken_off(response, score, detail):
    found = judged(response)
    assert (found.score, found.detail) == (pytest.approx(score), detail)
    assert found.outcome is (Outcome.PARTLY if score else Outcome.WRONG)


def test_the_first_wrong_member_is_named():
    assert judged("ant, cow, pig").given == Text("cow")


def test_a_slip_of_a_member_is_a_slip_of_the_whole():
    found = judged("ant!, bee, cat and dog")
    assert (found.outcome, found.score, found.detail) == (Outcome.SLIP, 1.0, "spelling")


def test_an_unclear_member_counts_nothing_yet():
    found = judged("ant, bush*")
    assert (found.outcome, found.candidates) == (Outcome.UNCLEAR, ("one", "other"))


def test_a_comma_inside_a_number_separates_nothing():
    numbers = (Text("1,500"), Text("2,000"))
    assert judged("2,000, 1,500", numbers).outcome is Outcome.RIGHT
    assert judged("1995,1996", (Text("1995"), Text("1996"))).outcome is Outcome.RIGHT


@pytest.mark.parametrize("response", ["Lào và Việt Nam", "Lào va Việt Nam", "Lào VÀ Việt Nam"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_and_is_known_decomposed_and_without_marks(response, form):
    accepted = (Text("Lào"), Text("Việt Nam"))
    assert judged(normalize(form, response), accepted, words=VI).outcome is Outcome.RIGHT


@pytest.mark.parametrize(
    "response", ["tháng 5 năm 1993 và tháng 7 năm 1993", "thang 7 nam 1993 va thang 5 nam 1993"]
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_months_are_told_apart_at_the_and(response, form):
    def judge(text, accepted):
        return dates.grade(text, accepted, words=VI)

    keys = (make(1993, 5), make(1993, 7))
    found = grade(normalize(form, response), keys, words=VI, judge=judge)
    assert found.outcome is Outcome.RIGHT


def of_numbers(response, *keys):
    def judge(text, accepted):
        return numbers.grade(text, accepted, words=EN)

    return grade(response, [read_number(key, EN) for key in keys], words=EN, judge=judge)


NEAR = ("about 100", "about 105")


@pytest.mark.parametrize(
    "response", ["100 and 105", "105 and 100", "about 105; about 100", "98 and 94", "112, 101"]
)
def test_near_numbers_are_each_counted(response):
    assert of_numbers(response, *NEAR).outcome is Outcome.RIGHT
    assert of_numbers(response, *NEAR[::-1]).outcome is Outcome.RIGHT


def test_of_near_numbers_the_best_match_is_no_bar_to_the_others():
    # 108 is nearest to 100, but 91 fits nothing else.
    assert of_numbers("108 and 91", "about 100", "about 120").outcome is Outcome.RIGHT


@pytest.mark.parametrize("response", ["100 and 100", "100, about 100", "100; 100.0; 100"])
def test_a_number_given_twice_counts_once(response):
    assert of_numbers(response, *NEAR).detail == "1 of 2 right"


def test_numbers_beyond_the_list_find_no_place():
    found = of_numbers("100, 101, 102, 7", *NEAR)
    assert (found.score, found.detail) == (0.0, "2 of 2 right, 1 wrong")


def test_the_whole_is_right_as_it_is_shown():
    shown = join(["100", "105"], EN)
    assert of_numbers(shown, *NEAR).outcome is Outcome.RIGHT
    assert judged(join(["ant", "bee", "cat and dog"], EN)).outcome is Outcome.RIGHT


def test_what_a_member_was_read_as_is_said():
    def judge(text, accepted):
        return exact(text, accepted)._replace(detail=f"read as {text}")

    found = grade("bee, ant", ABC[:2], words=EN, judge=judge)
    assert (found.outcome, found.detail) == (Outcome.RIGHT, "read as bee; read as ant")
