"""Problems are gathered, cut and sorted."""

import pytest

from quizkit.decks import report
from quizkit.decks.meant import MOST_KNOWN
from quizkit.decks.report import Report, TooManyError, fit, guess, help_, short
from quizkit.model import Location, Severity

HERE = Location("d", 1, 1)


def test_severity_and_profile_follow_from_the_code() -> None:
    found = Report()
    found.add("QK111", HERE, "x")
    assert (found.problems[0].severity, found.problems[0].profile) == (Severity.WARNING, "class")
    assert not found.fatal
    found.add("QK104", HERE, "x")
    assert found.fatal


def test_a_message_has_at_most_72_characters() -> None:
    assert len(fit("x" * 100)) == 72
    assert fit("short") == "short"
    assert short("a\n  b") == "a b"
    assert len(short("x" * 100)) == 28


def test_at_most_six_lines_stand_under_a_problem() -> None:
    found = Report()
    found.add("QK104", HERE, "x", notes=[help_("y")] * 9)
    assert len(found.problems[0].notes) == 6


def test_the_nearest_word_is_guessed() -> None:
    assert guess("wo", ["who", "to"], what="roles")[0].text == "did you mean `who`?"
    assert [n.kind for n in guess("something", ["who", "to"], what="roles")] == ["known"]
    assert guess("x", [], what="roles") == ()


def test_a_long_list_of_words_is_cut() -> None:
    text = guess("zzzzz", [f"w{n}" for n in range(MOST_KNOWN * 2)], what="roles")[-1].text
    assert text.endswith("w11, ...)")


def test_problems_come_by_file_and_place_none_twice() -> None:
    found = Report()
    for path, line in (("b", 1), ("a", 2), ("a", 1), ("a", 1)):
        found.add("QK104", Location(path, line), "x")
    assert [(p.at.path, p.at.line) for p in found.sorted({"b": 0, "a": 1})] == [
        ("b", 1), ("a", 1), ("a", 2)
    ]  # fmt: skip


def test_reading_stops_at_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MOST", 3)
    found = Report()
    for _ in range(2):
        found.add("QK011", HERE, "x")
    with pytest.raises(TooManyError):
        found.add("QK011", HERE, "x")
    assert found.fatal
    assert found.problems[-1].message == "cannot go on: there are more than 3 problems"
