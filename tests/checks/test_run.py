"""The run over all rules: order, choice of codes, consequences, acceptance."""

from collections.abc import Callable

import pytest

from quizkit.checks.run import arrange
from quizkit.model import Location, Problem, Severity

Check = Callable[..., tuple[Problem, ...]]

TRIPS = """
kinds:
  trip:
    called: "the [!{date} ]trip[ to {to}]"
    roles:
      who: {is: person, ask: "Who made {it}?"}
      to: place
      date: date
"""
COLLIDING = (
    TRIPS
    + """
facts:
  trip:
    - {id: bcd1, who: Ann Walsh, to: Peru, date: 1993}
    - {id: bcd2, who: Bao Tran, to: Peru, date: 1993}
"""
)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def test_one_collision_is_one_problem(check: Check) -> None:
    problems = check(COLLIDING)
    assert codes(problems) == ["QK301"]
    assert problems[0].fact in {"bcd1", "bcd2"}
    assert problems[0].role == "who"
    assert len(problems[0].related) >= 1


def test_a_collision_of_many_shows_three_and_counts_the_rest(check: Check) -> None:
    many = "".join(
        f"    - {{id: bcf{n}, who: Person {chr(65 + n)}, to: Peru, date: 1993}}\n" for n in range(6)
    )
    (problem,) = check(COLLIDING + many)
    assert len({problem.at.line, *(related.at.line for related in problem.related)}) == 3
    assert any("8 questions" in note.text for note in problem.notes)


def test_two_collisions_are_two_problems(check: Check) -> None:
    apart = """\
    - {id: bcd3, who: Chi Le, to: Laos, date: 1995}
    - {id: bcd4, who: Dan Ott, to: Laos, date: 1995}
"""
    assert codes(check(COLLIDING + apart)) == ["QK301", "QK301"]


def test_problems_come_in_the_order_of_the_file(check: Check) -> None:
    deck = COLLIDING + "names:\n  Oslo: {is: city, aka: [X], not: [X]}\n"
    places = [(p.at.line, p.at.column) for p in check(deck)]
    assert places == sorted(places)
    assert len(places) == 2


def test_the_same_deck_gives_the_same_problems(check: Check) -> None:
    assert check(COLLIDING) == check(COLLIDING)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"select": ["QK3"]}, ["QK301"]),
        ({"select": ["QK119"]}, ["QK119"]),
        ({"ignore": ["QK3"]}, ["QK119"]),
        ({"select": ["QK3"], "ignore": ["QK301"]}, []),
    ],
)
def test_codes_and_families_can_be_chosen(
    check: Check, options: dict[str, list[str]], expected: list[str]
) -> None:
    deck = COLLIDING + "names:\n  Oslo: {is: city, aka: [X], not: [X]}\n"
    assert codes(check(deck, **options)) == expected


def test_what_stops_a_file_cannot_be_ignored() -> None:
    fatal = Problem("QK003", Severity.FATAL, "given twice", Location("a"))
    assert arrange([fatal], ignore=["QK0"]) == (fatal,)


def test_a_stricter_profile_holds_the_ones_before(check: Check) -> None:
    deck = COLLIDING + "cards:\n  - {q: Why?, a: Because}\n"
    assert codes(check(deck)) == ["QK301"]
    assert codes(check(deck, "class")) == ["QK301", "QK101"]
    exam, shared = (set(codes(check(deck, profile))) for profile in ("exam", "shared"))
    assert {"QK301", "QK101"} < exam < shared


def test_an_unknown_profile_is_a_fault_of_the_caller(check: Check) -> None:
    with pytest.raises(ValueError, match="strict"):
        check(COLLIDING, "strict")


def test_what_follows_from_an_unreadable_value_is_held_back(check: Check) -> None:
    deck = COLLIDING.replace("Bao Tran, to: Peru, date: 1993", "Bao Tran, to: Peru, date: 9/1993")
    assert codes(check(deck)) == ["QK011"]
    assert codes(check(deck, everything=True)) != ["QK011"]


def test_long_names_do_not_make_long_messages(check: Check) -> None:
    name = "Oslo " * 20
    (problem,) = check(f"names:\n  {name}: {{is: city, aka: [X], not: [X]}}\n")
    assert len(problem.message) <= 72


@pytest.mark.parametrize(
    "where",
    [
        COLLIDING.replace("date: 1993}", "date: 1993, ok: {QK301: both are famous}}"),
        COLLIDING.replace(
            "  trip:\n    - {id: bcd1",
            "  trip:\n    ok: {QK301: both are famous}\n    facts:\n    - {id: bcd1",
        ),
        COLLIDING.replace("{is: person,", "{is: person, ok: {QK301: both are famous},"),
        COLLIDING.replace(
            "  trip:\n    called", "  trip:\n    ok: {QK301: both are famous}\n    called"
        ),
        COLLIDING + "ok: {QK301: both are famous}\n",
    ],
    ids=["fact", "group", "role", "kind", "deck"],
)
def test_a_problem_is_accepted_with_a_reason_on_whatever_holds_it(check: Check, where: str) -> None:
    problems = check(where, "class")
    assert [(p.code, p.suppressed) for p in problems] == [("QK301", "both are famous")]


def test_a_card_accepts_its_problem(check: Check) -> None:
    deck = 'cards:\n  - {id: b, q: "Is it red?", a: red, ok: {QK401: it is a joke}}\n'
    assert [(p.code, p.suppressed) for p in check(deck)] == [("QK401", "it is a joke")]


def test_what_reading_finds_in_a_fact_can_be_accepted(check: Check) -> None:
    deck = (
        TRIPS
        + """
facts:
  trip:
    - id: bcd1
      who: Ann Walsh
      to: Peru
      date: 9/1993
      ok: {QK011: the source has it so}
"""
    )
    assert [(p.code, p.suppressed) for p in check(deck)] == [("QK011", "the source has it so")]


def test_accepting_another_code_changes_nothing(check: Check) -> None:
    deck = COLLIDING + "ok: {QK302: both are famous}\n"
    assert [(p.code, p.suppressed) for p in check(deck)] == [("QK301", "")]


def test_a_card_and_a_fact_with_one_stem_and_two_answers_are_found(check: Check) -> None:
    deck = (
        TRIPS
        + """
facts:
  trip:
    - {who: Ann Walsh, to: Peru, date: 1993}
cards:
  - {q: "Who made the 1993 trip?", a: Bao Tran}
  - {q: "Who made the 1993 trip?", a: Ann Walsh}
"""
    )
    problems = check(deck)
    assert codes(problems) == ["QK311"]
    assert "Bao Tran" in deck.splitlines()[problems[0].at.line - 5]
