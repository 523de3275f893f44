"""Which known word was meant."""

import pytest

from quizkit.decks.fields import READERS
from quizkit.decks.kindmaker import FACT_FIELDS
from quizkit.decks.meant import likeliest, swapped
from quizkit.model import Location


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("Leader", ["leader", "lead"], "leader"),
        ("dont-ask", FACT_FIELDS, "dont ask"),
        ("front", ["q", "a", "wrong"], "q"),
        ("references", ["sources", "source"], "sources"),
        ("explanation", FACT_FIELDS, "note"),
        ("town", ["place", "city"], "city"),
        ("taggs", FACT_FIELDS, "tags"),
        ("x", ["q", "a"], ""),
        ("ab", ["cd"], ""),
        ("whatever", FACT_FIELDS, ""),
        ("", FACT_FIELDS, ""),
    ],
)
def test_what_is_meant(word: str, known: list[str], meant: str) -> None:
    assert likeliest(word, known) == meant


def test_what_is_known_is_meant() -> None:
    assert {likeliest(field, READERS) for field in READERS} == set(READERS)


@pytest.mark.parametrize(
    ("line", "column", "old", "fixed"),
    [
        ("- {leeder: An}", 4, "leeder", "- {leader: An}"),
        ('- {"leeder": An}', 4, "leeder", '- {"leader": An}'),
        ("- {leeder: An}", 5, "leeder", None),
        ("- {leeder: An}", 4, "", None),
    ],
)
def test_a_word_is_swapped_only_where_it_stands(
    line: str, column: int, old: str, fixed: str | None
) -> None:
    fix = swapped([line], Location("d", 1, column), old, "leader")
    if fix is None:
        assert fixed is None
        return
    (edit,) = fix.edits
    assert line[: edit.column - 1] + edit.text + line[edit.end_column - 1 :] == fixed


def test_nothing_is_swapped_in_a_line_that_is_not_there() -> None:
    assert swapped([], Location("d", 3, 1), "leeder", "leader") is None
    assert swapped(["leeder"], Location("d", 1, 1), "leeder", "") is None
