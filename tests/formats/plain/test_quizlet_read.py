"""Quizlet's text as cards: separators, empty sides, our own files back, mutations."""

import pytest

from quizkit.formats.book import Intake
from quizkit.formats.plain import quizlet
from quizkit.formats.plain.quizlet_read import read
from quizkit.model import Form
from tests.formats.qti_decks import posing_of
from tests.formats.taken_in import check_mutants, flat, ids, in_order, refused, rows, told

GOLDEN = (
    "le chat\tthe cat\n\nle chien\tthe dog \n=1+1\t2\nseul\n\tnothing\n\u200blune\tmoon, a\tb\n"
)


def test_a_line_is_a_card() -> None:
    draft = read({"w.txt": GOLDEN.encode()}, "w.txt")
    assert rows(draft) == [
        {"q": "le chat", "a": "the cat"},
        {"q": "le chien", "a": "the dog"},
        {"q": "=1+1", "a": "2"},
        {"q": "lune", "a": "moon, a\tb"},
    ]
    assert told(draft) == [
        ("QK951", 5, "line 5 is not taken: it has one side"),
        ("QK951", 6, "line 6 is not taken: one of its sides is empty"),
        ("QK952", 7, "what is no plain text is dropped: unseen sign, in 1 line"),
    ]
    assert draft.counts == {("lines", "cards"): 4, ("lines", "not taken"): 2}


def test_other_separators_are_named() -> None:
    text = "cat - chat\nnoir;;\ndog - chien;;\n"
    draft = read({"w.txt": text.encode()}, "w.txt", Intake(separator=" - ", row=";;"))
    assert rows(draft) == [{"q": "cat", "a": "chat\nnoir"}, {"q": "dog", "a": "chien"}]
    assert [line.number for line in draft.book.sheets[0].lines] == [1, 3]
    assert refused(read, b"cat - chat\n", "w.txt") == (
        "cannot use w.txt: no line has a tab; --separator says what stands between"
    )


def test_the_term_is_the_identity() -> None:
    before = ids(read({"a.txt": b"a\t1\nb\t2\na\t3\n"}, "a.txt"))
    after = ids(read({"b.txt": b"b\t9\na\t1\n"}, "b.txt"))
    assert after == [before[1], before[0]]
    assert len(set(before)) == 3


def test_rows_of_a_kind_have_two_columns() -> None:
    draft = read({"w.txt": b"a\t1\n"}, "w.txt", Intake(kind="definition"))
    assert [(sheet.title, sheet.columns) for sheet in draft.book.sheets] == [
        ("definition", ("q", "a"))
    ]
    assert draft.counts == {("lines", "facts of the kind definition"): 1}


@pytest.mark.parametrize("deck", ["hostile", "countries"])
def test_own_files_come_back_as_they_went_out(deck) -> None:
    posing = posing_of(deck, (Form.TYPED, Form.FLIP), 300)
    back = in_order(read({"x.txt": quizlet.write(posing).files[""]}, "x.txt"))
    assert [(row["q"], row["a"]) for row in back] == [
        (flat(posed.question.stem), flat(posed.question.answer)) for posed in posing.questions
    ]


def test_mutated_files_are_read_or_refused(size) -> None:
    seeds = [GOLDEN.encode(), quizlet.write(posing_of("hostile", (Form.FLIP,), 40)).files[""]]
    words = (b"\t", b"\n", b"\0", b"\xff", b"\r", "\u202e".encode(), b"=1+1", b"x" * 2000)
    found = check_mutants(read, seeds, words=words, size=size, name="x.txt")
    assert min(found.values()) > 0
