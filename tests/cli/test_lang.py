"""`--lang`: a deck in another language than its own, and what is said where it cannot be."""

import json
from pathlib import Path

import pytest

TWO = """\
quizkit: 1
deck: two
title: Two languages
language: en
licence: CC0-1.0
names:
  Hanoi: {is: city, vi: Hà Nội}
  Vinh: {is: city}
  Red River: {is: place, vi: sông Hồng}
  Lam River: {is: place, vi: sông Lam}
kinds:
  lies:
    called: "the city of {name}"
    says: {en: "{name} lies on the {on_}.", vi: "{name} nằm bên {on_}."}
    roles:
      name: {is: city, ask: {en: "Which city lies on the {on_}?", vi: "Thành phố nào nằm bên {on_}?"}}
      on_: {is: place, one: yes, ask: {en: "On which river does {name} lie?", vi: "{name} nằm bên sông nào?"}}
      founded: {is: date, ask: "{when} was {it} founded?"}
facts:
  lies:
    - {id: kd7w, name: Hanoi, on_: Red River, founded: 1010}
    - {id: m4xq, name: Vinh, on_: Lam River, founded: 1788}
cards:
  - {id: p9rt, q: "What is a river called that ends in another one?", a: tributary}
"""  # noqa: E501

ENGLISH = "2 of 7 questions are asked in Vietnamese, the rest in English"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    path = tmp_path / "two.yaml"
    path.write_text(TWO, encoding="utf-8")
    return path


def test_a_preview_says_how_much_falls_back_and_marks_it(call, two) -> None:
    done = call("--lang", "vi", "preview", "two.yaml", "-n", "all", "--form", "flip")
    assert f"two: {ENGLISH}" in done.err.splitlines()
    lines = done.out.splitlines()
    assert any("Hà Nội nằm bên sông nào?  (flip)" in line for line in lines)
    assert any("On which river does Vinh lie?  (flip, in English)" in line for line in lines)
    assert any("ends in another one?  (flip, in English)" in line for line in lines)


def test_the_json_tells_the_language_of_each_question(call, two) -> None:
    done = call("--lang", "vi", "preview", "two.yaml", "-n", "all", "--form", "flip", "--json")
    found = {q["facet"]: q["language"] for q in json.loads(done.out)["questions"]}
    assert found == {
        "two/kd7w#name": "vi",
        "two/kd7w#on_": "vi",
        "two/kd7w#founded": "en",
        "two/m4xq#name": "en",
        "two/m4xq#on_": "en",
        "two/m4xq#founded": "en",
        "two/p9rt#card": "en",
    }


@pytest.mark.parametrize("command", ["study", "quiz"])
def test_a_sitting_begins_with_it_and_marks_each_question(call, two, command) -> None:
    done = call("--lang", "vi", command, "two.yaml", "--seed", "7", stdin=":0\n" * 12)
    assert ENGLISH in done.err
    heads = [line for line in done.out.splitlines() if line.startswith("Question ")]
    assert len(heads) > 3
    for head in heads:
        vietnamese = "nằm bên" in head
        assert (", in English." in head) is not vietnamese


def test_the_answers_of_a_quiz_are_kept_with_their_language(call, two) -> None:
    call("--lang", "vi", "quiz", "two.yaml", "--seed", "7", "-o", "mark.jsonl", stdin=":0\n" * 7)
    kept = [json.loads(line) for line in Path("mark.jsonl").read_text("utf-8").splitlines()]
    assert {each["language"] for each in kept} == {"vi", "en"}


@pytest.mark.parametrize(
    ("facet", "reason"),
    [
        ("m4xq#on_", '"Vinh" has no spelling in Vietnamese'),
        ("kd7w#founded", "`founded` has no wording in Vietnamese"),
        ("p9rt#card", "a card is asked as it was written"),
    ],
)
def test_why_names_what_is_missing(call, two, facet, reason) -> None:
    argv = ("--lang", "vi", "why", f"two/{facet}", "--deck", "two.yaml")
    assert call(*argv).out.splitlines()[1] == f"Asked in English: {reason}."
    document = json.loads(call(*argv, "--json").out)
    assert (document["language"], document["instead"]) == ("en", f"Asked in English: {reason}.")


def test_why_says_nothing_of_it_where_nothing_is_missing(call, two) -> None:
    done = call("--lang", "vi", "why", "two/kd7w#on_", "--deck", "two.yaml")
    assert done.out.count("\n") == 1


@pytest.mark.parametrize("tag", ["xx", "tlh"])
def test_a_language_without_words_is_said_in_one_sentence(call, two, tag) -> None:
    done = call("--lang", tag, "preview", "two.yaml", "-n", "2")
    wanted = f"two: quizkit has no words for the language `{tag}`; all is asked in English"
    assert done.err.splitlines().count(wanted) == 1
    own = call("preview", "two.yaml", "-n", "2")
    assert done.out == own.out


def test_a_deck_without_any_wording_in_it_is_asked_in_its_own(call, rivers) -> None:
    done = call("--lang", "vi", "preview", "rivers.yaml", "-n", "2", "--seed", "7")
    wanted = "rivers: nothing can be asked in Vietnamese; all is in English"
    assert wanted in done.err.splitlines()
    own = call("preview", "rivers.yaml", "-n", "2", "--seed", "7")
    assert done.out.replace(", in English)", ")") == own.out


@pytest.mark.parametrize("tag", ["vi-VN", "VI"])
def test_a_language_of_a_country_is_the_language(call, two, tag) -> None:
    assert ENGLISH in call("--lang", tag, "preview", "two.yaml", "-n", "1").err


@pytest.mark.parametrize("tag", ["en", "en-GB", ""])
def test_nothing_is_said_of_the_decks_own_language(call, two, tag) -> None:
    assert "asked in" not in call("--lang", tag, "preview", "two.yaml", "-n", "1").err


def test_a_vietnamese_deck_is_asked_in_english_alike(call, two) -> None:
    turned = TWO.replace("language: en", "language: vi").replace(
        'ask: "{when} was {it} founded?"', 'ask: {en: "{when} was {it} founded?"}'
    )
    turned = turned.replace('called: "the', 'called: {en: "the').replace('{name}"', '{name}"}', 1)
    turned = turned.replace("vi: Hà Nội", "en: The Capital").replace("vi: sông", "en: River")
    two.write_text(turned, encoding="utf-8")
    done = call("--lang", "en", "preview", "two.yaml", "-n", "all", "--form", "flip")
    assert "questions are asked in English, the rest in Vietnamese" in done.err
    assert "On which river does The Capital lie?  (flip)" in done.out
    assert "ends in another one?  (flip, in Vietnamese)" in done.out


def test_quiet_keeps_it_to_itself(call, two) -> None:
    assert call("-q", "--lang", "vi", "preview", "two.yaml", "-n", "1").err == ""


def test_the_environment_sets_it_too(call, two, monkeypatch) -> None:
    monkeypatch.setenv("QUIZKIT_LANG", "vi")
    assert ENGLISH in call("preview", "two.yaml", "-n", "1").err
