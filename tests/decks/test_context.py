"""Places inside texts."""

import pytest

from quizkit.decks.context import Context
from quizkit.decks.events import read
from quizkit.decks.report import Report
from quizkit.decks.tree import Scalar
from quizkit.values.words import BUILTIN


@pytest.mark.parametrize(
    ("typed", "offset", "column"),
    [
        ("abc{x}", 3, 7),
        ('"abc{x}"', 3, 8),
        ('"a\\"c{x}"', 3, 9),
        ("'a''c{x}'", 3, 9),
        ("|\n  abc{x}", 3, 4),
    ],
)
def test_a_stretch_of_a_text_is_found(typed: str, offset: int, column: int) -> None:
    tree = read(f"a: {typed}\n".encode(), "d")
    assert tree.root is not None
    node = tree.root.fields["a"]
    assert isinstance(node, Scalar)
    context = Context(Report(), "en", BUILTIN["en"], {"d": tree})
    assert context.inside("d", node, offset, 3).column == column


def test_without_its_file_a_text_is_marked_whole() -> None:
    context = Context(Report(), "en", BUILTIN["en"])
    assert context.inside("d", Scalar("abc", 2, 4, 3), 1, 1)[1:] == (2, 4, 3)
