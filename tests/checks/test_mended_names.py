"""Mendings of names and wordings where they stand otherwise than on the rules' pages."""

from pathlib import Path

import pytest

from quizkit.practice.checked import Wanted
from quizkit.practice.fixing import fix
from tests.checks.conftest import whole

DECK = """\
language: {language}
{names}kinds:
  trip:
    says: "{{who}} > {{to}}[! {{on date}}]."
    roles:
      who:
        is: person
        {who}
      to: {{is: place, ask: "{{who}} > ?"}}
      date: {{is: date, {date}}}
facts:
  trip:
    - {{id: bcd1, who: Ann Walsh, to: Peru, date: 1993}}
    - {{id: bcd2, who: {second}, to: Cuba, date: 1995}}
    - {{id: bcd3, who: {second}, to: Iran, date: 1997}}
"""
PLAIN = {
    "language": "en",
    "names": "",
    "who": 'ask: "Who went to {to}?"',
    "date": 'ask: "{when} did {who} go to {to}?"',
    "second": "Bao Tran",
}


def mended(folder: Path, code: str, **given: str) -> str:
    """Return what is left of a deck with one thing otherwise, after one round of mending."""
    place = folder / "deck.yaml"
    place.write_text(whole(DECK.format(**(PLAIN | given))), encoding="utf-8")
    found = fix(place, Wanted(profile="class"), unsafe=True, takes=lambda each: each == code)
    assert (found.left, found.refused) == ((), None)
    assert [problem for problem in found.found.problems if problem.code == code] == []
    return found.changes[0].after.decode()


def test_an_alias_is_written_as_the_name_wherever_it_stands(tmp_path: Path) -> None:
    names = "names:\n  Ann Walsh: {is: person, aka: [A. M. Walsh]}\n"
    text = mended(tmp_path, "QK111", names=names, second="A. M. Walsh")
    assert text.count("who: Ann Walsh,") == 3


def test_names_that_nothing_uses_go_and_so_does_the_field_that_held_them(tmp_path: Path) -> None:
    names = "names:\n  Lena Ruud: {is: person}\n  # the other one\n  Dan Vo: {is: person}\n"
    assert "names:" not in mended(tmp_path, "QK114", names=names)


@pytest.mark.parametrize(
    ("language", "typed", "left"),
    [
        ("en", '"On what date did {who} go to {to}?"', '"{when} did {who} go to {to}?"'),
        ("en", '"When did {who} go to {to}?"', '"{when} did {who} go to {to}?"'),
        ("en", "'what year did {who} go to {to}?'", "'{when} did {who} go to {to}?'"),
        ("vi", '"{who} đến {to} vào năm nào?"', '"{who} đến {to} vào {when}?"'),
        ("vi", '"Khi nào {who} đến {to}?"', '"vào {when} {who} đến {to}?"'),
    ],
)
def test_a_date_is_asked_by_when(tmp_path: Path, language: str, typed: str, left: str) -> None:
    text = mended(tmp_path, "QK126", language=language, date=f"ask: {typed}")
    assert f"date: {{is: date, ask: {left}}}" in text


def test_a_role_that_is_no_date_is_printed_plainly(tmp_path: Path) -> None:
    date = 'ask: "{when} did {who} go {on to}?"'
    assert '"{when} did {who} go {to}?"' in mended(tmp_path, "QK126", date=date)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ('ask: "Which two people went to {to}?"', 'ask all: "Which {count} people went to {to}?"'),
        ('ask: "Which {count} people saw {to}?"', 'ask all: "Which {count} people saw {to}?"'),
        ('ask all: "Which guests saw {to}?"', 'ask all: "Which {count} guests saw {to}?"'),
    ],
)
def test_several_are_asked_for_by_count(tmp_path: Path, typed: str, left: str) -> None:
    assert f"        {left}\n" in mended(tmp_path, "QK127", who=typed)


def test_the_article_of_a_name_is_written_where_it_belongs(tmp_path: Path) -> None:
    names = "names:\n  Cuba: {is: place, aka: [the Cuba]}\n"
    assert "  Cuba: {the: yes, is: place," in mended(tmp_path, "QK138", names=names)


def test_a_letter_too_many_goes_in_a_table_too(tmp_path: Path) -> None:
    table = "  guide:\n    table: |\n      who        | to\n      Ann Wallsh | Laos\n"
    kind = 'guide: {roles: {who: person, to: {is: place, ask: "Where did {who} guide?"}}}'
    text = DECK.format(**PLAIN).replace("kinds:\n", f"kinds:\n  {kind}\n") + table
    place = tmp_path / "deck.yaml"
    place.write_text(whole(text), encoding="utf-8")
    found = fix(place, Wanted(), unsafe=True)
    assert [problem.code for problem in found.mended] == ["QK110"]
    assert "      Ann Walsh | Laos\n" in found.changes[0].after.decode()


def test_a_fact_told_twice_goes_from_a_sheet(tmp_path: Path) -> None:
    sheet = "id,who,to,date\nbcd4,Chi Le,Laos,1999\n,Chi Le,Laos,1999\nbcd5,Dan Vo,Oman,1999\n"
    (tmp_path / "more.csv").write_text(sheet, encoding="utf-8")
    text = DECK.format(**PLAIN).replace(
        "  trip:\n    - {id: bcd1", "  trip:\n    - file: more.csv\n    - {id: bcd1"
    )
    place = tmp_path / "deck.yaml"
    place.write_text(whole(text), encoding="utf-8")
    found = fix(place, Wanted(), unsafe=True, takes=lambda code: code == "QK202")
    assert [change.after.decode() for change in found.changes] == [
        "id,who,to,date\nbcd4,Chi Le,Laos,1999\nbcd5,Dan Vo,Oman,1999\n"
    ]
