"""The crash file, and what is said about it."""

from pathlib import Path

from quizkit.practice.crash import own_version, told, version, write_crash


def test_what_a_front_end_adds_stands_at_the_end() -> None:
    path = write_crash(KeyError("a word of a deck"), more=["screens Shell", "actions help"])
    assert path is not None
    lines = path.read_text().splitlines()
    assert lines[-2:] == ["screens Shell", "actions help"]
    assert "a word of a deck" not in path.read_text()


def test_the_line_for_people_names_the_file_if_there_is_one() -> None:
    assert len(told(KeyError("x"), Path("crash.txt"))) == 2
    (only,) = told(KeyError("x"), None)
    assert "(KeyError)" in only


def test_versions_are_told_or_missing() -> None:
    assert own_version()[0].isdigit()
    assert version("no-such-package") == "missing"
