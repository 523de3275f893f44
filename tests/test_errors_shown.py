"""How errors are shown: a few lines in a notebook, the problems as a table, no text that harms."""

import pickle
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

import quizkit as qk
from quizkit import errors
from quizkit.errors import (
    ArgumentError,
    ArgumentTypeError,
    DeckError,
    FormatError,
    QuizkitError,
    StoreError,
    aligned,
    shown,
)
from quizkit.model import Location, Note, Problem, Severity
from tests.notebook.cells import run

BAD = """quizkit: 1
deck: x
facts:
  visit:
    - {who: A, to: B, wen: 2000}
"""


def problem(line: int = 1, message: str = "given twice", **more) -> Problem:
    return Problem("QK202", Severity.WARNING, message, Location("a.yaml", line), **more)


def lines(error: QuizkitError) -> list[str]:
    try:
        raise error
    except QuizkitError as caught:
        return caught._render_traceback_()


def test_an_error_in_a_notebook_is_a_few_lines(tmp_path):
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    cells = (
        "import quizkit as qk; deck = qk.load('spaced-learning')",
        "qk.load('bad.yaml')",
        "deck.questions(form='chioce')",
        "deck.check(options={'QK410': {'word': 5}})",
        "def mine():\n    return qk.study('vietnam-us', 'me.db')\n\nmine()",
        "rows = [{'who': ['a', 'b'], 'date': '20000b0'}] * 30\n"
        "qk.Deck.from_rows(rows, kind='visit', names={'a': {'is': 'q'}})",
    )
    _, deck, form, chained, mine, rows = (each.printed for each in run(cells, tmp_path))
    assert deck.splitlines()[0] == "line 1: qk.load('bad.yaml')"
    assert deck.splitlines()[1].startswith("DeckError: bad.yaml:")
    assert form.splitlines()[1].endswith("did you mean 'choice'?")
    assert chained.splitlines()[1:] == [
        'ArgumentError: QK410 has no option "word"; did you mean "words"?'
    ]
    assert mine.splitlines()[0] == "line 2: return qk.study('vietnam-us', 'me.db')"
    assert "did you mean qk.load('vietnam-us')?" in mine
    assert len(rows.splitlines()) == 2 + errors.MOST_SHOWN + 1
    assert rows.splitlines()[-1].endswith("more: error.problems")
    for text in (deck, form, chained, mine, rows):
        assert "Traceback" not in text
        assert "direct cause" not in text
        assert "site-packages" not in text


def test_in_plain_python_the_problems_stand_below(tmp_path):
    (tmp_path / "bad.yaml").write_text(BAD, encoding="utf-8")
    code = "import quizkit as qk; qk.load('bad.yaml')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    told = done.stderr.splitlines()
    at = next(n for n, line in enumerate(told) if line.startswith("quizkit.errors.DeckError: "))
    assert told[at + 1].split()[0] in {"error", "help:"}


def test_a_table_of_problems_is_aligned_and_cut():
    found = [problem(n, "m" * 10) for n in range(1, 31)]
    table = list(aligned(found))
    assert table[0] == "warning  QK202  a.yaml:1:1   mmmmmmmmmm"
    assert table[9] == "warning  QK202  a.yaml:10:1  mmmmmmmmmm"
    assert table[-1] == "and 10 more: error.problems"
    assert len(table) == 21
    assert list(aligned([])) == []


def test_one_problem_that_the_message_names_adds_only_its_help():
    told = problem(message="no title", notes=(Note("help", "give one"), Note("why", "so")))
    assert DeckError("a.yaml: no title", [told]).__notes__ == ["help: give one"]
    assert len(DeckError("cannot be read", [told]).__notes__) == 1


def test_text_from_outside_is_visible():
    error = DeckError("\x1b[31m\u202e", [problem(message="\x1b[2J\u200b"), problem(2)])
    told = "\n".join(lines(error))
    assert not set(told) & set("\x1b\u202e\u200b")
    assert "␛[2J" in told
    error.add_note("\x1b mine")
    assert lines(error)[-1] == "␛ mine"


def test_the_line_of_ones_own_is_named():
    first, second = lines(StoreError("locked", "me.db"))
    assert first.endswith("raise error")
    assert first.startswith("line ")
    assert second == "StoreError: locked"
    assert StoreError("locked", "me.db")._render_traceback_() == ["StoreError: locked"]


def test_what_an_error_says_stays_one_sentence():
    error = FormatError("cannot be read", "a.csv", problems=[problem(), problem(2)])
    assert str(error) == "cannot be read"
    assert "a.yaml:2:1  given twice" in "".join(traceback.format_exception(error))
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_a_wrong_argument_is_a_value_error_and_one_of_ours():
    with pytest.raises(ValueError, match="n is -1, wanted a whole number from 0") as caught:
        qk.load("spaced-learning").questions(-1)
    assert isinstance(caught.value, qk.ArgumentError)
    assert isinstance(caught.value, QuizkitError)
    assert caught.value.argument == "n"


@pytest.mark.parametrize("kind", [TypeError, ValueError, QuizkitError])
def test_a_wrong_type_is_a_type_error_and_one_of_ours(kind):
    with pytest.raises(kind):
        qk.load(5)


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda deck, _: qk.load(deck), "place is a Deck, wanted the id of a deck, or the path"),
        (lambda *_: qk.load("spaced-learning", language="xx"), "language is 'xx', wanted one of"),
        (lambda deck, _: deck.check(profile="clas"), "did you mean 'class'"),
        (lambda deck, _: deck.check(draws=-1), "draws is -1, wanted a whole number from 0"),
        (lambda deck, _: deck.questions(form=7), "form is 7, wanted one of choice"),
        (lambda deck, path: qk.study(deck, path, minutes=-1), "minutes is -1, wanted a whole"),
        (lambda deck, path: qk.study([deck, 5], path), "deck is 5, wanted a Deck"),
        (lambda deck, _: qk.study(deck, 5), "path is 5, wanted the path of a log"),
        (lambda deck, _: qk.plan(deck, exam="soon"), "exam is 'soon', wanted a day"),
        (lambda deck, _: qk.plan(deck, exam="2001-01-01"), "exam is 2001-01-01, which is over"),
        (lambda deck, _: qk.plan(deck, minutes=0), "minutes is 0, wanted a whole number from 1"),
        (lambda deck, _: qk.plan(deck, target=90), "target is 90, wanted 0.0 to 1.0"),
        (lambda deck, _: qk.plan("vietnam-us"), "did you mean qk.load"),
        (lambda deck, _: qk.plan(deck, tags=["no"]), "nothing that is asked has the tag 'no'"),
    ],
)
def test_what_was_given_and_what_is_wanted_are_told(call, told, tmp_path):
    with pytest.raises(ArgumentError, match=told):
        call(qk.load("spaced-learning"), tmp_path / "me.db")
    assert not (tmp_path / "me.db").exists()


def test_a_value_is_named_shortly():
    assert shown("x" * 10_000) == "'" + "x" * 56 + "..."
    assert shown(10**5000) == "an int"
    assert shown(Path("a")).startswith("a")
    assert shown("\x1b\u202e") == r"'\x1b\u202e'"
    assert issubclass(ArgumentTypeError, ArgumentError)
