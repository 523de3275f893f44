"""hashcards Markdown as cards: blocks, gaps, escapes, what is counted, mutations."""

import pytest

from quizkit.formats.plain.hashcards import read
from tests.formats.taken_in import check_mutants, ids, refused, rows, told

GOLDEN = r"""---
name = "Cell biology"
---
Some notes before the first card.

Q: What do synaptic vesicles
store?
A: **Neurotransmitters**

- for release
Q: What is $x \in [0, 1]$ called?
A: the unit interval
---
C: Speech is [produced] in [Broca's area],
not in \[this\] one.

C: The [mitochondrion]
![drawing](cell.png)

Q: Whose rule is $$ a^2 + b^2 = c^2 $$ in [this book](http://x.org/a)?
A: Pythagoras
"""


def test_blocks_become_cards() -> None:
    draft = read({"c.md": GOLDEN.encode()}, "c.md")
    assert rows(draft) == [
        {"q": "What do synaptic vesicles\nstore?", "a": "Neurotransmitters\n\n- for release"},
        {"q": r"What is $x \in [0, 1]$ called?", "a": "the unit interval"},
        {"cloze": "Speech is [[produced]] in Broca's area,\nnot in [this] one."},
        {"cloze": "Speech is produced in [[Broca's area]],\nnot in [this] one."},
        {"cloze": "The [[mitochondrion]]\ndrawing"},
        {"q": "Whose rule is $a^2 + b^2 = c^2$ in this book?", "a": "Pythagoras"},
    ]
    assert told(draft) == [
        ("QK952", 6, "what is no plain text is dropped: formatting, in 1 card"),
        ("QK952", 17, "what is no plain text is dropped: picture, in 1 card"),
        ("QK952", 20, "what is no plain text is dropped: formula of its own line, in 1 card"),
    ]
    assert draft.counts == {("cards", "cards"): 6}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Q: why?\n\n", "a card is not taken: it has no answer"),
        ("Q:\nA: so\n", "a card is not taken: it has no question"),
        ("C: none\n", "a card is not taken: its text has no gap"),
        ("Q: " + "x" * 70_000 + "\nA: y\n", "a card is not taken: it has more than 65,536 letters"),
    ],
)
def test_what_is_not_taken_says_why(text, said) -> None:
    draft = read({"c.md": f"\n{text}Q: next?\nA: yes\n".encode()}, "c.md")
    assert told(draft) == [("QK951", 2, said)]
    assert [row["q"] for row in rows(draft)] == ["next?"]


def test_a_folder_of_files_is_read_file_by_file() -> None:
    files = {"b.md": b"Q: b?\nA: 1\n", "a.md": b"Q: a?\nA: 2\n", "hashcards.db": b"\0\xff"}
    assert rows(read(files, "cards")) == [
        {"q": "a?", "a": "2", "tags": ["a"]},
        {"q": "b?", "a": "1", "tags": ["b"]},
    ]
    files["c.md"] = b"\xff"
    assert "cards/c.md: line 1 is not UTF-8" in refused_all(files)


def refused_all(files) -> str:
    return refused(lambda _, name: read(files, name), b"", "cards")


def test_the_question_is_the_identity() -> None:
    before = ids(read({"c.md": b"Q: a?\nA: 1\nC: [x] y [z]\n"}, "c.md"))
    after = ids(read({"d.md": b"C: [x] y [z]\n\nQ: a?\nA: 2\n"}, "d.md"))
    assert after == [*before[1:], before[0]]
    assert len(set(before)) == 3


def test_a_heading_and_an_empty_file() -> None:
    assert rows(read({"c.md": b"# Title\n\ntext\n"}, "c.md")) == []
    assert rows(read({"c.md": b""}, "c.md")) == []
    assert rows(read({"c.md": b"---\nno end\nQ: a?\nA: b\n"}, "c.md")) == [{"q": "a?", "a": "b"}]


def test_mutated_files_are_read_or_refused(size) -> None:
    words = (
        b"Q: ",
        b"A: ",
        b"C: ",
        b"---\n",
        b"[",
        b"]",
        b"\\",
        b"![](",
        b"$$",
        b"**",
        b"\0",
        b"\n",
    )
    found = check_mutants(read, [GOLDEN.encode()], words=words, size=size, name="x.md")
    assert min(found.values()) > 0


def test_a_card_with_very_many_gaps_is_not_taken() -> None:
    draft = read({"c.md": b"C: " + b"[a] " * 15_000}, "c.md")
    assert [problem.message for problem in draft.losses] == [
        "a card is not taken: it may have more than 500 gaps"
    ]
    assert rows(draft) == []
