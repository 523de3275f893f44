"""What is picked by name: asked now, or flagged for its author; as on the screen of a fact."""

import json

import pytest

from quizkit.store.log import open_log


def answered(call) -> list[str]:
    return [json.loads(line)["facet"] for line in call("history", "--json").out.splitlines()]


@pytest.mark.parametrize(
    ("argv", "facets"),
    [
        (["rivers.yaml", "--only", "kd7w#sea"], ["kd7w#sea"]),
        (["--only", "rivers.yaml:20#length"], ["p9rt#length"]),
        (["--only", "rivers.yaml:18"], ["kd7w#name", "kd7w#sea", "kd7w#length"]),
        (["rivers.yaml", "--only", "s6bn"], ["s6bn#name", "s6bn#sea"]),
        (["rivers.yaml", "--only", "kd7w#sea", "--only", "p9rt#sea"], ["kd7w#sea", "p9rt#sea"]),
    ],
)
def test_what_is_picked_is_asked_and_nothing_else(call, rivers, argv, facets) -> None:
    assert call("study", *argv, "--form", "flip", stdin="x\n3\n" * 9).code == 0
    assert answered(call) == [f"rivers/{facet}" for facet in facets]


def test_what_was_answered_today_can_be_asked_again(call, rivers) -> None:
    for _ in range(2):
        call("study", "rivers.yaml", "--only", "kd7w#sea", "--form", "flip", stdin="x\n3\n")
    assert answered(call) == ["rivers/kd7w#sea"] * 2


@pytest.mark.parametrize(
    ("argv", "code", "told"),
    [
        (["--only", "s6bn#length"], 3, "never asked; `quizkit why rivers/s6bn#length` says why"),
        (["--only", "zzz"], 3, 'there is no fact "zzz"'),
        (["--only", "kd7w#zzz"], 3, 'there is no facet "kd7w#zzz"'),
        (["--only", "kd7w", "--minutes", "5"], 2, "--only says what is asked; leave out --minutes"),
        (["--only", "kd7w", "--tag", "long"], 2, "leave out --tag"),
    ],
)
def test_what_cannot_be_picked_is_told(call, rivers, argv, code, told) -> None:
    found = call("study", "rivers.yaml", *argv, stdin="1\n")
    assert (found.code, found.out) == (code, "")
    assert told in found.err


@pytest.mark.parametrize("name", ["rivers/kd7w#sea", "kd7w#sea", "rivers.yaml:18#sea"])
def test_a_flag_keeps_the_words(call, rivers, name) -> None:
    call("decks", "add", "rivers.yaml")
    argv = ("--log", "me.db", "flag", name, "no", "such", "sea")
    assert call(*argv).out == "Flagged for the deck's author: rivers/kd7w#sea\n"
    with open_log("me.db", readonly=True) as log:
        body = log.last("flag")[0].body
    assert body == {
        "facet": "rivers/kd7w#sea",
        "stem": body["stem"],
        "reason": "no such sea",
    }
    assert "Rhine" in body["stem"]
    assert call("--log", "me.db", "undo").code == 0


def test_a_flag_is_for_one_facet(call, rivers) -> None:
    code, _, err = call("flag", "kd7w", "--deck", "rivers.yaml")
    assert code == 2
    assert "name one of its facets: rivers/kd7w#name, " in err
    found = call("flag", "s6bn#length", "why not", "--deck", "rivers.yaml", "--json")
    assert json.loads(found.out) == {"v": 1, "facet": "rivers/s6bn#length", "reason": "why not"}
