import json

import pytest

from quizkit.cli.frame import Cli

NEXT = (
    "open x.yaml in an editor and write your own facts; then\n"
    "  quizkit check x.yaml     tells what is wrong with it\n"
    "  quizkit preview x.yaml   shows the questions it asks\n"
)
SHEET = "Country;Capital\nFrance;Paris\nVietnam;Hanoi\nThe Netherlands;Amsterdam\n"


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr(Cli, "interactive", True)


def checked(call, path="x.yaml"):
    found = call("check", path, "--profile", "class", "--json")
    document = json.loads(found.out)
    return found.code, document["decks"][0]["facts"]


def test_a_deck_of_kinds_that_are_given_passes_check(call, tmp_path) -> None:
    assert call("new", "x", "--kind", "visit", "--kind", "birth") == (0, "x.yaml\n", NEXT)
    assert checked(call) == (0, 6)
    text = (tmp_path / "x.yaml").read_text(encoding="utf-8")
    assert "as of: 2026-06 " in text
    assert call("fmt", "x.yaml", "--check").code == 0


def test_three_questions_on_a_terminal(call, terminal, tmp_path) -> None:
    code, out, err = call("new", "x", stdin="Trips\nvist\nvisit\nvi\n")
    assert (code, out) == (0, "x.yaml\n")
    assert "What are your facts about?" in err
    assert "1  definition  Osmosis means the passing of water through a membrane." in err
    assert "there is no vist; did you mean visit?" in err
    text = (tmp_path / "x.yaml").read_text(encoding="utf-8")
    assert "title: Trips" in text
    assert "language: vi" in text
    assert "Richard Nixon thăm Trung Quốc" in text


def test_without_a_terminal_something_must_be_given(call, tmp_path) -> None:
    code, out, err = call("new", "x")
    assert (code, out) == (4, "")
    assert "say what the facts are about: --kind, or --from with a spreadsheet" in err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_never_lost(call, tmp_path) -> None:
    (tmp_path / "x.yaml").write_text("mine")
    code, _, err = call("new", "x", "--kind", "visit")
    assert code == 2
    assert "x.yaml is there already; --force replaces it and keeps a copy" in err
    assert (tmp_path / "x.yaml").read_text() == "mine"
    code, _, err = call("new", "x", "--kind", "visit", "--force")
    assert code == 0
    assert "the file that was there is now x.yaml.1.bak" in err
    assert (tmp_path / "x.yaml.1.bak").read_text() == "mine"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--kind", "vist"), "there is no built-in kind vist; did you mean visit?"),
        (("--kind", "visit", "--lang", "de"), "the built-in kinds speak en and vi"),
        (("--from", "s.csv", "--kind", "visit", "--kind", "law"), "a table is one kind of facts"),
    ],
)
def test_options_that_cannot_be_are_2(call, tmp_path, options, said) -> None:
    (tmp_path / "s.csv").write_text(SHEET)
    code, _, err = call("new", "x", *options)
    assert (code, said in err) == (2, True)
    assert not (tmp_path / "x.yaml").exists()


def test_a_deck_of_a_sheet_says_what_was_guessed(call, tmp_path) -> None:
    (tmp_path / "s.csv").write_text(SHEET)
    code, out, err = call("new", "x", "--from", "s.csv")
    assert (code, out) == (0, "x.yaml\n")
    assert err.startswith(
        "s.csv: 3 rows, 2 columns\n"
        "  `country` is what each row is about: no two rows have the same\n"
        "  `capital` is a city (sure): What is the capital of France?\n"
        "open x.yaml in an editor and see whether I guessed right; then\n"
    )
    assert checked(call) == (0, 3)
    shown = call("preview", "x.yaml").out
    assert "What is the capital of the Netherlands?" in shown
    assert call("fmt", "x.yaml", "--check").code == 0


def test_a_sheet_from_another_program(call) -> None:
    assert call("new", "x", "--from", "-", stdin=SHEET).code == 0
    assert checked(call) == (0, 3)


def test_a_title_and_a_kind_for_a_sheet(call, tmp_path) -> None:
    (tmp_path / "s.tsv").write_text("who\tto\tdate\nAnn Lee\tPeru\t1999\nBo Li\tChad\t2001\n")
    code, _, err = call("new", "x", "--from", "s.tsv", "--kind", "visit", "--title", "Trips: two")
    assert code == 0
    assert "the columns are those of the built-in kind `visit`" in err
    assert checked(call) == (0, 2)


@pytest.mark.parametrize("data", [b"", b"only one column\nx\n", b"\xff\xe9\xe8,x\n"])
def test_a_sheet_that_cannot_be_taken_is_3(call, tmp_path, data) -> None:
    (tmp_path / "s.csv").write_bytes(data)
    code, _, err = call("new", "x", "--from", "s.csv")
    assert code == 3
    assert "s.csv" in err
    assert not (tmp_path / "x.yaml").exists()
    assert call("new", "x", "--from", "missing.csv").code == 3


def test_where_it_cannot_be_written_is_3(call) -> None:
    assert call("new", "no/such/x", "--kind", "visit").code == 3
