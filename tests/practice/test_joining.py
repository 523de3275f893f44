"""Who the learner is at a place: every case, and what is said where it is not certain."""

from typing import NamedTuple

import pytest

from quizkit.errors import SyncError
from quizkit.practice.joining import UNSAID, Question, Who, Wish, nobody_asked

DAY = 1_780_275_600_000
LONG = {name: name * 32 for name in "abc"}


class Held(NamedTuple):
    events: int = 0
    newest: int | None = None


SOME = Held(4, DAY)


def answered(own, here, there, wish=UNSAID, *, others=(), ask=nobody_asked, is_login=False):
    question = Question(own, here, dict.fromkeys(there, SOME), others, "stick", is_login)
    return question.answered(wish, ask)


@pytest.mark.parametrize("is_login", [False, True])
@pytest.mark.parametrize(
    ("own", "here", "there", "wish", "who"),
    [
        (None, Held(), [], UNSAID, Who(None)),
        ("mai", SOME, [], UNSAID, Who("mai")),
        ("mai", SOME, ["mai"], UNSAID, Who("mai")),
        ("mai", SOME, ["mai"], Wish(join=True), Who("mai")),
        (None, Held(), ["lan"], UNSAID, Who("lan", is_taken_over=True)),
        ("mai", Held(), ["lan"], UNSAID, Who("lan", is_taken_over=True)),
        ("mai", Held(), ["lan"], Wish(join=True), Who("lan", is_taken_over=True)),
        ("mai", SOME, ["lan"], Wish(join=True), Who("lan", is_joined=True)),
        ("mai", SOME, ["lan"], Wish(join=True, who="la"), Who("lan", is_joined=True)),
    ],
)
def test_one_learner_at_most_is_there(own, here, there, wish, who, is_login) -> None:
    assert answered(own, here, there, wish, is_login=is_login) == who


@pytest.mark.parametrize(
    ("own", "here", "wish", "who"),
    [
        ("mai", SOME, UNSAID, Who("mai")),
        ("mai", SOME, Wish(join=True), Who("mai")),
        ("mai", SOME, Wish(join=True, who="lan"), Who("lan", is_joined=True)),
        (None, Held(), Wish(who="lan"), Who("lan", is_taken_over=True)),
        (None, Held(), Wish(is_new=True), Who(None)),
        ("eve", SOME, Wish(is_new=True), Who("eve")),
        ("eve", SOME, Wish(join=True, who="mai"), Who("mai", is_joined=True)),
    ],
)
def test_several_learners_are_there(own, here, wish, who) -> None:
    assert answered(own, here, ["mai", "lan"], wish) == who


@pytest.mark.parametrize(
    ("own", "here", "there", "wish", "says"),
    [
        ("mai", SOME, ["lan"], UNSAID, ["Nothing was mixed", "quizkit sync stick --join", "--new"]),
        ("mai", SOME, ["lan"], Wish(who="lan"), ["--join", "--learner NAME", "1 June 2026"]),
        (None, Held(), ["lan", "bo"], UNSAID, ["2 learners", "--as bo", "--new"]),
        ("mai", SOME, ["lan", "bo"], UNSAID, ["none of them", "--join --as bo", "--new"]),
        ("mai", SOME, ["lan", "bo"], Wish(join=True), ["--join --as bo"]),
        (None, Held(), ["lan", "li"], Wish(who="l"), ["more than one learner", "begins with l"]),
        (None, Held(), ["lan", "li"], Wish(who="x"), ["no learner", "lan, li"]),
    ],
)
def test_what_is_not_certain_is_asked(own, here, there, wish, says) -> None:
    with pytest.raises(SyncError) as refused:
        answered(own, here, there, wish)
    for each in says:
        assert each in str(refused.value)
    assert refused.value.place == "stick"


def test_a_login_of_somebody_else_is_no_place_for_two() -> None:
    for wish in (UNSAID, Wish(is_new=True)):
        with pytest.raises(SyncError, match="a login of your own") as refused:
            answered("mai", SOME, ["lan"], wish, is_login=True)
        assert "--new" not in str(refused.value)


def test_random_ids_are_short_for_people() -> None:
    with pytest.raises(SyncError, match="--as aaaaaaaa"):
        answered(None, Held(), LONG.values())
    assert answered(None, Held(), LONG.values(), Wish(who="bbbbbbbb")).learner == LONG["b"]


def test_who_is_another_learner_of_this_computer_is_not_taken_over() -> None:
    assert answered(None, Held(), ["mai"], others=["mai"]) == Who(None)
    assert answered("lan", SOME, ["mai"], others=["mai"]) == Who("lan")
    assert answered(None, Held(), ["mai", "bo"], others=["mai"]).learner == "bo"


@pytest.mark.parametrize(
    ("chosen", "who"),
    [("lan", Who("lan", is_taken_over=True)), ("", Who(None))],
)
def test_a_person_is_asked(chosen, who) -> None:
    shown = []

    def ask(people):
        shown.extend(each.id for each in people)
        return chosen

    assert answered(None, Held(), ["mai", "lan"], ask=ask) == who
    assert shown == ["lan", "mai"]


def test_a_place_with_a_space_can_be_copied_from_what_is_said() -> None:
    question = Question("mai", SOME, {"lan": SOME}, (), "my stick", is_login=False)
    with pytest.raises(SyncError, match="quizkit sync 'my stick' --join"):
        question.answered(UNSAID, nobody_asked)
