"""QK001 names what the author did, at the place to change."""

import pytest

from tests.decks.reading import problems


def told(text: str) -> tuple[str, int, int, str]:
    problem = next(p for p in problems(text.encode()) if p.code == "QK001")
    return (problem.message, problem.at.line, problem.at.column, problem.notes[0].text)


def test_a_colon_in_a_text_brings_the_line_to_type() -> None:
    text = "cards:\n  - q: x\n    note: The Mekong Delta: nine mouths\n"
    assert told(text) == (
        "cannot read line 3: the text has a colon in it",
        3,
        27,
        'put the text in quotes:  note: "The Mekong Delta: nine mouths"',
    )


@pytest.mark.parametrize(
    ("text", "cause", "line", "column"),
    [
        ("a:\n\t- b\n", "a tab stands before the text", 2, 1),
        ("a:\n-\tb: c\n\td: e", "a tab stands before the text", 2, 2),
        ("a: {b: c\nd: e\n", "this brace is left open", 1, 4),
        ("a: [b, c\nd: e\n", "this bracket is left open", 1, 4),
        ('a: "b\nc: d\n', "a quotation mark is not closed", 1, 4),
        ("a: 'b\nc: d\n", "a quotation mark is not closed", 1, 4),
        ("a: @b\n", "a text cannot begin with `@`", 1, 4),
        ("a: %b\n", "a text cannot begin with `%`", 1, 4),
        ("a: b\n  c: d\n", "it stands 2 blanks too far to the right", 2, 3),
        ("a: b\nc\nd: e\n", "a colon is missing", 2, 1),
        ("a:\n    b: c\n  d: e\n", "it stands 2 blanks too far to the left", 3, 3),
        ("x:\n- \n}", "the indentation or a colon is wrong", 3, 1),
        ("a: b\n}", "the indentation or a colon is wrong", 2, 1),
    ],
)
def test_the_usual_causes(text: str, cause: str, line: int, column: int) -> None:
    message, *place, _ = told(text)
    assert (message, place) == (f"cannot read line {line}: {cause}", [line, column])


def test_what_libyaml_refuses_without_a_place() -> None:
    said = "cannot take the character U+FFFE in line 1: it is not seen"
    assert problems(b"a: \xef\xbf\xbe")[0].message == said


def test_no_word_of_the_parser_reaches_the_author() -> None:
    for text in (
        "a: b: c",
        "a: [",
        "a: {",
        'a: "',
        "a: !",
        "a: |x",
        "? [",
        "a: b\n\tc: d",
        "- a\nb",
    ):
        for problem in problems(text.encode()):
            words = " ".join([problem.message, problem.label, *(n.text for n in problem.notes)])
            assert not {"token", "scalar", "mapping", "node", "null", "parse", "block"} & set(
                words.lower().replace(",", " ").split()
            )
