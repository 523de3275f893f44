"""The shape of a deck's head."""

import pytest

from tests.decks.reading import found, problems, read


def test_a_deck_needs_its_four_lines() -> None:
    assert found(b"names: {A: person}") == ["QK009 1:1"]
    help_ = problems(b"names: {A: person}\ntitle: x")[0].notes[0].text
    assert help_.startswith("begin the file with `quizkit: 1`, `deck: my-deck` and `language: en`")
    assert found(b"quizkit: 1\nnames: {A: person}") == ["QK005 1:1"] * 3


def test_a_line_without_a_value_is_told_once() -> None:
    assert found("title:\ndeck:\n") == ["QK005 1:1", "QK005 2:1"]


def test_a_newer_deck_is_refused() -> None:
    assert found("quizkit: 2\n") == ["QK009 1:10"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("deck: Not An Id\n", ["QK006 1:7"]),
        ("language: English\n", ["QK006 1:11"]),
        ("titel: x\n", ["QK004 1:1"]),
        ("title: [a]\n", ["QK006 1:8"]),
        ("names: {A: {is: city, ina: x, foo: [y]}}\n", ["QK006 1:36"]),
        ("names: {A: {is: city, nam: x}}\n", ["QK004 1:9"]),
        ("names: {A: {the: perhaps}}\n", ["QK006 1:18"]),
        ("names: {A: {aka: {b: c}}}\n", ["QK006 1:18"]),
        ("names: {A: {is: persn}}\n", ["QK004 1:17"]),
        ("names: [A]\n", ["QK006 1:8"]),
        ("sources: {a: {titel: x}}\n", ["QK004 1:15"]),
        ("sources: {a: x, b: {title: y}}\n", []),
        ("kinds: {k: {called: x}}\n", ["QK005 1:12"]),
        ("kinds: {k: {cald: x, roles: {a: text}}}\n", ["QK004 1:13"]),
        ("kinds: {k: {roles: {a: {ask: x}}}}\n", ["QK005 1:24"]),
        ("kinds: {k: {roles: {a: {is: text, aks: x}}}}\n", ["QK004 1:35"]),
        ("kinds: {k: {roles: {a: {is: txt}}}}\n", ["QK004 1:29"]),
        ("kinds: {k: {roles: {a: {is: list, of: lists}}}}\n", ["QK004 1:39"]),
        ("kinds: {k: {roles: {a: {is: date, ask to: hour}}}}\n", ["QK006 1:43"]),
        ("kinds: {k: {roles: {a: {is: text, strict: [blanks]}}}}\n", ["QK006 1:44"]),
        ("kinds: {k: {roles: {a: {is: text, ask: [[x]]}}}}\n", ["QK006 1:41"]),
        ("words: {fr: {months: [a]}}\n", ["QK006 1:22"]),
        ("include: {a: b}\n", ["QK006 1:10"]),
    ],
)
def test_wrong_shapes_have_their_place(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_all_faults_of_the_head_come_at_once() -> None:
    text = "titel: x\nnames: {A: {is: [b]}}\nkinds: {k: {cald: x, roles: {a: text}}}\n"
    assert found(text) == ["QK004 1:1", "QK006 2:17", "QK004 3:13"]


def test_the_nearest_field_is_named() -> None:
    notes = [note.text for note in problems("licens: x\n")[0].notes]
    assert notes[0] == "did you mean `licence`?"


def test_short_forms() -> None:
    deck = read(
        "sources: {a: A title}\nnames: {B: person}\n"
        "kinds: {k: {roles: {a: text, r: {is: [x, y]}, l: {is: list}}}}\n"
    )
    assert deck.sources["a"].fields == {"title": "A title"}
    assert deck.names["B"].type == "person"
    roles = deck.kinds["k"].roles
    assert (roles["a"].type, roles["r"].members, roles["l"].of) == ("text", ("x", "y"), "name")
