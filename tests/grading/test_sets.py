import pytest

from quizkit.grading.sets import grade
from quizkit.model import Grade, Outcome, Text
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
    ],
)
def test_separators_and_order_do_not_matter(response):
    assert judged(response) == Grade(Outcome.RIGHT, 1.0)


def test_the_language_has_its_own_and():
    assert judged("ant và bee", ABC[:2], words=VI).outcome is Outcome.RIGHT
    assert judged("ant and bee", ABC[:2], words=VI).score == 0


@pytest.mark.parametrize(
    ("response", "score", "detail"),
    [
        ("ant", 1 / 3, "1 of 3 right"),
        ("ant, bee", 2 / 3, "2 of 3 right"),
        ("ant, bee, cow", 1 / 3, "2 of 3 right, 1 wrong"),
        ("ant, bee?", 0.5, "2 of 3 right"),
        ("ant, cow, pig", 0.0, "1 of 3 right, 2 wrong"),
        ("", 0.0, "0 of 3 right"),
    ],
)
def test_wrong_members_are_taken_off(response, score, detail):
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
