"""GIFT of others as cards: every construct, gift-pegjs beside it, our own files back, mutations."""

import json
import re
import time
from pathlib import Path

import pytest

from quizkit.formats.book import Book, Intake, Sheet
from quizkit.formats.gift import writing as gift
from quizkit.formats.gift.reading import parts_of, read
from quizkit.formats.strangers.markup import reduced
from tests import consumers
from tests.formats.qti_decks import posing_of
from tests.formats.taken_in import (
    check_back,
    check_mutants,
    flat,
    ids,
    in_order,
    refused,
    rows,
    told,
)

FILE = r"""
// [id:q-1] [tag:easy] a comment
$CATEGORY: $course$/top/History/Km//h

// [id:q\]1] [tag:hard one]
::Who? \: 1::[html]<p>Who's <b>buried</b> in<br>Grant's tomb?</p>{
=Grant #yes
~no one ~%0%Napoleon #not he
####Because \= so}

Grant was buried in {=Grant's tomb ~a tree} in New York.

2 October is a holiday.{TRUE#wrong#right####Gandhi's birthday}

Grant was president of France.{F}

::Q5:: What's between orange
  and green? {=yellow =%100%gelb # right}

When was Grant born? {#1822:0}

[plain]Is <b> a tag &amp; so? {=yes =\{so\} =a\nb}

Match the capitals. {
 =Canada -> Ottawa
 =Italy  -> Rome
 =Japan  -> Tokyo
 = -> Berlin
}

Which are primes? {~%50%2 ~%50%3 ~%-50%4 ~%-50%6}
"""


def one(text: str) -> dict:
    """Return the one row of a question."""
    draft = read({"a.gift": text.encode()}, "a.gift")
    assert draft.losses == (), told(draft)
    [row] = in_order(draft)
    del row["id"]
    return row


def test_every_construct_becomes_what_the_table_says() -> None:
    draft = read({"a.gift": FILE.encode()}, "a.gift")
    assert rows(draft) == [
        {
            "q": "Who's buried in\nGrant's tomb?",
            "a": "Grant",
            "wrong": ["no one", "Napoleon"],
            "note": "Because = so",
            "tags": ["History", "Km/h", "hard one"],
        },
        {
            "cloze": "Grant was buried in [[Grant's tomb]] in New York.",
            "wrong": ["a tree"],
            "tags": ["History", "Km/h"],
        },
        {
            "q": "True or false? 2 October is a holiday.",
            "a": "True",
            "wrong": ["False"],
            "note": "Gandhi's birthday",
            "tags": ["History", "Km/h"],
        },
        {
            "q": "True or false? Grant was president of France.",
            "a": "False",
            "wrong": ["True"],
            "tags": ["History", "Km/h"],
        },
        {
            "q": "What's between orange and green?",
            "a": "yellow",
            "also": ["gelb"],
            "tags": ["History", "Km/h"],
        },
        {"q": "When was Grant born?", "a": "1822", "tags": ["History", "Km/h"]},
        {
            "q": "Is <b> a tag &amp; so?",
            "a": "yes",
            "also": ["{so}", "a\nb"],
            "tags": ["History", "Km/h"],
        },
        *(
            {"q": f"Match the capitals: {land}", "a": town, "wrong": other, "tags": tags}
            for tags in [["History", "Km/h"]]
            for land, town, other in [
                ("Canada", "Ottawa", ["Rome", "Tokyo", "Berlin"]),
                ("Italy", "Rome", ["Ottawa", "Tokyo", "Berlin"]),
                ("Japan", "Tokyo", ["Ottawa", "Rome", "Berlin"]),
            ]
        ),
    ]
    assert rows(draft, "several answers") == [
        {
            "task": "Which are primes?",
            "answers": ["2", "3"],
            "wrong": {"answers": ["4", "6"]},
            "tags": ["History", "Km/h"],
        }
    ]
    assert list(draft.kinds) == ["several answers"]
    assert told(draft) == [
        ("QK952", 6, "what is no plain text is dropped: formatting, in 1 question")
    ]
    assert draft.counts == {
        ("questions", "cards"): 7,
        ("questions", "by pairs, a card each"): 1,
        ("questions", "facts of the kind several answers"): 1,
    }


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Write about it. {}", 1, "a question is not taken: its answer is free text"),
        ("Only a text.", 1, "a question is not taken: it is a text without answers"),
        ("\nbroken {=a", 2, "a question is not taken: its { has no }"),
        ("two {=a} gaps {=b}.", 1, "a question is not taken: it has several { }"),
        ("x {a}", 1, "a question is not taken: nothing in its { } begins with = or ~"),
        ("x {a =b}", 1, "a question is not taken: a text stands before its first = or ~"),
        ("x {~a ~b}", 1, "a question is not taken: none of its answers is fully right"),
        ("x {=a -> b =c}", 1, "a question is not taken: one of its pairs has no ->"),
        ("::x {=a}", 1, "`x {=a}` is not taken: its title `x {=a}` has no end"),
        ("x {#many}", 1, "a question is not taken: its answer is no number"),
        ("{=a}", 1, "a question is not taken: it has answers, but asks nothing"),
    ],
)
def test_what_is_not_taken_says_why_and_the_next_question_is_read(text, line, said) -> None:
    draft = read({"a.gift": f"{text}\n\nnext? {{=yes}}\n".encode()}, "a.gift")
    assert told(draft) == [("QK951", line, said)]
    assert [row["q"] for row in rows(draft)] == ["next?"]
    assert draft.counts == {("questions", "not taken"): 1, ("questions", "cards"): 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x {=a =%50%b}", "an answer worth 50 % is dropped"),
        ("x {=a =b*}", "the wildcard * in an answer is dropped"),
        ("x {#5:2}", "the tolerance 2 is dropped"),
        ("x {#1500:50}", "the tolerance 50 is dropped"),
        ("x {#1e3:400}", "the tolerance 400 is dropped"),
        ("x {#5..7}", "the range 5 to 7 is dropped"),
    ],
)
def test_marks_wildcards_and_tolerances_are_told(text, said) -> None:
    draft = read({"a.gift": text.encode()}, "a.gift")
    assert told(draft) == [("QK954", 1, said)]
    assert len(rows(draft)) == 1


def test_small_things() -> None:
    assert one("x {#3.14:0.005}") == {"q": "x", "a": "3.14"}
    assert one("x {=2 \\* 3}") == {"q": "x", "a": "2 * 3"}
    assert one("a { =b }.") == {"cloze": "a [[b]]."}
    assert one("why? {=b}.")["q"] == "why? ."
    assert one("\\(x^2\\) is {=$y$}")["q"] == "$x^2$ is"
    assert one("x {=a #5 ~b}") == {"q": "x", "a": "a", "wrong": ["b"], "note": "5"}
    assert one("x [[y]] {=a} z.") == {"q": "x [[y]] _____ z.", "a": "a"}
    assert parts_of("$course$/a//b/c") == ("a/b", "c")


def test_pairs_may_become_facts() -> None:
    text = "::Capitals of Asia::Match {=Japan -> Tokyo =Laos -> Vientiane =Iran -> Tehran}"
    draft = read({"a.gift": text.encode()}, "a.gift", Intake(as_facts=True))
    assert rows(draft, "capitals of asia")[0] == {"left": "Japan", "right": "Tokyo"}
    assert draft.kinds["capitals of asia"][-1] == (
        '  right: {is: text, one: yes, ask: "Match: {left}"}'
    )
    two = text.replace("=Iran -> Tehran", "")
    assert rows(read({"a.gift": two.encode()}, "a.gift", Intake(as_facts=True)))


def test_ids_follow_from_origins_alone() -> None:
    first = "::T1::One? {=a}\n\nTwo? {=b}\n\n// [id:7]\nThree? {=c}\n"
    second = "// [id:7]\nThree, really? {=d}\n\nTwo? {=x}\n\n::T1::One or so? {=a}\n"
    before, after = (ids(read({"a.gift": t.encode()}, "a.gift")) for t in (first, second))
    assert before == after[::-1]
    assert len(set(before)) == 3
    assert ids(read({"a.gift": first.encode()}, "../b/a.gift")) == before
    twice = ids(read({"a.gift": b"Two? {=a}\n\nTwo? {=b}"}, "a.gift"))
    assert len(set(twice)) == 2
    other = ids(read({"b.gift": first.encode()}, "b.gift"))
    assert (other[0] != before[0], other[1:]) == (True, before[1:])
    again = "// [id:h/k7#who]\nA? {=b}\n\n// [id:other/k7#who]\nA? {=b}\n"
    own = ids(read({"a.gift": again.encode()}, "a.gift", Intake(deck="h")))
    assert own[0] == "k7#who"
    assert "#" not in own[1]


def test_files_that_are_no_text_are_refused_with_what_to_do() -> None:
    assert refused(read, "ü {=a}".encode("latin-1"), "a.gift") == (
        "cannot read a.gift: line 1 is not UTF-8; save it as UTF-8 from the program that made it"
    )
    assert "it is UTF-16" in refused(read, "x".encode("utf-16"), "a.gift")
    assert "line 2 holds a NUL sign" in refused(read, b"a\nb\0", "a.gift")
    assert "more than 16 MiB" in refused(read, b"x" * (2**24 + 1), "a.gift")
    marked = read({"a.gift": "\ufeff::a::x {=ü}\r\n".encode()}, "a.gift")
    assert rows(marked) == [{"q": "x", "a": "ü"}]


@pytest.mark.parametrize("deck", ["hostile", "vietnam-us"])
def test_own_files_come_back_as_they_went_out(deck) -> None:
    posing = posing_of(deck, gift.ORDER, 400)
    data = gift.write(posing).files[""]
    posed = {each.id: each for each in posing.questions}
    name = posing.asker.deck.id
    lines = data.decode().split("\n")
    named = [line.partition("[id:")[2].partition("]")[0] for line in lines if "[id:" in line]
    draft = read({"x.gift": data}, "x.gift", Intake(deck=name))
    back = in_order(draft)
    assert [row["id"] for row in back] == [
        each.partition("/")[2].rpartition("/")[0] for each in named
    ]
    assert all(code != "QK951" for code, _, _ in told(draft))
    for each, row in zip(named, back, strict=True):
        if each in posed:
            check_back(posed[each], row)


PEGJS = (
    "console.log(JSON.stringify(require('gift-pegjs').parse(require('fs').readFileSync(0,'utf8'))))"
)


def pegjs(data: bytes) -> list[dict]:
    """Return what gift-pegjs reads of a file."""
    folder = consumers.npm("gift-pegjs")
    node = consumers.program("node")
    found = json.loads(consumers.run(node, "-e", PEGJS, stdin=data, cwd=Path(folder).parent))
    return [each for each in found if each["type"] != "Category"]


TYPES = {"MC": "choice", "Short": "typed", "TF": "true-false", "Matching": "match",
         "Numerical": "number", "Essay": "essay", "Description": "text"}  # fmt: skip


def unescaped(text: str) -> str:
    """Return a right side of gift-pegjs, which leaves its own marks for escaped signs in it."""
    return re.sub("&&([0-9]{3});", lambda found: chr(int(found[1])), text)


def said(text: dict) -> str:
    return flat(reduced(text["text"]).text if text["format"] == "html" else text["text"])


@pytest.mark.consumer
@pytest.mark.parametrize("deck", ["hostile", "vietnam-us", "a file of others"])
def test_gift_pegjs_finds_the_same_answers(deck) -> None:
    if deck == "a file of others":
        data = FILE.replace("[plain]", "").replace("<b>", "").replace("&amp;", "and").encode()
    else:
        data = gift.write(posing_of(deck, gift.ORDER, 200)).files[""]
    draft = read({"x.gift": data}, "x.gift", Intake(deck="hostile"))
    found: dict[int, list] = {}
    for sheet in draft.book.sheets:
        for line in sheet.lines:
            found.setdefault(line.number, []).append(line)
    theirs = pegjs(data)
    assert len(theirs) == len(found)
    by_line = [
        in_order(draft._replace(book=Book((sheet_of(found[line]),)))) for line in sorted(found)
    ]
    for ours, other in zip(by_line, theirs, strict=True):
        check_same(ours, other)


def sheet_of(lines) -> Sheet:
    return Sheet("cards", (), tuple(lines))


def check_same(ours: list[dict], other: dict) -> None:
    """Compare one question."""
    row = ours[0]
    key = row.get("a") or str(row.get("cloze", "")).partition("[[")[2].rpartition("]]")[0]
    kind = TYPES[other["type"]]
    if kind == "choice":
        right = [said(c["text"]) for c in other["choices"]
                 if c["isCorrect"] or (c["weight"] or 0) > 0]  # fmt: skip
        wrong = [said(c["text"]) for c in other["choices"]
                 if not c["isCorrect"] and not (c["weight"] or 0) > 0]  # fmt: skip
        mine = row.get("answers") or [key, *row.get("also", ())]
        lures = row.get("wrong", [])
        lures = lures["answers"] if isinstance(lures, dict) else lures
        assert sorted(map(flat, mine)) == sorted(right)
        assert list(map(flat, lures)) == wrong
    elif kind == "typed":
        assert [flat(text) for text in [key, *row.get("also", ())]] == [
            said(c["text"]).replace("\\*", "*") for c in other["choices"]
        ]
    elif kind == "true-false":
        assert row["a"] == str(other["isTrue"])
    elif kind == "match":
        pairs = {
            (said(p["subquestion"]), flat(unescaped(p["subanswer"]))) for p in other["matchPairs"]
        }
        mine = {(flat(r["q"]).rpartition(": ")[2], flat(r["a"])) for r in ours}
        assert {right for _, right in mine} <= {right for _, right in pairs}
    else:
        number = other["choices"]
        number = number[0]["text"] if isinstance(number, list) else number
        assert float(key) == float(number["number"])


WORDS = (b"{", b"}", b"=", b"~", b"#", b"::", b"->", b"%50%", b"\\", b"\n\n", b"// [id:x]\n",
         b"$CATEGORY: a/b\n", b"[html]", b"<b>", b"&#99999999999;", b"####", b"T", b"{#1:2}",
         b"\0", b"\xff", b"..", "\u202e".encode(), b"[tag:" + b"a" * 40)  # fmt: skip


def test_mutated_files_are_read_or_refused(size) -> None:
    seeds = [FILE.encode(), gift.write(posing_of("hostile", gift.ORDER, 40)).files[""]]
    found = check_mutants(read, seeds, words=WORDS, size=size, name="x.gift")
    assert min(found.values()) > 0


@pytest.mark.parametrize(
    "text",
    ["\\" * 60_000, "{" * 60_000, "x {" + "=" * 60_000 + "}", "x {" + "~%1%" * 15_000 + "}",
     "// " + "[id:" * 100_000, "x {#" + "1" * 60_000 + "}", "x {#" + ".." * 30_000 + "}",
     "::" + ":\\" * 30_000, "[html]" * 10_000, "<" * 60_000 + "{=a}", "x{T}\n\n" * 10_000],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_the_worst_case_takes_no_longer_than_its_length(text) -> None:
    begin = time.process_time()
    read({"x.gift": text.encode()}, "x.gift")
    assert time.process_time() - begin < 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x {" + "~%1%a" * 501 + "}", "it has more than 500 answers"),
        ("x" * 70_000 + "{=a}", "it has more than 65,536 letters"),
    ],
)
def test_questions_have_a_size(text, said) -> None:
    assert told(read({"a.gift": text.encode()}, "a.gift")) == [
        ("QK951", 1, f"a question is not taken: {said}")
    ]
