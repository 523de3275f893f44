"""Moodle XML of others as cards: every type, our own files back, amc2moodle's, mutations, bombs."""

# ruff: noqa: E501  # XML reads worse in pieces

from html import escape
from pathlib import Path

import pytest

from quizkit.formats.book import Intake
from quizkit.formats.moodle import writing as moodle
from quizkit.formats.moodle.reading import read
from tests import consumers
from tests.formats.qti_decks import EVERY, posing_of
from tests.formats.taken_in import (
    check_back,
    check_mutants,
    ids,
    in_order,
    refused,
    rows,
    told,
)
from tests.quickness import is_quick


def quiz(*questions: str) -> bytes:
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n<quiz>" + "\n".join(questions) + "</quiz>"
    ).encode()


def question(type_: str, *parts: str, stem: str = "Why?", name: str = "N") -> str:
    text = f'<questiontext format="html"><text>{stem}</text></questiontext>'
    return f'<question type="{type_}"><name><text>{name}</text></name>{text}{"".join(parts)}</question>'


def answer(text: str, fraction: object = 100, *more: str) -> str:
    inner = f"<text>{text}</text>{''.join(more)}"
    return f'<answer fraction="{fraction}" format="html">{inner}</answer>'


FILE = quiz(
    '<question type="category"><category><text>$course$/top/Bio//chem/Cells</text></category></question>',
    question(
        "multichoice",
        "<generalfeedback><text><![CDATA[<p>Since <i>so</i>.</p>]]></text></generalfeedback>",
        "<idnumber>b1</idnumber><single>true</single>",
        answer("<![CDATA[<p>H<sub>2</sub>O</p>]]>"),
        answer("&lt;p&gt;CO&lt;sub&gt;2&lt;/sub&gt;&lt;/p&gt;", 0),
        answer("salt", "-33.33333"),
        "<tags><tag><text>water</text></tag></tags>",
        stem="<![CDATA[<p>What is <b>water</b>?<br>&nbsp;Say it.</p>]]>",
    ),
    question("multichoice", "<single>false</single>", answer("2", 50), answer("3", 50),
             answer("4", -100), stem="Primes?", name="P"),
    question("shortanswer", answer("a \\* b"), answer("axb"), answer("c*", 100), answer("d", 50),
             stem="Times?", name="S"),
    question("numerical", answer("3.14", 100, "<tolerance>0.005</tolerance>"),
             "<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>",
             stem="Far?", name="F"),
    question("truefalse", answer("true", 0), answer("false", 100), stem="Fish fly.", name="T"),
    question("matching",
             "<subquestion><text>Italy</text><answer><text>Rome</text></answer></subquestion>",
             "<subquestion><text>Peru</text><answer><text>Lima</text></answer></subquestion>",
             "<subquestion><text></text><answer><text>Bonn</text></answer></subquestion>",
             stem="Capitals", name="M"),
    question("ordering", answer("second", 2), answer("first", 1), answer("third", 3),
             stem="Order!", name="O"),
    question("cloze", stem="In {1:SHORTANSWER:=Rome#yes~%100%Roma~%0%Bonn} they met.", name="C"),
)  # fmt: skip


def test_every_type_becomes_what_the_table_says() -> None:
    draft = read({"q.xml": FILE}, "q.xml")
    tags = {"tags": ["Bio/chem", "Cells"]}
    assert rows(draft) == [
        {
            "q": "What is water?\nSay it.",
            "a": "H₂O",
            "wrong": ["CO₂", "salt"],
            "note": "Since so.",
            "tags": ["Bio/chem", "Cells", "water"],
        },
        {"q": "Times?", "a": "a * b", "also": ["axb"], **tags},
        {"q": "Far?", "a": "3.14 km", "also": ["3.14"], **tags},
        {"q": "True or false? Fish fly.", "a": "False", "wrong": ["True"], **tags},
        {"q": "Capitals: Italy", "a": "Rome", "wrong": ["Lima", "Bonn"], **tags},
        {"q": "Capitals: Peru", "a": "Lima", "wrong": ["Rome", "Bonn"], **tags},
        {"cloze": "In [[Rome]] they met.", "also": ["Roma"], "wrong": ["Bonn"], **tags},
    ]
    several = {"task": "Primes?", "answers": ["2", "3"], "wrong": {"answers": ["4"]}, **tags}
    assert rows(draft, "several answers") == [several]
    steps = {"task": "Order!", "steps": ["first", "second", "third"], **tags}
    assert rows(draft, "ordering") == [steps]
    assert told(draft) == [
        ("QK952", 3, "what is no plain text is dropped: formatting, in 1 question"),
        ("QK954", 5, "the wildcard * in an answer is dropped"),
        ("QK954", 5, "an answer worth 50 % is dropped"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (question("essay"), "`N` is not taken: it is an essay"),
        (question("calculated", answer("{a}+{b}")), "`N` is not taken: it is calculated"),
        (question("ddwtos"), "`N` is not taken: it is drag and drop"),
        (question("wiris"), "`N` is not taken: it is of the type wiris"),
        (
            question("multichoice", answer("a", 0)),
            "`N` is not taken: none of its answers is fully right",
        ),
        (question("shortanswer", answer("a"), stem=""), "`N` is not taken: it asks nothing"),
        (question("truefalse"), "`N` is not taken: neither true nor false is right"),
        (question("matching"), "`N` is not taken: it has no pairs"),
        (question("cloze", stem="{1:SA:=a} {1:SA:=b}"), "`N` is not taken: it has 2 gaps"),
        (question("cloze", stem="none"), "`N` is not taken: it has no gap"),
    ],
)
def test_what_is_not_taken_says_why(text, said) -> None:
    draft = read({"q.xml": quiz(text, question("shortanswer", answer("x")))}, "q.xml")
    assert told(draft) == [("QK951", 2, said)]
    assert len(rows(draft)) == 1


def test_pictures_hints_and_scripts_are_told_once_each() -> None:
    picture = '&lt;img src="@@PLUGINFILE@@/a.png"&gt;'
    hint = '<hint format="html"><text>Think.</text></hint>'
    every = [
        question(
            "shortanswer", answer("x"), hint, stem=f"Q{n} {picture}&lt;script&gt;x()&lt;/script&gt;"
        )
        for n in range(20)
    ]
    draft = read({"q.xml": quiz(*every)}, "q.xml")
    assert [message for _, _, message in told(draft)] == [
        "what is no plain text is dropped: picture, in 20 questions",
        "what is no plain text is dropped: script, in 20 questions",
        "what is no plain text is dropped: hint, in 20 questions",
    ]
    assert draft.losses[0].notes[0].text == "it stands in lines 2, 3, 4, 5, 6, 7, 8, 9, ..."
    assert rows(draft)[0]["q"] == "Q0"


def test_ids_follow_from_idnumber_or_name_in_their_category() -> None:
    first = quiz(question("shortanswer", "<idnumber>7</idnumber>", answer("a"), stem="A?", name="X"),
                 question("shortanswer", answer("b"), stem="B?", name="Y"))  # fmt: skip
    other = quiz(question("shortanswer", answer("c"), stem="B, so?", name="Y"),
                 question("shortanswer", "<idnumber>7</idnumber>", answer("d"), name="Z"))  # fmt: skip
    before, after = (ids(read({"q.xml": data}, "q.xml")) for data in (first, other))
    assert before == after[::-1]
    own = quiz(question("shortanswer", "<idnumber>h/k7#who</idnumber>", answer("a")))
    assert ids(read({"q.xml": own}, "q.xml", Intake(deck="h"))) == ["k7#who"]
    assert "#" not in ids(read({"q.xml": own}, "q.xml", Intake(deck="g")))[0]


@pytest.mark.parametrize("deck", ["hostile", "vietnam-us", "countries"])
def test_own_files_come_back_as_they_went_out(deck) -> None:
    posing = posing_of(deck, EVERY, 400)
    data = moodle.write(posing).files[""]
    posed = {each.id: each for each in posing.questions}
    named = [part.partition("<")[0] for part in data.decode().split("<idnumber>")[1:]]
    draft = read({"x.xml": data}, "x.xml", Intake(deck=posing.asker.deck.id))
    back = in_order(draft)
    assert len(back) == len(named) > 50
    for each, row in zip(named, back, strict=True):
        assert row["id"] == each.partition("/")[2].rpartition("/")[0]
        check_back(posed[each], row)


BOMB = b"<!DOCTYPE quiz [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><quiz>&b;</quiz>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB, "cannot use q.xml: it brings a DOCTYPE, which could make it grow without end"),
        (b"<quiz>" + b"<a>" * 100 + b"</a>" * 100 + b"</quiz>", "lie too deep in each other"),
        (b"<quiz><question></quiz>", "its XML is damaged in line 1"),
        (b"<quiz>\n\n&b;</quiz>", "its XML is damaged in line 3"),
        (b"<html></html>", "cannot use q.xml: it begins with <html>, want <quiz>"),
        (b"<quiz>\0</quiz>", "its XML is damaged"),
        (b"", "its XML is damaged"),
        (b"<?xml version='1.0' encoding='x-none'?><quiz/>", "its XML is damaged"),
        ("<quiz>ü</quiz>".encode("latin-1"), "its XML is damaged"),
        (b"<quiz>" + b" " * 2**24 + b"</quiz>", "its XML has more than 16 MiB"),
    ],
)  # fmt: skip
def test_files_that_could_do_harm_are_refused(data, said) -> None:
    assert said in refused(read, data, "q.xml")


def test_giant_attributes_and_texts_are_read_within_limits() -> None:
    big = question("shortanswer", answer("x"), stem="y" * 2_000_000, name="n" * 2_000_000)
    draft = read({"q.xml": quiz(f'<question type="{"t" * 3_000_000}"></question>', big)}, "q.xml")
    assert [len(line.cells["q"]) for line in draft.book.sheets[0].lines] == [2_000_000]
    assert max(len(message) for _, _, message in told(draft)) <= 72


WORDS = (b"<question type='cloze'>", b"</question>", b"<text>", b"]]>", b"<![CDATA[", b"&amp;", b"&x;",
         b"fraction='50'", b"{1:SA:=a~b}", b"<!DOCTYPE a>", b"\0", b"*", b"\\", b"&#0;", b"<!--", b"<a>",
         b"&lt;script&gt;", b"1e999", b"-", b"true", b"truefalse", b"ordering", b"matching")  # fmt: skip


def test_mutated_files_are_read_or_refused(size) -> None:
    seeds = [FILE, moodle.write(posing_of("hostile", EVERY, 40)).files[""]]
    found = check_mutants(read, seeds, words=WORDS, size=size, name="x.xml")
    assert min(found.values()) > 0


AMC = r"""
\documentclass{article}
\usepackage{automultiplechoice}
\begin{document}
\element{animals}{
\begin{question}{legs}
How many legs has a \textbf{spider}?
\begin{choices}\correctchoice{eight}\wrongchoice{six}\wrongchoice{ten}\end{choices}
\end{question}
}
\element{animals}{
\begin{questionmult}{birds}
Which are birds?
\begin{choices}\correctchoice{hen}\correctchoice{owl}\wrongchoice{bat}\wrongchoice{cod}\end{choices}
\end{questionmult}
}
\end{document}
"""


@pytest.mark.consumer
def test_files_of_amc2moodle_are_read(tmp_path: Path) -> None:
    program = consumers.program("amc2moodle")
    consumers.program("latexml")  # amc2moodle runs it
    (tmp_path / "q.tex").write_text(AMC)
    consumers.run(program, "q.tex", "-o", "q.xml", cwd=tmp_path)
    draft = read({"q.xml": (tmp_path / "q.xml").read_bytes()}, "q.xml")
    assert rows(draft)[0]["q"] == "How many legs has a spider?"
    assert rows(draft)[0]["wrong"] == ["six", "ten"]
    assert rows(draft, "several answers")[0]["answers"] == ["hen", "owl"]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (("true", 100), ("false", 0), "True"), (("false", 0), ("true", 100), "True"),
        (("false", 100), ("true", 0), "False"), (("<p>true</p>", 100), ("<p>false</p>", 0), "True"),
        (("Vrai", 100), ("Faux", 0), "True"), (("Vrai", 0), ("Faux", 100), "False"),
    ],
)  # fmt: skip
def test_statements_are_true_in_any_language(first, second, said) -> None:
    answers = (answer(escape(text), mark) for text, mark in (first, second))
    data = quiz(question("truefalse", *answers, stem="Water is wet"))
    assert [row["a"] for row in rows(read({"q.xml": data}, "q.xml"))] == [said]


@pytest.mark.parametrize("text", ["{1:SA:" * 9_000, "{1:SA:" + "a{" * 30_000, "{:SA:=a" * 9_000])
def test_gaps_without_an_end_take_no_longer_than_their_length(text) -> None:
    data = quiz(question("cloze", stem=text))
    assert is_quick(lambda: read({"q.xml": data}, "q.xml"), below=0.5)
