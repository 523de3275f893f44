"""Hand-written questions, and texts with gaps."""

import pytest

from quizkit.model import Blank
from tests.decks.reading import found, marked, read


def test_a_question_has_all_its_fields() -> None:
    text = """sources: {a: A}
cards:
  - {id: b2, q: "Why?", a: "So.", also: [Thus, Hence], wrong: "No.", note: n, source: a p. 1,
     tags: [x], difficulty: 2, requires: [c3], ok: {QK304: it is so}}
"""
    card = read(text).cards[0]
    assert (card.id, card.question, card.answer, card.also) == (
        "b2",
        "Why?",
        "So.",
        ("Thus", "Hence"),
    )
    assert (card.wrong, card.note, card.source) == (("No.",), "n", "a p. 1")
    assert (card.tags, card.difficulty, card.requires) == (("x",), 2, ("c3",))
    assert (card.text, card.blanks, card.ok) == ("", (), {"QK304": "it is so"})
    assert card.spans["q"][:2] == (7, 17)


def test_a_cloze_has_numbered_gaps() -> None:
    card = read('cards: [{cloze: "In [[1994]] the [[ embargo ]] fell."}]\n').cards[0]
    assert card.text == "In 1994 the embargo fell."
    assert card.blanks == (Blank(1, "1994", 3, 7), Blank(2, "embargo", 12, 19))
    assert [card.text[gap.start : gap.end] for gap in card.blanks] == ["1994", "embargo"]
    assert (card.question, card.answer) == ("", "")


def test_a_card_without_an_id_is_named_by_its_words() -> None:
    one, two, three = read("cards: [{q: a, a: b}, {q: a, a: b, note: c}, {q: a, a: c}]\n").cards
    assert two.id == f"{one.id}.2"
    assert three.id != one.id
    assert len(one.id) == 9


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cards: §{q: a}\n", "QK006"),
        ("cards: [§a]\n", "QK006"),
        ("cards: [§{q: a}]\n", "QK140"),
        ("cards: [§{a: a}]\n", "QK140"),
        ("cards: [§{note: a}]\n", "QK140"),
        ("cards: [§{q: a, cloze: 'b [[c]]'}]\n", "QK140"),
        ("cards: [{cloze: §'no gap'}]\n", "QK140"),
        ("cards: [{cloze: §'[[all]]'}]\n", "QK140"),
        ("cards: [{cloze: §'[[a]], [[b]].'}]\n", "QK140"),
        ("cards: [{cloze: 'a §[[b'}]\n", "QK140"),
        ("cards: [{cloze: 'a b§]]'}]\n", "QK140"),
        ("cards: [{cloze: 'a §[[ ]] b'}]\n", "QK140"),
        ("cards: [{cloze: 'a §[[b [[c]] d'}]\n", "QK140"),
        ("cards: [{cloze: §[a]}]\n", "QK006"),
        ("cards: [{q: §[a], a: b}]\n", "QK006"),
        ("cards: [{q: a, a: b, §foot: c}]\n", "QK004"),
        ("cards: [{q: a, a: b, also: [§[c]]}]\n", "QK006"),
    ],
)
def test_faults_stand_at_their_place(text: str, code: str) -> None:
    text, expected = marked(text, code)
    assert found(text) == expected


def test_a_card_with_a_fault_is_left_out() -> None:
    deck = read("cards: [{q: a}, {cloze: b}, {q: c, a: d}]\n")
    assert [card.question for card in deck.cards] == ["c"]
    assert [problem.code for problem in deck.problems] == ["QK140", "QK140"]
