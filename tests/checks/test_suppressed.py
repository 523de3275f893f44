"""`ok:` with a reason: who may carry it, that it is counted, and that a stale one goes."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from quizkit.checks.frames import counts, summary
from quizkit.checks.run import run
from quizkit.decks.edits import apply
from quizkit.decks.files import read_deck
from quizkit.model import Problem
from quizkit.questions.plan import Planner
from tests.checks.conftest import whole

KINDS = """\
kinds:
  trip:%(kind)s
    called: "the [!{date} ]trip[ to {to}]"
    roles:
      who: {is: person,%(role)s ask: "Who made {it}?"}
      to: place
      date: date
"""
ROWS = """\
    - {id: bcd1,%(fact)s who: Ann Walsh, to: Peru, date: 1993}
    - {id: bcd2, who: Bao Tran, to: Peru, date: 1993}
"""
DECK = KINDS + "facts:\n  trip:%(group)s\n" + ROWS + "%(deck)s"
CARD = 'cards:\n  - {id: bcd1, q: "Is it red?", a: red%(card)s}\n'
NAME = "names:\n  Oslo: {is: city, aka: [X], not: [X]%(name)s}\n"

OK = "ok: {%s: it is meant so}"
HOLDERS = [
    ("QK301", DECK, {"fact": " %s,"}),
    ("QK301", DECK, {"group": "\n    %s\n    facts:"}),
    ("QK301", DECK, {"role": " %s,"}),
    ("QK301", DECK, {"kind": "\n    %s"}),
    ("QK301", DECK, {"deck": "%s\n"}),
    ("QK401", CARD, {"card": ", %s"}),
    ("QK119", NAME, {"name": ", %s"}),
]
PLACES = ("fact", "group", "role", "kind", "deck", "card", "name")
by_holder = pytest.mark.parametrize(
    ("code", "text", "where"), HOLDERS, ids=[next(iter(where)) for *_, where in HOLDERS]
)


def typed(text: str, where: Mapping[str, str], code: str) -> str:
    """Return a deck with an `ok:` where it is wanted, or nowhere without a code."""
    ok = {place: where.get(place, "") for place in PLACES}
    filled = {place: pattern % (OK % code) if pattern else "" for place, pattern in ok.items()}
    return whole(text % (filled if code else dict.fromkeys(PLACES, "")))


def check(folder: Path, text: str, profile: str = "practice") -> tuple[Problem, ...]:
    place = folder / "deck.yaml"
    place.write_text(text, encoding="utf-8")
    found = read_deck(place)
    assert found.deck is not None
    return run(found.deck, Planner(found.deck), profile=profile, lines=found.lines)


@by_holder
def test_whatever_holds_a_problem_may_accept_it(
    tmp_path: Path, code: str, text: str, where: Mapping[str, str]
) -> None:
    (open_one,) = check(tmp_path, typed(text, where, ""))
    (problem,) = check(tmp_path, typed(text, where, code))
    assert (open_one.code, open_one.suppressed) == (code, "")
    assert (problem.code, problem.suppressed) == (code, "it is meant so")


@by_holder
def test_one_that_accepts_nothing_is_found_and_goes(
    tmp_path: Path, code: str, text: str, where: Mapping[str, str]
) -> None:
    stale = "QK304" if code != "QK304" else "QK302"
    marked = typed(text, where, stale)
    problems = check(tmp_path, marked, "class")
    (problem,) = [each for each in problems if each.code == "QK710"]
    assert problem.fix is not None
    mended = apply(marked.encode(), problem.fix.edits).decode()
    if "group" not in where:  # a group stays one, with its `facts:`
        assert mended == typed(text, where, "")
    left = check(tmp_path, mended, "class")
    assert [each.code for each in left] == [each.code for each in problems if each is not problem]
    assert "ok:" not in mended


@by_holder
def test_the_counts_name_what_is_accepted(
    tmp_path: Path, code: str, text: str, where: Mapping[str, str]
) -> None:
    problems = check(tmp_path, typed(text, where, code))
    assert counts(problems) == {"errors": 0, "warnings": 0, "notes": 0, "suppressed": 1}
    assert "1 suppressed" in summary("x", problems)


TABLE = """\
facts:
  trip:
    table: |
      id   | who       | to   | date | ok
      bcd1 | Ann Walsh | Peru | 1993 | %s
      bcd2 | Bao Tran  | Peru | 1993 |
"""
SHEET = "id,who,to,date,ok\nbcd1,Ann Walsh,Peru,1993,%s\nbcd2,Bao Tran,Peru,1993,\n"
NOWHERE = dict.fromkeys(PLACES, "")


def test_a_column_of_a_table_accepts(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, whole(KINDS % NOWHERE + TABLE % "QK301: both are famous"))
    assert (problem.code, problem.suppressed) == ("QK301", "both are famous")


def test_several_codes_stand_in_one_cell(tmp_path: Path) -> None:
    text = whole(KINDS % NOWHERE + TABLE % "QK304: so; QK301: both are famous; QK302: so")
    problems = check(tmp_path, text, "class")
    assert {(each.code, each.suppressed) for each in problems} == {
        ("QK301", "both are famous"),
        ("QK710", ""),
    }
    for problem in problems:
        if problem.code == "QK710":
            assert problem.fix is not None
            mended = apply(text.encode(), problem.fix.edits).decode()
            assert len(check(tmp_path, mended, "class")) == len(problems) - 1


def test_a_column_of_a_sheet_accepts(tmp_path: Path) -> None:
    (tmp_path / "trips.csv").write_text(SHEET % "QK301: both are famous", encoding="utf-8")
    (problem,) = check(tmp_path, whole(KINDS % NOWHERE + "facts:\n  trip: {file: trips.csv}\n"))
    assert (problem.code, problem.suppressed) == ("QK301", "both are famous")


def test_a_stale_code_leaves_the_cell_of_a_sheet(tmp_path: Path) -> None:
    sheet = SHEET % "QK301: both are famous; QK304: so"
    (tmp_path / "trips.csv").write_text(sheet, encoding="utf-8")
    deck = whole(KINDS % NOWHERE + "facts:\n  trip: {file: trips.csv}\n")
    (problem,) = [each for each in check(tmp_path, deck, "class") if each.code == "QK710"]
    assert problem.fix is not None
    assert problem.at.path.endswith("trips.csv")
    mended = apply(sheet.encode(), problem.fix.edits).decode()
    assert mended == SHEET % "QK301: both are famous"


@pytest.mark.parametrize("reason", ["QK301", "QK301:", "QK301: -", "famous"])
def test_a_cell_without_code_or_reason_is_an_error(tmp_path: Path, reason: str) -> None:
    place = tmp_path / "deck.yaml"
    place.write_text(whole(KINDS % NOWHERE + TABLE % reason), encoding="utf-8")
    found = read_deck(place)
    problems = found.problems or run(found.deck, Planner(found.deck))  # type: ignore[arg-type]
    assert {each.code for each in problems} & {"QK711", "QK006"}


def test_a_name_may_not_accept_without_a_reason_nor_an_unknown_code(tmp_path: Path) -> None:
    for ok in ("{QK119: '-'}", "{QK999: it is meant so}", "{QK003: it is meant so}"):
        problems = check(tmp_path, whole(NAME % {"name": f", ok: {ok}"}))
        assert [each.code for each in problems] == ["QK119", "QK711"]
        assert not any(each.suppressed for each in problems)


def test_the_narrowest_reason_is_told(tmp_path: Path) -> None:
    text = DECK % {**NOWHERE, "fact": " ok: {QK301: of the fact},", "deck": "ok: {QK301: of all}\n"}
    (problem,) = check(tmp_path, whole(text), "class")
    assert problem.suppressed == "of the fact"
