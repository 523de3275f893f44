"""Questions as a Markdown page."""

from hypothesis import given
from hypothesis import strategies as st

from quizkit.cli.main import run
from quizkit.cli.sheet import escape

DECK = """quizkit: 1
deck: t
title: Trips
language: en
kinds:
  trip:
    called: "the [!{date} ]trip"
    says: "{who} led {it}."
    roles: {who: {is: person, ask: "Who led {it}?"}, date: date}
facts:
  trip:
    - {id: k1, who: Ann Bay, date: 1990}
    - {id: k2, who: Bob Cox, date: 1991}
    - {id: k3, who: Dan Eff, date: 1992}
"""


def page(tmp_path, capsys, *arguments: str) -> str:
    path = tmp_path / "t.yaml"
    path.write_text(DECK, encoding="utf-8")
    assert run(["preview", str(path), "-n", "all", "--markdown", *arguments]) == 0
    return capsys.readouterr().out


def test_a_page_has_a_title_numbers_options_and_answers(tmp_path, capsys):
    text = page(tmp_path, capsys, "--form", "choice", "--fact", "k2")
    assert text.startswith("# Trips: 1 question\n\n1. Who led the 1991 trip? (choice)\n")
    assert "   - **Bob Cox**\n" in text
    assert "   - Ann Bay\n" in text
    assert "   Answer: Bob Cox\n" in text


def test_without_answers_nothing_is_told(tmp_path, capsys):
    text = page(tmp_path, capsys, "--form", "choice", "--fact", "k2", "--no-answers")
    assert "**" not in text
    assert "Answer" not in text


def test_a_page_is_no_json(tmp_path, capsys):
    path = tmp_path / "t.yaml"
    path.write_text(DECK, encoding="utf-8")
    assert run(["preview", str(path), "--markdown", "--json"]) == 2
    assert "cannot both be given" in capsys.readouterr().err


@given(st.text(alphabet="ab_*[]()<>|~`\\ "))
def test_escaping_only_adds_backslashes(text):
    assert [c for c in escape(text) if c != "\\"] == [c for c in text if c != "\\"]
