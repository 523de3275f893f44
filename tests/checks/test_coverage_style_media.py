"""Sources, coverage, style and media: what the pages' two decks do not show, and the mendings."""
# ruff: noqa: E501  # a deck a line

import time
from pathlib import Path

import pytest

from quizkit.checks.excused import code_place, without_code
from quizkit.checks.rules import markup, mixed_scripts, mixed_style, personal_data, telling_image
from quizkit.checks.run import run
from quizkit.decks import load
from quizkit.decks.edits import apply
from quizkit.model import Location, Problem
from quizkit.questions.plan import Planner
from tests.checks.conftest import whole

TRIP = """\
kinds:
  trip:
    called: "the trip to {to}"
    roles:
      who: {is: person, ask: "Who made {it}?"}
      to: place
"""


@pytest.fixture
def checked(tmp_path: Path):
    """Return a function from a deck's text to its problems of one code, fixes included."""

    def problems(text: str, code: str, profile: str = "shared") -> list[Problem]:
        place = tmp_path / "deck.yaml"
        place.write_text(whole(text), encoding="utf-8")
        deck = load(place)
        lines = {str(place): whole(text).split("\n")}
        found = run(deck, Planner(deck), profile=profile, lines=lines)
        return [problem for problem in found if problem.code == code]

    return problems


MENDED = [
    ("QK605", TRIP + "sources:\n  a: A\n  b: B\nfacts:\n  trip: [{who: Ann, to: Peru, source: a}]\n",
     "  b: B\n", ""),
    ("QK605", TRIP + "sources: {a: A, b: B}\nfacts:\n  trip: [{who: Ann, to: Peru, source: [a, b]}]\n",
     None, None),
    ("QK605", TRIP + "sources:\n  b: B\nfacts:\n  trip: [{who: Ann, to: Peru}]\n",
     "sources:\n  b: B\n", ""),
    ("QK707", "cards:\n- {q: It's?, a: A}\n- {q: It’s so?, a: A}\n- {q: 'It’s it?', a: A}\n",
     "It's?", "It’s?"),
    ("QK707", 'cards:\n- q: What is “a”?\n  a: A\n- q: "What is “b”?"\n  a: A\n- q: Is it "c"?\n  a: A\n',
     'it "c"', "it “c”"),
    ("QK707", "cards:\n- {q: Wait… who?, a: A}\n- {q: Why… me?, a: A}\n- {q: So... what?, a: A}\n",
     "So...", "So…"),
    ("QK707", TRIP.replace("the trip", "the trip – a long one –").replace("Who made", "Who - say - made")
     + "facts:\n  trip: [{who: Ann, to: Peru, note: One – two}]\n",
     "Who - say - made", "Who – say – made"),
    ("QK709", "cards:\n- {q: A?, a: A, tags: [big ones]}\n- {q: B?, a: B, tags: [x, Big-Ones]}\n",
     "x, Big-Ones", "x, big ones"),
    ("QK709", "cards:\n- {q: A?, a: A, tags: [x, ones]}\n- q: B?\n  a: B\n  tags:\n    - y\n    - Ones\n",
     "- Ones", "- ones"),
    ("QK709", TRIP + "facts:\n  trip:\n    tags: [Big, small]\n    facts: [{who: Ann, to: Peru}]\n"
     "cards:\n- {q: A?, a: A, tags: big}\n- {q: B?, a: B, tags: [big]}\n", "[Big, small]", "[big, small]"),
    ("QK709", TRIP + "facts:\n  trip:\n    table: |\n      who | to   | tags\n      Ann | Peru | big, x\n"
     "      Bao | Laos | X, big\n", "X, big", "x, big"),
    ("QK801", "cards:\n- {q: 'Is <b>it</b> red&nbsp;now?', a: A}\n", "<b>it</b> red&nbsp;now", "it red now"),
    ("QK801", 'cards:\n- {q: A?, a: A, note: "See [the map](http://x.org/a)"}\n',
     "[the map](http://x.org/a)", "the map"),
    ("QK801", TRIP.replace("Who made {it}", "Who **made** {it}") + "facts:\n  trip: [{who: Ann, to: Peru}]\n",
     "**made**", "made"),
    ("QK801", TRIP + "facts:\n  trip: [{who: Ann, to: Peru, note: 'the *real* one'}]\n", "*real*", "real"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "old", "new"), MENDED)
def test_a_mending_changes_that_and_nothing_else(checked, code, text, old, new) -> None:
    problems = checked(text, code)
    if old is None:
        assert problems == []
        return
    (problem,) = problems
    assert problem.fix is not None
    mended = apply(whole(text).encode(), problem.fix.edits).decode()
    assert mended == whole(text).replace(old, new, 1)
    assert checked(mended, code) == []


UNMENDED = [
    ("QK707", 'cards:\n- q: What is “a”?\n  a: A\n- q: What is “b”?\n  a: A\n- q: "Is it \\"c\\"?"\n  a: A\n'),
    ("QK707", "names:\n  Kerry, John: {is: person}\n  Ann Ash: {is: person}\n"),
    ("QK801", "cards:\n- {q: A?, a: A, note: <b></b>}\n"),
    ("QK801", "cards:\n- {q: A?, a: A, wrong: [<b>x</b>, y]}\n"),
    ("QK801", TRIP.replace("Who made", "`Who`") + "facts:\n  trip: [{who: Ann, to: Peru, ask: {who: '<i>{to}</i> [by](x)[ {to}]?'}}]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), UNMENDED)
def test_what_is_not_sure_is_told_but_not_mended(checked, code, text) -> None:
    problems = checked(text, code)
    assert problems
    assert any(problem.fix is None for problem in problems)


QUIET = [
    ("QK604", TRIP + "facts:\n  trip:\n  - {who: Ann, to: Peru, disputed: yes, source: a}\n"
     "  - {who: Bao, to: Peru, disputed: yes, source: b}\nsources: {a: A, b: B}\n"),
    ("QK701", "cards:\n- {q: A?, a: A, tags: [x]}\n"),
    ("QK705", TRIP + "facts:\n  trip:\n  - {who: Ann Walshe, to: Peru}\n  - {who: Ann Walsh, to: Togo}\n"),
    ("QK707", "cards:\n- {q: The 9 - 5 = 4?, a: A – B}\n"),
    ("QK707", "names:\n  'Martin Luther King, Jr.': {is: person}\n  Ann Ash: {is: person}\n"),
    ("QK709", "cards:\n- {q: A?, a: A, tags: [ma]}\n- {q: B?, a: B, tags: [má]}\n"),
    ("QK801", "cards:\n- {q: 'If a<b and c>d?', a: 'R&D; 5*3*2, [x] (y), ____'}\n"),
    ("QK803", "cards:\n- {q: 'ΔT of the α-helix, in μm?', a: Москва}\n"),
    ("QK808", "cards:\n- {q: 'In 1992-11-18, 75 000 000 000?', a: '0.123456789', note: 'doi 10.1037/0033-2909.132.3.354'}\n"),
    ("QK808", "cards:\n- {q: 'ISBN 978-0-19-853453-1 @ home?', a: '@', note: 'a student number of some'}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), QUIET)
def test_what_is_meant_so_is_left_alone(checked, code, text) -> None:
    assert checked(text, code) == []


FOUND = [
    ("QK604", TRIP + "facts:\n  trip:\n  - {who: Ann, to: Peru, disputed: yes, source: a}\n"
     "  - {who: Bao, to: Peru, source: a}\nsources: {a: A}\n", "one source"),
    ("QK607", TRIP + "licence: CC0-1.0\nsources:\n  a: {title: A, file: a.txt}\n", "`a` goes with the deck"),
    ("QK703", "cards:\n" + "".join(f"- {{id: b{n}, q: Who is {n}?, a: A{n}}}\n" for n in range(12)), "typed"),
    ("QK808", "cards:\n- {q: A?, a: A, note: Call 0912 345 678}\n", "0912 345 678"),
    ("QK808", "cards:\n- {q: A?, a: A, note: Call +49 (30) 1234567 now}\n", "+49 (30) 1234567"),
    ("QK808", "cards:\n- {q: A?, a: A, note: 'Mã số sinh viên: B20123456'}\n", "B20123456"),
    ("QK808", "sources: {a: {title: A, author: Ann <ann@x.org>}}\n", "ann@x.org"),
    ("QK803", "names:\n  Tokyo: {is: city, aka: [Tоkyo]}\n", "Tоkyo"),
    ("QK803", "cards:\n- {q: A?, a: Москвa}\n", "Москвa"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "word"), FOUND)
def test_other_faults_of_the_kind_are_found(checked, code, text, word) -> None:
    (problem,) = checked(text, code)
    assert word in problem.message


def test_an_image_without_words_and_one_whose_file_tells(tmp_path: Path) -> None:
    from tests.checks.conftest import PNG

    text = TRIP + (
        "facts:\n  trip:\n  - {who: Ann Walsh, to: Peru, image: {file: ann-walsh.png}}\n"
        "  - {who: Bao Tran, to: Laos, image: {file: p.png, alt: a ship}}\n"
    )
    for name in ("ann-walsh.png", "p.png"):
        (tmp_path / name).write_bytes(PNG)
    (tmp_path / "deck.yaml").write_text(whole(text), encoding="utf-8")
    deck = load(tmp_path / "deck.yaml")
    found = run(deck, Planner(deck), profile="class", select=["QK805"])
    assert [problem.message for problem in found] == [
        "the file name of the image gives the answer to `who`",
        "the image has no words for those who cannot see it",
    ]


EXCUSED = [
    ("a: {ok: {QK304: why}, b: 1}", (1, 1), "a: {b: 1}"),
    ("a:\n  b: 1\n  ok: {QK304: why, QK302: x}\n", (1, 1), "a:\n  b: 1\n  ok: {QK302: x}\n"),
    ("a:\n  r:\n    ok: {QK304: why}\n  ok:\n    QK304: so\n  c: 1\n", (1, 1),
     "a:\n  r:\n    ok: {QK304: why}\n  c: 1\n"),
    ("a:\n  r: {is: x, ok: {QK304: why}}\n", (2, 3), "a:\n  r: {is: x}\n"),
    ("b | ok\n1 | QK302: y; QK304: why\n", (2, 5), "b | ok\n1 | QK302: y\n"),
    ("- id: x\n  ok:\n    QK302: y\n    QK304: why\n", (3, 5), "- id: x\n  ok:\n    QK302: y\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "left"), EXCUSED)
def test_a_code_is_taken_out_of_the_ok_that_is_meant(
    text: str, place: tuple[int, int], left: str
) -> None:
    lines = text.split("\n")
    at = Location("d", *place, width=len(lines[place[0] - 1]) - place[1] + 1)
    edit = without_code(lines, at, "QK304")
    assert edit is not None
    assert apply(text.encode(), [edit]).decode() == left


def test_a_code_that_is_not_there_is_not_found() -> None:
    lines = ["a:", "  b: 1", "  ok: {QK302: x}", "c: {ok: {QK304: y}}"]
    assert code_place(lines, Location("d", 1, 1), "QK304") is None
    assert code_place([], Location("d", 1, 1), "QK304") is None
    assert without_code(lines, Location("d", 9, 1), "QK304") is None


HOSTILE = ("0", "+1", "a@", "@a.", "<a ", "**a", "*a ", "`", "[a](", "[a", "__a", "&a", "&#1", "“",
           '"', "a - ", "0 ", "(0 ", "student no ", "<", "а", "„“", "a,", "a, ", "-0", "*", "_")  # fmt: skip


@pytest.mark.parametrize("bait", HOSTILE)
def test_no_text_takes_long(bait: str) -> None:
    """A text of 100,000 characters, made for patterns that go back and forth."""
    text = (bait * 100_000)[:100_000]
    begun = time.process_time()
    personal_data._seen(text)
    list(markup._marks(text))
    markup._without(text)
    for styles in mixed_style.STYLES.values():
        for style in styles:
            style.pattern.sub(style.write, text)
    mixed_style._FAMILY_FIRST.match(text)
    any(map(mixed_scripts._is_mixed, mixed_scripts._WORD.findall(text)))
    telling_image._SEPARATOR.sub(" ", telling_image._SUFFIX.sub("", text))
    assert time.process_time() - begun < 2
