"""QK103: an id that is gone, or that stands on something else, is told once, where to mend it."""

from pathlib import Path

from quizkit.checks.run import arrange
from quizkit.checks.versions import lost_ids
from quizkit.decks import load
from quizkit.model import Problem
from tests.checks.conftest import whole

DECK = """\
kinds:
  trip:
    says: "{who} went to {to}[ {on date}]."
    roles:
      who: {is: person, ask: "Who went to {to}[ {on date}]?"}
      to: {is: place, ask: "Where did {who} go?"}
      date: date
facts:
  trip:
    - {id: bcd1, who: Ann Walsh, to: Peru, date: 1993}
    - {id: bcd2, who: Bao Tran, to: Laos}
    - {who: Chi Le, to: Cuba}
about:
  Peru: {capital: Lima}
cards:
  - {id: bcf1, q: "Which river flows through Hue?", a: The Huong}
"""


def told(folder: Path, *changes: tuple[str, str]) -> list[Problem]:
    new = DECK
    for before, after in changes:
        assert before in new
        new = new.replace(before, after)
    decks = []
    for name, text in (("old", DECK), ("new", new)):
        place = folder / f"{name}.yaml"
        place.write_text(whole(text), encoding="utf-8")
        decks.append(load(place))
    return list(arrange(lost_ids(*decks)))


def said(problems: list[Problem]) -> list[tuple[str, str, int]]:
    return [(p.message, Path(p.at.path).stem, p.at.line) for p in problems]


def test_the_same_deck_has_lost_nothing(tmp_path: Path) -> None:
    assert told(tmp_path) == []


def test_a_value_may_change_and_so_may_the_order(tmp_path: Path) -> None:
    first = "    - {id: bcd1, who: Ann Walsh, to: Peru, date: 1993}\n"
    changes = ((first, ""), ("    - {who: Chi", f"{first.replace('1993', '1994')}    - {{who: Chi"))
    assert told(tmp_path, *changes) == []


def test_roles_may_be_renamed(tmp_path: Path) -> None:
    changes = (("who:", "leader:"), ("{who}", "{leader}"), ("kinds:\n  trip", "kinds:\n  tour"))
    assert told(tmp_path, *changes, ("facts:\n  trip", "facts:\n  tour")) == []


def test_a_fact_that_is_gone_is_told_at_its_old_place(tmp_path: Path) -> None:
    found = told(tmp_path, ("    - {id: bcd2, who: Bao Tran, to: Laos}\n", ""))
    assert said(found) == [("the id `bcd2` is gone, and its history with it", "old", 15)]


def test_one_that_says_the_same_under_another_id_is_told_there(tmp_path: Path) -> None:
    found = told(tmp_path, ("id: bcd2", "id: bcd9"))
    assert said(found) == [("the id `bcd2` is gone, and its history with it", "new", 15)]
    assert found[0].notes[0].text == "write `id: bcd2` here"
    assert [Path(each.at.path).stem for each in found[0].related] == ["old"]


def test_an_id_taken_by_another_fact_is_told_at_its_new_place(tmp_path: Path) -> None:
    found = told(tmp_path, ("who: Bao Tran, to: Laos", "who: Dan Vo, to: Iran"))
    assert said(found) == [("the id `bcd2` now stands on another fact", "new", 15)]
    assert (found[0].code, found[0].fact, found[0].profile) == ("QK103", "bcd2", "class")


def test_attributes_and_cards_have_ids_too(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        ("capital: Lima", "river: Rimac"),
        ("Which river flows through Hue?", "Who built it?"),
        ("a: The Huong", "a: A king"),
    )
    assert [problem.message for problem in found] == [
        "the id `bcf1` now stands on another card",
        "the id `Peru.capital` is gone, and its history with it",
    ]


def test_a_card_may_be_worded_anew(tmp_path: Path) -> None:
    assert told(tmp_path, ("Which river flows through Hue?", "Name Hue's river.")) == []


def test_what_never_had_an_id_is_not_missed(tmp_path: Path) -> None:
    assert told(tmp_path, ("    - {who: Chi Le, to: Cuba}\n", "")) == []
