"""Neutral questions as rows: one way of answering after the other, ids, what is dropped."""

import re
import time

import pytest

from quizkit.decks.fields import is_id
from quizkit.errors import FormatError
from quizkit.formats.book import Intake
from quizkit.formats.cards import rows as cardrows
from quizkit.formats.cards.asked import (
    Answer,
    Asked,
    Gapped,
    Pairs,
    Several,
    Short,
    Statement,
    Steps,
)
from quizkit.formats.cards.ids import is_facet, made_id, own_id
from quizkit.formats.cards.pairkinds import kind_of_pairs, named_kind
from quizkit.formats.cards.rows import CardRows
from quizkit.formats.merging.arriving import matched
from quizkit.formats.merging.taking import stock_of
from quizkit.formats.sheets.cells import typed
from tests.formats.taken_in import Row, ids, in_order, told


def row_of(answer: Answer, stem: str = "Who?", **more: object) -> Row:
    rows = CardRows("x", Intake(**more))  # type: ignore[arg-type]
    rows.add(Asked(stem=stem, answer=answer))
    [row] = in_order(rows.draft())
    del row["id"]
    return row


def test_a_card_says_nothing_twice() -> None:
    answer = Short("Me", also=("Me", "me", "I", ""), wrong=("ME", "you", "you", ""))
    assert row_of(answer) == {"q": "Who?", "a": "Me", "also": ["me", "I"], "wrong": ["you"]}


def test_a_gap_is_a_cloze_unless_brackets_stand_in_its_text() -> None:
    assert row_of(Gapped("a ", " b", Short("x", ("y",)))) == {"cloze": "a [[x]] b", "also": ["y"]}
    assert row_of(Gapped("a [[z]] ", " b", Short("x"))) == {"q": "a [[z]] _____ b", "a": "x"}
    assert row_of(Gapped("", ".", Short("x"))) == {"q": "_____.", "a": "x"}


def test_a_statement_is_asked_in_the_language_of_its_deck() -> None:
    assert row_of(Statement(is_true=True), "So.") == {
        "q": "True or false? So.",
        "a": "True",
        "wrong": ["False"],
    }
    assert row_of(Statement(is_true=False), "True or false? So.")["q"] == "True or false? So."
    assert row_of(Statement(is_true=False), "Vậy.", language="vi")["a"] == "Sai"
    assert row_of(Statement(is_true=False), "So.", language="xx")["a"] == "False"


def test_what_no_card_can_hold_is_a_fact_of_a_kind() -> None:
    assert row_of(Steps(("a", "b"))) == {"task": "Who?", "steps": ["a", "b"]}
    assert row_of(Several(("a", "b"))) == {"task": "Who?", "answers": ["a", "b"]}


def test_right_sides_that_are_right_for_a_left_side_are_not_wrong_for_it() -> None:
    rows = CardRows("x")
    rows.add(Asked("M", Pairs((("a", "1"), ("b", "1"), ("a", "2"), ("c", "3")), ("4",))))
    assert [(row["q"], row["a"], row["wrong"]) for row in in_order(rows.draft())] == [
        ("M: a", "1", ["3", "4"]),
        ("M: b", "1", ["2", "3", "4"]),
        ("M: a", "2", ["3", "4"]),
        ("M: c", "3", ["1", "2", "4"]),
    ]


def test_ids_are_ids_and_do_not_meet() -> None:
    found = {made_id(f"question {number}") for number in range(20_000)}
    assert len(found) == 20_000
    assert all(is_id(one) and re.fullmatch("[b-df-hj-np-tv-z2-9]{10}", one) for one in found)
    rows = CardRows("x")
    for _ in range(3):
        rows.add(Asked("Same?", Short("a")))
    assert len(set(ids(rows.draft()))) == 3


def test_facets_are_known_by_their_form() -> None:
    assert own_id("h/k7#who/choice", deck="h") == "k7#who"
    assert own_id("h/k7#who", deck="g") == own_id("h/k7#who", deck="") == ""
    assert is_facet("a-b/~0f3a#led by")
    assert not is_facet("a-b/~0f3a# q")
    assert not is_facet("a b/x#q")
    assert is_facet("a-b/~0f3a#card")


def test_a_kind_of_pairs_is_named_by_its_question() -> None:
    taken = {"a": (), "pairs": ()}
    assert named_kind("A", taken) == "a 2"
    assert named_kind("???", taken) == "pairs 2"
    assert named_kind("visit", {}) == "visit 2"
    assert named_kind("no", {}) == "pairs no"
    assert 'ask: "{left}"' in kind_of_pairs("")[-1]
    assert r'"a\\\\\\]: {left}"' in kind_of_pairs(r"a\]")[-1]
    assert r"\\[a\\] \"b\" \\{c\\}: {left}" in kind_of_pairs('[a] "b" {c}.')[-1]


def test_what_is_dropped_is_told_once_a_sort() -> None:
    rows = CardRows("x", place="question")
    assert rows.plain("a<b>b</b>\u202e", line=3) == "ab"
    assert rows.plain("<i>c</i>", line=4) == "c"
    assert rows.plain(r"\(x\) and $$y$$ and \[z\]", line=5) == "$x$ and $y$ and $z$"
    assert rows.seen(" d\u200b\u0000", line=9) == "d"
    assert told(rows.draft()) == [
        ("QK952", 3, "what is no plain text is dropped: formatting, in 2 questions"),
        ("QK952", 3, "what is no plain text is dropped: unseen sign, in 2 questions"),
    ]


def test_there_is_a_most(monkeypatch) -> None:
    monkeypatch.setattr(cardrows, "MOST_QUESTIONS", 2)
    rows = CardRows("x.txt")
    rows.add(Asked("a", Short("b")))
    rows.add(Asked("a", Short("b")))
    with pytest.raises(FormatError, match="has more than 2 questions"):
        rows.add(Asked("a", Short("b")))


def test_rows_of_a_deck_keep_what_they_do_not_say(tmp_path) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(
        "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\ncards:\n"
        "  - {id: c1, q: Who?, a: me, note: N, wrong: [x, z]}\n"
        "  - {id: c2, cloze: 'a [[b]] c', note: M}\n"
    )
    stock, _ = stock_of(path)
    rows = CardRows("x", Intake(deck="d"))
    for origin in ("d/c1#card", "d/c2#1", "d/c9#card", "e/c1#card"):
        rows.add(Asked("Who now?", Short("me", wrong=("z",)), origin=origin))
    book, said = matched(rows.draft().book, stock)
    found = [dict(line.cells) for line in book.sheets[0].lines]
    assert found[0] == {"id": "c1", "q": "Who now?", "a": "me", "wrong": "[x, z]"}
    assert [row["wrong"] for row in found[1:]] == ["[z]", "[z]"]
    assert all(is_id(row["id"]) for row in found)
    assert said == ("1 question is of a fact of this deck: left as it is",)


def test_brackets_beside_a_gap_stay_outside_or_inside(tmp_path) -> None:
    path = tmp_path / "d.yaml"
    for before, key, after in (("See [", "x", "]."), ("See ", "a[1]", "."), ("See ", "[a", "]")):
        cloze = row_of(Gapped(before, after, Short(key)))["cloze"]
        head = "quizkit: 1\ndeck: d\ntitle: D\nlanguage: en\ncards:\n  - "
        path.write_text(head + typed({"cloze": cloze}))
        [card] = stock_of(path)[0].deck.cards
        assert [blank.answer for blank in card.blanks] == [key]
        assert card.text.replace(" ", "") == f"{before}{key}{after}".replace(" ", "")


def test_many_pairs_take_no_more_than_their_number() -> None:
    pairs = tuple((f"left {n}", f"right {n}") for n in range(2_000))
    rows = CardRows("x")
    rows.add(Asked(stem="Match", answer=Pairs(pairs)))
    begin = time.process_time()
    found = in_order(rows.draft())
    assert time.process_time() - begin < 4
    assert all(0 < len(row["wrong"]) < 50 and row["a"] not in row["wrong"] for row in found)


def test_of_the_same_left_side_no_right_side_is_wrong() -> None:
    rows = CardRows("x")
    pairs = (("a", "x"), ("a", "y"), ("b", "z"), ("c", ""))
    rows.add(Asked(stem="", answer=Pairs(pairs, ("w", ""))))
    wrong = [row["wrong"] for row in in_order(rows.draft())]
    assert wrong == [["z", "w"], ["z", "w"], ["x", "y", "w"]]


def test_what_grows_or_is_lost_without_end_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(cardrows, "MOST_LETTERS", 100)
    rows = CardRows("x")
    with pytest.raises(FormatError, match="more than a deck can"):
        rows.add(Asked(stem="y" * 200, answer=Short("z")))
    with pytest.raises(FormatError, match="more than a deck can"):
        rows.add(Asked(stem="", answer=Gapped("y" * 60, "y" * 60, Short("z"))))
    rows = CardRows("x")
    rows.add(Asked(stem="y" * 60, answer=Pairs((("a", "b"), ("c", "d")))))
    with pytest.raises(FormatError, match="more than a deck can"):
        rows.draft()
    monkeypatch.setattr(cardrows, "MOST_QUESTIONS", 3)
    for line in range(3):
        rows.dropped_answer("a mark", line)
    with pytest.raises(FormatError, match="more than 3 things in it cannot be taken"):
        rows.dropped_answer("a mark", 4)


def test_nothing_is_told_of_answers_that_are_this_decks_own() -> None:
    rows = CardRows("x", Intake(deck="rivers"))
    for line, name in enumerate(("rivers/a1#length", "lakes/a1#length"), 1):
        rows.add(Asked(stem="How long?", answer=Short("5"), line=line, origin=name))
        rows.dropped_answer("the tolerance 2", line)
    assert [problem.at.line for problem in rows.draft().losses] == [2]


def test_three_dots_in_a_list_are_one_of_its_texts() -> None:
    rows = CardRows("x")
    rows.add(Asked(stem="Sort", answer=Steps(("a", "..."))))
    rows.add(Asked(stem="Pick", answer=Several(("a", "..."))))
    found = rows.draft().book.sheets
    assert [sheet.lines[0].cells.get("steps") for sheet in found] == ["[a, …]", None]
    assert found[1].lines[0].cells["answers"] == "[a, …]"
