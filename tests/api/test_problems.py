"""What a check found: a list that reads well."""

import time
from pathlib import Path

import pytest

import quizkit as qk
from quizkit.checks.frames import as_json
from quizkit.model import NOWHERE, Location, Note, Problem, Severity
from quizkit.notebook.markup import escaped
from tests.notebook.harmless import read

DECK = """quizkit: 1
deck: small
title: Small
language: en
facts:
  visit:
    - {id: a, who: Ann Ash, to: Oslo, date: 20011111}
    - {id: b, who: Bo Birch, to: Oslo, date: 2002}
"""


@pytest.fixture
def found(tmp_path) -> qk.Problems:
    path = tmp_path / "small.yaml"
    path.write_text(DECK, encoding="utf-8")
    return qk.load(path).check()


def many(number: int) -> qk.Problems:
    levels = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    return qk.Problems(
        Problem(f"QK{n:03}", levels[n % 3], f"fault {n}", Location("gone.yaml", n + 1))
        for n in range(number)
    )


def test_problems_are_a_list(found):
    assert found
    assert isinstance(found, list)
    assert found == list(found)
    assert found[0].code == "QK011"
    assert not qk.Problems()


def test_problems_are_shown_with_their_lines_as_the_command_shows_them(found):
    told = repr(found)
    assert told.startswith("error[QK011]: ")
    assert "7 |     - {id: a, who: Ann Ash, to: Oslo, date: 20011111}" in told
    assert "^^^^^^^^" in told
    assert told.endswith("1 error at profile practice: 2 facts, 3 facets.")


def test_problems_are_a_table_in_a_notebook(found):
    shown = found._repr_mimebundle_()
    told = read(shown["text/html"])
    for wanted in ("✗ error", "QK011", "small.yaml:7:", found[0].message, "write the year first"):
        assert wanted in told
    for name in ("problem", "code", "place", "message", "help"):
        assert f">{name}</th>" in shown["text/html"]
    assert "| ✗ error | QK011 |" in shown["text/markdown"]
    assert shown["text/plain"] == repr(found)


def test_how_grave_a_problem_is_does_not_stand_in_a_colour():
    shown = many(3)._repr_mimebundle_()["text/html"]
    assert all(mark in shown for mark in ("✗ error", "! warning", "i note"))
    assert "color" not in shown.replace("currentColor", "")


def test_none_is_said_in_one_sentence():
    deck = qk.load("spaced-learning")
    found = deck.check()
    assert repr(found) == "No problems at profile practice: 159 facts, 203 facets."
    shown = found._repr_mimebundle_()
    assert read(shown["text/html"]) == repr(found)
    assert shown["text/markdown"] == repr(found)


def test_a_thousand_problems_are_cut_and_counted():
    found = many(1000)
    start = time.process_time()
    shown = found._repr_mimebundle_()
    assert time.process_time() - start < 2
    for text in shown.values():
        assert "950 more" in text
        assert "334 errors, 333 warnings, 333 notes" in text
    assert shown["text/html"].count("<tr>") == 51


def test_some_of_them_are_problems_too():
    found = many(6)
    assert [each.code for each in found.errors] == ["QK000", "QK003"]
    assert found.of("QK004") == [found[4]]
    assert repr(found.of("QK999")) == "No QK999 at profile practice."
    assert repr(many(0).errors) == "No errors at profile practice."


def test_they_are_plain_values_as_the_command_gives_them(found):
    assert found.to_dicts() == [as_json(found[0])]
    assert found.to_dicts()[0]["severity"] == "error"


def test_a_problem_in_no_file_has_no_place():
    bare = Problem("QK202", Severity.WARNING, "m", NOWHERE, notes=(Note("help", "<do>"),))
    shown = qk.Problems([bare])._repr_mimebundle_()
    assert escaped("<do>") in shown["text/html"]
    assert ":1:1" not in read(shown["text/html"])


def test_a_file_that_cannot_be_read_is_named_only(tmp_path):
    at = [str(tmp_path), str(Path(tmp_path) / "gone"), "nul\x00byte"]
    found = qk.Problems(Problem("QK202", Severity.WARNING, "m", Location(each)) for each in at)
    assert repr(found).count("warning[QK202]: m") == 3
