"""Rows that are read by a regular expression."""

import pytest

from quizkit.decks.shortcut import LONGEST, SIGN, Row, RowSpans, take_rows
from quizkit.decks.tree import Items, Scalar
from quizkit.model import Span


def row(line: str) -> Row | None:
    rows = take_rows([line])[1]
    return rows[1][0] if rows else None


def test_a_row_has_the_places_of_its_fields() -> None:
    found = row("    - {who: John Kerry, tags: [a, bc]}")
    assert found is not None
    assert found.fields["who"] == Scalar("John Kerry", 1, 13, 10)
    assert found.fields["tags"] == Items((Scalar("a", 1, 32, 1), Scalar("bc", 1, 35, 2)), 1, 31, 7)
    assert found.places == {"who": (1, 8), "tags": (1, 25)}
    assert (found.line, found.column, found.width) == (1, 7, 32)


def test_the_spans_of_a_row_are_found_when_wanted() -> None:
    found = row("- {who: Bo, tags: [a, b]}")
    assert found is not None
    spans = RowSpans(found)
    expected = {"": Span(1, 3, 23), "who": Span(1, 9, 2), "tags": Span(1, 19, 6)}
    assert dict(spans) == expected
    assert len(spans) == 3
    assert repr(spans) == repr(expected)


def test_what_is_typed_needs_no_places() -> None:
    found = row("- {who: Bo, tags: [a, b]}")
    assert found is not None
    assert found.typed(["tags", "who"]) == {"tags": ["a", "b"], "who": "Bo"}
    assert list(found.names()) == ["who", "tags"]


def test_there_is_nothing_else_in_a_row() -> None:
    found = row("- {who: Bo}")
    with pytest.raises(AttributeError):
        _ = found.nothing  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "line",
    ["- {a: b", "- {a}", "- {}", "- {a: b, }", "- {a: b, a: c}", "- {a: 'b'c}", "- {a: &b c}",
     "- {a: b #c}", "- {a: b: c}", "- {a: {b: c}}", "- {a: [b, [c]]}", "- {a: []}", "- {a: b }",
     "- {a : b}", "x: {a: b}", "- {a: " + "b" * LONGEST + "}", "- {a: ?}", "- {a: -1}",
     "- {a: ''}", '- {a: ""}', '- {a: "b}', r'- {a: "\x41"}', '- {a: "b"c}', '- {a: ["b"]}',
     '- {"a": b}'],
)  # fmt: skip
def test_what_needs_a_second_look_is_left(line: str) -> None:
    assert row(line) is None


def test_rows_that_follow_each_other_share_a_sign() -> None:
    lines = ["- {a: b}", "- {c: d}", "", "- {e: f}", "  - {g: h}"]
    out, rows = take_rows(lines)
    assert out == [f"- {SIGN}", "", "", f"- {SIGN}", f"  - {SIGN}"]
    assert {line: len(run) for line, run in rows.items()} == {1: 2, 4: 1, 5: 1}


def test_texts_in_quotation_marks_are_rows() -> None:
    found = row(r"""- {q: What? Why?, a: "one, \"two\"\n\\", note: 'it''s'}""")
    assert found is not None
    assert found.fields["q"] == Scalar("What? Why?", 1, 7, 10)
    assert found.fields["a"] == Scalar('one, "two"\n\\', 1, 22, 18, '"')
    assert found.fields["note"] == Scalar("it's", 1, 48, 7, "'")
    assert found.typed(["a", "note"]) == {"a": 'one, "two"\n\\', "note": "it's"}


def test_a_row_counts_its_values() -> None:
    found = row('- {q: "a, b", tags: [c, d]}')
    assert found is not None
    assert found.size == 1 + 2 + 4
