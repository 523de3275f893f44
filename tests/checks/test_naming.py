"""QK110: a slip of the fingers is found, two things of one sort are left alone, at any size."""

from collections.abc import Callable
from random import Random
from time import process_time

import pytest

from quizkit.checks.context import Context
from quizkit.checks.naming import near_names
from quizkit.decks.rows import from_rows
from quizkit.model import Problem
from quizkit.questions.plan import Planner

Check = Callable[..., tuple[Problem, ...]]


def deck(*names: str, head: str = "", type_: str = "person") -> str:
    rows = "".join(f"    - {{who: {name}, to: T{n:02}}}\n" for n, name in enumerate(names))
    return (
        f'{head}kinds:\n  trip:\n    says: "{{who}} went to {{to}}."\n    roles:\n'
        f'      who: {{is: {type_}, ask: "Who went to {{to}}?"}}\n      to: text\n'
        f"facts:\n  trip:\n{rows}"
    )


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.message.split("`")[1] for problem in problems if problem.code == "QK110"]


@pytest.mark.parametrize(
    ("name", "slip"),
    [
        ("Ann Walsh", "Ann Wallsh"),  # a letter more
        ("Ann Walsh", "Ann Wash"),  # less
        ("Ann Walsh", "Ann Welsh"),  # changed
        ("Ann Walsh", "Ann Wlash"),  # two exchanged
        ("Ann Walsh", "AnnWalsh"),  # a blank
        ("Ann Walsh", "ann walsh"),
        ("Hà Nội", "Ha Noi"),  # accents
        ("Hà Nội", "Hanoi"),
        ("Huế", "Hue"),
        ("Lê Đức Thọ", "Le Duc Tho"),
    ],
)
def test_a_slip_is_found(check: Check, name: str, slip: str) -> None:
    assert told(check(deck(name, name, slip))) == [slip]
    assert told(check(deck(slip, name, name))) == [slip]


def test_of_several_names_the_declared_one_is_proposed(check: Check) -> None:
    head = "names:\n  Hà Nội: {is: person}\n"
    found = check(deck("Hà Nội", "Ha Noi", "Hanoi", head=head))
    assert sorted(told(found)) == ["Ha Noi", "Hanoi"]
    assert {problem.notes[0].text for problem in found} == {"write `Hà Nội`, if that is meant"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Apollo 11", "Apollo 12"),
        ("Louis XIV", "Louis XV"),
        ("John F. Adams", "John T. Adams"),
        ("Pham Van Dong", "Pham Van Dung"),
        ("Gambia", "Zambia"),
        ("Iran", "Iraq"),
        ("Hong", "Huong"),
        ("Ann Walsh", "Ann Wallis"),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng"),
    ],
)
def test_two_things_of_one_sort_are_left_alone(check: Check, one: str, other: str) -> None:
    assert told(check(deck(one, one, other))) == []


def test_what_is_declared_is_meant(check: Check) -> None:
    head = "names:\n  Ann Wallsh: {is: person}\n"
    assert told(check(deck("Ann Walsh", "Ann Walsh", "Ann Wallsh", head=head))) == []


def test_what_stands_twice_is_meant_unless_only_its_case_differs(check: Check) -> None:
    assert told(check(deck(*["Ann Walsh"] * 2, *["Ann Wallsh"] * 2))) == []
    assert told(check(deck(*["Ann Walsh"] * 3, *["ann walsh"] * 2))) == ["ann walsh"]


@pytest.mark.parametrize("names", [("Hague", "the Hague"), ("the Hague", "Hague")])
def test_a_name_with_and_without_its_article_is_one(check: Check, names: tuple[str, ...]) -> None:
    assert told(check(deck(*names))) == ["the Hague"]
    assert told(check(deck(*names, "the Hague"))) == ["the Hague"]


def test_two_names_of_one_fact_are_meant(check: Check) -> None:
    both = "who: [Ann Walsh, Ann Wallsh]"
    text = deck("Ann Walsh").replace("is: person", "is: list, of: person")
    assert told(check(text.replace("who: Ann Walsh", both))) == []


def test_a_misspelt_alias_is_told_with_the_name(check: Check) -> None:
    head = "names:\n  Ann Walsh: {is: person, aka: [Mrs Walsh]}\n"
    found = check(deck("Ann Walsh", "Mrs Wallsh", head=head))
    assert [p.notes[0].text for p in found if p.code == "QK110"] == [
        "write `Ann Walsh`, if that is meant"
    ]


def test_names_of_other_types_are_other_things(check: Check) -> None:
    text = deck("Ann Walsh", "Ann Walsh").replace("to: text", "to: place")
    assert told(check(text.replace("to: T00", "to: Ann Wallsh"))) == []


def test_words_that_are_all_one_letter_apart_take_a_moment() -> None:
    letters = [chr(point) for point in range(0x100, 0x500) if chr(point).islower()]
    rows = [{"who": f"Walsh{one}"} for one in letters] + [
        {"who": f"Walsh{chr(point)}"} for point in range(0xAC00, 0xAC00 + 1000)
    ]
    big = from_rows(rows, kind="house", ask={"who": "Which house is it?"}, roles={"who": "name"})
    began = process_time()
    list(near_names(Context(big, Planner(big))))
    assert process_time() - began < 2


def test_thousands_of_names_of_other_words_take_a_moment() -> None:
    rng = Random("names")
    words = ["".join(rng.choices("abdeghiklmnorstu", k=8)) for _ in range(3_000)]
    rows = [{"who": f"The house of {word} in Oslo"} for word in words]
    big = from_rows(rows, kind="house", ask={"who": "Which house is it?"}, roles={"who": "name"})
    began = process_time()
    found = len(list(near_names(Context(big, Planner(big)))))
    assert process_time() - began < 2
    assert found < 10
